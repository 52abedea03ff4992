import { expect, test } from "vitest";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf, standingOf } from "../../shared/common-agenda/readings.ts";
import type { AgendaVersionText, WorkingText } from "../../shared/common-agenda/version.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { createClock, day } from "../support/clock.ts";
import { openServer, problemOf, type Visitor } from "../support/server.ts";

const brackwater = "ini_brackwater";
const address = "/api/common-agenda";
const read = async (who: Visitor) => (await (await who.get(address)).json()) as CommonAgenda;
const working = async (who: Visitor) => (await (await who.get(`${address}/working`)).json()) as WorkingText;

/** What the schools say of the version that stands now. */
async function schoolsAdopt(who: Visitor, more: Record<string, unknown> = {}) {
  const it = await read(who);
  return {
    versionId: it.versions[0]!.id,
    organizationId: "org_schools",
    kind: "plain",
    after: adoptionOf(it, "org_schools")?.seq ?? null,
    ...more,
  };
}

/** Writes a paragraph at the end of the English text, as somebody with the text open does. */
async function write(server: Awaited<ReturnType<typeof openServer>>, text: string, names?: string) {
  const { Doc, XmlElement, XmlText, applyUpdate, encodeStateAsUpdate, encodeStateVector } = await import(
    "yjs"
  );
  const name = `agenda:${brackwater}:en`;
  const { snapshot, updates } = await server.deps.documents.store.load(name);
  const doc = new Doc();
  for (const part of snapshot ? [snapshot, ...updates] : updates) applyUpdate(doc, part);
  const before = encodeStateVector(doc);
  const line = new XmlElement("paragraph");
  const mention = new XmlElement("mention");
  if (names) mention.setAttribute("__target", names);
  if (names) mention.setAttribute("__label", "Ada Lee");
  line.insert(0, [new XmlText(text), ...(names ? [mention, new XmlText(" in spring.")] : [])]);
  const root = doc.get("root-v2", XmlElement);
  root.insert(root.length, [line]);
  const update = encodeStateAsUpdate(doc, before);
  const { seq } = await server.deps.db
    .selectFrom("document_update")
    .select((it) => it.fn.coalesce(it.fn.max("seq"), it.lit(0)).as("seq"))
    .where("document", "=", name)
    .executeTakeFirstOrThrow();
  const written = { personId: "per_director", update, newClients: [doc.clientID] };
  await server.deps.documents.store.append(name, Number(seq), [written], false);
}

async function publish(who: Visitor, number: string, more: Record<string, unknown> = {}) {
  const { hash } = await working(who);
  return who.post(`${address}/versions`, { number, hash, ...more });
}

test("the sample's partners adopted two versions, and what stands now is the text as it is", async () => {
  const { schools } = await cast();
  const it = await read(schools);
  expect(it.versions.map(({ number }) => number)).toEqual(["2.1", "2.0"]);
  expect(it.versions[0]!.hash).toBe((await working(schools)).hash);
  expect(it.version).toBe("2.1");
  const standings = ["org_city", "org_port", "org_schools"].map((id) => standingOf(it, id));
  expect(standings).toEqual(["adopted", "reservation", "reviewing"]);
  expect(adoptionOf(it, "org_schools")).toMatchObject({ isOnBehalf: true, byPersonId: "per_director" });
});

test("a representative adopts what was read: once, with a receipt, and the log rebuilds it", async () => {
  const { schools, director, city, server } = await cast();
  const asked = await schoolsAdopt(schools);
  const answer = await schools.post(`${address}/adoptions`, asked);
  expect(answer).toHaveStatus(201);
  expect(answer.headers.get("receipt")).toMatch(/^\d+ [0-9a-f]{64}$/);
  expect(standingOf((await answer.json()) as CommonAgenda, "org_schools")).toBe("adopted");
  // Sent again, it says nothing new.
  const again = await schools.post(`${address}/adoptions`, asked);
  expect(again).toHaveStatus(201);
  expect(again.headers.get("receipt")).toBeNull();
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  // Everybody sees it.
  expect(standingOf(await read(city), "org_schools")).toBe("adopted");
  expect(adoptionOf(await read(director), "org_schools")).toMatchObject({
    byPersonId: "per_schools_rep",
    isOnBehalf: false,
  });
});

test("only who speaks for a partner adopts for it; the backbone records it and is shown as such", async () => {
  const { schools, director, city, resident, funder, server } = await cast();
  const asked = await schoolsAdopt(schools);
  for (const who of [city, resident, funder])
    expect(await who.post(`${address}/adoptions`, asked)).toBeProblem("forbidden");
  expect(await server.stranger().post(`${address}/adoptions`, asked)).toBeProblem("signed_out");
  // The backbone itself has no voice.
  const own = { ...asked, organizationId: "org_backbone", after: null };
  expect(await director.post(`${address}/adoptions`, own)).toBeProblem("forbidden");
  expect(await director.post(`${address}/adoptions`, asked)).toHaveStatus(201);
  expect(adoptionOf(await read(schools), "org_schools")).toMatchObject({
    isOnBehalf: true,
    byPersonId: "per_director",
  });
});

test("a reservation needs its reason, and a plain adoption keeps none", async () => {
  const { schools } = await cast();
  const reserved = await schoolsAdopt(schools, { kind: "reservation" });
  const refused = await schools.post(`${address}/adoptions`, reserved);
  expect((await problemOf(refused.clone())).fields).toHaveProperty("reason");
  expect(refused).toBeProblem("invalid");
  const reason = "We cannot sample in the summer holidays. <script>alert(1)</script>";
  expect(await schools.post(`${address}/adoptions`, { ...reserved, reason })).toHaveStatus(201);
  expect(adoptionOf(await read(schools), "org_schools")).toMatchObject({ kind: "reservation", reason });
  // The reservation is resolved: a later word takes its place, and the earlier one stays.
  const plain = await schoolsAdopt(schools, { reason: "left over" });
  expect(await schools.post(`${address}/adoptions`, plain)).toHaveStatus(201);
  const it = await read(schools);
  expect(adoptionOf(it, "org_schools")).toMatchObject({ kind: "plain", reason: null });
  expect(it.adoptions.filter(({ organizationId }) => organizationId === "org_schools")).toHaveLength(3);
});

test("two who speak for one partner at once: the same word is said once, another one is told of the first", async () => {
  const { city, cityAlternate, director, server } = await cast();
  await write(server, "We meet on the river once a year.");
  expect(await publish(director, "2.2")).toHaveStatus(201);
  const asked = { ...(await schoolsAdopt(city)), organizationId: "org_city" };
  asked.after = adoptionOf(await read(city), "org_city")!.seq;
  const same = await Promise.all([
    city.post(`${address}/adoptions`, asked),
    cityAlternate.post(`${address}/adoptions`, asked),
  ]);
  expect(same.map((it) => it.status)).toEqual([201, 201]);
  expect(same.filter((it) => it.headers.has("receipt"))).toHaveLength(1);
  const other = await cityAlternate.post(`${address}/adoptions`, {
    ...asked,
    kind: "reservation",
    reason: "Not in flood season.",
  });
  expect(other).toBeProblem("conflict");
  expect(standingOf(await read(city), "org_city")).toBe("adopted");
});

test("what is published is what was looked at, and what is adopted is what was read", async () => {
  const { director, schools, server } = await cast();
  const { hash } = await working(director);
  const unchanged = await director.post(`${address}/versions`, { number: "2.2", hash });
  expect((await problemOf(unchanged.clone())).title).toMatch(/Nothing has changed/);
  await write(server, "We meet on the river once a year.");
  // Somebody wrote while the backbone looked.
  const seen = await working(director);
  expect(seen.hash).not.toBe(hash);
  await write(server, "And once more in autumn.");
  const stale = await director.post(`${address}/versions`, { number: "2.2", hash: seen.hash });
  expect(stale).toBeProblem("conflict");
  expect(await publish(director, "2.2", { note: "A day on the river." })).toHaveStatus(201);
  // The words stay although the text goes on, and who reads an older version cannot adopt it as the newer one.
  await write(server, "Later words.");
  const it = await read(schools);
  const text = (await (
    await schools.get(`${address}/versions/${it.versions[0]!.id}`)
  ).json()) as AgendaVersionText;
  expect(text.texts.en).toContain("And once more in autumn.");
  expect(text.texts.en).not.toContain("Later words.");
  const older = { ...(await schoolsAdopt(schools)), versionId: it.versions[1]!.id };
  const late = await schools.post(`${address}/adoptions`, older);
  expect((await problemOf(late.clone())).title).toMatch(/^Version 2\.2 was put to the partners meanwhile/);
  expect(late).toBeProblem("conflict");
  expect(await schools.post(`${address}/adoptions`, await schoolsAdopt(schools))).toHaveStatus(201);
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
});

test("the backbone alone puts a version to the partners, under a later number, with an adopted decision", async () => {
  const { director, city, server } = await cast();
  await write(server, "We meet on the river once a year.");
  expect(await publish(city, "2.2")).toBeProblem("forbidden");
  for (const number of ["2.1", "2.0", "1.9", "two", "2.1.3", "-1", "02.3", ""])
    expect(await publish(director, number)).toBeProblem("invalid");
  const { items } = (await (await director.get("/api/decisions")).json()) as {
    items: { id: string; status: string }[];
  };
  const open = items.find(({ status }) => status === "open")!;
  const adopted = items.find(({ status }) => status === "adopted")!;
  expect(await publish(director, "2.10", { decisionId: open.id })).toBeProblem("invalid");
  expect(await publish(director, "2.10", { decisionId: "dec_nowhere" })).toBeProblem("not_found");
  expect(await publish(director, "2.10", { decisionId: adopted.id })).toHaveStatus(201);
  const it = await read(city);
  expect(it).toMatchObject({ version: "2.10", status: "adopted", adoptedOn: "2026-11-23" });
  expect(it.versions[0]).toMatchObject({ number: "2.10", decisionId: adopted.id, place: 3 });
  // Everybody looks again.
  expect(standingOf(it, "org_city")).toBe("reviewing");
});

test("somebody who was removed adopts nothing, however lately they signed in", async () => {
  const { cityAlternate, director, server } = await cast();
  await write(server, "We meet on the river once a year.");
  await publish(director, "2.2");
  const asked = { ...(await schoolsAdopt(cityAlternate)), organizationId: "org_city" };
  await director.delete("/api/people/per_city_alt");
  expect(await cityAlternate.post(`${address}/adoptions`, asked)).toBeProblem("signed_out");
  expect(standingOf(await read(director), "org_city")).toBe("reviewing");
});

test("a public body that speaks in meetings only adopts in a meeting", async () => {
  const { schools, director, server } = await cast();
  await director.patch("/api/organizations/org_schools", { speaksInMeetingsOnly: true });
  const asked = await schoolsAdopt(schools);
  expect(await schools.post(`${address}/adoptions`, asked)).toBeProblem("forbidden");
  const meeting = await server.deps.db
    .selectFrom("meeting")
    .innerJoin("partner_group", "partner_group.id", "meeting.group_id")
    .where("meeting.status", "=", "scheduled")
    .innerJoin("group_member", "group_member.group_id", "partner_group.id")
    .where("group_member.organization_id", "=", "org_schools")
    .select("meeting.id")
    .executeTakeFirstOrThrow();
  await server.deps.db.updateTable("meeting").set({ status: "live" }).where("id", "=", meeting.id).execute();
  expect(await schools.post(`${address}/adoptions`, asked)).toHaveStatus(201);
});

test("a version of another initiative, and words that are no request, are refused", async () => {
  const { schools } = await cast();
  const asked = await schoolsAdopt(schools);
  const wrong = [
    [{ ...asked, versionId: "agv_elsewhere" }, "not_found"],
    [{ ...asked, organizationId: "org_elsewhere" }, "not_found"],
    [{ ...asked, kind: "perhaps" }, "invalid"],
    [{ ...asked, after: -3 }, "invalid"],
    [{ ...asked, kind: "reservation", reason: "   " }, "invalid"],
    [{ ...asked, kind: "reservation", reason: "a".repeat(1_001) }, "invalid"],
  ] as const;
  for (const [body, code] of wrong)
    expect(await schools.post(`${address}/adoptions`, body)).toBeProblem(code);
  expect(await schools.get(`${address}/versions/agv_elsewhere`)).toBeProblem("not_found");
});

test("who is erased is no longer named in a version, neither in its words nor in the log", async () => {
  const { director, city, server } = await cast();
  await write(server, "Asked of ", "per_city_alt");
  await publish(director, "2.2");
  const [before] = (await read(city)).versions;
  const told = await (await city.get(`${address}/versions/${before!.id}`)).text();
  expect(told).toContain("Asked of [@Ada Lee](person:per_city_alt) in spring.");
  await director.delete("/api/people/per_city_alt");
  expect((await director.post("/api/people/per_city_alt/erasure")).status).toBeLessThan(300);
  const [version] = (await read(city)).versions;
  const { texts } = (await (
    await city.get(`${address}/versions/${version!.id}`)
  ).json()) as AgendaVersionText;
  expect(texts.en).toContain("Asked of — in spring.");
  const payloads = await server.deps.db.selectFrom("event_payload").select("payload").execute();
  expect(JSON.stringify(payloads)).not.toContain("Ada Lee");
  const verification = await (await city.get("/api/log/verification")).json();
  expect(verification).toMatchObject({ broken: null });
  const { agendaVersions } = await fromLog(server.deps, brackwater);
  expect(agendaVersions).toEqual((await fromRows(server.deps)).agendaVersions);
});

test("the sample's versions and adoptions move on with its days", async () => {
  const clock = createClock();
  const first = await openServer({ clock });
  await first.close();
  clock.pass(9 * day);
  const later = await openServer({ clock, dataDir: first.dataDir });
  const it = await read(await later.as("per_schools_rep"));
  expect(it.versions[0]!.publishedOn).toBe(it.adoptedOn);
  expect(await fromLog(later.deps, brackwater)).toEqual(await fromRows(later.deps));
});
