import { expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { changesIn, isOfOthers, type PlanChange } from "../../shared/action-plans/changes.ts";
import { type Covering, cellKey, coverageOf, leadsMax } from "../../shared/action-plans/coverage.ts";
import {
  activityIn,
  activityMap,
  addActivity,
  removeActivity,
  setLead,
  setMilestone,
  setSupport,
  setValue,
} from "../../shared/action-plans/plan.ts";
import { activitiesPerStrategy, partnersLeadingNoActivity } from "../../shared/action-plans/readings.ts";

const activities: Covering[] = sample.activities.map((it) => ({
  ...it,
  leadOrganizationId: it.leadOrgId,
  supportOrganizationIds: it.supportOrgIds,
  status: it.status as Covering["status"],
}));
const partners = sample.organizations.filter((it) => it.role === "partner").map((it) => it.id);
const cover = (all: readonly Covering[], organizationIds: readonly string[] = partners) =>
  coverageOf(sample.strategies, organizationIds, all, sample.asOf);

test("the matrix of the sample says what its file says", () => {
  const { cells, strategies, partners: columns, leads, supports } = cover(activities);
  const { expectedAnswers: answers } = sample;
  const counted = Object.fromEntries([...strategies].map(([id, row]) => [id, row.activities]));
  expect(counted).toEqual(answers.activitiesPerStrategy);
  expect([...strategies].filter(([, row]) => row.isThin).map(([id]) => id)).toEqual(answers.thinStrategies);
  expect(
    [...columns]
      .filter(([, it]) => it.leads === 0)
      .map(([id]) => id)
      .sort(),
  ).toEqual(answers.partnersLeadingNoActivity.toSorted());
  expect([...strategies.values()].reduce((sum, row) => sum + row.pastDate, 0)).toBe(
    answers.overdueMilestones.length,
  );
  expect([leads, supports]).toEqual([10, 19]);
  const codes = (cell: string) =>
    cells
      .get(cell)!
      .map(({ activityId, as }) => `${activities.find((it) => it.id === activityId)!.id} ${as}`);
  expect(codes(cellKey("str_water", "org_city"))).toEqual([
    "act_source support",
    "act_sewer behind",
    "act_trench lead",
    "act_yardrun support",
  ]);
  expect(cells.has(cellKey("str_bottom", "org_casa"))).toBe(false);
  // The one walk and the readings that the server's answers are checked by say the same.
  expect(counted).toEqual(activitiesPerStrategy(sample.strategies, activities));
});

test("flags: nobody leads, no indicator, no part, too much to lead; what was stopped counts nowhere", () => {
  const bare: Covering[] = activities.map((it) => ({
    ...it,
    leadOrganizationId: null,
    indicatorIds: [],
    supportOrganizationIds: [],
  }));
  const without = cover(bare);
  for (const row of without.strategies.values())
    expect(row).toMatchObject({ hasNoLead: true, hasNoIndicator: true, partners: 0 });
  expect(without.withoutIndicator).toHaveLength(10);
  for (const column of without.partners.values()) expect(column.hasNoRole).toBe(true);
  const heavy = cover(activities.map((it) => ({ ...it, leadOrganizationId: "org_city" })));
  expect(heavy.partners.get("org_city")).toMatchObject({ leads: 10, isOverloaded: 10 > leadsMax });
  expect(heavy.partners.get("org_yard")!.isOverloaded).toBe(false);
  const stopped = cover(activities.map((it) => ({ ...it, status: "stopped" as const })));
  expect([stopped.leads, stopped.supports, stopped.cells.size]).toEqual([0, 0, 0]);
  expect([...stopped.strategies.values()].every((it) => it.isThin && !it.hasNoLead)).toBe(true);
});

test("a partner who is no longer here stays in the plan and is not counted", () => {
  const left = partners.filter((it) => it !== "org_port");
  const { cells, leads, partners: columns } = cover(activities, left);
  expect(leads).toBe(9);
  expect(columns.has("org_port")).toBe(false);
  expect([...cells.keys()].some((it) => it.endsWith("org_port"))).toBe(false);
  const organizations = sample.organizations
    .filter((it) => left.includes(it.id))
    .map((it) => ({ id: it.id, kind: "partner" as const }));
  expect(partnersLeadingNoActivity(organizations, activities).map((it) => it.id)).not.toContain("org_port");
});

// What others did.

function pair() {
  const a = new Doc();
  addActivity(a, {
    id: "act_marsh",
    title: "Marsh",
    strategyId: "str_shore",
    startsOn: "2026-01-01",
    endsOn: "2027-01-01",
    milestones: [{ id: "mil_a", title: "First", dueOn: "2026-05-15", doneOn: null }],
  });
  const b = new Doc();
  applyUpdate(b, encodeStateAsUpdate(a), "network");
  const heard = new Map<Doc, PlanChange[]>([
    [a, []],
    [b, []],
  ]);
  for (const doc of [a, b])
    activityMap(doc).observeDeep((events, transaction) => {
      if (isOfOthers(transaction)) heard.get(doc)!.push(...changesIn(events));
    });
  const meet = () => {
    const [forB, forA] = [
      encodeStateAsUpdate(a, encodeStateVector(b)),
      encodeStateAsUpdate(b, encodeStateVector(a)),
    ];
    applyUpdate(b, forB, "network");
    applyUpdate(a, forA, "network");
  };
  return { a, b, meet, heardBy: (doc: Doc) => heard.get(doc)!.splice(0) };
}

test("a change of somebody else is told with its cell, what stood there, and whose client wrote it", () => {
  const { a, b, meet, heardBy } = pair();
  setValue(a, "act_marsh", "resources", "$310k");
  setSupport(a, "act_marsh", "org_city", true);
  setMilestone(a, "act_marsh", { id: "mil_a", dueOn: "2026-06-01" });
  removeActivity(a, "act_marsh");
  meet();
  expect(heardBy(a)).toEqual([]);
  const told = heardBy(b).map(({ field, path, before, after, client }) => ({
    field,
    path: path.join("/"),
    before,
    after,
    isMine: client === a.clientID,
  }));
  expect(told).toEqual(
    expect.arrayContaining([
      { field: "resources", path: "resources", before: "", after: "$310k", isMine: true },
      { field: "supports", path: "supports/org_city", before: undefined, after: true, isMine: true },
      {
        field: "milestones",
        path: "milestones/mil_a/dueOn",
        before: "2026-05-15",
        after: "2026-06-01",
        isMine: true,
      },
      { field: "title", path: "isRemoved", before: undefined, after: true, isMine: true },
    ]),
  );
});

test("of two who write one cell at once one wins, and each side is told the other's text", () => {
  const { a, b, meet, heardBy } = pair();
  setLead(a, "act_marsh", "org_city");
  setLead(b, "act_marsh", "org_casa");
  meet();
  const stands = activityIn(a, "act_marsh")!.leadOrganizationId;
  expect(activityIn(b, "act_marsh")!.leadOrganizationId).toBe(stands);
  const [winner, loser] = stands === "org_city" ? [a, b] : [b, a];
  const [won, lost] = stands === "org_city" ? ["org_city", "org_casa"] : ["org_casa", "org_city"];
  const of = (doc: Doc) => heardBy(doc).filter((it) => it.path[0] === "leadOrganizationId");
  expect(of(winner)).toMatchObject([{ before: lost, after: won, hasLost: true, client: loser.clientID }]);
  expect(of(loser)).toMatchObject([{ before: lost, after: won, hasLost: false, client: winner.clientID }]);
});
