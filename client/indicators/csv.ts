import type { IndicatorChart } from "../../shared/indicators/indicator.ts";

/** The columns of a file of readings, as an import reads them too; numbers are written with a point. */
export const columns = ["indicator", "name", "period", "value", "unit", "status", "note", "reported_on"];

/** Every reading as a line of a file, by indicator and period. */
export const linesOf = (charts: readonly IndicatorChart[]): (string | number)[][] => [
  columns,
  ...charts.flatMap((it) =>
    it.points.map((point) => [
      it.code,
      it.name.en,
      point.period,
      point.value ?? "",
      it.unit,
      point.status,
      point.note ?? "",
      point.reportedOn ?? "",
    ]),
  ),
];
