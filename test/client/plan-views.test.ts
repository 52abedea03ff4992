import { expect, test } from "vitest";
import {
  apart,
  barOf,
  placeOf,
  planAxis,
  quartersOf,
  wordPlace,
} from "../../client/action-plans/views/axis.ts";
import { columnsOf, neighbourOf } from "../../client/action-plans/views/board.ts";
import { linesOf } from "../../client/action-plans/views/csv.ts";
import { fits } from "../../client/action-plans/views/fits.ts";
import { byDate, inOrder, nextMilestone, stateOf } from "../../client/action-plans/views/milestones.ts";
import { summaryOf } from "../../client/action-plans/views/say.ts";
import { words } from "../../client/action-plans/views/words.ts";
import { csvOf } from "../../client/commitments/csv.ts";
import { phraseOf } from "../../client/words/words.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { ActivityStatus, Milestone } from "../../shared/action-plans/activity.ts";

const today = "2026-11-23";
const milestone = (id: string, dueOn: string, doneOn: string | null = null): Milestone => ({
  id,
  title: id,
  dueOn,
  doneOn,
});
const activity = (
  id: string,
  startsOn: string,
  endsOn: string,
  milestones: Milestone[] = [],
  status: ActivityStatus = "on_track",
) => ({ id, code: id.toUpperCase(), startsOn, endsOn, milestones, status });

/** The sample's activities, as much of them as the views read. */
const samples = sample.activities.map((it) => ({ ...it, status: it.status as ActivityStatus }));

test("the axis holds whole quarters from the first start to the last end, and the next when that is near", () => {
  expect(planAxis(samples, today)).toEqual({ from: "2024-10-01", to: "2029-04-01" });
  const quarters = quartersOf(planAxis(samples, today));
  expect(quarters).toHaveLength(18);
  expect(quarters[0]).toMatchObject({ year: "2024", quarter: 4, x: 0 });
  expect(quarters.at(-1)).toMatchObject({ year: "2029", quarter: 1 });
  expect(quarters.reduce((sum, it) => sum + it.width, 0)).toBeCloseTo(100, 0);
  // Nothing at all still has today on it.
  expect(planAxis([], today)).toEqual({ from: "2026-10-01", to: "2027-04-01" });
});

test("a bar and a milestone stand where their days are, across the end of a year", () => {
  const axis = { from: "2026-10-01", to: "2027-04-01" };
  // 92 of 182 days lie before the new year.
  expect(placeOf(axis, "2027-01-01")).toBeCloseTo((100 * 92) / 182, 1);
  const bar = barOf(axis, { startsOn: "2026-12-31", endsOn: "2027-01-01" })!;
  expect(bar.x).toBeCloseTo((100 * 91) / 182, 1);
  expect(bar.width).toBeCloseTo((100 * 2) / 182, 1);
  // A day is a whole day: what begins and ends on it has a width.
  expect(barOf(axis, { startsOn: "2026-10-01", endsOn: "2026-10-01" })!.width).toBeCloseTo(100 / 182, 1);
});

test("an activity longer than the axis is torn at both ends, and today stays on it", () => {
  const long = activity("a1", "1990-01-01", "2100-12-31");
  const axis = planAxis([long], today);
  expect(quartersOf(axis)).toHaveLength(32);
  expect(axis.from <= today && today < axis.to).toBe(true);
  expect(barOf(axis, long)).toEqual({ x: 0, width: 100, isTornLeft: true, isTornRight: true });
  // One that is all in the past leaves today and the next quarter on it as well.
  const past = planAxis([activity("a2", "1990-01-01", "1995-12-31")], today);
  expect(past.to).toBe("2027-04-01");
  expect(barOf(past, { startsOn: "1990-01-01", endsOn: "1995-12-31" })).toBeUndefined();
  // And one that is all to come.
  const ahead = planAxis([activity("a3", "2080-01-01", "2090-12-31")], today);
  expect(ahead.from <= today && today < ahead.to).toBe(true);
});

test("days that are no days have no bar and do not move the axis", () => {
  const axis = planAxis([activity("a1", "", "2027-02-31"), activity("a2", "9999-01-01", "x")], today);
  expect(axis).toEqual({ from: "2026-10-01", to: "2027-04-01" });
  for (const it of [
    { startsOn: "", endsOn: "2027-01-01" },
    { startsOn: "2027-01-01", endsOn: "2026-12-01" },
    { startsOn: "2026-02-30", endsOn: "2027-01-01" },
  ])
    expect(barOf(axis, it)).toBeUndefined();
});

test("signs that would lie on each other stand side by side, in order and within the axis", () => {
  expect(apart([10, 10.5, 50], 2)).toEqual([10, 12, 50]);
  const crowded = apart([98, 99, 99.5, 100], 2);
  expect(crowded).toEqual([94, 96, 98, 100]);
});

test("the word on a bar steps behind a milestone that would lie on it, and out of a bar that is too short", () => {
  const bar = { x: 20, width: 60, isTornLeft: false, isTornRight: false };
  expect(wordPlace(bar, [60])).toBe(20);
  expect(wordPlace(bar, [22, 60])).toBeGreaterThan(22);
  expect(wordPlace(bar, [22, 60])).toBeLessThan(60);
  expect(wordPlace({ ...bar, width: 3 }, [])).toBe(23);
});

test("the next milestone is the earliest that is not reached, be it past its date", () => {
  const all = [
    milestone("later", "2027-03-01"),
    milestone("done", "2026-01-01", "2026-01-02"),
    milestone("late", "2026-10-15"),
    milestone("lost", ""),
  ];
  expect(nextMilestone(all)?.id).toBe("late");
  expect(nextMilestone(all.filter(({ id }) => id === "done"))).toBeUndefined();
  expect(nextMilestone([milestone("lost", "soon")])?.id).toBe("lost");
  expect(all.map((it) => stateOf(it, today))).toEqual(["ahead", "done", "late", "undated"]);
  // The day itself is still in time.
  expect(stateOf(milestone("today", today), today)).toBe("ahead");
  // What was reached stands where it was reached.
  expect(inOrder([milestone("a", "2026-01-01", "2026-12-01"), milestone("b", "2026-06-01")])[0]?.id).toBe(
    "b",
  );
});

test("by date, what is past its date comes first and what has no day last; what was stopped is not waited for", () => {
  const all = [
    activity("a1", "2026-01-01", "2027-12-31", [
      milestone("next-year", "2027-01-01"),
      milestone("lost", "2026-02-31"),
    ]),
    activity("a2", "2026-01-01", "2027-12-31", [
      milestone("longest", "2026-03-01"),
      milestone("done", "2026-02-01", today),
    ]),
    activity("a3", "2026-01-01", "2027-12-31", [milestone("stopped", "2026-01-01")], "stopped"),
    activity("a4", "2026-01-01", "2027-12-31", [milestone("late", "2026-11-22"), milestone("today", today)]),
  ];
  const decisions = [
    { status: "open", respondBy: "2026-12-03" },
    { status: "adopted", respondBy: "2026-11-01" },
    { status: "open", respondBy: null },
  ];
  const due = byDate(all, decisions, today);
  expect(due.map((it) => (it.is === "milestone" ? it.milestone.id : it.decision.respondBy))).toEqual([
    "longest",
    "late",
    "today",
    "2026-12-03",
    "next-year",
    "lost",
  ]);
  expect(due.map((it) => it.isLate)).toEqual([true, true, false, false, false, false]);
  // In the sample, the late ones are those that its answers name.
  const late = byDate(samples, [], today).filter((it) => it.isLate);
  expect(late.map((it) => it.is === "milestone" && it.milestone.id).sort()).toEqual(
    [...sample.expectedAnswers.overdueMilestones].sort(),
  );
});

test("the summary counts states and what is past its date, and names what comes next", () => {
  const t = ((key: string, values = {}) => phraseOf(words.en, "en", key, values)) as Parameters<
    typeof summaryOf
  >[2];
  const say = {
    month: (day: string) => day.slice(0, 7),
    day: (day: string) => day,
    list: (it: string[]) => it.join(", "),
  };
  expect(summaryOf(samples, today, t, say)).toBe(
    "10 activities from 2024-10 to 2028-12: 8 on track, 1 at risk, 1 delayed. 2 milestones are past their dates. Next to come: “Top-five source list” of A6, 2026-12-15.",
  );
  expect(summaryOf([], today, t, say)).toBe("");
});

test("a file of the plan has names for ids and days for milestones, and no cell is a formula", () => {
  const names = {
    strategy: (id: string) => `S ${id}`,
    organization: (id: string) => `O ${id}`,
    group: (id: string) => `G ${id}`,
    indicator: (id: string) => `I ${id}`,
    activity: (id: string) => `A ${id}`,
    status: (status: ActivityStatus) => status,
    milestone: (it: Milestone) => `${it.title} (${it.doneOn ?? it.dueOn})`,
  };
  const it = {
    code: "A1",
    title: '=HYPERLINK("http://x","y")',
    strategyId: "s",
    leadOrganizationId: null,
    supportOrganizationIds: ["a", "b"],
    groupId: "g",
    startsOn: "2026-01-01",
    endsOn: "2027-01-01",
    status: "delayed" as const,
    note: "+1 month",
    resources: "@Jonah, 2 days",
    indicatorIds: ["i"],
    dependsOnIds: ["x"],
    milestones: [milestone("-1 done", "2026-05-01", "2026-05-02"), milestone("late", "2026-09-30")],
  };
  const [head, line] = linesOf(["Code", "Title"], [it], names);
  expect(head).toEqual(["Code", "Title"]);
  expect(line).toEqual([
    "A1",
    it.title,
    "S s",
    "",
    "O a; O b",
    "G g",
    "2026-01-01",
    "2027-01-01",
    "delayed",
    "+1 month",
    "@Jonah, 2 days",
    "I i",
    "A x",
    "-1 done (2026-05-02); late (2026-09-30)",
  ]);
  const file = csvOf([line!]);
  expect(file).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
  expect(file).toContain(",'+1 month,");
  expect(file).toContain(`"'@Jonah, 2 days"`);
  expect(file).toContain("'-1 done (2026-05-02)");
  for (const cell of file.replace(/^\uFEFF/, "").split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    expect(cell).not.toMatch(/^"?[=+@]/);
});

test("cards stand in the column of their state, and the arrows step over columns that are empty", () => {
  const columns = columnsOf([
    activity("a1", "", "", [], "delayed"),
    activity("a2", "", "", [], "on_track"),
    activity("a3", "", "", [], "on_track"),
  ]);
  expect(columns).toMatchObject({ planned: [], on_track: ["a2", "a3"], delayed: ["a1"] });
  expect(neighbourOf(columns, undefined, { row: 0, column: 0 })).toBe("a2");
  expect(neighbourOf(columns, "a2", { row: 1, column: 0 })).toBe("a3");
  expect(neighbourOf(columns, "a3", { row: 1, column: 0 })).toBe("a3");
  expect(neighbourOf(columns, "a3", { row: 0, column: 1 })).toBe("a1");
  expect(neighbourOf(columns, "a1", { row: 0, column: 1 })).toBe("a1");
  expect(neighbourOf(columns, "a1", { row: 0, column: -1 })).toBe("a2");
});

test("what narrows a view narrows it together, and a partner has a part in what it leads and in what it supports", () => {
  const it = {
    strategyId: "str_water",
    leadOrganizationId: "org_city",
    supportOrganizationIds: ["org_casa"],
    status: "at_risk" as const,
  };
  expect(fits(it, {})).toBe(true);
  for (const partner of ["org_city", "org_casa"]) expect(fits(it, { partner })).toBe(true);
  expect(fits(it, { partner: "org_yard" })).toBe(false);
  expect(fits(it, { strategy: "str_water", partner: "org_casa", state: "at_risk" })).toBe(true);
  expect(fits(it, { strategy: "str_shore", partner: "org_casa" })).toBe(false);
  expect(fits(it, { partner: "org_casa", state: "done" })).toBe(false);
});
