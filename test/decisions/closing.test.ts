import { expect, test } from "vitest";
import type { NewClosing } from "../../shared/decisions/asked.ts";
import { verdictOf } from "../../shared/decisions/closing.ts";
import { askedAgain, isReviewDue, versionsOf } from "../../shared/decisions/readings.ts";
import type { Method, PositionKind } from "../../shared/decisions/words.ts";
import { newId } from "../../shared/ids.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { problemOf } from "../support/server.ts";
import { decided, raise, read, stand } from "./support.ts";

const reason = "We would lose the planting season.";
const adopted = (more: Partial<NewClosing> = {}) => ({
  status: "adopted",
  outcome: "We do it so.",
  reviewOn: "2027-05-23",
  noCommitments: true,
  ...more,
});

/** Lets five of the eight partners consent: as many as have to be heard. */
async function fiveConsent({ city, schools, casa, director }: Cast, id: string) {
  for (const visitor of [city, schools, casa]) await decided(stand(visitor, id, "consent"));
  for (const organizationId of ["org_uni", "org_state"])
    await decided(stand(director, id, "consent", { organizationId }));
}

async function close(them: Cast, id: string, more: Partial<NewClosing> = {}) {
  const { version } = await read(them.director, id);
  return them.director.post(`/api/decisions/${id}/closing`, { version, ...adopted(more) });
}

test("it is adopted once enough were heard, it was open long enough, and nobody objects; not before", async () => {
  const them = await cast();
  const { id } = await raise(them.casa, { daysMin: 3 });
  const early = await close(them, id);
  expect(early).toBeProblem("conflict");
  expect((await problemOf(early)).title).toBe(
    "Only 0 partners have been heard, and 5 are needed. Hear more of them first.",
  );
  await fiveConsent(them, id);
  expect((await problemOf(await close(them, id))).title).toContain("from 2026-11-26 on");
  expect((await read(them.casa, id)).verdict).toMatchObject({
    quorum: { members: 8, present: 5, needed: 5, isMet: true },
    hindrances: [{ is: "days", on: "2026-11-26" }],
    fallback: null,
  });
  them.server.clock.pass(3 * day);
  await decided(stand(them.director, id, "objection", { organizationId: "org_port", reason }));
  const objected = await close(them, id);
  expect(objected).toBeProblem("conflict");
  expect((await problemOf(objected)).title).toContain("An objection stands");
  await decided(stand(them.director, id, "stand_aside", { organizationId: "org_port" }));
  const { decision } = await decided(close(them, id));
  expect(decision).toMatchObject({
    status: "adopted",
    outcome: "We do it so.",
    reviewOn: "2027-05-23",
    quorum: { members: 8, present: 6, needed: 5, isMet: true },
    closing: { method: "consent", isFallback: false, commitmentIds: [] },
  });
});

test("while an objection stands, two thirds of the partners close it: what the initiative falls back on", async () => {
  const them = await cast();
  const { id } = await raise(them.casa, { daysMin: 0 });
  await fiveConsent(them, id);
  expect(await close(them, id, { isFallback: true })).toBeProblem("conflict");
  await decided(stand(them.director, id, "objection", { organizationId: "org_port", reason }));
  const few = await close(them, id, { isFallback: true });
  expect((await problemOf(few)).title).toBe(
    "5 partners agree, and 6 are needed. Close it as not adopted, or hear more of them.",
  );
  await decided(stand(them.director, id, "consent", { organizationId: "org_friends" }));
  const { decision } = await decided(close(them, id, { isFallback: true }));
  expect(decision).toMatchObject({ status: "adopted", closing: { method: "two_thirds", isFallback: true } });
  expect(decision.closing!.askedIds).toHaveLength(8);
});

test("closing asks for a review day and for the commitments that follow, or that none does", async () => {
  const them = await cast();
  const { id } = await raise(them.casa, { daysMin: 0, options: [{ id: "o1", title: "50 ft" }] });
  await fiveConsent(them, id);
  const asks = async (more: Partial<NewClosing>) => {
    const answer = await close(them, id, more);
    expect(answer).toBeProblem("invalid");
    return Object.keys((await problemOf(answer)).fields ?? {});
  };
  expect(await asks({ reviewOn: null })).toEqual(["reviewOn"]);
  expect(await asks({ noCommitments: false })).toEqual(["commitmentIds"]);
  expect(await asks({ commitmentIds: ["com_01"] })).toEqual(["commitmentIds"]);
  expect(await asks({ reviewOn: "2026-11-01" })).toEqual(["reviewOn"]);
  expect(await asks({ chosenOptionId: "o9" })).toEqual(["chosenOptionId"]);
  expect(await close(them, id, { noCommitments: false, commitmentIds: ["com_none"] })).toBeProblem(
    "not_found",
  );
  const offered = await them.director.post("/api/commitments", {
    id: newId("com"),
    what: "Order the stakes",
    ownerOrganizationId: "org_city",
    dueOn: "2027-01-15",
    fromDecisionId: id,
  });
  const commitmentId = ((await offered.json()) as { commitment: { id: string } }).commitment.id;
  const { decision } = await decided(
    close(them, id, { noCommitments: false, commitmentIds: [commitmentId], chosenOptionId: "o1" }),
  );
  expect(decision).toMatchObject({ closing: { commitmentIds: [commitmentId] }, chosenOptionId: "o1" });
});

test("only who raised it, who leads its group, or the backbone closes it; the second one is told of the first", async () => {
  const them = await cast();
  const { casa, schools, resident, director, server } = them;
  const { id } = await raise(casa, { daysMin: 0 });
  await fiveConsent(them, id);
  const { version } = await read(casa, id);
  const path = `/api/decisions/${id}/closing`;
  for (const visitor of [schools, resident, them.funder])
    expect(await visitor.post(path, { version, ...adopted() })).toBeProblem("forbidden");
  expect(await server.stranger().post(path, { version, ...adopted() })).toBeProblem("signed_out");
  // Somebody spoke after the page was read.
  expect(await casa.post(path, { version: version - 1, ...adopted() })).toBeProblem("conflict");
  const first = await decided(casa.post(path, { version, ...adopted() }));
  expect(await decided(casa.post(path, { version, ...adopted() }))).toEqual(first);
  expect(await director.post(path, { version: version + 1, ...adopted() })).toBeProblem("conflict");
});

test("what is closed stays as it is; corrections stand beside it", async () => {
  const them = await cast();
  const { director, casa, city, schools } = them;
  const { version } = await read(director, "dec_match");
  const path = "/api/decisions/dec_match";
  expect(await director.patch(path, { version, title: "Another title" })).toBeProblem("conflict");
  expect(
    await director.post(`${path}/proposals`, { proposalVersion: 1, proposal: "Other words." }),
  ).toBeProblem("conflict");
  expect(await stand(city, "dec_match", "objection", { organizationId: "org_city", reason })).toBeProblem(
    "conflict",
  );
  const text = "A7 means the laterals on Ribera and Canal Street.";
  expect(await schools.post(`${path}/corrections`, { version, text })).toBeProblem("forbidden");
  const first = await decided(director.post(`${path}/corrections`, { version, text }));
  expect(await decided(director.post(`${path}/corrections`, { version, text }))).toEqual(first);
  const now = await read(casa, "dec_match");
  expect(now).toMatchObject({ corrections: [{ text, byPersonId: "per_director", on: "2026-11-23" }] });
  expect(now.outcome).toContain("Adopted by consent after amendment");
  const open = await read(director, "dec_publish");
  expect(
    await director.post("/api/decisions/dec_publish/corrections", { version: open.version, text }),
  ).toBeProblem("conflict");
});

test("a review comes due by itself, and says that it holds until the next one", async () => {
  const { director, casa } = await cast();
  const due = await read(casa, "dec_rhythm");
  expect(isReviewDue(due, "2026-11-23")).toBe(true);
  const path = "/api/decisions/dec_rhythm/reviews";
  const { decision } = await decided(
    director.post(path, { version: due.version, note: "Attendance rose.", reviewOn: "2027-04-30" }),
  );
  expect(isReviewDue(decision, "2026-11-23")).toBe(false);
  expect(decision).toMatchObject({ reviewOn: "2027-04-30", reviews: [{ note: "Attendance rose." }] });
  expect(await director.post(path, { version: decision.version, reviewOn: "2026-01-01" })).toBeProblem(
    "invalid",
  );
});

test("a newer decision replaces an older one from the moment it is adopted, and each names the other", async () => {
  const them = await cast();
  const { casa, director } = them;
  expect(
    await casa.post("/api/decisions", {
      id: newId("dec"),
      proposal: "Instead.",
      groupId: "grp_steering",
      supersedesId: "dec_publish",
    }),
  ).toBeProblem("conflict");
  const { id } = await raise(casa, { supersedesId: "dec_rhythm", daysMin: 0 });
  expect((await read(casa, "dec_rhythm")).status).toBe("adopted");
  await fiveConsent(them, id);
  await decided(close(them, id));
  expect(await read(casa, "dec_rhythm")).toMatchObject({ status: "superseded", supersededById: id });
  expect((await read(casa, id)).supersedesId).toBe("dec_rhythm");
  expect(
    await director.post("/api/decisions", {
      id: newId("dec"),
      proposal: "Once more.",
      groupId: "grp_steering",
      supersedesId: "dec_rhythm",
    }),
  ).toBeProblem("conflict");
});

test("an amendment becomes the next version: positions carry over, and are asked again", async () => {
  const them = await cast();
  const { casa, city, director, server } = them;
  const { id } = await raise(casa);
  await decided(stand(city, id, "objection", { reason }));
  await decided(stand(director, id, "consent", { organizationId: "org_uni" }));
  const post = {
    id: newId("pst"),
    recordKind: "decision",
    of: id,
    kind: "amendment",
    text: "Fields under two acres may use 35 ft.",
  };
  expect(await city.post("/api/threads/posts", post)).toHaveStatus(201);
  const wording = { proposalVersion: 1, proposal: `50 ft. ${post.text}`, fromPostId: post.id };
  expect(await them.schools.post(`/api/decisions/${id}/proposals`, wording)).toBeProblem("forbidden");
  expect(
    await casa.post(`/api/decisions/${id}/proposals`, { ...wording, fromPostId: "pst_dec_match_1" }),
  ).toBeProblem("not_found");
  const first = await decided(casa.post(`/api/decisions/${id}/proposals`, wording));
  expect(await decided(casa.post(`/api/decisions/${id}/proposals`, wording))).toEqual(first);
  expect(await director.post(`/api/decisions/${id}/proposals`, wording)).toBeProblem("conflict");
  const it = first.decision;
  expect(it).toMatchObject({ proposalVersion: 2, proposal: wording.proposal });
  expect(it.positions.map((said) => [said.position, said.proposalVersion])).toEqual([
    ["objection", 1],
    ["consent", 1],
  ]);
  expect(askedAgain(it, ["org_city", "org_uni"])).toEqual(["org_city", "org_uni"]);
  expect(versionsOf(it).map(({ version, text }) => [version, text])).toEqual([
    [1, "All new plantings use a 50 ft planted buffer."],
    [2, wording.proposal],
  ]);
  // Whoever objected is written to; who was content is not.
  const subjects = async (email: string) => (await server.mailsTo(email)).map(({ subject }) => subject);
  expect(await subjects("city_rep@example.org")).toEqual([`The proposal has changed: D-20 · ${it.title}`]);
  expect(await subjects("uni_rep@example.org")).toEqual([]);
  // An answer to the words before is told of the new ones.
  const old = await city.post(`/api/decisions/${id}/positions`, {
    position: "consent",
    proposalVersion: 1,
    before: 1,
  });
  expect(old).toBeProblem("conflict");
  expect((await problemOf(old)).title).toContain("version 2");
  const now = await decided(stand(city, id, "consent", { organizationId: "org_city" }));
  expect(askedAgain(now.decision, ["org_city", "org_uni"])).toEqual(["org_uni"]);
});

test("a day to answer by and the least number of days can be moved while it is open, by those who look after it", async () => {
  const { casa, schools, city } = await cast();
  const { id } = await raise(casa);
  const path = `/api/decisions/${id}`;
  expect(await schools.patch(path, { version: 1, respondBy: "2026-12-20" })).toBeProblem("forbidden");
  const { decision } = await decided(casa.patch(path, { version: 1, respondBy: "2026-12-20", daysMin: 3 }));
  expect(decision).toMatchObject({ respondBy: "2026-12-20", daysMin: 3, version: 2 });
  expect(await casa.patch(path, { version: 1, title: "Later" })).toBeProblem("conflict");
  expect(await casa.patch(path, { version: 2, respondBy: "2026-11-01" })).toBeProblem("invalid");
  await decided(stand(city, id, "consent"));
  expect(await casa.patch(path, { version: 3, method: "consensus" })).toBeProblem("conflict");
});

const eight = ["a", "b", "c", "d", "e", "f", "g", "h"];
const rule = (
  method: Method,
  said: string,
  { fallback = "two_thirds" as const, openedOn = "2026-11-01", daysMin = 7 } = {},
) => {
  const kinds: Record<string, PositionKind> = {
    y: "consent",
    r: "consent_with_reservation",
    s: "stand_aside",
    n: "objection",
    a: "abstain",
    x: "recused",
  };
  const positions = [...said].flatMap((it, at) =>
    it === "." ? [] : [{ organizationId: eight[at]!, position: kinds[it]! }],
  );
  return verdictOf(
    { method, openedOn, daysMin, positions },
    { askedIds: eight, quorumPercent: 60, today: "2026-11-23", governance: { fallback } },
  );
};
const hindrances = (...it: Parameters<typeof rule>) => rule(...it).hindrances.map(({ is }) => is);

test("silence is never consent: who has not spoken counts towards what is needed, never towards what there is", () => {
  expect(hindrances("consent", "yyyy....")).toEqual(["quorum"]);
  expect(hindrances("consent", "yyyyy...")).toEqual([]);
  expect(hindrances("consensus", "yyyyyyy.")).toEqual(["agreement"]);
  expect(hindrances("two_thirds", "yyyyy...")).toEqual(["agreement"]);
  expect(hindrances("two_thirds", "yyyyyr..")).toEqual([]);
  expect(hindrances("consent", "aaaaa...")).toEqual(["agreement"]);
});

test("a recused organization leaves the count", () => {
  expect(rule("consent", "yyyyxxxx").quorum).toEqual({ members: 4, present: 4, needed: 3, isMet: true });
  expect(hindrances("consensus", "yyyyyyyx")).toEqual([]);
  expect(hindrances("two_thirds", "yyyyxx..")).toEqual([]);
});

test("each way of deciding has its own rule", () => {
  expect(hindrances("consent", "yyyyyys.")).toEqual([]);
  expect(hindrances("consent", "yyyyyyn.")).toEqual(["objection"]);
  expect(hindrances("consensus", "yyyyyyys")).toEqual(["agreement"]);
  expect(hindrances("consensus", "yyyyyyyr")).toEqual([]);
  // Who objects is outvoted here.
  expect(hindrances("two_thirds", "yyyyyynn")).toEqual([]);
  expect(hindrances("gradients", "yyyyyyyn")).toEqual(["objection"]);
  expect(hindrances("sense_check", "........", { openedOn: "2026-11-23" })).toEqual([]);
  expect(hindrances("advice", "n.......")).toEqual([]);
  expect(hindrances("advice", "y.......", { openedOn: "2026-11-20" })).toEqual(["days"]);
  expect(rule("consent", "yyyyyyyn").fallback).toEqual([]);
  expect(rule("consent", "yyyyynnn").fallback).toMatchObject([{ is: "agreement", have: 5, needed: 6 }]);
  expect(rule("consent", "yyyyyyyn", { fallback: "none" as never }).fallback).toBeNull();
});
