import { expect, test } from "vitest";
import type { Commitment, Recorded } from "../../shared/commitments/commitment.ts";
import { cast } from "../support/cast.ts";
import type { Visitor } from "../support/server.ts";

const id = "com_0123456789abcdef";
const offer = {
  id,
  what: "Plant 4,000 stems",
  ownerOrganizationId: "org_city",
  ownerPersonId: "per_city_rep",
  dueOn: "2027-03-15",
  fromMeetingId: "mtg_2026_12_03",
};
const read = async (visitor: Visitor) =>
  (await (await visitor.get(`/api/commitments/${id}`)).json()) as Commitment & {
    history: { type: string }[];
  };
const recorded = async (answer: Response) => (await answer.json()) as Recorded;

test("an offer is put right by who wrote it down or leads its meeting, before it is accepted", async () => {
  const { director, casa, schools, city, resident, server } = await cast();
  await resident.post("/api/commitments", offer);
  const path = `/api/commitments/${id}/rewording`;
  expect(await schools.post(path, { version: 1, what: "Plant 40 stems" })).toBeProblem("forbidden");
  const first = await recorded(await resident.post(path, { version: 1, what: "Plant 4,200 stems" }));
  expect(first.commitment).toMatchObject({ what: "Plant 4,200 stems", version: 2, status: "offered" });
  // Sent twice, it is one; the later one of two is told.
  expect(await recorded(await resident.post(path, { version: 1, what: "Plant 4,200 stems" }))).toEqual(first);
  expect(await director.post(path, { version: 1, dueOn: "2027-03-20" })).toBeProblem("conflict");
  const second = await recorded(await director.post(path, { version: 2, dueOn: "2027-03-20" }));
  // It was never promised for another day.
  expect(second.commitment).toMatchObject({
    dueOn: "2027-03-20",
    originalDueOn: "2027-03-20",
    timesMoved: 0,
  });
  expect(await director.post(path, { version: 3, dueOn: "2026-01-01" })).toBeProblem("invalid");
  // Casa chairs the group. Another owner is asked; nobody of the one before looks after it.
  await server.deps.db.deleteFrom("mail").execute();
  const third = await recorded(await casa.post(path, { version: 3, ownerOrganizationId: "org_schools" }));
  expect(third.commitment).toMatchObject({
    ownerOrganizationId: "org_schools",
    ownerPersonId: null,
    status: "offered",
  });
  const mails = await server.deps.db.selectFrom("mail").select("person_id").execute();
  expect(mails.map((it) => it.person_id)).toEqual(["per_schools_rep"]);
  await city.post(`/api/commitments/${id}/acceptance`, { version: 4 });
  expect((await read(casa)).status).toBe("offered");
  await schools.post(`/api/commitments/${id}/acceptance`, { version: 4 });
  expect(await director.post(path, { version: 5, what: "Plant nothing" })).toBeProblem("conflict");
  expect((await read(casa)).history.map((it) => it.type)).toEqual([
    "commitment.offered",
    "commitment.reworded",
    "commitment.reworded",
    "commitment.reworded",
    "commitment.accepted",
  ]);
});

test("an offer that turns out to be one's own is accepted in the same breath", async () => {
  const { casa } = await cast();
  await casa.post("/api/commitments", offer);
  const path = `/api/commitments/${id}/rewording`;
  const { commitment } = await recorded(
    await casa.post(path, { version: 1, ownerOrganizationId: "org_casa", ownerPersonId: "per_casa_rep" }),
  );
  expect(commitment).toMatchObject({
    status: "active",
    ownerPersonId: "per_casa_rep",
    acceptedOn: "2026-11-23",
  });
});
