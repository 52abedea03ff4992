import { expect, test } from "vitest";
import type { Organization } from "../../shared/organizations/organization.ts";
import { cast, type Name } from "../support/cast.ts";
import { problemOf } from "../support/server.ts";

const library = {
  name: "Eastmere Public Library",
  shortName: "Library",
  sector: "education",
  isPublicBody: true,
  language: "en",
};

const itemsOf = async (response: Response) => ((await response.json()) as { items: Organization[] }).items;

test("partners stand behind the backbone in joining order, each with its hue", async () => {
  const { funder } = await cast();
  const items = await itemsOf(await funder.get("/api/organizations"));
  expect(items.map((it) => [it.id, it.hue])).toEqual([
    ["org_backbone", 0],
    ["org_city", 1],
    ["org_yard", 2],
    ["org_uni", 3],
    ["org_friends", 4],
    ["org_state", 5],
    ["org_port", 6],
    ["org_casa", 7],
    ["org_schools", 8],
  ]);
  expect(items[0]).toMatchObject({ kind: "backbone", hasVoice: false, language: "en" });
  expect(items[7]).toMatchObject({ kind: "partner", hasVoice: true, language: "es" });
});

test("only the backbone adds a partner, which joins today with the next hue", async () => {
  const them = await cast();
  for (const name of ["city", "cityAlternate", "resident", "funder"] satisfies Name[])
    expect(await them[name].post("/api/organizations", library), name).toBeProblem("forbidden");
  const answer = await them.director.post("/api/organizations", library);
  expect(answer).toHaveStatus(201);
  expect(await answer.json()).toMatchObject({
    ...library,
    kind: "partner",
    hue: 9,
    joinedOn: "2026-11-23",
    hasVoice: true,
  });
  expect(await itemsOf(await them.funder.get("/api/organizations"))).toHaveLength(10);
});

test("the hues begin again after the eleventh partner and leave the backbone its own", async () => {
  const { director } = await cast();
  for (const n of [9, 10, 11, 12])
    await director.post("/api/organizations", { ...library, name: `Library ${n}` });
  const items = await itemsOf(await director.get("/api/organizations"));
  expect(items.slice(-4).map((it) => it.hue)).toEqual([9, 10, 11, 1]);
});

test("a partner's name stands once, however it is written", async () => {
  const { director } = await cast();
  expect(await director.post("/api/organizations", library)).toHaveStatus(201);
  const again = await director.post("/api/organizations", { ...library, name: "EASTMERE public library" });
  expect(again).toBeProblem("conflict");
  expect((await problemOf(again)).fields).toHaveProperty("name");
});
