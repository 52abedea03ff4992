import { expect, test } from "vitest";
import { readEvents } from "../../server/log/queries.ts";
import type { Reminders } from "../../shared/commitments/bulk.ts";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const past = ["com_17", "com_04", "com_07", "com_21", "com_06", "com_12"];
const remind = async (visitor: Visitor, ids: string[], where = "") => {
  const answer = await visitor.post(`/api/commitments/reminders${where}`, { ids });
  expect(answer).toHaveStatus(200);
  return (await answer.json()) as Reminders;
};

test("the backbone sees who would get which words in which language, and nothing is sent by looking", async () => {
  const { director, server } = await cast();
  const { mails, left } = await remind(director, past, "/preview");
  expect(left).toEqual([]);
  // Six commitments past their date, five who look after them.
  expect(mails.map((it) => [it.organizationId, it.language, it.commitmentIds])).toEqual([
    ["org_port", "en", ["com_17", "com_04"]],
    ["org_city", "en", ["com_07"]],
    ["org_uni", "en", ["com_21"]],
    ["org_casa", "es", ["com_06"]],
    ["org_backbone", "en", ["com_12"]],
  ]);
  expect(mails[0]!.subject).toBe("2 commitments to look at: Brackwater River Compact");
  expect(mails[0]!.text).toContain("It was due Oct 15, 2026, 39 days ago.");
  expect(mails[0]!.text).toContain(`${server.address}/commitments/com_17`);
  expect(mails[3]!.text).toContain("Era para el 20 nov 2026, hace 3 días.");
  expect(await server.deps.db.selectFrom("mail").selectAll().execute()).toEqual([]);
});

test("a reminder is a mail for each reader and a line in each thread, and changes nothing else", async () => {
  const { director, city, server } = await cast();
  const before = (await readEvents(server.deps.db, "ini_brackwater")).length;
  const seenBefore = (await (await city.get("/api/commitments/com_07")).json()) as CommitmentWithHistory;
  const sent = await remind(director, past);
  expect(sent.mails).toHaveLength(5);
  const mails = await server.deps.db
    .selectFrom("mail")
    .select(["person_id", "subject"])
    .orderBy("person_id")
    .execute();
  expect(mails.map((it) => it.person_id)).toEqual(sent.mails.map((it) => it.personId).sort());
  const added = (await readEvents(server.deps.db, "ini_brackwater")).slice(before);
  expect(added.map((it) => [it.type, it.refs[0]])).toEqual(past.map((id) => ["commitment.reminded", id]));
  const { history, ...now } = (await (
    await city.get("/api/commitments/com_07")
  ).json()) as CommitmentWithHistory;
  const { history: was, ...then } = seenBefore;
  expect(now).toEqual(then);
  expect(history).toHaveLength(was.length + 1);
  expect(history.at(-1)).toMatchObject({
    type: "commitment.reminded",
    data: { on: "2026-11-23", personId: expect.stringMatching(/^per_city/) },
  });
  // Who was about to change it goes on.
  const version = then.version;
  expect(await city.post("/api/commitments/com_07/keeping", { version, note: null })).toHaveStatus(201);
});

test("nobody is reminded twice a day, and the next day they are", async () => {
  const { director, server } = await cast();
  const twice = await Promise.all([remind(director, ["com_17"]), remind(director, ["com_17"])]);
  expect(twice.map((it) => it.mails.length).sort()).toEqual([0, 1]);
  // Another promise of the same reader waits for tomorrow as well.
  expect(await remind(director, ["com_04"])).toMatchObject({
    mails: [],
    left: [{ id: "com_04", why: "reminded_today" }],
  });
  server.clock.pass(day);
  expect((await remind(director, ["com_17", "com_04"])).mails).toHaveLength(1);
});

test("only what is open is reminded of, and whoever is there is written to", async () => {
  const { director, casa, funder, server } = await cast();
  expect((await remind(director, ["com_01", "com_15"], "/preview")).left).toEqual([
    { id: "com_01", why: "closed" },
  ]);
  const reader = async () => (await remind(director, ["com_07"], "/preview")).mails[0]!.personId;
  expect(await reader()).toBe("per_city_alt");
  await director.delete("/api/people/per_city_alt");
  expect(await reader()).toBe("per_city_rep");
  await director.delete("/api/people/per_city_rep");
  expect((await remind(director, ["com_07"])).left).toEqual([{ id: "com_07", why: "nobody" }]);
  for (const visitor of [casa, funder])
    for (const where of ["", "/preview"])
      expect(await visitor.post(`/api/commitments/reminders${where}`, { ids: ["com_07"] })).not.toHaveStatus(
        200,
      );
  expect(await director.post("/api/commitments/reminders", { ids: ["com_99"] })).toBeProblem("not_found");
  expect(await server.deps.db.selectFrom("mail").selectAll().execute()).toEqual([]);
});
