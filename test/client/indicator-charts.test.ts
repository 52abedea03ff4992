import { beforeAll, expect, test } from "vitest";
import { axisOf, drawingOf, xOf, yearsOf } from "../../client/indicators/axis.ts";
import { missingOf } from "../../client/indicators/missing.ts";
import { summaryOf } from "../../client/indicators/say.ts";
import { words } from "../../client/indicators/words.ts";
import { phraseOf } from "../../client/words/words.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { cast } from "../support/cast.ts";

const today = "2026-11-23";
const t = ((key: string, values = {}) => phraseOf(words.en, "en", key, values)) as Parameters<
  typeof summaryOf
>[1];

let all: IndicatorChart[];
beforeAll(async () => {
  const { director, server } = await cast();
  all = ((await (await director.get("/api/indicators/charts")).json()) as { items: IndicatorChart[] }).items;
  return server.close;
});
const of = (code: string) => all.find((it) => it.code === code)!;
const draw = (it: IndicatorChart) => drawingOf(it, axisOf(all, today));

test("what the page draws and says of each indicator is what the sample's answers are", () => {
  for (const answer of sample.expectedAnswers.indicatorState) {
    const it = all.find(({ id }) => id === answer.indicatorId)!;
    const drawing = draw(it);
    expect(drawing.missing.map(({ period }) => period)).toEqual(answer.missingPeriods);
    const said = summaryOf(it, t);
    const [year, quarter] = answer.latestPeriod.split("-");
    expect(said).toContain(`${answer.latestValue}`);
    expect(said).toContain(`in ${quarter} ${year}.`);
    expect(said).toContain(` ${answer.lastMove}.`);
    const share = answer.shareOfInterimTargetGapClosed;
    expect(said).toContain(share >= 1 ? "reached" : `${Math.round(share * 100)}% of the way`);
  }
});

test("all charts share one axis, from the first quarter of all to the end of this year", () => {
  const axis = axisOf(all, today);
  expect(axis).toEqual({ from: "2024-10-01", to: "2026-12-31" });
  expect([xOf(axis, axis.from), xOf(axis, axis.to)]).toEqual([4, 294]);
  expect(yearsOf(axis).map(({ year }) => year)).toEqual(["2025", "2026"]);
  const long = yearsOf({ from: "1990-01-01", to: "2026-12-31" });
  expect(long.length).toBeLessThanOrEqual(6);
});

test("a line breaks where there is no reading, and is never drawn through", () => {
  const moves = (it: IndicatorChart) => draw(it).line.split("M").length - 1;
  expect([moves(of("I1")), moves(of("I6"))]).toEqual([1, 2]);
  const [gap] = draw(of("I6")).gaps;
  const [lost] = draw(of("I6")).missing;
  expect(gap!.x).toBeLessThan(lost!.x);
  expect(gap!.x + gap!.width).toBeGreaterThan(lost!.x);
  // A quarter that nobody spoke of is a gap as well.
  const silent = { ...of("I1"), points: of("I1").points.filter(({ period }) => period !== "2025-Q2") };
  expect(draw({ ...silent, missingPeriods: ["2025-Q2"] }).gaps).toHaveLength(1);
  expect(moves(silent)).toBe(2);
});

test("a provisional reading is hollow, and knots lie side by side within the chart", () => {
  expect(draw(of("I5")).last?.isProvisional).toBe(true);
  expect(draw(of("I1")).last?.isProvisional).toBe(false);
  const { knots } = draw(of("I1"));
  expect(knots.map(({ it }) => it.kind)).toEqual([
    "decision",
    "commitment",
    "commitment",
    "commitment",
    "commitment",
    "decision",
  ]);
  for (const [index, { x }] of knots.entries()) {
    expect(x).toBeLessThan(300);
    if (index > 0) expect(x - knots[index - 1]!.x).toBeGreaterThan(8);
  }
});

test("where the way of measuring changed the line breaks, and another unit has a scale of its own", () => {
  const was = { definition: "Before", unit: "percent", dataSource: "" };
  const broken = { ...of("I1"), breaks: [{ period: "2026-Q1", reason: "New lab", on: today, was }] };
  expect(draw(broken).breaks).toEqual([{ period: "2026-Q1", x: xOf(axisOf(all, today), "2026-01-01") }]);
  expect(draw(broken).line.split("M")).toHaveLength(3);
  const counted = { ...broken, unit: "samples" };
  expect(draw(counted).line.split(/[ML]/)).toHaveLength(4);
  expect(summaryOf(broken, t)).toContain("Measured otherwise since Q1 2026");
});

test("not yet reported are the quarter that waits and the one that is provisional, with their day", () => {
  expect(
    missingOf(all, today).map(({ chart, period, dueOn, standing }) => [chart.code, period, dueOn, standing]),
  ).toEqual([
    ["I3", "2026-Q3", "2026-10-18", "waiting"],
    ["I5", "2026-Q3", "2026-10-18", "provisional"],
  ]);
  // Months later, what nobody spoke of waits as well.
  const later = missingOf([of("I2")], "2027-04-20").map(({ period }) => period);
  expect(later).toEqual(["2026-Q4", "2027-Q1"]);
});

test("one reading is a number and a sentence, none is said to be none", () => {
  const one = { ...of("I1"), points: of("I1").points.slice(-1), lastMove: null, knots: [] };
  expect(summaryOf(one, t)).toMatch(/^One reading so far: 61.5% in Q3 2026\./);
  expect(draw(one).last).toBeDefined();
  expect(summaryOf({ ...one, points: [] }, t)).toBe("No reading yet.");
  expect(draw({ ...one, points: [], missingPeriods: [] }).line).toBe("");
});
