import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { LogPage } from "../../shared/log/event.ts";
import type { Post, RecordKind, ThreadPage, UnreadThread } from "../../shared/threads/post.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const json = async <T>(answer: Response | Promise<Response>) => (await (await answer).json()) as T;
const post = (who: Visitor, recordKind: RecordKind, of: string, more: object = {}) =>
  who.post("/api/threads/posts", { id: newId("pst"), recordKind, of, text: "A word.", ...more });
const write = async (...it: Parameters<typeof post>) => {
  const answer = await post(...it);
  expect(answer, await answer.clone().text()).toHaveStatus(201);
  return json<Post>(answer);
};
/** As the first post about a passage says which words are meant. */
const words = { quote: "Clear water by 2030", from: "AQIDBA==", to: "AQIDBQ==" };
const read = (who: Visitor, recordKind: RecordKind, of: string) =>
  json<ThreadPage>(who.get(`/api/threads?recordKind=${recordKind}&of=${encodeURIComponent(of)}`));

/** Something of each kind that a thread hangs under. */
const places: [RecordKind, string][] = [
  ["agenda_item", "mtg_2026_12_03/ag2"],
  ["decision", "dec_publish"],
  ["commitment", "com_03"],
  ["indicator", "ind_bacteria"],
  ["activity", "act_oyster"],
  ["passage", "agenda:ini_brackwater:en/mrk_goal"],
  ["passage", "notes:mtg_2026_11_12/mrk_1"],
];

test("the same thread hangs under an agenda item, a decision, a commitment, an indicator, an activity and a passage", async () => {
  const { city, casa, server } = await cast();
  for (const [kind, of] of places) {
    const before = (await read(casa, kind, of)).count;
    const passage = kind === "passage" ? words : null;
    const first = await write(city, kind, of, { text: "One word.", passage });
    await write(casa, kind, of, { replyTo: first.id });
    const page = await read(casa, kind, of);
    expect(page.count, of).toBe(before + 2);
    expect(page.items.at(-1), of).toMatchObject({ recordKind: kind, replyTo: first.id });
    expect(await server.stranger().get(`/api/threads?recordKind=${kind}&of=${of}`)).toBeProblem("signed_out");
  }
});

test("a thread is found only by who may see its record, and only where there is one", async () => {
  const { schools, director } = await cast();
  // For the group alone; the schools are not in it.
  expect(await post(director, "commitment", "com_17")).toHaveStatus(201);
  expect(await post(schools, "commitment", "com_17")).toBeProblem("not_found");
  const nowhere: [RecordKind, string][] = [
    ["decision", "dec_none"],
    ["commitment", "com_none"],
    ["indicator", "ind_none"],
    ["activity", "act_none"],
    ["passage", "agenda:ini_other:en/mrk_1"],
    ["passage", "agenda:ini_brackwater:en"],
    ["passage", "agenda:ini_brackwater:en/<script>"],
    ["passage", "notes:mtg_none/mrk_1"],
  ];
  for (const [kind, of] of nowhere) expect(await post(schools, kind, of), of).toBeProblem("not_found");
});

test("the sample's decisions have the threads that its file tells, and they move on with its days", async () => {
  const { casa, funder, server } = await cast();
  const page = await read(casa, "decision", "dec_publish");
  expect(page.items.map((it) => [it.by, it.kind])).toEqual([
    ["per_casa_rep", null],
    ["per_resident", "reaction"],
    ["per_port_rep", "concern"],
    ["per_uni_rep", "amendment"],
    ["per_facil", "status"],
  ]);
  expect(page.status).toMatchObject({ by: "per_facil", kind: "status" });
  expect((await read(casa, "decision", "dec_match")).items.map((it) => it.kind)).toEqual([
    null,
    "concern",
    "amendment",
    "disclosure",
  ]);
  expect(await funder.get("/api/threads?recordKind=decision&of=dec_publish")).toBeProblem("not_found");
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const moved = await read(later.casa, "decision", "dec_publish");
  expect(moved.items.map((it) => it.at)).toEqual(page.items.map((it) => it.at + 3 * day));
});

test("where we are stands above the thread: the newest one, until it is taken away", async () => {
  const { city, director, resident } = await cast();
  const of = "dec_match";
  expect((await read(city, "decision", of)).status).toBeNull();
  const first = await write(director, "decision", of, { kind: "status", text: "All but one have answered." });
  const second = await write(city, "decision", of, { kind: "status", text: "The port answers on Friday." });
  expect(await post(resident, "decision", of, { kind: "status" })).toBeProblem("forbidden");
  expect((await read(resident, "decision", of)).status?.id).toBe(second.id);
  await city.delete(`/api/threads/posts/${second.id}`);
  expect((await read(resident, "decision", of)).status?.id).toBe(first.id);
});

test("a post brings records along, as far as its writer may show them", async () => {
  const { schools, city } = await cast();
  const it = await write(city, "decision", "dec_publish", {
    recordIds: ["ind_bacteria", "com_03", "ind_bacteria"],
  });
  expect(it.recordIds).toEqual(["ind_bacteria", "com_03"]);
  expect(await post(schools, "decision", "dec_publish", { recordIds: ["com_17"] })).toBeProblem("not_found");
  expect(await post(city, "decision", "dec_publish", { recordIds: ["mtg_2026_11_12"] })).toBeProblem(
    "not_found",
  );
});

test("what is new in every thread is counted for its reader, and for nobody's own words", async () => {
  const { city, casa, schools, director } = await cast();
  const unread = async (who: Visitor) => {
    const { items } = await json<{ items: UnreadThread[] }>(who.get("/api/threads/unread"));
    return Object.fromEntries(items.map((it) => [it.thread, it.unread]));
  };
  const before = await unread(casa);
  await write(director, "commitment", "com_17");
  const last = await write(city, "decision", "dec_publish");
  const after = await unread(casa);
  expect(after.dec_publish).toBe((before.dec_publish ?? 0) + 1);
  expect((await unread(schools)).com_17).toBeUndefined();
  expect((await unread(city)).dec_publish).toBe(before.dec_publish! + 1);
  await casa.post("/api/threads/reading", { recordKind: "decision", of: "dec_publish", seq: last.seq });
  expect((await unread(casa)).dec_publish).toBeUndefined();
});

test("who is named is written to once, if they may read it; a partner is its representative", async () => {
  const { city, schools, server } = await cast();
  const mails = async (email: string) =>
    (await server.mailsTo(email)).map(({ subject }) => subject).filter((it) => /mentioned|mencionó/.test(it));
  await write(city, "decision", "dec_publish", {
    text: "@Casa Ribera, @Schools: what do you say?",
    mentionIds: ["org_casa", "per_casa_rep", "org_schools", "per_city_rep", "per_funder"],
  });
  expect(await mails("casa_rep@example.org")).toHaveLength(1);
  expect(await mails("schools_rep@example.org")).toEqual([
    expect.stringMatching(/mentioned you: Publish site-level bacteria results every week$/),
  ]);
  // An observer sees public decisions only; nobody is told of their own words.
  expect(await mails("funder@example.org")).toEqual([]);
  expect(await mails("city_rep@example.org")).toEqual([]);
  // What is for the backbone alone calls nobody else.
  await write(city, "decision", "dec_publish", { mentionIds: ["org_casa"], isPrivate: true });
  expect(await mails("casa_rep@example.org")).toHaveLength(1);
  const log = await json<LogPage>(schools.get("/api/log?kind=thread"));
  expect(log.items.at(-1)).toMatchObject({ it: { en: "Publish site-level bacteria results every week" } });
});

test("an answer to a post that was taken away stands under its place, for ever", async () => {
  const { city, casa } = await cast();
  const first = await write(city, "decision", "dec_publish", { text: "Too much said" });
  await city.delete(`/api/threads/posts/${first.id}`);
  const reply = await write(casa, "decision", "dec_publish", { replyTo: first.id });
  const page = await read(city, "decision", "dec_publish");
  expect(page.items.find(({ id }) => id === first.id)).toMatchObject({ text: "", removedBy: "per_city_rep" });
  expect(page.items.find(({ id }) => id === reply.id)).toMatchObject({ replyTo: first.id });
  expect(
    await casa.post("/api/threads/posts", {
      id: newId("pst"),
      recordKind: "decision",
      of: "dec_match",
      text: "x",
      replyTo: first.id,
    }),
  ).toBeProblem("not_found");
});

test("what is said under an activity is seen by whoever sees the activity, and is told by its name", async () => {
  const { director, schools, funder, server } = await cast();
  await write(director, "activity", "act_oyster");
  const log = await json<LogPage>(schools.get("/api/log?after=0"));
  const all = [...log.items];
  for (let page = log; page.next !== undefined; ) {
    page = await json<LogPage>(schools.get(`/api/log?after=${page.next}`));
    all.push(...page.items);
  }
  const { title } = await server.deps.db
    .selectFrom("activity")
    .select("title")
    .where("id", "=", "act_oyster")
    .executeTakeFirstOrThrow();
  expect(all.at(-1)).toMatchObject({ type: "thread.posted", it: { en: title } });
  await server.deps.db
    .updateTable("activity")
    .set({ visibility: "backbone" })
    .where("id", "=", "act_oyster")
    .execute();
  for (const who of [schools, funder])
    expect(await who.get("/api/threads?recordKind=activity&of=act_oyster")).toBeProblem("not_found");
  const unread = await json<{ items: UnreadThread[] }>(schools.get("/api/threads/unread"));
  expect(unread.items.map(({ thread }) => thread)).not.toContain("act_oyster");
  expect((await read(director, "activity", "act_oyster")).count).toBe(1);
});
