import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import {
  limits,
  type Passage,
  type Post,
  type ThreadPage,
  type UnreadThread,
} from "../../shared/threads/post.ts";
import { cast } from "../support/cast.ts";
import { problemOf, type Visitor } from "../support/server.ts";

const agenda = "agenda:ini_brackwater:en";
const words = { quote: "Clear water by 2030", from: "AQIDBA==", to: "AQIDBQ==" };
const mark = (document = agenda) => `${document}/${newId("psg")}`;

const json = async <T>(answer: Response | Promise<Response>) => (await (await answer).json()) as T;
const post = (who: Visitor, of: string, more: object = {}) =>
  who.post("/api/threads/posts", { id: newId("pst"), recordKind: "passage", of, text: "A word.", ...more });
const write = async (...it: Parameters<typeof post>) => {
  const answer = await post(...it);
  expect(answer, await answer.clone().text()).toHaveStatus(201);
  return json<Post>(answer);
};
const passages = async (who: Visitor, document = agenda) =>
  (await json<{ items: Passage[] }>(who.get(`/api/threads/passages?document=${document}`))).items;

test("who speaks of a passage says which words, once; those after them speak of the same", async () => {
  const { city, casa } = await cast();
  const of = mark();
  const refused = await post(city, of);
  expect(refused).toBeProblem("invalid");
  expect((await problemOf(refused)).fields).toHaveProperty("passage");
  const first = await write(city, of, { passage: words });
  expect(first).toMatchObject({ quote: words.quote, anchor: { from: words.from, to: words.to } });
  const second = await write(casa, of, { passage: { ...words, quote: "Something else" } });
  expect(second).toMatchObject({ quote: null, anchor: null });
  const seen = { of, quote: words.quote, postId: first.id, by: "per_city_rep", lastBy: "per_casa_rep" };
  expect(await passages(city)).toMatchObject([{ ...seen, count: 2, unread: 1 }]);
  expect(await passages(casa)).toMatchObject([{ ...seen, count: 2, unread: 1 }]);
  await casa.post("/api/threads/reading", { recordKind: "passage", of, seq: second.seq });
  expect(await passages(casa)).toMatchObject([{ unread: 0 }]);
});

test("a first post that is sent twice marks its passage once", async () => {
  const { city } = await cast();
  const of = mark();
  const id = newId("pst");
  expect(await write(city, of, { id, passage: words })).toEqual(
    await write(city, of, { id, passage: words }),
  );
  expect(await passages(city)).toHaveLength(1);
});

test("a passage is spoken of for as long as somebody's words about it stand, and keeps its quote that long", async () => {
  const { city, casa } = await cast();
  const of = mark();
  const first = await write(city, of, { passage: words });
  const reply = await write(casa, of, { replyTo: first.id });
  await city.delete(`/api/threads/posts/${first.id}`);
  expect(await passages(casa)).toMatchObject([{ quote: words.quote, count: 1 }]);
  await casa.delete(`/api/threads/posts/${reply.id}`);
  expect(await passages(casa)).toEqual([]);
});

test("who may read a text and not write in it speaks of its passages all the same", async () => {
  const { city, casa, funder } = await cast();
  // The meeting is over: nobody writes in its notes any more.
  const notes = "notes:mtg_2026_11_12";
  await write(city, mark(notes), { passage: words });
  expect(await passages(casa, notes)).toHaveLength(1);
  expect(await passages(casa)).toEqual([]);
  // An observer reads, and takes no part.
  await write(city, mark(), { passage: words });
  expect(await passages(funder)).toHaveLength(1);
  expect(await post(funder, mark(), { passage: words })).toBeProblem("forbidden");
});

test("a text that somebody may not see has no passages for them, and no words of its threads reach them", async () => {
  const { city, casa, director, schools, funder, server } = await cast();
  const answer = await director.post("/api/meetings", {
    id: newId("mtg"),
    groupId: "grp_clean",
    title: "Behind closed doors",
    day: "2026-12-09",
    startsAt: "13:00",
    endsAt: "14:00",
    visibility: "group",
    agenda: [],
  });
  const { id } = await json<{ id: string }>(answer);
  const document = `notes:${id}`;
  const of = mark(document);
  const secret = await write(city, of, { passage: { ...words, quote: "The secret words" }, text: "Secret" });
  expect(await passages(city, document)).toHaveLength(1);
  const plan = "plan:grp_clean";
  await write(city, mark(plan), { passage: { ...words, quote: "The plan's words" } });
  expect(await passages(casa, plan)).toHaveLength(1);
  for (const [who, of] of [
    [schools, document],
    [funder, document],
    [funder, plan],
    [city, "notes:mtg_none"],
    [city, "agenda:ini_other:en"],
    [city, "<script>alert(1)</script>"],
  ] as const) {
    const of_ = encodeURIComponent(of);
    expect(await who.get(`/api/threads/passages?document=${of_}`), of).toBeProblem("not_found");
    expect(await post(who, `${of}/psg_x`, { passage: words }), of).toBeProblem(
      who === funder ? "forbidden" : "not_found",
    );
  }
  expect(await server.stranger().get(`/api/threads/passages?document=${agenda}`)).toBeProblem("signed_out");
  for (const who of [schools, funder]) {
    expect(await who.get(`/api/threads/posts/${secret.id}`)).toBeProblem("not_found");
    const unread = await json<{ items: UnreadThread[] }>(who.get("/api/threads/unread"));
    expect(unread.items.map((it) => it.thread)).not.toContain(of);
    const log = await (await who.get(`/api/log?kind=thread&after=${secret.seq - 1}`)).text();
    expect(log).not.toContain(secret.id);
  }
  expect(await passages(funder)).toEqual([]);
});

test("a quote that the text did not say when it was marked is told as such, to everybody, and refused to nobody", async () => {
  const { city, casa, server } = await cast();
  const stood = async (quote: string, document = agenda) => {
    const { quoteStood } = await write(city, mark(document), { passage: { ...words, quote } });
    return quoteStood;
  };
  const markdown = await (await casa.get(`/api/documents/${agenda}/markdown`)).text();
  const line = markdown.split("\n").find((it) => /^[A-Z][^*_[#]{60,}$/.test(it))!;
  // Looks, spaces and signs are nobody's words; one word more or less is.
  expect(await stood(line.slice(0, 50))).toBe(true);
  expect(await stood(`  ${line.slice(0, 50).replaceAll(" ", "   ")}…`)).toBe(true);
  expect(await stood(line.slice(0, 50).replace(" ", " never "))).toBe(false);
  // In another text the same words are not there.
  expect(await stood(line.slice(0, 50), "notes:mtg_2026_11_12")).toBe(false);
  expect((await passages(casa)).map((it) => it.quoteStood)).toContain(false);
  // What is written a moment later takes nothing from it; only the first post marks.
  const of = mark();
  await write(city, of, { passage: { ...words, quote: line.slice(0, 50) } });
  expect(await write(casa, of)).toMatchObject({ quote: null, quoteStood: null });
  expect((await passages(casa)).find((it) => it.of === of)).toMatchObject({ quoteStood: true });
  // A text that cannot be read is no reason to lose what somebody said.
  server.deps.documents.jobs.words = () => Promise.reject(new Error("No thread."));
  expect(await stood("Anything")).toBe(null);
});

test("what is marked for the backbone alone is marked for nobody else", async () => {
  const { city, casa, director } = await cast();
  const of = mark();
  const first = await write(city, of, { passage: words, isPrivate: true });
  expect(await passages(director)).toHaveLength(1);
  expect(await passages(casa)).toEqual([]);
  // An answer of the backbone stays where the question is, also beside it.
  expect(await write(director, of)).toMatchObject({ privateTo: first.privateTo });
  expect(await passages(casa)).toEqual([]);
});

test("HTML and script in a quote stay words; what is no place in a text is refused", async () => {
  const { city } = await cast();
  const quote = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  expect(await write(city, mark(), { passage: { ...words, quote } })).toMatchObject({ quote });
  for (const passage of [
    { ...words, quote: "  " },
    { ...words, quote: "x".repeat(limits.quoteMax + 1) },
    { ...words, quote: "turned \u202e around" },
    { ...words, from: "<script>" },
    { ...words, to: "A".repeat(2_000) },
    { quote: words.quote, from: words.from },
  ])
    expect(await post(city, mark(), { passage }), JSON.stringify(passage)).toBeProblem("invalid");
  expect(await passages(city)).toHaveLength(1);
});

test("who is named in a passage's thread gets a mail that leads to its words", async () => {
  const { city, server } = await cast();
  const of = mark();
  await write(city, of, { passage: words, text: "@Casa Ribera?", mentionIds: ["per_casa_rep"] });
  const [mail] = await server.mailsTo("casa_rep@example.org");
  expect(JSON.stringify(mail)).toContain(`/common-agenda/en?passage=${of.split("/")[1]}`);
  const plan = mark("plan:grp_clean");
  await write(city, plan, { passage: words, text: "@Casa Ribera?", mentionIds: ["per_casa_rep"] });
  expect(JSON.stringify((await server.mailsTo("casa_rep@example.org")).at(0))).toContain(
    `/plan?as=grid&text=grp_clean&passage=${plan.split("/")[1]}`,
  );
  const page = await json<ThreadPage>(
    city.get(`/api/threads?recordKind=passage&of=${encodeURIComponent(of)}`),
  );
  expect(page.items).toHaveLength(1);
});
