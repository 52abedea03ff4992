import { expect, test } from "vitest";
import { createMarkReader, readNumber } from "../../shared/indicators/numbers.ts";
import { readPeriod, sayPeriod } from "../../shared/indicators/period.ts";
import { sayValue, unitKept, writeUnit } from "../../shared/indicators/units.ts";

const en = (text: string, unit = "percent") => readNumber(text, { language: "en", unit });
const markOf = (numbers: string[]) => {
  const reader = createMarkReader();
  for (const it of numbers) reader.see(it);
  return reader.mark();
};
const es = (text: string, unit = "percent") => readNumber(text, { language: "es", unit });

test("a decimal comma is a decimal comma, whoever writes it and with which unit", () => {
  for (const text of ["61,5", "61,5 %", "61,5%", " 61,5 por ciento", "61.5", "61.5 percent"]) {
    expect(es(text), text).toEqual({ value: 61.5 });
    expect(en(text), text).toEqual({ value: 61.5 });
  }
  expect(es("1.234,5", "acres")).toEqual({ value: 1234.5 });
  expect(en("1.234,5", "acres")).toEqual({ value: 1234.5 });
  expect(en("1,234.5 acres", "acres")).toEqual({ value: 1234.5 });
  expect(en("1 234 567", "acres")).toEqual({ value: 1234567 });
  expect(es("1.234.567", "acres")).toEqual({ value: 1234567 });
  expect(en("−0.7")).toEqual({ value: -0.7 });
  expect(en("0")).toEqual({ value: 0 });
});

test("what may mean two numbers is read as the language writes it, or asked about, never guessed", () => {
  expect(en("1,234", "acres")).toEqual({ value: 1234 });
  expect(en("1.234", "acres")).toEqual({ value: 1.234 });
  expect(es("1.234", "acres")).toEqual({ either: [1.234, 1234] });
  expect(es("1,234", "acres")).toEqual({ either: [1234, 1.234] });
  expect(readNumber("1.234", { language: "es", unit: "acres", mark: "comma" })).toEqual({ value: 1234 });
});

test("another unit is told, and what is no number is none", () => {
  expect(en("503 hectares", "acres")).toEqual({ otherUnit: "hectares" });
  expect(en("61.5%", "acres")).toEqual({ otherUnit: "%" });
  expect(en("6 M lb", "million pounds")).toEqual({ value: 6 });
  for (const text of ["", "many", "=cmd|'/C calc'!A0", "1,23,456", "1.2.3", "12 34", "5 of 8", "1e9", "--4"])
    expect(en(text), text).toEqual({ noNumber: true });
});

test("a file shows with one number how it writes all of them, unless its numbers disagree", () => {
  expect(markOf(["1.234", "61,5", "7"])).toBe("comma");
  expect(markOf(["1,234", "61.5"])).toBe("point");
  expect(markOf(["1.234", "1,234"])).toBeUndefined();
  expect(markOf(["61.5", "61,5"])).toBeUndefined();
});

test("a period is understood as people write it in either language", () => {
  const written = ["2026-Q3", "Q3 2026", "T3 2026", "3T 2026", "3T2026", "2026 3", "3 trimestre de 2026"];
  expect(written.map(readPeriod)).toEqual([
    ...Array.from({ length: 5 }, () => "2026-Q3"),
    "2026-03",
    "2026-Q3",
  ]);
  expect(["2026-09", "09/2026", "Sep 2026", "septiembre de 2026"].map(readPeriod)).toEqual(
    Array.from({ length: 4 }, () => "2026-09"),
  );
  expect(["2026", "2026-Q5", "13/2026", "soon", "", "20261"].map(readPeriod)).toEqual([
    "2026",
    ...Array.from({ length: 5 }, () => undefined),
  ]);
  expect([sayPeriod("2026-Q3", "en"), sayPeriod("2026-Q3", "es"), sayPeriod("2026", "es")]).toEqual([
    "Q3 2026",
    "T3 2026",
    "2026",
  ]);
});

test("a value is said with its unit as the language writes it", () => {
  expect(sayValue(61.5, "percent", "en")).toBe("61.5%");
  expect(sayValue(61.5, "percent", "es")).toBe("61,5 %");
  expect(sayValue(6, "million pounds", "es")).toBe("6 millones de libras");
  expect(sayValue(1234.5, "stems", "en")).toBe("1,234.5 stems");
});

test("a unit stands in a form as its reader writes it, and is kept under one name", () => {
  expect([writeUnit("percent", "en"), writeUnit("percent", "es")]).toEqual(["percent", "porcentaje"]);
  expect([writeUnit("hectares", "es"), writeUnit("Muestras", "es")]).toEqual(["hectáreas", "Muestras"]);
  for (const unit of ["percent", "hectares", "million pounds", "days", "Muestras"])
    for (const language of ["en", "es"] as const) expect(unitKept(writeUnit(unit, language))).toBe(unit);
});
