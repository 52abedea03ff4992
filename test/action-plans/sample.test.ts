import { beforeAll, expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { type Activity, shownOf } from "../../shared/action-plans/activity.ts";
import {
  activitiesPerStrategy,
  indicatorsWithNoActivity,
  isPastDate,
  overdueMilestones,
  partnersLeadingNoActivity,
  thinStrategies,
} from "../../shared/action-plans/readings.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import type { Indicator } from "../../shared/indicators/indicator.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { may, type Visibility } from "../../shared/roles.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const { expectedAnswers: answers } = sample;

const listOf = async <It>(visitor: Visitor, path: string) =>
  ((await (await visitor.get(path)).json()) as { items: It[] }).items;
const idsOf = (items: readonly { id: string }[]) => items.map((it) => it.id);

let them: Cast;
let strategies: Strategy[];
let activities: Activity[];
beforeAll(async () => {
  them = await cast();
  strategies = await listOf<Strategy>(them.director, "/api/strategies");
  activities = await listOf<Activity>(them.director, "/api/activities");
  return them.server.close;
});

test("the plan shows which strategies hang on one activity, and which partners lead nothing", async () => {
  const organizations = await listOf<Organization>(them.director, "/api/organizations");
  const indicators = await listOf<Indicator>(them.director, "/api/indicators");
  expect(activitiesPerStrategy(strategies, activities)).toEqual(answers.activitiesPerStrategy);
  expect(idsOf(thinStrategies(strategies, activities))).toEqual(answers.thinStrategies);
  expect(idsOf(partnersLeadingNoActivity(organizations, activities)).sort()).toEqual(
    answers.partnersLeadingNoActivity.toSorted(),
  );
  expect(idsOf(indicatorsWithNoActivity(indicators, activities))).toEqual(answers.indicatorsWithNoActivity);
  expect(idsOf(overdueMilestones(activities, sample.asOf))).toEqual(answers.overdueMilestones);
});

test("what was stopped holds up no strategy, and is late for nothing", () => {
  const stopped = activities.map((it) => ({ ...it, status: "stopped" as const }));
  expect(idsOf(thinStrategies(strategies, stopped))).toEqual(idsOf(strategies));
  expect(overdueMilestones(stopped, sample.asOf)).toEqual([]);
  expect(indicatorsWithNoActivity([{ id: "ind_shore" }], stopped)).toEqual([{ id: "ind_shore" }]);
});

test("a milestone is past its date on the day after it, unless it was reached", () => {
  const milestone = { dueOn: "2026-10-15", doneOn: null };
  expect(isPastDate(milestone, "2026-10-15")).toBe(false);
  expect(isPastDate(milestone, "2026-10-16")).toBe(true);
  expect(isPastDate({ ...milestone, doneOn: "2026-12-01" }, "2027-01-01")).toBe(false);
});

test("strategies and activities say what the sample's file says, in their order", () => {
  expect(strategies).toEqual(sample.strategies);
  expect(activities).toEqual(
    sample.activities.map(({ leadOrgId, supportOrgIds, workingGroupId, ...it }) => ({
      ...it,
      leadOrganizationId: leadOrgId,
      supportOrganizationIds: supportOrgIds,
      groupId: workingGroupId,
      dependsOnIds: [],
      removedOn: null,
      note: it.note ?? null,
      visibility: "partners",
    })),
  );
});

test("partners see each other's activities; an observer sees the strategies alone, a stranger nothing", async () => {
  const { server, funder, casa, director } = them;
  for (const path of ["/api/strategies", "/api/activities"])
    expect(await server.stranger().get(path)).toBeProblem("signed_out");
  expect(await listOf(casa, "/api/activities")).toEqual(activities);
  expect(await listOf(funder, "/api/activities")).toEqual([]);
  expect(await listOf(funder, "/api/strategies")).toEqual(strategies);
  const kindsFor = async (visitor: Visitor) =>
    new Set(
      (await listOf<{ type: string }>(visitor, "/api/log"))
        .map((it) => it.type.split(".")[0])
        .filter((it) => it === "activity" || it === "strategy"),
    );
  expect(await kindsFor(director)).toEqual(new Set(["activity", "strategy"]));
  expect(await kindsFor(funder)).toEqual(new Set(["strategy"]));
});

test("an activity of a group is for the group's members and whoever it names", () => {
  const ofGroup = { ...activities.find((it) => it.id === "act_pier")!, visibility: "group" as const };
  const sees = (organizationId: string, groupIds: string[]) =>
    may.see(
      { organizationId, role: "representative", groupIds: new Set(groupIds) },
      shownOf(ofGroup, undefined),
    );
  expect(sees("org_friends", ["grp_people"])).toBe(true);
  expect(sees("org_state", [])).toBe(true);
  expect(sees("org_yard", ["grp_bottom"])).toBe(false);
  // Said to be for partners, it is for those of them who see its group.
  const shown = (visibility: Visibility) => shownOf({ ...ofGroup, visibility: "partners" }, { visibility });
  expect(shown("group")).toMatchObject({ visibility: "group" });
  expect(shown("public")).toMatchObject({ visibility: "partners" });
});

test("the plan's days move on with the sample", async () => {
  const { server } = await cast();
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const tanner = (await listOf<Activity>(later.casa, "/api/activities"))[0]!;
  expect(tanner).toMatchObject({ code: "A1", startsOn: "2025-09-04", endsOn: "2028-07-03" });
  expect(tanner.milestones[0]).toMatchObject({ dueOn: "2026-07-03", doneOn: "2026-07-24" });
});
