import { beforeAll, expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { type Commitment, type CommitmentWithHistory, shownOf } from "../../shared/commitments/commitment.ts";
import {
  daysPast,
  isAwaitingAcceptance,
  isClosedWithin,
  isDueWithin,
  isMoved,
  isPastDate,
} from "../../shared/commitments/readings.ts";
import { may } from "../../shared/roles.ts";
import { type Cast, cast } from "../support/cast.ts";
import { createClock, day } from "../support/clock.ts";
import { openServer, type Visitor } from "../support/server.ts";

const { expectedAnswers: answers } = sample;
const today = sample.asOf;

const list = async (visitor: Visitor, query = "") =>
  ((await (await visitor.get(`/api/commitments${query}`)).json()) as { items: Commitment[] }).items;
const idsOf = (items: readonly Commitment[]) => items.map((it) => it.id);

let them: Cast;
let all: Commitment[];
beforeAll(async () => {
  them = await cast();
  all = await list(them.director);
  return them.server.close;
});

test("the backbone sees who promised what, and which dates have passed", async () => {
  const past = all
    .filter((it) => isPastDate(it, today))
    .map((it) => ({ id: it.id, ownerOrgId: it.ownerOrganizationId, daysLate: daysPast(it, today) }))
    .sort((a, b) => b.daysLate - a.daysLate);
  expect(past).toEqual(answers.overdueCommitments);
  expect(idsOf(await list(them.director, "?due=past")).sort()).toEqual(past.map((it) => it.id).sort());
});

test("what is due within fourteen days, waits for a yes, needs help or was moved is found", async () => {
  expect(idsOf(all.filter((it) => isDueWithin(it, today)))).toEqual(answers.dueInNext14Days);
  expect(idsOf(await list(them.director, "?due=soon"))).toEqual(answers.dueInNext14Days);
  expect(idsOf(all.filter(isAwaitingAcceptance))).toEqual(answers.awaitingAcceptance);
  expect(idsOf(await list(them.director, "?status=offered"))).toEqual(answers.awaitingAcceptance);
  expect(idsOf(await list(them.director, "?needsHelp=true"))).toEqual(answers.needsHelp);
  expect(idsOf(all.filter(isMoved))).toEqual(answers.renegotiatedAtLeastOnce);
  expect(idsOf(await list(them.director, "?moved=true"))).toEqual(answers.renegotiatedAtLeastOnce);
});

test("what was closed in the last sixty days is kept, not kept or released", () => {
  const closed = Object.groupBy(
    all.filter((it) => isClosedWithin(it, today)),
    (it) => it.status,
  );
  expect(
    Object.fromEntries(Object.entries(closed).map(([status, its]) => [status, idsOf(its ?? [])])),
  ).toEqual(answers.closedInLast60Days);
});

test("a stranger may see what is public, and nothing else", () => {
  expect(idsOf(all.filter((it) => may.see(undefined, shownOf(it))))).toEqual(
    answers.visibleCommitments.anonymous,
  );
});

test.each(["per_funder", "per_schools_rep", "per_yard_rep", "per_director"] as const)(
  "%s sees the commitments that are for their eyes, in the list, one by one and in the log",
  async (who) => {
    const visitor = await them.server.as(who);
    const expected = answers.visibleCommitments[who];
    expect(idsOf(await list(visitor))).toEqual(expected);
    for (const { id } of all) {
      const answer = await visitor.get(`/api/commitments/${id}`);
      if (expected.includes(id)) expect(answer, id).toHaveStatus(200);
      else expect(answer, id).toBeProblem("not_found");
    }
    const log = (await (await visitor.get("/api/log?limit=500")).json()) as { items: { refs: string[] }[] };
    const spokenOf = new Set(log.items.flatMap((it) => it.refs).filter((it) => it.startsWith("com_")));
    expect([...spokenOf].sort()).toEqual(expected);
  },
);

test("a commitment says what the sample's file says, on the day it was written", () => {
  for (const written of sample.commitments) {
    const it = all.find(({ id }) => id === written.id)!;
    expect(it, written.id).toMatchObject({
      number: written.number,
      what: written.what,
      ownerOrganizationId: written.ownerOrgId,
      ownerPersonId: written.ownerPersonId,
      supportOrganizationIds: written.supportOrgIds,
      status: written.status,
      offeredOn: written.madeOn,
      dueOn: written.dueOn,
      originalDueOn: written.originalDueOn,
      acceptedOn: written.acceptedOn,
      closedOn: written.closedOn,
      outcomeNote: written.outcomeNote,
      needsHelp: written.needsHelp,
      visibility: written.visibility,
      groupId: written.groupId,
      activityId: written.activityId,
      indicatorIds: written.indicatorIds,
      fromMeetingId: written.fromMeetingId,
      fromDecisionId: written.fromDecisionId,
    });
  }
  expect(all).toHaveLength(23);
});

test("a commitment's thread tells how it came and what became of it", async () => {
  const { history } = (await (
    await them.director.get("/api/commitments/com_19")
  ).json()) as CommitmentWithHistory;
  expect(history.map((it) => [it.type, it.by.id, it.data?.on])).toEqual([
    ["commitment.offered", "per_friends_rep", "2026-07-16"],
    ["commitment.accepted", "per_friends_rep", "2026-07-16"],
    ["commitment.noted", "per_friends_rep", "2026-11-12"],
    ["commitment.released", "per_friends_rep", "2026-11-12"],
  ]);
  expect(history[3]!.data).toMatchObject({ agreedAtMeetingId: "mtg_2026_11_12" });
});

test("started again nine days later, what was late is as late as it was, its thread included", async () => {
  const clock = createClock();
  const first = await openServer({ clock });
  await first.close();
  clock.pass(9 * day);
  const later = await openServer({ clock, dataDir: first.dataDir });
  const director = await later.as("per_director");
  expect(idsOf(await list(director, "?due=past")).sort()).toEqual(
    answers.overdueCommitments.map((it) => it.id).sort(),
  );
  const it = (await (await director.get("/api/commitments/com_21")).json()) as CommitmentWithHistory;
  expect(it).toMatchObject({ dueOn: "2026-11-27", originalDueOn: "2026-11-08", version: 3 });
  const moved = it.history.at(-1)!;
  expect(moved.data).toMatchObject({ on: "2026-10-31", fromDueOn: "2026-11-08", toDueOn: "2026-11-27" });
  expect(new Date(moved.at).toISOString().slice(0, 10)).toBe("2026-10-31");
});

test("whoever looks for a word or a number finds it, accents or not, page by page", async () => {
  expect(idsOf(await list(them.director, "?q=LATERAL"))).toEqual(["com_03", "com_06"]);
  expect(idsOf(await list(them.director, "?q=c-17"))).toEqual(["com_17"]);
  // It stands where the second handful that is looked at begins.
  expect(idsOf(await list(them.director, "?q=sediment&limit=2"))).toEqual(["com_04"]);
  expect(idsOf(await list(them.director, "?ownerOrganizationId=org_port"))).toEqual(["com_04", "com_17"]);
  expect(idsOf(await list(them.director, "?meetingId=mtg_2026_10_14&status=active"))).toEqual([
    "com_06",
    "com_07",
    "com_09",
  ]);
  const first = (await (await them.director.get("/api/commitments?limit=20")).json()) as { next: number };
  expect(first.next).toBe(20);
  const rest = await list(them.director, `?limit=20&after=${first.next}`);
  expect(idsOf(rest)).toEqual(["com_21", "com_22", "com_23"]);
  // Two of them are not for the schools; no page is short, and none is left out.
  const ids: string[] = [];
  const { schools } = them;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const answer = await schools.get(`/api/commitments?limit=3&after=${after}`);
    const page = (await answer.json()) as { items: Commitment[]; next?: number };
    ids.push(...idsOf(page.items));
    if (page.next !== undefined) expect(page.items).toHaveLength(3);
    after = page.next;
  }
  expect(ids).toEqual(answers.visibleCommitments.per_schools_rep);
  expect(await them.director.get("/api/commitments?limit=none")).toBeProblem("invalid");
});
