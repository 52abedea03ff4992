import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { cell } from "../../client/commitments/csv.ts";
import { delimiterOf, rowsOf, textOf } from "../../server/indicators/csv.ts";
import type { ImportPreview, ImportProgress } from "../../shared/indicators/import.ts";
import { importLimits } from "../../shared/indicators/import.ts";
import type { IndicatorChart, IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { problemOf, type Visitor } from "../support/server.ts";

const id = "imp_0123456789abcdef";
const at = `/api/indicators/imports/${id}`;

/** Sends a file as a browser does: in parts. */
async function send(who: Visitor, file: string | Uint8Array, as = id) {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const begun = await who.post("/api/indicators/imports", { id: as, file: "readings.csv" });
  if (begun.status !== 204) return begun;
  for (let place = 0; place * importLimits.partBytesMax < Math.max(1, bytes.length); place += 1) {
    const part = bytes.subarray(place * importLimits.partBytesMax, (place + 1) * importLimits.partBytesMax);
    const kept = await who.put(`/api/indicators/imports/${as}/parts/${place}`, {
      base64: Buffer.from(part).toString("base64"),
    });
    if (kept.status !== 204) return kept;
  }
  return undefined;
}
async function preview(who: Visitor, file: string | Uint8Array, decimal: "comma" | "point" | null = null) {
  await send(who, file);
  const answer = await who.post(`${at}/preview`, { decimal });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as ImportPreview;
}
async function confirm(who: Visitor, { fingerprint }: ImportPreview) {
  for (;;) {
    const answer = await who.post(`${at}/confirmation`, { fingerprint });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    const progress = (await answer.json()) as ImportProgress;
    if (progress.status === "done") return progress;
  }
}
const read = async (who: Visitor, indicator: string) =>
  (await (await who.get(`/api/indicators/${indicator}`)).json()) as IndicatorWithReadings;
const points = async (who: Visitor) => {
  const { items } = (await (await who.get("/api/indicators/charts")).json()) as { items: IndicatorChart[] };
  return items.flatMap((it) => it.points);
};

test("a file is looked at first, nothing is written until it is confirmed, then each reading has its event", async () => {
  const { director, server } = await cast();
  const before = await points(director);
  const file = [
    "indicator,period,value,unit,status,note",
    "I3,2026-Q3,6.6,million pounds,,Late",
    "I5,2026-Q3,510,acres,final,",
    "I1,2026-Q3,61.5,percent,,",
    "I6,2026-Q4,55,,provisional,",
  ].join("\r\n");
  const seen = await preview(director, file);
  expect(seen).toMatchObject({
    lines: 4,
    readings: 3,
    corrections: 2,
    indicators: 3,
    same: 1,
    errorCount: 0,
    asksDecimal: false,
    shown: [
      { line: 2, indicatorId: "ind_sediment", value: 6.6, before: null },
      { line: 3, indicatorId: "ind_runoff", value: 510, before: 503 },
      { line: 5, indicatorId: "ind_advice", value: 55, isProvisional: true },
    ],
  });
  expect(await points(director)).toEqual(before);
  const { written } = await confirm(director, seen);
  expect(written).toBe(3);
  expect((await read(director, "ind_sediment")).latest).toMatchObject({
    value: 6.6,
    note: "Late",
    isOnBehalf: true,
  });
  expect((await read(director, "ind_runoff")).replaced).toMatchObject([{ value: 503 }]);
  const log = (await (await director.get("/api/log?before=100000&limit=4")).json()) as {
    items: { type: string; text: object }[];
  };
  expect(log.items.map((it) => it.type)).toEqual([
    "indicator.reported",
    "indicator.reported",
    "indicator.reported",
    "indicator.imported",
  ]);
  expect(log.items[3]!.text).toEqual({
    en: "imported 3 readings of 3 indicators from a file",
    es: "importó 3 datos de 3 indicadores de un archivo",
  });
  // Confirmed again it is done once.
  expect(await confirm(director, seen)).toMatchObject({ written: 3 });
  expect(await director.post(`${at}/preview`, {})).toBeProblem("conflict");
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("a byte-order mark, semicolons, tabs, decimal commas and other ways of saving a file are understood", async () => {
  const { director } = await cast();
  const spanish = "\uFEFFindicador;periodo;valor;nota\nI1;T3 2026;62,5;Revisión\nI4;3T 2026;1.029,1;\n";
  const utf16 = new Uint8Array(Buffer.from(spanish, "utf16le"));
  const western = new Uint8Array(Buffer.from(spanish.slice(1), "latin1"));
  const tabs = spanish.replaceAll(";", "\t").replaceAll("\n", "\r");
  for (const file of [spanish, utf16, western, tabs]) {
    const seen = await preview(director, file);
    expect(seen).toMatchObject({ lines: 2, errorCount: 0, readings: 2 });
    expect(seen.shown.map(({ value }) => value)).toEqual([62.5, 1029.1]);
  }
  await confirm(director, await preview(director, western));
  expect((await read(director, "ind_bacteria")).latest?.note).toBe("Revisión");
});

test("numbers that can mean two are asked about, once for the whole file", async () => {
  const { director } = await cast();
  const file = "indicator,period,value\nI5,2026-Q3,1.234\n";
  const asked = await preview(director, file);
  expect(asked).toMatchObject({
    asksDecimal: true,
    readings: 0,
    errors: [{ line: 2, why: "either", said: "1.234" }],
  });
  expect((await preview(director, file, "comma")).shown[0]?.value).toBe(1234);
  expect((await preview(director, file, "point")).shown[0]?.value).toBe(1.234);
});

test("each line that cannot be understood says why, by its number, and the others are taken", async () => {
  const { director } = await cast();
  const lines: [string, string][] = [
    ["I9,2026-Q3,1,,,", "unknown_indicator"],
    ["I1,soon,1,,,", "no_period"],
    ["I1,2026-09,1,,,", "other_cadence"],
    ["I1,2027-Q1,1,,,", "future"],
    ["I1,2026-Q4,1,,,", "still_runs"],
    ["I1,1990-Q1,1,,,", "long_ago"],
    ["I1,2026-Q2,many,,,", "no_number"],
    ["I1,2026-Q2,1,acres,,", "other_unit"],
    ["I1,2026-Q2,9999999999999999999,,,", "too_large"],
    ["I1,2026-Q2,,,,", "no_reason"],
    ["I1,2026-Q2,=cmd|' /C calc'!A0,,,", "no_number"],
    ["I1,2026-Q2,1,,,a\u0007b", "invisible"],
    [`I1,2026-Q2,1,,,${"x".repeat(importLimits.cellMax + 1)}`, "too_long"],
    ['I2,2026-Q2,16,,,"two\nlines"', ""],
    ["I2,2026-Q2,17,,,", "twice"],
    ["I4,2026-Q2,1,,,,marsh", "group_alone"],
  ];
  const file = ["indicator,period,value,unit,status,note,group", ...lines.map(([it]) => it)].join("\n");
  const seen = await preview(director, file);
  expect(seen.errors.map(({ why }) => why)).toEqual(lines.map(([, why]) => why).filter(Boolean));
  // A line of the file that goes over two lines of the screen counts as two.
  expect(seen.errors.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18]);
  expect(seen.errors.find(({ why }) => why === "other_unit")).toMatchObject({
    said: "acres",
    wanted: "percent",
  });
  expect(seen.readings).toBe(1);
});

test("a group stands on a line of its own, and small ones need to be counted", async () => {
  const { director } = await cast();
  const file = [
    "indicator,period,value,group,people",
    "I6,2026-Q2,60,English,40",
    "I6,2026-Q2,49.5,,",
    "I6,2026-Q2,41,Spanish,22",
  ].join("\n");
  const seen = await preview(director, file);
  expect(seen).toMatchObject({ errorCount: 0, readings: 1 });
  await confirm(director, seen);
  const point = (await read(director, "ind_advice")).dataPoints.find((it) => it.period === "2026-Q2");
  expect(point).toMatchObject({
    value: 49.5,
    disaggregation: [
      { group: "Spanish", value: 41, n: 22 },
      { group: "English", value: 60, n: 40 },
    ],
  });
});

test("a reading has forty groups at most, however many a file names before and after it", async () => {
  const { director } = await cast();
  const group = (index: number) => `I6,2026-Q2,50,group ${index},20`;
  const before = Array.from({ length: 30_000 }, (_, index) => group(index));
  const after = Array.from({ length: 20 }, (_, index) => group(30_000 + index));
  const file = ["indicator,period,value,group,people", ...before, "I6,2026-Q2,49.5,,", ...after].join("\n");
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const seen = await preview(director, file);
  delay.disable();
  console.log(`30,000 groups of one reading: longest turn ${(delay.max / 1e6).toFixed(0)} ms`);
  expect(seen).toMatchObject({ lines: 30_021, readings: 1, errorCount: 29_980 });
  expect(seen.errors.at(-1)).toMatchObject({ why: "too_many_groups" });
  await confirm(director, seen);
  const point = (await read(director, "ind_advice")).dataPoints.find((it) => it.period === "2026-Q2");
  expect(point?.disaggregation).toHaveLength(40);
});

test("what looks like a formula stays text, and is defused on its way out", async () => {
  const { director, server } = await cast();
  const evil = `=cmd|'/C calc'!A0`;
  await confirm(director, await preview(director, `indicator,period,value,note\nI1,2026-Q3,62,"${evil}"\n`));
  const { note } = (await read(director, "ind_bacteria")).latest!;
  expect(note).toBe(evil);
  for (const text of [evil, "+1", "-1+2", "@SUM(A1)", "\tx"]) expect(cell(text)).toMatch(/^"?'/);
  // Out and in again it is the same, not one mark more each time.
  const again = [...rowsOf(`indicator,period,value,note\nI1,2026-Q3,62,${cell(evil)}\n`)];
  expect(again[1]!.cells[3]).toBe(`'${evil}`);
  const { id: other } = { id: "imp_aaaaaaaaaaaaaaaa" };
  await send(director, `indicator,period,value,note\nI1,2026-Q3,62,${cell(evil)}\n`, other);
  const seen = await director.post(`/api/indicators/imports/${other}/preview`, {});
  expect(await seen.json()).toMatchObject({ same: 1, readings: 0 });
  expect(await server.deps.db.selectFrom("reading_import").selectAll().execute()).toHaveLength(2);
});

test("a partner imports its own numbers, not those of others; an observer none", async () => {
  const { casa, city, funder } = await cast();
  const file = "indicator,period,value\nI6,2026-Q3,53\nI1,2026-Q3,62\n";
  const seen = await preview(casa, file);
  expect(seen).toMatchObject({
    readings: 1,
    errors: [{ line: 3, why: "not_yours", said: "I1", wanted: "Estuary Lab" }],
  });
  // Another person's file is not there.
  expect(await city.post(`${at}/preview`, {})).toBeProblem("not_found");
  expect(await city.post(`${at}/confirmation`, { fingerprint: seen.fingerprint })).toBeProblem("not_found");
  expect(await city.post("/api/indicators/imports", { id, file: "x.csv" })).toBeProblem("not_found");
  expect(await funder.post("/api/indicators/imports", { id: "imp_bbbbbbbbbbbbbbbb", file: "x" })).toBeProblem(
    "forbidden",
  );
  await confirm(casa, seen);
  expect((await read(casa, "ind_advice")).latest).toMatchObject({ value: 53, isOnBehalf: false });
});

test("what changed since the preview is told", async () => {
  const { casa, resident } = await cast();
  const seen = await preview(casa, "indicator,period,value\nI6,2026-Q3,53\n");
  expect(await casa.post(`${at}/confirmation`, { fingerprint: "x" })).toBeProblem("conflict");
  await resident.post("/api/indicators/ind_advice/readings", {
    id: "rdg_0123456789abcdef",
    period: "2026-Q3",
    value: 54,
    replacesId: "rdg_advice_2026-q3",
  });
  const refusal = await casa.post(`${at}/confirmation`, { fingerprint: seen.fingerprint });
  expect(refusal).toBeProblem("conflict");
  expect((await problemOf(refusal)).title).toContain("Look at the preview again");
  expect((await read(casa, "ind_advice")).latest?.value).toBe(54);
});

test("a file without its first line, one that did not arrive whole and one that is too long are refused", async () => {
  const { director } = await cast();
  await send(director, "I1,2026-Q3,62\n");
  expect(await director.post(`${at}/preview`, {})).toBeProblem("invalid");
  await send(director, "");
  expect(await director.post(`${at}/preview`, {})).toBeProblem("invalid");
  await director.put(`${at}/parts/2`, { base64: "AAAA" });
  expect(await director.post(`${at}/preview`, {})).toBeProblem("invalid");
  expect(await director.put(`${at}/parts/999`, { base64: "AAAA" })).toBeProblem("too_large");
  expect(await director.put(`${at}/parts/x`, { base64: "AAAA" })).toBeProblem("too_large");
  expect(await director.put(`${at}/parts/0`, { base64: "<script>" })).toBeProblem("invalid");
  const many = `indicator,period,value\n${"I1,2026-Q3,62\n".repeat(importLimits.linesMax + 1)}`;
  await send(director, many);
  expect(await director.post(`${at}/preview`, {})).toBeProblem("too_large");
});

test("a hundred thousand lines are looked at while others are answered", async () => {
  const { director } = await cast();
  const lines = Array.from({ length: importLimits.linesMax }, (_, index) =>
    index % 2 === 0
      ? `I${(index % 6) + 1};2026-Q3;6${index % 10},5;Nota número ${index}`
      : `I99;2026-Q3;${index};`,
  );
  const file = `indicador;periodo;valor;nota\n${lines.join("\n")}\n`;
  await send(director, file);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const answer = await director.post(`${at}/preview`, {});
  const took = performance.now() - begun;
  delay.disable();
  const seen = (await answer.json()) as ImportPreview;
  expect(seen).toMatchObject({ lines: importLimits.linesMax, readings: 3 });
  expect(seen.errors).toHaveLength(importLimits.errorsMax);
  expect(seen.errorCount).toBe(importLimits.linesMax - 3);
  console.log(
    `${importLimits.linesMax} lines, ${(file.length / 1e6).toFixed(1)} MB: ${took.toFixed(0)} ms, longest turn ${(delay.max / 1e6).toFixed(0)} ms`,
  );
});

test("an import that stops in its middle goes on, beside other work, and leaves what somebody said meanwhile to them", async () => {
  const { director, casa, server } = await cast();
  const months = Array.from({ length: 240 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 9 - index, 1));
    return `${at.getUTCFullYear()}-${String(at.getUTCMonth() + 1).padStart(2, "0")}`;
  });
  const names = Array.from({ length: 5 }, (_, index) => `Measure ${index}`);
  for (const [index, name] of names.entries())
    await director.post("/api/indicators", {
      id: `ind_${String(index).padStart(16, "0")}`,
      name: { en: name, es: name },
      level: "core",
      strategyIds: [],
      definition: name,
      unit: "people",
      direction: "increase",
      baseline: null,
      target: null,
      interimTarget: null,
      dataSource: "Lists",
      cadence: "monthly",
      reporterOrganizationId: "org_city",
      reporterPersonId: null,
      disaggregateBy: [],
      smallestGroup: null,
      aggregation: "sum",
      sharingNote: null,
      dueDays: 10,
      visibility: "partners",
    });
  const lines = names.flatMap((name) => months.map((month, index) => `${name},${month},${index + 1}`));
  const seen = await preview(director, `indicator,period,value\n${lines.join("\n")}\n`);
  expect(seen).toMatchObject({ readings: 1_200, errorCount: 0 });
  const first = (await (
    await director.post(`${at}/confirmation`, { fingerprint: seen.fingerprint })
  ).json()) as ImportProgress;
  expect(first).toEqual({ status: "writing", readings: 1_200, written: 400 });
  // Whoever comes back days later is told of it, and nobody else; another import does not take it away.
  const unfinished = async (who: Visitor) =>
    ((await (await who.get("/api/indicators/imports")).json()) as { items: unknown[] }).items;
  server.clock.pass(3 * importLimits.keptMs);
  await send(director, "indicator,period,value\nI1,2026-Q3,61.5\n", "imp_fedcba9876543210");
  expect(await unfinished(director)).toEqual([
    { id, file: "readings.csv", fingerprint: seen.fingerprint, readings: 1_200, written: 400 },
  ]);
  expect(await unfinished(casa)).toEqual([]);
  // Somebody speaks of a period that the import has not come to: theirs stays.
  const said = await director.post("/api/indicators/ind_0000000000000004/readings", {
    id: "rdg_fedcba9876543210",
    period: months[7],
    value: 99_999,
    replacesId: null,
  });
  expect(said.status, await said.text()).toBe(201);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const done = await confirm(director, seen);
  delay.disable();
  expect(done).toEqual({ status: "done", readings: 1_200, written: 1_199 });
  const points = (await read(director, "ind_0000000000000004")).dataPoints;
  expect(points).toHaveLength(240);
  expect(points.find((it) => it.period === months[7])).toMatchObject({ value: 99_999, status: "reported" });
  expect(await unfinished(director)).toEqual([]);
  console.log(`800 readings written; longest turn ${(delay.max / 1e6).toFixed(0)} ms`);
  expect((await read(director, "ind_0000000000000000")).dataPoints).toHaveLength(240);
  const events = await server.deps.db
    .selectFrom("event")
    .select("type")
    .where("type", "in", ["indicator.imported"])
    .execute();
  expect(events).toHaveLength(1);
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("cells are read as they were written: quotes, doubled quotes, line ends of any system", async () => {
  const cells = (text: string) => [...rowsOf(text)].map((it) => it.cells);
  expect(cells('a,b\n"x, ""y""","1\n2"\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "1\n2"],
  ]);
  expect(cells("a;b\r\n\r\n1;2\r\n")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(cells('a,b\n"open')).toEqual([["a", "b"], ["open"]]);
  expect(cells("")).toEqual([]);
  expect(delimiterOf('"a;b",c,d\n')).toBe(",");
  expect(await textOf(new TextEncoder().encode("\uFEFFé"), async () => {})).toBe("é");
});
