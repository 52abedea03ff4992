import { expect, test } from "vitest";
import type { Person } from "../../shared/people/person.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import type { Visitor } from "../support/server.ts";

const alsoFor = async (visitor: Visitor, id: string) =>
  ((await (await visitor.get("/api/people")).json()) as { items: Person[] }).items.find((it) => it.id === id)!
    .alsoFor;

test("somebody who speaks for a second partner is shown as such, and may stop by themselves", async () => {
  const { schools, city, casa, director, server } = await cast();
  const path = "/api/people/per_city_rep/voices";
  expect(await schools.post(path, { organizationId: "org_schools" })).toHaveStatus(201);
  // Asked twice, they are asked once.
  expect(await director.post(path, { organizationId: "org_schools" })).toHaveStatus(201);
  expect(await alsoFor(casa, "per_city_rep")).toEqual(["org_schools"]);
  expect(await casa.delete(`${path}/org_schools`)).toBeProblem("forbidden");
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
  expect(await city.delete(`${path}/org_schools`)).toHaveStatus(204);
  expect(await alsoFor(casa, "per_city_rep")).toEqual([]);
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
  const log = await (await casa.get("/api/log?before=100000&limit=2")).json();
  expect(log).toMatchObject({
    items: [
      { text: { en: "asked {it} to speak for Harbor Schools as well" } },
      { text: { en: "noted that {it} no longer speaks for Harbor Schools" } },
    ],
  });
});

test("who speaks for a partner answers its offers too, and sees what its groups see", async () => {
  const { schools, city, director } = await cast();
  const offer = {
    id: "com_0123456789abcdef",
    what: "Open the science fair to the river",
    ownerOrganizationId: "org_schools",
    dueOn: "2027-03-15",
  };
  expect(await director.post("/api/commitments", offer)).toHaveStatus(201);
  const accept = () => city.post(`/api/commitments/${offer.id}/acceptance`, { version: 1 });
  expect(await accept()).toBeProblem("forbidden");
  await schools.post("/api/people/per_city_rep/voices", { organizationId: "org_schools" });
  expect(await accept()).toHaveStatus(201);
});

test("an invented partner, and one's own, cannot be lent", async () => {
  const { director } = await cast();
  const path = "/api/people/per_city_rep/voices";
  expect(await director.post(path, { organizationId: "org_none" })).toBeProblem("not_found");
  expect(await director.post("/api/people/per_none/voices", { organizationId: "org_city" })).toBeProblem(
    "not_found",
  );
  const own = await director.post(path, { organizationId: "org_city" });
  expect(await own.json()).toMatchObject({ alsoFor: [] });
});
