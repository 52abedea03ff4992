import { expect, test } from "vitest";
import type {
  Defined,
  Definition,
  IndicatorChart,
  IndicatorWithReadings,
} from "../../shared/indicators/indicator.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { problemOf, type Visitor } from "../support/server.ts";

const definition: Definition = {
  name: { en: "Children who swim", es: "Niños que nadan" },
  level: "contributing",
  strategyIds: ["str_people"],
  definition: "Children who finished a course, as a share of all who began one.",
  unit: "percent",
  direction: "increase",
  baseline: { period: "2026-Q1", value: 40 },
  target: { period: "2030-Q4", value: 80 },
  interimTarget: { period: "2027-Q4", value: 55 },
  dataSource: "Course lists",
  cadence: "quarterly",
  reporterOrganizationId: "org_casa",
  reporterPersonId: "per_casa_prom",
  disaggregateBy: ["language"],
  smallestGroup: 10,
  aggregation: "average",
  sharingNote: "For partners; not for single families.",
  dueDays: 20,
  visibility: "partners",
};
const asked = (more: object = {}) => ({ id: "ind_0123456789abcdef", ...definition, ...more });
const path = "/api/indicators/ind_0123456789abcdef";

const defined = async (answer: Response) => {
  if (answer.status > 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as Defined).indicator;
};
const read = async (visitor: Visitor, at = path) =>
  (await (await visitor.get(at)).json()) as IndicatorWithReadings;

test("the backbone defines an indicator under the next code; sent twice it is one", async () => {
  const { director, casa, server } = await cast();
  const [first, second] = await Promise.all([
    director.post("/api/indicators", asked()),
    director.post("/api/indicators", asked()),
  ]);
  const it = await defined(first);
  expect(it).toMatchObject({ code: "I7", ...definition, version: 1, breaks: [] });
  expect(await defined(second)).toEqual(it);
  expect(await director.post("/api/indicators", asked({ unit: "people" }))).toBeProblem("conflict");
  expect(await read(casa)).toMatchObject({ code: "I7", latest: null, missingPeriods: [], dataPoints: [] });
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("who represents the reporter defines its numbers, nobody else but the backbone does", async () => {
  const { director, casa, resident, city, funder } = await cast();
  for (const who of [resident, city, funder])
    expect(await who.post("/api/indicators", asked())).toBeProblem("forbidden");
  const {
    breaks: _,
    version,
    id: __,
    code: ___,
    ...it
  } = await defined(await casa.post("/api/indicators", asked()));
  const change = { ...it, version, definition: "Children who finished a course.", break: null };
  expect(await city.put(path, change)).toBeProblem("forbidden");
  // Nobody hands a number to another partner by themselves.
  const away = { ...change, reporterOrganizationId: "org_city", reporterPersonId: null };
  expect(await casa.put(path, away)).toBeProblem("forbidden");
  expect((await defined(await casa.put(path, change))).version).toBe(2);
  expect((await defined(await director.put(path, { ...away, version: 2 }))).reporterOrganizationId).toBe(
    "org_city",
  );
});

test("no number is handed to a partner that has left; its own stay its own", async () => {
  const { director } = await cast();
  const {
    id,
    code: _,
    version,
    breaks: __,
    ...it
  } = await defined(await director.post("/api/indicators", asked()));
  await director.post("/api/organizations/org_casa/removal", { reason: "The house was closed." });
  const more = { ...asked(), reporterPersonId: null };
  const anew = await director.post("/api/indicators", { ...more, id: "ind_fedcba9876543210" });
  expect((await problemOf(anew)).title).toMatch(/has left the initiative/);
  const change = { ...it, version, reporterPersonId: null, dataSource: "Old lists", break: null };
  const kept = await defined(await director.put(path, change));
  expect(kept).toMatchObject({ id, reporterOrganizationId: "org_casa", dataSource: "Old lists" });
  const given = { ...change, version: kept.version, reporterOrganizationId: "org_city" };
  expect((await defined(await director.put(path, given))).reporterOrganizationId).toBe("org_city");
  const back = await director.put(path, { ...change, version: kept.version + 1 });
  expect((await problemOf(back)).title).toMatch(/has left the initiative/);
});

test("a change of how it is measured breaks the series, and nothing is compared across it", async () => {
  const { director, casa, server } = await cast();
  const was = await read(director, "/api/indicators/ind_advice");
  const { latest: _, lastMove, shareOfInterimTargetGapClosed: __, missingPeriods: ___, ...rest } = was;
  expect(lastMove).toBe("better");
  const { id: _id, code: _code, version, breaks: _breaks, dataPoints: _d, replaced: _r, ...now } = rest;
  const change = {
    ...now,
    version,
    definition: "Anglers asked at the pier and at the ramp.",
    break: { period: "2026-Q3", reason: "The ramp is asked as well." },
  };
  expect(
    await director.put("/api/indicators/ind_advice", { ...change, unit: "people", break: null }),
  ).toBeProblem("invalid");
  expect(await director.put("/api/indicators/ind_advice", { ...change, cadence: "monthly" })).toBeProblem(
    "invalid",
  );
  const future = { ...change, break: { period: "2027-Q1", reason: "Later." } };
  expect(await director.put("/api/indicators/ind_advice", future)).toBeProblem("invalid");
  const it = await defined(await director.put("/api/indicators/ind_advice", change));
  expect(it).toMatchObject({
    version: 2,
    breaks: [
      {
        period: "2026-Q3",
        reason: "The ramp is asked as well.",
        on: "2026-11-23",
        was: { definition: was.definition, unit: "percent" },
      },
    ],
  });
  expect(await director.put("/api/indicators/ind_advice", change)).toBeProblem("conflict");
  expect(await read(casa, "/api/indicators/ind_advice")).toMatchObject({
    lastMove: null,
    shareOfInterimTargetGapClosed: null,
    latest: { period: "2026-Q3", value: 52 },
  });
  const log = (await (await casa.get("/api/log?before=100000&limit=1")).json()) as { items: object[] };
  expect(log.items).toMatchObject([
    { text: { es: "cambió cómo se mide {it} desde 2026-Q3" }, note: { en: "The ramp is asked as well." } },
  ]);
  await server.close();
  server.clock.pass(2 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  expect(await fromLog(later.server.deps, "ini_brackwater")).toEqual(await fromRows(later.server.deps));
  expect((await read(later.casa, "/api/indicators/ind_advice")).breaks[0]).toMatchObject({
    on: "2026-11-25",
    period: "2026-Q3",
  });
});

const wrong: [string, object][] = [
  ["a baseline of another cadence", { baseline: { period: "2026-09", value: 1 } }],
  ["a period that is none", { target: { period: "2026-Q7", value: 1 } }],
  ["a smallest group of one", { smallestGroup: 1 }],
  ["a name in one language", { name: { en: "Only", es: " " } }],
  ["somebody of another partner", { reporterPersonId: "per_city_rep" }],
];
test("a definition that makes no sense is refused in words", async () => {
  const { director } = await cast();
  for (const [what, more] of wrong)
    expect(await director.post("/api/indicators", asked(more)), what).toBeProblem("invalid");
  expect(await director.post("/api/indicators", asked({ strategyIds: ["str_none"] }))).toBeProblem(
    "not_found",
  );
  expect(await director.post("/api/indicators", asked({ reporterOrganizationId: "org_none" }))).toBeProblem(
    "not_found",
  );
});

test("a group of too few never leaves the server, and a correction keeps what its writer could not see", async () => {
  const { director, casa, city, server } = await cast();
  await defined(await director.post("/api/indicators", asked()));
  const readings = `${path}/readings`;
  const reading = {
    id: "rdg_0123456789abcdef",
    period: "2026-Q3",
    value: 51,
    disaggregation: [
      { group: "English", value: 61, n: 80 },
      { group: "Spanish", value: 43.25, n: 33 },
      { group: "Mixteco", value: 12.75, n: 4 },
    ],
  };
  const uncounted = [{ group: "English", value: 61 }];
  expect(await casa.post(readings, { ...reading, disaggregation: uncounted })).toBeProblem("invalid");
  const twice = [...reading.disaggregation, { group: "english", value: 1, n: 20 }];
  expect(await casa.post(readings, { ...reading, disaggregation: twice })).toBeProblem("invalid");
  const first = await casa.post(readings, reading);
  const shown = [
    { group: "English", value: 61, n: 80 },
    { group: "Spanish", value: null },
    { group: "Mixteco", value: null },
  ];
  const answers = [await first.clone().text()];
  expect((await first.json()) as object).toMatchObject({ dataPoint: { disaggregation: shown } });
  // The same again is the same, and a correction of the whole leaves the groups as they were.
  expect(await casa.post(readings, reading)).toHaveStatus(201);
  const correction = { ...reading, id: "rdg_aaaaaaaaaaaaaaaa", value: 52, replacesId: reading.id };
  const kept = { ...correction, disaggregation: shown.map(({ group, value }) => ({ group, value, n: 80 })) };
  const second = await casa.post(readings, kept);
  expect(second).toHaveStatus(201);
  expect(await casa.post(readings, kept)).toHaveStatus(201);
  expect(await casa.post(readings, { ...kept, value: 53 })).toBeProblem("conflict");
  const row = await server.deps.db
    .selectFrom("data_point")
    .select("disaggregation")
    .where("id", "=", correction.id)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(row.disaggregation)).toEqual(reading.disaggregation);
  const unknown = { ...correction, id: "rdg_bbbbbbbbbbbbbbbb", replacesId: correction.id };
  expect(
    await casa.post(readings, { ...unknown, disaggregation: [{ group: "Other", value: null }] }),
  ).toBeProblem("invalid");
  answers.push(await second.text());
  for (const who of [director, casa, city])
    for (const at of ["", "/charts", "/ind_0123456789abcdef"])
      answers.push(await (await who.get(`/api/indicators${at}`)).text());
  answers.push(await (await city.get("/api/log?limit=500")).text());
  for (const text of answers) {
    expect(text).not.toContain("12.75");
    expect(text).not.toContain("43.25");
  }
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("a number in another unit is told, and the right one under another name is taken", async () => {
  const { casa } = await cast();
  const reading = {
    id: "rdg_0123456789abcdef",
    period: "2026-Q3",
    value: 53,
    replacesId: "rdg_advice_2026-q3",
    unit: "people",
  };
  const refusal = await casa.post("/api/indicators/ind_advice/readings", reading);
  expect(refusal).toBeProblem("invalid");
  expect((await problemOf(refusal)).fields).toEqual({ value: expect.stringContaining("percent") });
  expect(await casa.post("/api/indicators/ind_advice/readings", { ...reading, unit: "%" })).toHaveStatus(201);
  const huge = { ...reading, id: "rdg_aaaaaaaaaaaaaaaa", replacesId: reading.id, unit: null, value: 1e300 };
  expect(await casa.post("/api/indicators/ind_advice/readings", huge)).toBeProblem("invalid");
});

test("the charts hold every reading, and only the decisions and kept commitments that one may see", async () => {
  const { director, funder, server } = await cast();
  const charts = async (who: Visitor) =>
    ((await (await who.get("/api/indicators/charts")).json()) as { items: IndicatorChart[] }).items;
  const all = await charts(director);
  expect(all.map((it) => it.points.length)).toEqual([8, 8, 8, 8, 8, 8]);
  const knots = (it: IndicatorChart | undefined) =>
    it?.knots.map(({ kind, number, on }) => `${kind === "decision" ? "D" : "C"}-${number} ${on}`);
  expect(knots(all[0])).toEqual([
    "D-17 2026-09-17",
    "C-1 2026-09-30",
    "C-2 2026-10-12",
    "C-5 2026-10-13",
    "C-8 2026-11-05",
    "D-19 2026-11-12",
  ]);
  expect(knots(all[3])).toEqual(["D-19 2026-11-12", "C-20 2026-11-14"]);
  const seen = await charts(funder);
  expect(seen.map((it) => it.code)).toEqual(["I1", "I2", "I4", "I5", "I6"]);
  expect(knots(seen[0])).toEqual(["D-17 2026-09-17", "C-5 2026-10-13"]);
  expect(await server.stranger().get("/api/indicators/charts")).toBeProblem("signed_out");
});
