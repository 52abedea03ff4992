import { expect, test } from "vitest";
import type { Welcome } from "../../shared/sign-in/sign-in.ts";
import { openServer } from "../support/server.ts";

const welcomeOf = async (server: Awaited<ReturnType<typeof openServer>>) =>
  (await (await server.stranger().get("/api/welcome")).json()) as Welcome;

test("a stranger reads the sample's name and whom to step in as", async () => {
  const welcome = await welcomeOf(await openServer());
  expect(welcome.needsSetUp).toBe(false);
  expect(welcome.initiative?.name).toEqual({
    en: "Brackwater River Compact",
    es: "Pacto por el Río Brackwater",
  });
  expect(welcome.samplePeople.map((it) => [it.id, it.organization, it.language])).toEqual([
    ["per_director", "Compact Office", "en"],
    ["per_city_rep", "Port Brackwater City", "en"],
    ["per_casa_rep", "Casa Ribera", "es"],
    ["per_schools_rep", "Harbor Schools", "en"],
    ["per_resident", "Casa Ribera", "es"],
    ["per_funder", "Compact Office", "en"],
  ]);
  for (const { note } of welcome.samplePeople) expect(note.en && note.es && note.en !== note.es).toBe(true);
});

test("at a public address nobody steps in as a sample person", async () => {
  const local = await openServer();
  expect((await welcomeOf(local)).samplePeople).not.toEqual([]);
  await local.close();
  const open = await openServer({ dataDir: local.dataDir, publicUrl: "https://thread.example.org" });
  const welcome = await welcomeOf(open);
  expect(welcome.initiative?.name.en).toBe("Brackwater River Compact");
  expect(welcome.samplePeople).toEqual([]);
  const answer = await open.stranger().post("/api/sign-in/sample", { personId: "per_director" });
  expect(answer).toBeProblem("not_found");
});

test("a new server at a public address waits for its set-up and shows no sample", async () => {
  const server = await openServer({ publicUrl: "https://thread.example.org" });
  expect(await welcomeOf(server)).toEqual({ initiative: null, needsSetUp: true, samplePeople: [] });
});

test("somebody who was removed from the sample is no longer offered", async () => {
  const server = await openServer();
  const director = await server.as("per_director");
  await director.delete("/api/people/per_schools_rep");
  expect((await welcomeOf(server)).samplePeople.map((it) => it.id)).not.toContain("per_schools_rep");
});
