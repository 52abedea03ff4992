import { beforeAll, expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { IndicatorWithReadings, IndicatorWithState } from "../../shared/indicators/indicator.ts";
import {
  isOfCadence,
  nextPeriod,
  periodEnd,
  periodOf,
  periodStart,
  previousPeriod,
} from "../../shared/indicators/period.ts";
import {
  current,
  lastMove,
  latest,
  missingPeriods,
  shareOfInterimTargetGapClosed,
} from "../../shared/indicators/readings.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const list = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/indicators")).json()) as { items: IndicatorWithState[] }).items;
const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/indicators/${id}`)).json()) as IndicatorWithReadings;

let them: Cast;
let all: IndicatorWithState[];
beforeAll(async () => {
  them = await cast();
  all = await list(them.director);
  return them.server.close;
});

test("each indicator tells where it stands, whether it moved, and what is missing", () => {
  const states = all.map((it) => ({
    indicatorId: it.id,
    latestPeriod: it.latest?.period,
    latestValue: it.latest?.value,
    shareOfInterimTargetGapClosed: it.shareOfInterimTargetGapClosed,
    lastMove: it.lastMove,
    missingPeriods: it.missingPeriods,
  }));
  expect(states).toEqual(sample.expectedAnswers.indicatorState);
});

test("an indicator and its readings say what the sample's file says", async () => {
  for (const { dataPoints, reporterOrgId, ...written } of sample.indicators) {
    const it = await read(them.director, written.id);
    expect(it).toMatchObject({ ...written, reporterOrganizationId: reporterOrgId });
    expect(
      it.dataPoints.map(({ period, periodEnd, value, status, note, reportedOn, ...more }) => ({
        period,
        periodEnd,
        value,
        status,
        reportedOn,
        ...(note === null ? {} : { note }),
        ...(more.disaggregation.length === 0 ? {} : { disaggregation: more.disaggregation }),
        reportedByOrgId: more.reportedByOrganizationId,
      })),
    ).toEqual(dataPoints);
    expect(it.replaced).toEqual([]);
  }
});

test("an observer sees the public indicators, partners all, a stranger none; the log keeps to it", async () => {
  const { server, funder, casa, director } = them;
  const ids = all.map((it) => it.id);
  const open = ids.filter((id) => id !== "ind_sediment");
  const seen: [Visitor, string[]][] = [
    [funder, open],
    [casa, ids],
    [director, ids],
  ];
  for (const [visitor, expected] of seen) {
    expect((await list(visitor)).map((it) => it.id)).toEqual(expected);
    for (const id of ids) {
      const answer = await visitor.get(`/api/indicators/${id}`);
      if (expected.includes(id)) expect(answer, id).toHaveStatus(200);
      else expect(answer, id).toBeProblem("not_found");
    }
    const log = (await (await visitor.get("/api/log?limit=500")).json()) as { items: { refs: string[] }[] };
    const spokenOf = new Set(log.items.map((it) => it.refs[0]!).filter((it) => it.startsWith("ind_")));
    expect([...spokenOf].sort()).toEqual(expected.toSorted());
  }
  expect(await server.stranger().get("/api/indicators")).toBeProblem("signed_out");
  expect(await server.stranger().get("/api/indicators/ind_shore")).toBeProblem("signed_out");
});

test("periods stay where they are when the sample moves on; the day of the report moves", async () => {
  const { server } = await cast();
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const { dataPoints } = await read(later.casa, "ind_bacteria");
  expect(dataPoints.at(-1)).toMatchObject({
    period: "2026-Q3",
    periodEnd: "2026-09-30",
    reportedOn: "2026-10-21",
  });
});

test("a month, a quarter and a year know where they begin, end, and what follows", () => {
  const told = (["2026-02", "2026-Q1", "2026-Q4", "2026-12", "2028"] as const).map((it) => [
    periodStart(it),
    periodEnd(it),
    nextPeriod(it),
    previousPeriod(it),
  ]);
  expect(told).toEqual([
    ["2026-02-01", "2026-02-28", "2026-03", "2026-01"],
    ["2026-01-01", "2026-03-31", "2026-Q2", "2025-Q4"],
    ["2026-10-01", "2026-12-31", "2027-Q1", "2026-Q3"],
    ["2026-12-01", "2026-12-31", "2027-01", "2026-11"],
    ["2028-01-01", "2028-12-31", "2029", "2027"],
  ]);
  expect(periodOf("quarterly", "2026-11-23")).toBe("2026-Q4");
  expect(isOfCadence("2026-Q4", "monthly")).toBe(false);
});

test("better depends on where better lies, and one reading alone is no move", () => {
  const points = [
    { period: "2026-Q1", value: 5 },
    { period: "2026-Q2", value: null },
    { period: "2026-Q3", value: 4 },
  ];
  expect(lastMove({ direction: "decrease" }, points)).toBe("better");
  expect(lastMove({ direction: "increase" }, points)).toBe("worse");
  expect(lastMove({ direction: "increase" }, [...points, { period: "2026-Q4", value: 4 }])).toBe("same");
  expect(lastMove({ direction: "increase" }, points.slice(0, 2))).toBeNull();
  expect(latest(points)?.period).toBe("2026-Q3");
  expect(latest([])).toBeNull();
});

test("the last word on a period holds, whichever came first; a gap that nobody spoke of is missing too", () => {
  const said = [
    { period: "2026-Q3", value: 7 },
    { period: "2025-Q4", value: 1 },
    { period: "2025-Q4", value: 2 },
    { period: "2026-Q1", value: null },
  ];
  expect(current(said)).toEqual([said[2], said[3], said[0]]);
  expect(missingPeriods(said)).toEqual(["2026-Q1", "2026-Q2"]);
  expect(missingPeriods([])).toEqual([]);
});

test("how much of the way is done needs a beginning and an aim", () => {
  const at = (value: number) => ({ period: "2026-Q4", value });
  const points = [at(7)];
  expect(shareOfInterimTargetGapClosed({ baseline: at(4), interimTarget: at(10) }, points)).toBe(0.5);
  expect(shareOfInterimTargetGapClosed({ baseline: at(8), interimTarget: at(10) }, points)).toBe(-0.5);
  expect(shareOfInterimTargetGapClosed({ baseline: null, interimTarget: at(10) }, points)).toBeNull();
  expect(shareOfInterimTargetGapClosed({ baseline: at(10), interimTarget: at(10) }, points)).toBeNull();
  expect(shareOfInterimTargetGapClosed({ baseline: at(4), interimTarget: at(10) }, [])).toBeNull();
});
