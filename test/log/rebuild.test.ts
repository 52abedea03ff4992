import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { readEvents } from "../../server/log/queries.ts";
import { cast } from "../support/cast.ts";
import { createClock, day } from "../support/clock.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { fromLog, fromRows } from "./rebuild.ts";

const brackwater = "ini_brackwater";
const types = async (server: Awaited<ReturnType<typeof openServer>>, after: number) =>
  (await readEvents(server.deps.db, brackwater)).filter((it) => it.seq > after).map((it) => it.type);

test("the sample's log alone says what its rows say, and tells it in the order of time", async () => {
  const { deps } = await openServer();
  const rebuilt = await fromLog(deps, brackwater);
  expect(Object.keys(rebuilt.organizations)).toHaveLength(9);
  expect(Object.keys(rebuilt.people)).toHaveLength(16);
  expect(rebuilt).toEqual(await fromRows(deps));
  const events = await readEvents(deps.db, brackwater);
  expect(events.map((it) => it.at)).toEqual(events.map((it) => it.at).sort((a, b) => a - b));
  expect(events[0]).toMatchObject({ type: "initiative.begun", by: "per_director" });
  expect(new Date(events[0]!.at).toISOString()).toContain("2023-05-18");
});

test("every command about partners and people leaves its event, and the rows can be rebuilt from them", async () => {
  const { director, casa, city, server } = await cast();
  const before = (await readEvents(server.deps.db, brackwater)).length;
  const library = {
    name: "Eastmere Public Library",
    shortName: "Library",
    sector: "education",
    isPublicBody: true,
    language: "en",
  };
  const added = await director.post("/api/organizations", library);
  const { id: organizationId } = (await added.json()) as { id: string };
  const invitation = { organizationId, role: "representative", language: "en" };
  await director.post("/api/people", { ...invitation, name: "Ada Lee", email: "ada@example.org" });
  // Naming another relieves the former one.
  await director.post("/api/people", { ...invitation, name: "Bo Ray", email: "bo@example.org" });
  await casa.patch("/api/people/per_resident", { role: "alternate", name: "Rosa Vega" });
  await city.patch("/api/me", { language: "es", name: "Omar Reyes" });
  await director.delete("/api/people/per_city_alt");
  const { token } = await server.newestLink("bo@example.org");
  await server.stranger().post("/api/sign-in/link/confirm", { token });
  expect(await types(server, before)).toEqual([
    "organization.added",
    "person.invited",
    "person.role_changed",
    "person.invited",
    "person.role_changed",
    "person.renamed",
    "person.renamed",
    "person.language_chosen",
    "person.removed",
    "person.came_in",
  ]);
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  // A later sign-in, and a change that changes nothing, are no events.
  await server.as("per_city_rep");
  await city.patch("/api/me", { language: "es" });
  await director.patch("/api/people/per_resident", { role: "alternate" });
  expect(await types(server, before)).toHaveLength(10);
});

test("a write answers with the receipts of what it appended", async () => {
  const { casa, server } = await cast();
  const answer = await casa.patch("/api/people/per_resident", { role: "alternate", name: "Rosa Vega" });
  const rows = await server.deps.db.selectFrom("event").select(["seq", "hash"]).orderBy("seq").execute();
  const expected = rows.slice(-2).map((it) => `${it.seq} ${it.hash}`);
  expect(answer.headers.get("receipt")).toBe(expected.join(", "));
  expect((await casa.get("/api/people")).headers.get("receipt")).toBeNull();
});

test("a server that was just set up has a log from its first moment", async () => {
  const server = await openServer({ publicUrl: "https://example.org" });
  const { setUpAddress } = await import("../../server/initiative/commands.ts");
  const token = (await setUpAddress(server.deps)).split("/").at(-1)!;
  const answer = await server.stranger().post("/api/set-up", {
    token,
    initiative: "Riverside",
    organization: "Riverside Office",
    name: "Ada Lee",
    email: "ada@example.org",
    language: "en",
    timeZone: "Europe/Madrid",
  });
  expect(answer.status).toBe(200);
  const { id } = await server.deps.db.selectFrom("initiative").select("id").executeTakeFirstOrThrow();
  const rebuilt = await fromLog(server.deps, id);
  expect(rebuilt).toEqual(await fromRows(server.deps));
  expect(Object.values(rebuilt.people)).toMatchObject([{ name: "Ada Lee", hasComeIn: true }]);
});

test("when the sample's days move on, the log says so", async () => {
  const clock = createClock();
  const first = await openServer({ clock });
  await first.close();
  clock.pass(9 * day);
  const later = await openServer({ clock, dataDir: first.dataDir });
  expect(await fromLog(later.deps, brackwater)).toEqual(await fromRows(later.deps));
});

test("a database from before the log gets one event for each record, once, and rebuilds from them", async () => {
  const dataDir = temporaryFolder();
  // The version before: the same rows, and only the first migration.
  const sample = await openServer();
  await sample.as("per_director");
  await sample.close();
  const old = join(temporaryFolder(), "migrations");
  mkdirSync(old);
  copyFileSync("server/db/migrations/0001_start.sql", join(old, "0001_start.sql"));
  const database = await openDatabase({
    dataDir,
    migrations: pathToFileURL(`${old}/`),
    now: createClock().now,
  });
  const { driver } = await openDatabase({ dataDir: sample.dataDir, now: createClock().now });
  for (const table of ["initiative", "organization", "person", "common_agenda", "document"]) {
    const { columns } = await database.driver
      .query(`select group_concat(name) as columns from pragma_table_info('${table}')`)
      .then((it) => it.rows[0] as { columns: string });
    // Notes came later.
    const which = table === "document" ? "where kind = 'common-agenda'" : "";
    const { rows } = await driver.query(`select ${columns} from ${table} ${which}`);
    for (const row of rows)
      await database.driver.query(
        `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row)
          .map(() => "?")
          .join(", ")})`,
        Object.values(row) as string[],
      );
  }
  await sql`update person set removed_at = 1 where id = 'per_resident'`.execute(database.db);
  await driver.close();
  await database.close();

  const server = await openServer({ dataDir });
  const events = await readEvents(server.deps.db, brackwater);
  expect(new Set(events.map((it) => it.type))).toEqual(new Set(["log.begun"]));
  expect(events).toHaveLength(1 + 9 + 16);
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  await server.close();
  const again = await openServer({ dataDir });
  expect(await readEvents(again.deps.db, brackwater)).toHaveLength(26);
});
