import { expect, test } from "vitest";
import {
  type Agreement,
  type Decided,
  type Decision,
  type DecisionWithHistory,
  type NewDecision,
  titleOf,
} from "../../shared/decisions/decision.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast, type Name } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { type OpenServer, problemOf, type Visitor } from "../support/server.ts";

/** Held on 12 November; led by the director, its notes taken by the facilitator of the backbone. */
const meeting = "mtg_2026_11_12";
const sentence = "From January we publish the results of all twelve stations every Thursday.";

const proposal = (more: Partial<NewDecision> = {}) => ({
  id: "dec_0123456789abcdef",
  proposal: sentence,
  fromMeetingId: meeting,
  fromItemId: "ag3",
  quote: sentence,
  ...more,
});

const decided = async (answer: Response) => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Decided;
};
const raise = async (visitor: Visitor, more: Partial<NewDecision> = {}) =>
  decided(await visitor.post("/api/decisions", proposal(more)));
const agreement = (more: Partial<Agreement> = {}) => ({ version: 1, ...more });
const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/decisions/${id}`)).json()) as DecisionWithHistory;

/** A meeting that only its group sees: the clean water group, of which Casa is a member and the schools are not. */
async function closeDoors(server: OpenServer) {
  await server.deps.db
    .updateTable("meeting")
    .set({ visibility: "group" })
    .where("id", "=", "mtg_2026_10_14")
    .execute();
}

test("a sentence of the notes becomes a decision that is open, with the sentence as its words", async () => {
  const { casa, city } = await cast();
  const { decision, receipt } = await raise(casa, { respondBy: "2026-12-10" });
  expect(decision).toMatchObject({
    number: 20,
    title: sentence,
    proposal: sentence,
    proposalVersion: 1,
    status: "open",
    method: "consent",
    groupId: "grp_steering",
    visibility: "partners",
    raisedByOrganizationId: "org_casa",
    openedOn: "2026-11-23",
    respondBy: "2026-12-10",
    decidedOn: null,
    fromMeetingId: meeting,
    fromItemId: "ag3",
    quote: sentence,
    positions: [],
    openedBy: "per_casa_rep",
    version: 1,
  });
  expect(receipt.hash).toMatch(/^[0-9a-f]{64}$/);
  const told = await read(city, decision.id);
  expect(told.stillToHearFrom).toHaveLength(8);
  expect(told.history).toMatchObject([{ seq: receipt.seq, type: "decision.opened" }]);
});

test("the same sentence sent twice, at once or later, is one decision with one receipt", async () => {
  const { casa, city } = await cast();
  const twice = await Promise.all([raise(casa), raise(casa)]);
  expect(twice[0]).toEqual(twice[1]);
  expect(await raise(casa)).toEqual(twice[0]);
  expect(await casa.post("/api/decisions", proposal({ proposal: "Another one." }))).toBeProblem("conflict");
  expect(await city.post("/api/decisions", proposal())).toBeProblem("conflict");
  const { items } = (await (await casa.get("/api/decisions")).json()) as { items: Decision[] };
  expect(items).toHaveLength(5);
});

test("numbers are never given twice, however many are raised at once", async () => {
  const { casa, city, director } = await cast();
  const ids = ["a", "b", "c"].map((it) => `dec_${it.repeat(16)}`);
  const made = await Promise.all(
    [casa, city, director].map((visitor, index) => raise(visitor, { id: ids[index]! })),
  );
  expect(made.map((it) => it.decision.number).sort()).toEqual([20, 21, 22]);
});

test("who may only read raises nothing, and who may not see a meeting cannot write from it", async () => {
  const { casa, schools, funder, server } = await cast();
  await closeDoors(server);
  const from = { fromMeetingId: "mtg_2026_10_14" };
  expect(await server.stranger().post("/api/decisions", proposal(from))).toBeProblem("signed_out");
  expect(await funder.post("/api/decisions", proposal(from))).toBeProblem("forbidden");
  expect(await schools.post("/api/decisions", proposal(from))).toBeProblem("not_found");
  // What is said behind closed doors stays there.
  const { decision } = await raise(casa, from);
  expect(decision).toMatchObject({ visibility: "group", groupId: "grp_clean" });
  expect(await schools.get(`/api/decisions/${decision.id}`)).toBeProblem("not_found");
  expect(await (await schools.get("/api/log?kind=decision")).text()).not.toContain(decision.id);
  expect(await (await casa.get("/api/log?kind=decision")).text()).toContain(decision.id);
});

test("only the backbone writes down what another organization raises", async () => {
  const { city, director } = await cast();
  const refusal = await city.post("/api/decisions", proposal({ raisedByOrganizationId: "org_casa" }));
  expect(refusal).toBeProblem("forbidden");
  expect((await problemOf(refusal)).title).toContain("Casa Ribera");
  const { decision } = await raise(director, { raisedByOrganizationId: "org_casa" });
  expect(decision).toMatchObject({ raisedByOrganizationId: "org_casa", openedBy: "per_director" });
});

/** What is wrong with each of these, and what is said of it. */
const wrong: [string, Partial<NewDecision>, "invalid" | "not_found"][] = [
  ["an id that is none", { id: "dec_1" }, "invalid"],
  ["no words", { proposal: "  " }, "invalid"],
  ["more words than a proposal holds", { proposal: "x".repeat(4001) }, "invalid"],
  ["a day that is over", { respondBy: "2026-11-22" }, "invalid"],
  ["a day that no calendar has", { respondBy: "2027-02-31" }, "invalid"],
  ["a way of deciding that is none", { method: "dictate" as never }, "invalid"],
  ["a group that is not there", { groupId: "grp_none" }, "invalid"],
  ["no group at all", { fromMeetingId: null }, "invalid"],
  ["a strategy that is not there", { strategyIds: ["str_none"] }, "invalid"],
  ["an indicator that is not there", { indicatorIds: ["ind_none"] }, "not_found"],
  ["a meeting that is not there", { fromMeetingId: "mtg_none" }, "not_found"],
  ["an organization that is not there", { raisedByOrganizationId: "org_none" }, "not_found"],
  ["eyes that would not be the own ones", { visibility: "backbone" }, "invalid"],
];

test("what makes no sense is refused in words, and leaves nothing behind", async () => {
  const { casa } = await cast();
  for (const [what, more, code] of wrong)
    expect(await casa.post("/api/decisions", proposal(more)), what).toBeProblem(code);
  expect((await raise(casa)).decision.number).toBe(20);
});

test("HTML in a field stays text", async () => {
  const { casa } = await cast();
  const html = "<img src=x onerror=alert(1)> & <b>bold</b>";
  const { decision } = await raise(casa, {
    proposal: html,
    context: html,
    options: [{ id: "o1", title: html }],
  });
  const answer = await casa.get(`/api/decisions/${decision.id}`);
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect(await answer.json()).toMatchObject({ proposal: html, title: html, options: [{ title: html }] });
});

test("what was agreed in the room is the sentence, and says who was there", async () => {
  const { casa, director } = await cast();
  const { decision } = await raise(casa);
  const path = `/api/decisions/${decision.id}/outcome`;
  const agreed = await decided(await director.post(path, agreement({ reviewOn: "2027-05-23" })));
  expect(agreed.decision).toMatchObject({
    status: "adopted",
    outcome: sentence,
    decidedOn: "2026-11-23",
    decidedAtMeetingId: meeting,
    quorum: { members: 8, present: 7, needed: 5, isMet: true },
    reviewOn: "2027-05-23",
    version: 2,
  });
  const told = await read(casa, decision.id);
  expect(told.stillToHearFrom).toEqual([]);
  expect(told.history.at(-1)).toMatchObject({ seq: agreed.receipt.seq, type: "decision.closed" });
});

test("only who leads the meeting or its group, takes its notes or is of the backbone records what it agreed", async () => {
  const them = await cast();
  const { casa, schools, server } = them;
  const { decision } = await raise(casa);
  const path = `/api/decisions/${decision.id}/outcome`;
  for (const name of ["schools", "cityAlternate", "resident", "funder"] satisfies Name[])
    expect(await them[name].post(path, agreement()), name).toBeProblem("forbidden");
  expect(await server.stranger().post(path, agreement())).toBeProblem("signed_out");
  await server.deps.db
    .updateTable("meeting")
    .set({ note_taker_id: "per_schools_rep" })
    .where("id", "=", meeting)
    .execute();
  expect((await decided(await schools.post(path, agreement()))).decision.status).toBe("adopted");
});

test("an agreement that is sent twice is one; a second one is told that it came later", async () => {
  const { casa, director, server } = await cast();
  const facilitator = await server.as("per_facil");
  const { decision } = await raise(casa);
  const path = `/api/decisions/${decision.id}/outcome`;
  const first = await decided(await director.post(path, agreement()));
  expect(await decided(await director.post(path, agreement()))).toEqual(first);
  const later = await facilitator.post(path, agreement({ outcome: "Something else." }));
  expect(later).toBeProblem("conflict");
  expect((await problemOf(later)).title).toContain("Director");
  expect(await facilitator.post(path, agreement({ version: 2 }))).toBeProblem("conflict");
  expect((await read(casa, decision.id)).outcome).toBe(sentence);
});

test("an agreement is no way around an objection, nor around a meeting that has not begun", async () => {
  const { director } = await cast();
  const { version } = await read(director, "dec_publish");
  const path = "/api/decisions/dec_publish/outcome";
  expect(await director.post(path, { version })).toBeProblem("invalid");
  const refusal = await director.post(path, { version, meetingId: meeting });
  expect(refusal).toBeProblem("conflict");
  expect((await problemOf(refusal)).title).toContain("objection");
  const { decision } = await raise(director);
  const coming = agreement({ meetingId: "mtg_2026_12_03" });
  const early = await director.post(`/api/decisions/${decision.id}/outcome`, coming);
  expect(early).toBeProblem("conflict");
  expect((await problemOf(early)).title).toContain("has not begun");
});

test("what another group agreed, or was over before it was raised, decides nothing", async () => {
  const { casa, director, server } = await cast();
  await server.deps.db
    .updateTable("meeting")
    .set({ status: "held" })
    .where("id", "in", ["mtg_2026_09_17", "mtg_2026_10_14"])
    .execute();
  const { decision } = await raise(casa);
  const path = `/api/decisions/${decision.id}/outcome`;
  const refusals: [string, string][] = [
    ["mtg_2026_10_14", "another group"],
    ["mtg_2026_09_17", "over before"],
  ];
  for (const [meetingId, why] of refusals) {
    const refused = await director.post(path, agreement({ meetingId }));
    expect(refused, meetingId).toBeProblem("conflict");
    expect((await problemOf(refused)).title).toContain(why);
  }
  // The meeting that it was raised from decides it, also when it was written down days later.
  expect((await decided(await director.post(path, agreement()))).decision.status).toBe("adopted");
});

test("an objection of a partner that has left holds up no agreement", async () => {
  const { director } = await cast();
  const { decision } = await raise(director);
  const said = { position: "objection", reason: "Not yet.", proposalVersion: 1, before: 0 };
  await decided(
    await director.post(`/api/decisions/${decision.id}/positions`, { ...said, organizationId: "org_port" }),
  );
  const path = `/api/decisions/${decision.id}/outcome`;
  expect(await director.post(path, agreement({ version: 2 }))).toBeProblem("conflict");
  await director.post("/api/organizations/org_port/removal", { reason: "The port was closed." });
  expect((await decided(await director.post(path, agreement({ version: 2 })))).decision).toMatchObject({
    status: "adopted",
    positions: [{ organizationId: "org_port", position: "objection" }],
  });
});

test("no decision can be removed, not even in the database", async () => {
  const { server } = await cast();
  await expect(
    server.deps.db.deleteFrom("decision").where("id", "=", "dec_rhythm").execute(),
  ).rejects.toThrow();
});

test("the log tells what was raised and agreed, in both languages", async () => {
  const { casa, director } = await cast();
  const { decision } = await raise(casa, { respondBy: "2026-12-10" });
  await decided(await director.post(`/api/decisions/${decision.id}/outcome`, agreement()));
  const { items } = (await (await casa.get("/api/log?before=100000&limit=2")).json()) as { items: object[] };
  expect(items).toMatchObject([
    {
      type: "decision.opened",
      kind: "decision",
      text: { en: "opened the decision {it}", es: "abrió la decisión {it}" },
      it: { en: sentence, es: sentence },
      note: { en: "answers by Dec 10, 2026", es: "respuestas hasta el 10 dic 2026" },
    },
    {
      type: "decision.closed",
      text: { en: "recorded that {it} was adopted", es: "dejó constancia de que se adoptó {it}" },
      note: { en: sentence, es: sentence },
    },
  ]);
});

test("every row is what the log alone says, after an agreement and on a later day", async () => {
  const { casa, director, server } = await cast();
  const { decision } = await raise(casa, { strategyIds: ["str_water"], indicatorIds: ["ind_bacteria"] });
  await decided(await director.post(`/api/decisions/${decision.id}/outcome`, agreement()));
  const rebuilt = await fromLog(server.deps, "ini_brackwater");
  expect(Object.keys(rebuilt.decisions)).toHaveLength(5);
  expect(rebuilt).toEqual(await fromRows(server.deps));
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const rows = await fromRows(later.server.deps);
  expect(rows.decisions[decision.id]).toMatchObject({ openedOn: "2026-11-26", decidedOn: "2026-11-26" });
  expect(await fromLog(later.server.deps, "ini_brackwater")).toEqual(rows);
});

test("a title is the proposal, or as many whole words of it as it holds", () => {
  expect(titleOf(" Publish\n every  Thursday. ")).toBe("Publish every Thursday.");
  const long = titleOf("word ".repeat(60));
  expect(long).toMatch(/^(word )+word…$/);
  expect(long.length).toBeLessThanOrEqual(140);
  expect(titleOf("x".repeat(300))).toBe(`${"x".repeat(140)}…`);
});
