import { expect, test } from "vitest";
import { applyUpdate, Doc, XmlElement } from "yjs";
import { openMissingNotes, openNotes } from "../../server/documents/notes.ts";
import { writeOutline } from "../../server/documents/write.ts";
import type { DocumentSummary } from "../../shared/documents/document.ts";
import { markdownToUpdate, updateToMarkdown } from "../../shared/documents/headless.ts";
import { may } from "../../shared/roles.ts";
import { sitAt, textOf } from "../relay/process.ts";
import { cast } from "../support/cast.ts";
import { listenServer, type Visitor } from "../support/server.ts";

const held = "notes:mtg_2026_11_12";
const ahead = "notes:mtg_2026_12_03";

const notesIn = async (visitor: Visitor) => {
  const { items } = (await (await visitor.get("/api/documents")).json()) as { items: DocumentSummary[] };
  return items.filter((it) => it.kind === "notes");
};

test("every meeting has its notes, in the list with its title, open to write until it is closed", async () => {
  const { casa, funder } = await cast();
  expect((await notesIn(casa)).map(({ name, title, mayEdit }) => [name, title, mayEdit])).toEqual([
    [ahead, "Steering Committee, December", true],
    [held, "Steering Committee, November", false],
    ["notes:mtg_2026_10_14", "Clean Water Working Group, 14 October", false],
    ["notes:mtg_2026_09_17", "Steering Committee, September", false],
  ]);
  expect(await notesIn(funder)).toEqual([]);
});

test("notes are seen like their meeting: who may not see it finds none", async () => {
  const { casa, city, director, funder, server } = await cast();
  const read = (who: Visitor) => who.get(`/api/documents/${held}/markdown`);
  expect(await read(funder)).toBeProblem("not_found");
  expect(await read(city)).toHaveStatus(200);
  const set = (visibility: "group" | "backbone" | "public") =>
    server.deps.db.updateTable("meeting").set({ visibility }).where("id", "=", "mtg_2026_11_12").execute();
  await set("backbone");
  expect(await read(city)).toBeProblem("not_found");
  expect(await read(director)).toHaveStatus(200);
  expect((await notesIn(casa)).map((it) => it.name)).not.toContain(held);
  await set("public");
  expect(await read(funder)).toHaveStatus(200);
  expect((await notesIn(funder)).map(({ name, mayEdit }) => [name, mayEdit])).toEqual([[held, false]]);
});

test("the sample's notes hold what was said under each item, and the records where they were made", async () => {
  const { casa } = await cast();
  const text = await (await casa.get("/api/documents/notes:mtg_2026_09_17/markdown")).text();
  expect(text.split("\n\n")).toEqual(
    expect.arrayContaining([
      "## One bacteria protocol and one lab",
      "[decision](decision:dec_protocol)",
      "## New commitments and close",
      expect.stringMatching(/^\[[^\]]+\]\(commitment:com_01\)$/),
      expect.stringMatching(/^\[[^\]]+\]\(commitment:com_05\)$/),
    ]),
  );
  expect(text.indexOf("Lab comparison showed")).toBeLessThan(text.indexOf("decision:dec_protocol"));
});

test("notes that begin with an outline are what the editor itself would have written", () => {
  const blocksOf = (update: Uint8Array) => {
    const doc = new Doc();
    applyUpdate(doc, update);
    return doc.get("root-v2", XmlElement).toArray().map(String);
  };
  const agenda = [
    { id: "itm_a", title: "Welcome" },
    { id: "itm_b", title: "Who plants what?" },
  ];
  const outline = blocksOf(writeOutline(agenda));
  const written = blocksOf(markdownToUpdate("## Welcome\n\n## Who plants what?"));
  const headings = outline.filter((it) => it.startsWith("<heading"));
  // Each of them knows its item besides.
  expect(headings.map((it) => it.replace(/ s_item="itm_\w"/, ""))).toEqual(written);
  expect(headings.map((it) => /s_item="(\w+)"/.exec(it)?.[1])).toEqual(["itm_a", "itm_b"]);
  expect(outline.filter((it) => !it.startsWith("<heading"))).toEqual(
    Array(2).fill("<paragraph></paragraph>"),
  );
  expect(blocksOf(writeOutline([]))).toEqual(["<paragraph></paragraph>"]);
  expect(updateToMarkdown(writeOutline([]))).toBe("");
});

test("a meeting that is called has notes at once, its agenda as their outline, and so has every one of a series", async () => {
  const { director, casa } = await cast();
  const item = { purpose: "discuss", minutes: 10 };
  const called = await director.post("/api/meetings", {
    id: "mtg_0123456789abcdef",
    groupId: "grp_steering",
    title: "January",
    day: "2027-01-14",
    startsAt: "09:00",
    endsAt: "10:00",
    repeats: { every: "month", times: 3 },
    agenda: [{ id: "itm_aaaaaaaaaaaaaaaa", title: "Who plants what?", ...item }],
  });
  expect(called).toHaveStatus(201);
  const names = (await notesIn(casa)).map((it) => it.name);
  for (const id of ["", "_2", "_3"]) expect(names).toContain(`notes:mtg_0123456789abcdef${id}`);
  const text = await (await casa.get("/api/documents/notes:mtg_0123456789abcdef/markdown")).text();
  expect(text).toContain("## Who plants what?");
});

test("meetings of an earlier version get their notes at the next start, once", async () => {
  const { casa, server } = await cast();
  const { db } = server.deps;
  await db.deleteFrom("document").where("kind", "=", "notes").execute();
  await openMissingNotes(server.deps);
  await openMissingNotes(server.deps);
  await openNotes(db, {
    meetingId: "mtg_2026_12_03",
    initiativeId: "ini_brackwater",
    language: "en",
    at: server.clock.now(),
  });
  expect(await notesIn(casa)).toHaveLength(4);
  const text = await (await casa.get(`/api/documents/${ahead}/markdown`)).text();
  expect(text).toContain("## Publish weekly site results");
});

test("nobody writes in the notes of a meeting that is closed, and observers never", () => {
  const scribe = { role: "contributor" } as const;
  for (const status of ["scheduled", "live"]) {
    expect(may.writeNotes(scribe, { status })).toBe(true);
    expect(may.writeNotes({ role: "observer" }, { status })).toBe(false);
  }
  for (const status of ["held", "cancelled"]) expect(may.writeNotes(scribe, { status })).toBe(false);
});

test("when a meeting closes, its open notes are read on, and nothing said after it is taken", async () => {
  const server = await listenServer();
  const sit = async (personId: string) => sitAt(server, await server.signIn(personId), { name: ahead });
  const [late, other] = [await sit("per_city_rep"), await sit("per_casa_rep")];
  textOf(late.doc).insert(0, "before");
  await other.until(() => other.text() === "before");
  const lead = { cookie: await server.signIn("per_director"), origin: server.address };
  for (const step of ["start", "closing"]) {
    const path = `${server.address}/api/meetings/mtg_2026_12_03/${step}`;
    expect((await fetch(path, { method: "POST", headers: lead })).status).toBe(201);
  }
  const started = performance.now();
  textOf(late.doc).insert(0, "too late ");
  await late.until(() => late.isClosed);
  expect(performance.now() - started).toBeLessThan(1_000);
  // Whoever knocks again reads.
  const again = await sit("per_city_rep");
  expect([again.text(), other.text()]).toEqual(["before", "before"]);
  expect(other.isClosed).toBe(false);
  for (const it of [other, again]) it.close();
});
