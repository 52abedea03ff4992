import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { waitingPeriods } from "../../shared/indicators/readings.ts";

/** A reading that waits for its reporter. */
export interface Missing {
  chart: IndicatorChart;
  period: string;
  dueOn: string;
  standing: "waiting" | "provisional";
  note: string | null;
}

/** The readings that wait: those that are over and not there, and those that are there for now. */
export const missingOf = (charts: readonly IndicatorChart[], today: string): Missing[] =>
  charts.flatMap((chart) =>
    waitingPeriods(chart, chart.points, today).map(({ period, dueOn, standing, point }) => ({
      chart,
      period,
      dueOn,
      standing,
      note: point?.note ?? null,
    })),
  );
