import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verify } from "../../server/log/verify.ts";
import { cast } from "../support/cast.ts";
import { fromLog, fromRows } from "./rebuild.ts";

const brackwater = "ini_brackwater";

test("somebody who left can be erased: no byte of the name or address stays, and the log still holds", async () => {
  const { director, casa, server } = await cast();
  const invitation = { organizationId: "org_casa", role: "contributor", language: "es" };
  const answer = await director.post("/api/people", {
    ...invitation,
    name: "Zenobia Quintanilla",
    email: "zenobia@quintanilla.example",
  });
  const { id } = (await answer.json()) as { id: string };
  await director.patch(`/api/people/${id}`, { name: "Zenobia Quintanilla Ruiz" });
  expect(await director.post(`/api/people/${id}/erasure`)).toBeProblem("conflict");
  await director.delete(`/api/people/${id}`);
  expect(await director.post(`/api/people/${id}/erasure`)).toHaveStatus(204);
  expect(await director.post(`/api/people/${id}/erasure`)).toHaveStatus(204);
  // Also while the server runs: in no file of its folder.
  for (const file of readdirSync(server.dataDir)) {
    const bytes = readFileSync(join(server.dataDir, file));
    for (const word of ["Zenobia", "Quintanilla", "quintanilla"])
      expect(bytes.includes(word), `${word} in ${file}`).toBe(false);
  }
  expect(await verify(server.deps, brackwater)).toMatchObject({ erased: 3, broken: null });
  const { people } = await fromLog(server.deps, brackwater);
  const rows = (await fromRows(server.deps)).people;
  expect(rows[id]).toMatchObject({ name: "", email: "", isRemoved: true });
  expect(people[id]).toMatchObject({ name: "", email: "", isRemoved: true });
  const { [id]: _, ...others } = rows;
  const { [id]: __, ...othersInLog } = people;
  expect(othersInLog).toEqual(others);
  // Everybody else reads on, and sees that something was there.
  const { items } = (await (await casa.get("/api/log?after=1&limit=400")).json()) as {
    items: { type: string; text: unknown }[];
  };
  expect(items.filter((it) => it.text === null).map((it) => it.type)).toEqual([
    "person.invited",
    "person.renamed",
    "person.removed",
  ]);
  expect(items.at(-1)).toMatchObject({ type: "person.erased" });
});

test("only who may remove somebody may erase them", async () => {
  const { director, city, casa, funder } = await cast();
  await director.delete("/api/people/per_resident");
  expect(await city.post("/api/people/per_resident/erasure")).toBeProblem("forbidden");
  expect(await funder.post("/api/people/per_resident/erasure")).toBeProblem("forbidden");
  expect(await funder.post("/api/people/per_nobody/erasure")).toBeProblem("not_found");
  expect(await casa.post("/api/people/per_resident/erasure")).toHaveStatus(204);
});

test("those who left are shown to who may erase them, and to nobody once they are erased", async () => {
  const { director, city, casa, funder } = await cast();
  const leftFor = async (visitor: typeof casa) =>
    ((await (await visitor.get("/api/people/left")).json()) as { items: { id: string }[] }).items.map(
      (it) => it.id,
    );
  await director.delete("/api/people/per_resident");
  expect(await leftFor(director)).toEqual(["per_resident"]);
  expect(await leftFor(casa)).toEqual(["per_resident"]);
  expect(await leftFor(city)).toEqual([]);
  expect(await leftFor(funder)).toEqual([]);
  await casa.post("/api/people/per_resident/erasure");
  expect(await leftFor(director)).toEqual([]);
});
