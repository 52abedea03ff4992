import { beforeAll, expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Decision, DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen, isReviewDue, openObjections, stillToHearFrom } from "../../shared/decisions/readings.ts";
import type { Group } from "../../shared/meetings/group.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const { expectedAnswers: answers } = sample;

const list = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/decisions")).json()) as { items: Decision[] }).items;
const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/decisions/${id}`)).json()) as DecisionWithHistory;
const idsOf = (items: readonly { id: string }[]) => items.map((it) => it.id);

let them: Cast;
let all: Decision[];
beforeAll(async () => {
  them = await cast();
  all = await list(them.director);
  return them.server.close;
});

test("what is open, whose review has come, who objects and who is still to be heard is found", async () => {
  expect(idsOf(all.filter(isOpen))).toEqual(answers.decisionsOpen);
  expect(idsOf(all.filter((it) => isReviewDue(it, sample.asOf)))).toEqual(answers.decisionsReviewOverdue);
  const groups = ((await (await them.director.get("/api/groups")).json()) as { items: Group[] }).items;
  const membersOf = (it: Decision) => groups.find(({ id }) => id === it.groupId)!.memberIds;
  expect(
    all.flatMap((it) =>
      openObjections(it, membersOf(it)).map((said) => ({ decisionId: it.id, orgId: said.organizationId })),
    ),
  ).toEqual(answers.openObjections);
  const missing = all.flatMap((it) =>
    stillToHearFrom(it, membersOf(it)).map((orgId) => ({
      decisionId: it.id,
      orgId,
    })),
  );
  expect(missing).toEqual(answers.positionsMissing);
  for (const { id } of all)
    expect((await read(them.director, id)).stillToHearFrom).toEqual(
      missing.filter((it) => it.decisionId === id).map((it) => it.orgId),
    );
});

test("silence is never consent, and once it is closed nobody is waited for", () => {
  const open = all.find(isOpen)!;
  const silent = { ...open, positions: [] };
  expect(stillToHearFrom(silent, ["org_city", "org_port"])).toEqual(["org_city", "org_port"]);
  expect(stillToHearFrom({ ...silent, status: "adopted" }, ["org_city"])).toEqual([]);
  expect(openObjections({ ...open, status: "withdrawn" }, ["org_port"])).toEqual([]);
  expect(openObjections(open, ["org_port"])).toMatchObject([{ organizationId: "org_port" }]);
  // One that is asked no longer leaves the count.
  expect(openObjections(open, ["org_city"])).toEqual([]);
});

test("a review is due from its day on, and only of what was adopted", () => {
  const it = { status: "adopted" as const, reviewOn: "2026-10-31" };
  expect(isReviewDue(it, "2026-10-30")).toBe(false);
  expect(isReviewDue(it, "2026-10-31")).toBe(true);
  expect(isReviewDue({ ...it, status: "superseded" }, "2026-12-01")).toBe(false);
  expect(isReviewDue({ ...it, reviewOn: null }, "2026-12-01")).toBe(false);
});

test("a decision says what the sample's file says, each position with the one it replaced", () => {
  expect(all.map((it) => it.number)).toEqual([19, 18, 17, 14]);
  for (const written of sample.decisions) {
    const it = all.find(({ id }) => id === written.id)!;
    expect(it, written.id).toMatchObject({
      number: written.number,
      title: written.title,
      groupId: written.groupId,
      status: written.status,
      method: written.method,
      visibility: written.visibility,
      raisedByOrganizationId: written.raisedByOrgId,
      context: written.context,
      options: written.options,
      chosenOptionId: written.chosenOptionId,
      proposal: written.proposal,
      proposalVersion: 1,
      openedOn: written.openedOn,
      respondBy: written.respondBy,
      decidedOn: written.decidedOn,
      decidedAtMeetingId: written.decidedAtMeetingId,
      outcome: written.outcome,
      reviewOn: written.reviewOn,
      indicatorIds: written.indicatorIds,
      strategyIds: written.strategyIds,
      supersedesId: written.supersedesDecisionId,
    });
    const spoken = written.positions.filter((said) => said.position !== "no_response");
    expect(it.positions).toHaveLength(spoken.length);
    for (const said of spoken) {
      const previous = (said as { previous?: { position: string; at: string; reason: string } }).previous;
      expect(it.positions.find(({ organizationId }) => organizationId === said.orgId)).toMatchObject({
        position: said.position,
        byPersonId: said.byPersonId,
        on: said.at,
        reason: (said as { reason?: string }).reason ?? null,
        isOnBehalf: false,
        earlier: previous ? [{ position: previous.position, on: previous.at, reason: previous.reason }] : [],
      });
    }
  }
});

test("who was there is kept with what was decided in a meeting", async () => {
  expect((await read(them.casa, "dec_match")).quorum).toEqual({
    members: 8,
    present: 7,
    needed: 5,
    isMet: true,
  });
  expect((await read(them.casa, "dec_rhythm")).quorum).toBeNull();
});

test("a decision's thread tells how it came, who said what, and how it ended", async () => {
  const { history } = await read(them.casa, "dec_match");
  expect(history.map((it) => it.type)).toEqual([
    "decision.opened",
    ...Array(8).fill("decision.positioned"),
    "decision.closed",
  ]);
  expect(history.map((it) => it.at)).toEqual(history.map((it) => it.at).sort((a, b) => a - b));
  expect(history[1]).toMatchObject({
    by: { id: "per_yard_rep", organizationId: "org_yard" },
    data: { position: "objection", on: "2026-11-05" },
  });
});

test("an observer sees the public decision, partners all, a stranger none; the log keeps to it", async () => {
  const { server, funder, casa, schools, director } = them;
  const ids = idsOf(all);
  const seen: [Visitor, string[]][] = [
    [funder, ["dec_protocol"]],
    [casa, ids],
    [schools, ids],
    [director, ids],
  ];
  for (const [visitor, expected] of seen) {
    expect(idsOf(await list(visitor))).toEqual(expected);
    for (const id of ids) {
      const answer = await visitor.get(`/api/decisions/${id}`);
      if (expected.includes(id)) expect(answer, id).toHaveStatus(200);
      else expect(answer, id).toBeProblem("not_found");
    }
    const log = (await (await visitor.get("/api/log?kind=decision")).json()) as {
      items: { refs: string[] }[];
    };
    expect([...new Set(log.items.map((it) => it.refs[0]!))].sort()).toEqual(expected.toSorted());
  }
  expect(await server.stranger().get("/api/decisions")).toBeProblem("signed_out");
  expect(await server.stranger().get("/api/decisions/dec_protocol")).toBeProblem("signed_out");
});

test("a decision's days move on with the sample, in its thread too", async () => {
  const { server } = await cast();
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const it = await read(later.casa, "dec_publish");
  expect(it).toMatchObject({ openedOn: "2026-09-20", respondBy: "2026-12-06" });
  const city = it.positions.find(({ organizationId }) => organizationId === "org_city")!;
  expect(city).toMatchObject({ on: "2026-11-15", earlier: [{ on: "2026-10-09" }] });
  expect(it.history[0]?.data).toMatchObject({ respondBy: "2026-12-06", on: "2026-09-20" });
});
