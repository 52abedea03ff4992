import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { $createParagraphNode, $createTextNode, $getRoot } from "lexical";
import { expect, test } from "vitest";
import { mergeUpdates } from "yjs";
import { readEvents } from "../../server/log/queries.ts";
import { verify } from "../../server/log/verify.ts";
import { readMail } from "../../server/mail/queue.ts";
import { postOf } from "../../server/threads/rows.ts";
import { $createMention } from "../../shared/documents/mention.ts";
import { newId } from "../../shared/ids.ts";
import { apply, type ThreadEvent } from "../../shared/threads/events.ts";
import type { Post, ThreadPage } from "../../shared/threads/post.ts";
import { openWriter, settle } from "../documents/writers.ts";
import { seat, sitDown } from "../relay/support.ts";
import { type Cast, cast } from "../support/cast.ts";
import type { OpenServer, Visitor } from "../support/server.ts";
import { fromLog, fromRows } from "./rebuild.ts";

const brackwater = "ini_brackwater";

/** Where words are found, also while the server runs: in which file of its folder. */
/** The line on which an operator asks is no file. */
const filesIn = (dataDir: string) =>
  readdirSync(dataDir).filter((file) => statSync(join(dataDir, file)).isFile());

const foundIn = ({ dataDir }: OpenServer, words: string[]) =>
  filesIn(dataDir).flatMap((file) => {
    const bytes = readFileSync(join(dataDir, file));
    return words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${file}`);
  });

/** Somebody new for Casa Ribera, who has come in. */
async function zenobia({ director, server }: Cast) {
  const answer = await director.post("/api/people", {
    organizationId: "org_casa",
    role: "contributor",
    language: "es",
    name: "Zenobia Quintanilla",
    email: "zenobia@quintanilla.example",
  });
  const { id } = (await answer.json()) as { id: string };
  return { id, visitor: await server.as(id) };
}

async function erase({ director }: Cast, id: string) {
  expect(await director.delete(`/api/people/${id}`)).toHaveStatus(204);
  expect(await director.post(`/api/people/${id}/erasure`)).toHaveStatus(204);
}

const december = "mtg_2026_12_03/ag2";

async function write(who: Visitor, text: string, more: object = {}) {
  const post = { id: newId("pst"), recordKind: "agenda_item", of: december, text, ...more };
  const answer = await who.post("/api/threads/posts", post);
  expect(answer, await answer.clone().text()).toHaveStatus(201);
  return (await answer.json()) as Post;
}

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
  expect(foundIn(server, ["Zenobia", "Quintanilla", "quintanilla"])).toEqual([]);
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

test("what somebody wrote in threads goes with them; that it was there, and the replies, stay", async () => {
  const all = await cast();
  const { casa, city, server } = all;
  const { id, visitor } = await zenobia(all);
  const first = await write(visitor, "A xylophone on the pier?", { kind: "question" });
  const reply = await write(city, "We will look at it.", { replyTo: first.id });
  await visitor.patch(`/api/threads/posts/${first.id}`, {
    version: 1,
    text: "A marimba on the pier?",
    kind: null,
  });
  const second = await write(visitor, "The harpsichord is for the backbone.", { isPrivate: true });
  const gone = await write(visitor, "The bassoon is too loud.");
  expect(await visitor.delete(`/api/threads/posts/${gone.id}`)).toHaveStatus(200);
  await write(casa, "Nothing of mine goes.");
  // A passage stays marked; which words they were goes with who marked them.
  const passage = { quote: "The theremin", from: "AQIDBA==", to: "AQIDBQ==" };
  const where = { recordKind: "passage", of: `agenda:${brackwater}:en/psg_1` };
  const marked = await write(visitor, "The ocarina.", { ...where, passage });
  await write(city, "We hear it.", { ...where, replyTo: marked.id });
  await erase(all, id);
  expect(foundIn(server, ["xylophone", "marimba", "harpsichord", "bassoon", "theremin", "ocarina"])).toEqual(
    [],
  );
  const wordings = await all.city.get(`/api/threads/posts/${first.id}/wordings`);
  expect(await wordings.json()).toEqual({ items: [] });
  const spoken = await all.city.get(`/api/threads/passages?document=agenda:${brackwater}:en`);
  expect(await spoken.json()).toMatchObject({
    items: [{ quote: "", anchor: { from: passage.from, to: passage.to }, count: 1 }],
  });
  const page = (await (
    await all.director.get(`/api/threads?recordKind=agenda_item&of=${encodeURIComponent(december)}`)
  ).json()) as ThreadPage;
  const none = { text: "", kind: null, mentionIds: [], by: id };
  expect(page.items).toMatchObject([
    { ...none, id: first.id, replyTo: null, removedBy: "per_director", version: 3 },
    { id: reply.id, text: "We will look at it.", replyTo: first.id },
    { ...none, id: second.id, privateTo: "org_casa", removedBy: "per_director" },
    { ...none, id: gone.id, removedBy: id },
    { text: "Nothing of mine goes." },
  ]);
  // The chain holds, and says of each payload that is gone that it was erased; the rows are what the log says.
  const { erased, broken } = await verify(server.deps, brackwater);
  expect({ erased, broken }).toEqual({ erased: 3 + 6, broken: null });
  const posts: Record<string, Post> = {};
  for (const event of await readEvents(server.deps.db, brackwater))
    if (event.type.startsWith("thread."))
      posts[event.refs[0]!] = apply(posts[event.refs[0]!], event as ThreadEvent);
  const rows = await server.deps.db.selectFrom("post").selectAll().execute();
  expect(posts).toEqual(Object.fromEntries(rows.map((row) => [row.id, postOf(row)])));
  // A payload that goes without such an event was taken away.
  const { seq } = reply;
  await server.deps.db
    .updateTable("event_payload")
    .set({ salt: null, payload: null })
    .where("seq", "=", seq)
    .execute();
  expect((await verify(server.deps, brackwater)).broken).toEqual({ seq, reason: "words" });
});

test("mails to others forget them: one that was sent keeps only that it was, one that waits keeps the rest", async () => {
  const all = await cast();
  const { server, city } = all;
  const { id, visitor } = await zenobia(all);
  const named = { mentionIds: ["per_city_rep"] };
  await write(visitor, "Has anybody a xylophone?", named);
  const [sent] = await server.mailsTo(await emailOf(all, "per_city_rep"));
  await server.deps.db
    .updateTable("mail")
    .set({ sent_at: server.clock.now() })
    .where("id", "=", sent!.id)
    .execute();
  await write(visitor, "Has anybody a bassoon?", named);
  await visitor.patch("/api/me", { name: "Zenobia Ruiz" });
  await write(visitor, "Has anybody a lute?", named);
  await write(all.casa, "Who has the piano of Zenobiana?", named);
  await erase(all, id);
  const mails = await server.mailsTo(await emailOf(all, "per_city_rep"));
  const ofThreads = mails.filter((it) => it.created_at >= sent!.created_at).toReversed();
  expect(ofThreads[0]).toMatchObject({ id: sent!.id, subject: "—", body: "", draft: null });
  expect(ofThreads[0]!.sent_at).toBe(server.clock.now());
  for (const mail of ofThreads.slice(1, 3)) {
    expect(mail.subject).toMatch(/^— mentioned you: /);
    const { text, links } = readMail(server.deps, mail);
    expect(text).toMatch(/^— wrote this and named you/m);
    expect(text).toMatch(/^> —$/m);
    expect(links[0]!.address).toContain("/meetings/");
  }
  // Somebody else's words, and a name that only begins like theirs, are nobody's to take.
  expect(readMail(server.deps, ofThreads[3]!).text).toContain("> Who has the piano of Zenobiana?");
  expect(foundIn(server, ["Zenobia ", "Quintanilla", "xylophone", "bassoon", "lute?"])).toEqual([]);
  expect(await city.get("/api/me")).toHaveStatus(200);
});

const emailOf = async ({ server }: Cast, id: string) =>
  (await server.deps.db.selectFrom("person").select("email").where("id", "=", id).executeTakeFirstOrThrow())
    .email;

test("texts that name them name nobody: who has one open sees it, and nothing else is lost", async () => {
  const all = await cast();
  const { director, server } = all;
  const { relay, store } = server.deps.documents;
  const { id } = await zenobia(all);
  const markdownOf = async (name: string) => (await director.get(`/api/documents/${name}/markdown`)).text();
  const open = async (room: string) => {
    const { snapshot, updates } = await store.load(room);
    const writer = openWriter(mergeUpdates([snapshot!, ...updates]));
    const partner = sitDown(relay, seat("per_city_rep"), { doc: writer.doc, room, saved: true });
    await expect.poll(() => partner.isSynced).toBe(true);
    const say = async (write: () => void) => {
      const before = partner.saved.at(-1) ?? 0;
      writer.editor.update(write, { discrete: true });
      await settle();
      await expect.poll(() => partner.saved.at(-1) ?? 0).toBeGreaterThan(before);
    };
    return { writer, partner, say };
  };
  const mention = () => $createMention("person", id, "Zenobia Quintanilla");
  const agenda = await open("agenda:ini_brackwater:en");
  await agenda.say(() => {
    const line = $createParagraphNode().append(
      $createTextNode("Ask "),
      mention(),
      $createTextNode(" about it."),
    );
    $getRoot().append(line, $createParagraphNode().append($createMention("person", "per_casa_rep", "Rosa")));
  });
  // Named once, and taken out again: the log of the document remembers.
  const notes = await open("notes:mtg_2026_12_03");
  await notes.say(() => void $getRoot().append($createParagraphNode().append(mention())));
  await notes.say(() => $getRoot().getLastChildOrThrow().remove());
  notes.partner.leave();
  // Notes of a meeting that is closed.
  const closed = await open("notes:mtg_2026_11_12");
  await closed.say(() => void $getRoot().append($createParagraphNode().append(mention())));
  closed.partner.leave();
  const names = ["agenda:ini_brackwater:en", "notes:mtg_2026_12_03", "notes:mtg_2026_11_12"];
  const before = await Promise.all(names.map(markdownOf));
  expect(before[0]).toContain(`Ask [@Zenobia Quintanilla]`);

  await erase(all, id);

  expect(await Promise.all(names.map(markdownOf))).toEqual(
    before.map((it) => it.replaceAll("Zenobia Quintanilla", "—")),
  );
  await settle();
  const { writer, say } = agenda;
  const text = () => writer.editor.read(() => $getRoot().getTextContent());
  await expect.poll(text).toContain("Ask @— about it.");
  expect(text()).toContain("@Rosa");
  expect(foundIn(server, ["Zenobia", "Quintanilla"])).toEqual([]);
  // Everybody writes on, and whoever opens it later has all of it.
  await say(() => void $getRoot().append($createParagraphNode().append($createTextNode("Written on."))));
  agenda.partner.leave();
  expect(await markdownOf(names[0]!)).toContain("Written on.");
  expect((await verify(server.deps, brackwater)).broken).toBeNull();
});
