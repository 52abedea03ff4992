import { expect, test } from "vitest";
import { readEvents } from "../../server/log/queries.ts";
import { postOf } from "../../server/threads/rows.ts";
import { type IdPrefix, newId } from "../../shared/ids.ts";
import type { LogPage } from "../../shared/log/event.ts";
import { apply, type ThreadEvent } from "../../shared/threads/events.ts";
import {
  limits,
  type Post,
  type ThreadCount,
  type ThreadPage,
  type Wording,
} from "../../shared/threads/post.ts";
import { cast } from "../support/cast.ts";
import { minute } from "../support/clock.ts";
import { problemOf, type Visitor } from "../support/server.ts";

const december = "mtg_2026_12_03";
const item = `${december}/ag2`;
const id = (prefix: IdPrefix = "pst") => newId(prefix);

const json = async <T>(answer: Response | Promise<Response>) => (await (await answer).json()) as T;
const post = (who: Visitor, text: string, more: object = {}) =>
  who.post("/api/threads/posts", { id: id(), recordKind: "agenda_item", of: item, text, ...more });
const write = async (who: Visitor, text: string, more: object = {}) => {
  const answer = await post(who, text, more);
  expect(answer, await answer.clone().text()).toHaveStatus(201);
  return json<Post>(answer);
};
const read = (who: Visitor, of = item, more = "") =>
  json<ThreadPage>(who.get(`/api/threads?recordKind=agenda_item&of=${encodeURIComponent(of)}${more}`));
const texts = async (who: Visitor, of = item) => (await read(who, of)).items.map((it) => it.text);

/** A meeting of the Clean Water group, which Port Brackwater City is in and the schools are not. */
async function closedMeeting(director: Visitor, visibility: string, groupId = "grp_clean") {
  const answer = await director.post("/api/meetings", {
    id: id("mtg"),
    groupId,
    title: "Behind closed doors",
    day: "2026-12-09",
    startsAt: "13:00",
    endsAt: "14:00",
    visibility,
    agenda: [{ id: id("itm"), title: "The secret item", purpose: "discuss", minutes: 20 }],
  });
  expect(answer, await answer.clone().text()).toHaveStatus(201);
  const { id: meeting, agenda } = await json<{ id: string; agenda: { id: string }[] }>(answer);
  return { meeting, itemId: agenda[0]!.id, of: `${meeting}/${agenda[0]!.id}` };
}

test("partners talk under an agenda item, and a reply to a reply stands beside it", async () => {
  const { city, casa } = await cast();
  const first = await write(city, "Who reads the results first?", { kind: "question" });
  const reply = await write(casa, "The pier advisers do.", { replyTo: first.id });
  const again = await write(city, "Good.", { replyTo: reply.id });
  expect(again.replyTo).toBe(first.id);
  const page = await read(casa);
  expect(page.items.map((it) => [it.text, it.kind, it.replyTo, it.by])).toEqual([
    ["Who reads the results first?", "question", null, "per_city_rep"],
    ["The pier advisers do.", null, first.id, "per_casa_rep"],
    ["Good.", null, first.id, "per_city_rep"],
  ]);
  expect(page).toMatchObject({ count: 3, unread: 2, readSeq: 0, thread: `${december}/ag2` });
  expect(await texts(casa, `${december}/ag1`)).toEqual([]);
});

test("a post that is sent twice is one, and its id is nobody else's", async () => {
  const { city, casa } = await cast();
  const mine = id();
  const first = await write(city, "Once", { id: mine });
  expect(await write(city, "Once", { id: mine })).toEqual(first);
  expect(await texts(city)).toEqual(["Once"]);
  expect(await post(casa, "Mine now", { id: mine })).toBeProblem("conflict");
  expect(await post(city, "Elsewhere", { id: mine, of: `${december}/ag1` })).toBeProblem("conflict");
});

test("only who wrote a post edits it, and the page shows that it was edited", async () => {
  const { city, casa, director, server } = await cast();
  const it = await write(city, "By March");
  server.clock.pass(minute);
  const edit = (who: Visitor, text: string, version = 1) =>
    who.patch(`/api/threads/posts/${it.id}`, { version, text });
  expect(await edit(casa, "By May")).toBeProblem("forbidden");
  expect(await edit(director, "By May")).toBeProblem("forbidden");
  expect(await json(edit(city, "By April"))).toMatchObject({ text: "By April", version: 2 });
  expect((await read(casa)).items[0]).toMatchObject({ text: "By April", editedAt: server.clock.now() });
  // Nothing new is no change; an older look is told.
  expect(await json(edit(city, "By April", 1))).toMatchObject({ version: 2 });
  expect(await edit(city, "By June", 1)).toBeProblem("conflict");
});

test("whoever may read a post reads what it said before, until its words are taken away", async () => {
  const { city, casa, director, funder, server } = await cast();
  const wordings = async (who: Visitor, of: string) =>
    (await json<{ items: Wording[] }>(who.get(`/api/threads/posts/${of}/wordings`))).items;
  const it = await write(city, "By March", { kind: "question" });
  await write(city, "Something else");
  const first = server.clock.now();
  server.clock.pass(minute);
  const change = { version: 1, text: "By April", kind: "concern", recordIds: ["com_12"] };
  expect(await city.patch(`/api/threads/posts/${it.id}`, change)).toHaveStatus(200);
  expect(await wordings(casa, it.id)).toEqual([
    { text: "By March", kind: "question", recordIds: [], at: first },
    { text: "By April", kind: "concern", recordIds: ["com_12"], at: first + minute },
  ]);
  // What is for the backbone alone was so in every wording.
  const secret = await write(city, "Secret in March", { isPrivate: true });
  await city.patch(`/api/threads/posts/${secret.id}`, { version: 1, text: "Secret in April" });
  expect(await wordings(director, secret.id)).toHaveLength(2);
  expect(await casa.get(`/api/threads/posts/${secret.id}/wordings`)).toBeProblem("not_found");
  expect(await funder.get(`/api/threads/posts/${secret.id}/wordings`)).toBeProblem("not_found");
  await city.delete(`/api/threads/posts/${it.id}`);
  expect(await wordings(casa, it.id)).toEqual([]);
  expect(await wordings(city, it.id)).toEqual([]);
});

test("a post that is taken away leaves its place and its replies, and its words are nowhere to be read", async () => {
  const { city, casa, director } = await cast();
  const it = await write(city, "A word too much");
  const reply = await write(casa, "I see it otherwise.", { replyTo: it.id });
  expect(await casa.delete(`/api/threads/posts/${it.id}`)).toBeProblem("forbidden");
  expect(await city.delete(`/api/threads/posts/${it.id}`)).toHaveStatus(200);
  expect(await city.delete(`/api/threads/posts/${it.id}`)).toHaveStatus(200);
  const page = await read(casa);
  expect(page.items.map((one) => [one.text, one.removedAt !== null])).toEqual([
    ["", true],
    ["I see it otherwise.", false],
  ]);
  expect(page.count).toBe(1);
  expect(await city.patch(`/api/threads/posts/${it.id}`, { version: 2, text: "Back" })).toBeProblem(
    "conflict",
  );
  // The answer to what is gone still stands under it; the backbone takes away too.
  await write(city, "Let us talk.", { replyTo: it.id });
  expect(await director.delete(`/api/threads/posts/${reply.id}`)).toHaveStatus(200);
  const log = await json<LogPage>(director.get("/api/log?kind=thread"));
  expect(JSON.stringify(log)).not.toContain("A word too much");
  // The sample's own posts hang under its decisions.
  const here = log.items.filter((one) => one.refs[1] === december);
  expect(here.map((one) => [one.text!.en, one.it!.en])).toEqual([
    ["wrote in the thread of {it}", "Publish weekly site results"],
    ["replied in the thread of {it}", "Publish weekly site results"],
    ["removed a post from the thread of {it}", "Publish weekly site results"],
    ["replied in the thread of {it}", "Publish weekly site results"],
    ["removed a post from the thread of {it}", "Publish weekly site results"],
  ]);
});

test("whoever reads marks how far, and reading does not go backwards", async () => {
  const { city, casa } = await cast();
  const first = await write(city, "One");
  const second = await write(city, "Two");
  const mark = (seq: number) =>
    casa.post("/api/threads/reading", { recordKind: "agenda_item", of: item, seq });
  const unread = async () =>
    (await json<{ items: ThreadCount[] }>(casa.get(`/api/threads/counts?meeting=${december}`))).items;
  expect(await unread()).toMatchObject([
    { of: `${december}/ag1`, count: 0, unread: 0 },
    { of: item, count: 2, unread: 2 },
    { of: `${december}/ag3`, count: 0, unread: 0 },
  ]);
  expect(await mark(first.seq)).toHaveStatus(204);
  expect((await unread())[1]).toMatchObject({ count: 2, unread: 1 });
  await mark(second.seq);
  await mark(first.seq);
  expect((await unread())[1]).toMatchObject({ count: 2, unread: 0 });
  // A number that no database holds is no place to have read to.
  expect(await mark(1e308)).toBeProblem("invalid");
  // What one writes oneself is no news; the others' marks are theirs.
  expect((await read(city)).unread).toBe(0);
});

test("a long thread comes in pages, each with the posts that it answers", async () => {
  const { city, casa, server } = await cast();
  const root = await write(city, "The first of all");
  const newest = 2 * limits.pageMax + 9;
  for (let n = 0; n <= newest; n += 1) {
    server.clock.pass(3_000);
    await write(n % 2 ? city : casa, `Post ${n}`, n === newest ? { replyTo: root.id } : {});
  }
  const last = await read(city);
  expect(last.items).toHaveLength(limits.pageMax + 1);
  expect(last.items[0]!.text).toBe("The first of all");
  expect(last.items.at(-1)!.text).toBe(`Post ${newest}`);
  const before = await read(city, item, `&before=${last.next}`);
  expect(before.items).toHaveLength(limits.pageMax);
  const first = await read(city, item, `&before=${before.next}`);
  expect(first.next).toBeUndefined();
  const seen = [...first.items, ...before.items, ...last.items.slice(1)].map((it) => it.text);
  expect(seen).toEqual(["The first of all", ...Array.from({ length: newest + 1 }, (_, n) => `Post ${n}`)]);
  // What came since: for a page that is open.
  expect((await read(city, item, `&after=${last.items.at(-2)!.seq}`)).items.map((it) => it.text)).toEqual([
    "The first of all",
    `Post ${newest}`,
  ]);
});

test("a thread goes along with its item, and what was said stays for those who saw it there", async () => {
  const { city, schools, director } = await cast();
  const here = await closedMeeting(director, "partners");
  await write(schools, "Said where all can hear", { of: here.of });
  const { meeting: there } = await closedMeeting(director, "group");
  const move = await director.post(`/api/meetings/${here.meeting}/agenda/${here.itemId}/move`, {
    toMeetingId: there,
  });
  expect(move, await move.clone().text()).toHaveStatus(201);
  const of = `${there}/${here.itemId}`;
  expect(await texts(city, of)).toEqual(["Said where all can hear"]);
  await write(city, "Said in the group", { of });
  expect(await texts(city, of)).toEqual(["Said where all can hear", "Said in the group"]);
  expect(await schools.get(`/api/threads?recordKind=agenda_item&of=${of}`)).toBeProblem("not_found");
});

test("an item with the id of a hidden one shows nothing of its thread", async () => {
  const { city, schools, director } = await cast();
  const hidden = await closedMeeting(director, "group");
  await write(city, "Not for the schools", { of: hidden.of });
  const guess = { id: hidden.itemId, title: "A guess", purpose: "discuss", minutes: 5 };
  expect(await schools.post(`/api/meetings/${december}/agenda`, guess)).toHaveStatus(201);
  const page = await read(schools, `${december}/${hidden.itemId}`);
  expect(page).toMatchObject({ items: [], count: 0, unread: 0 });
});

test("nobody outside sees, answers, marks, edits or hears of a closed group's thread", async () => {
  const { city, schools, funder, director, server } = await cast();
  const { of, meeting } = await closedMeeting(director, "group");
  const secret = await write(city, "canary-4711", { of });
  const address = `/api/threads?recordKind=agenda_item&of=${of}`;
  for (const who of [schools, funder]) {
    expect(await who.get(address)).toBeProblem("not_found");
    expect(await who.get(`/api/threads/counts?meeting=${meeting}`)).toBeProblem("not_found");
    expect(await who.get(`/api/threads/posts/${secret.id}`)).toBeProblem("not_found");
    expect(JSON.stringify(await json(who.get("/api/log?kind=thread")))).not.toContain(secret.id);
  }
  expect(await post(schools, "Me too", { of })).toBeProblem("not_found");
  expect(await post(schools, "Me too", { replyTo: secret.id })).toBeProblem("not_found");
  expect(await schools.patch(`/api/threads/posts/${secret.id}`, { version: 1, text: "x" })).toBeProblem(
    "not_found",
  );
  expect(await schools.delete(`/api/threads/posts/${secret.id}`)).toBeProblem("not_found");
  expect(await schools.post("/api/threads/reading", { recordKind: "agenda_item", of, seq: 1 })).toBeProblem(
    "not_found",
  );
  // The same doors open for those inside.
  expect(await texts(city, of)).toEqual(["canary-4711"]);
  const { items } = await json<LogPage>(city.get("/api/log?kind=thread"));
  expect(items.filter((it) => it.refs[1] === meeting)).toHaveLength(1);
  expect(await server.deps.db.selectFrom("thread_reading").selectAll().execute()).toEqual([]);
});

test("another initiative's thread is not there", async () => {
  const { city, server } = await cast();
  const { db } = server.deps;
  await write(city, "Ours alone");
  const foreign = (await db.selectFrom("initiative").selectAll().execute())[0]!;
  await db
    .insertInto("initiative")
    .values({ ...foreign, id: "ini_other" })
    .execute();
  await db.updateTable("post").set({ initiative_id: "ini_other" }).execute();
  expect((await read(city)).items).toEqual([]);
  const { id: there } = await db.selectFrom("post").select("id").executeTakeFirstOrThrow();
  expect(await city.get(`/api/threads/posts/${there}`)).toBeProblem("not_found");
  expect(await post(city, "Here", { replyTo: there })).toBeProblem("not_found");
});

test("an observer reads the threads of public meetings and writes in none", async () => {
  const { city, funder, director } = await cast();
  const { of } = await closedMeeting(director, "public");
  const it = await write(city, "Everybody may read this", { of });
  expect(await texts(funder, of)).toEqual(["Everybody may read this"]);
  expect(await post(funder, "Hello", { of })).toBeProblem("forbidden");
  expect(await funder.delete(`/api/threads/posts/${it.id}`)).toBeProblem("forbidden");
  expect(await funder.post("/api/threads/reading", { recordKind: "agenda_item", of, seq: 9 })).toBeProblem(
    "forbidden",
  );
});

test("mentions name people and partners of this initiative, each once; text stays text", async () => {
  const { city } = await cast();
  const script = '<img src=x onerror="alert(1)"><script>alert(2)</script> @Casa Ribera';
  const it = await write(city, script, {
    mentionIds: ["org_casa", "per_casa_rep", "org_casa", "per_nobody", "ini_brackwater"],
  });
  expect(it).toMatchObject({ text: script, mentionIds: ["org_casa", "per_casa_rep"] });
  expect(await post(city, "x".repeat(limits.textMax + 1))).toBeProblem("invalid");
  expect(await post(city, "   ")).toBeProblem("invalid");
  expect(await post(city, "turned \u202e around")).toBeProblem("invalid");
  expect(await post(city, "Which?", { of: "mtg_2026_12_03/ag2/more" })).toBeProblem("invalid");
  expect(await post(city, "Where?", { of: `${december}/ag77` })).toBeProblem("not_found");
});

test("whoever writes very much at once waits a minute", async () => {
  const { city, casa, server } = await cast();
  for (let n = 0; n < limits.postsPerMinuteMax; n += 1) await write(city, `Post ${n}`);
  const answer = await post(city, "One more");
  expect(answer).toBeProblem("too_many");
  expect((await problemOf(answer)).title).toContain("Wait a minute");
  await write(casa, "Others are not disturbed.");
  server.clock.pass(minute + 1);
  await write(city, "One more");
});

test("the log alone says what the rows of threads say", async () => {
  const { city, casa, server } = await cast();
  const first = await write(city, "One", { kind: "concern" });
  await write(casa, "Two", { replyTo: first.id, mentionIds: ["per_city_rep"] });
  await casa.get("/api/log");
  await city.patch(`/api/threads/posts/${first.id}`, { version: 1, text: "One, anew", kind: "amendment" });
  const third = await write(casa, "Three");
  await casa.delete(`/api/threads/posts/${third.id}`);
  const posts: Record<string, Post> = {};
  for (const event of await readEvents(server.deps.db, "ini_brackwater"))
    if (event.type.startsWith("thread."))
      posts[event.refs[0]!] = apply(posts[event.refs[0]!], event as ThreadEvent);
  const rows = await server.deps.db.selectFrom("post").selectAll().execute();
  const own = Object.values(posts).filter((it) => it.recordKind === "agenda_item");
  expect(own).toHaveLength(3);
  expect(posts).toEqual(Object.fromEntries(rows.map((row) => [row.id, postOf(row)])));
});
