import { expect, test } from "vitest";
import type { IndicatorWithReadings, NewReading, Reported } from "../../shared/indicators/indicator.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast, type Name } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { problemOf, type Visitor } from "../support/server.ts";

/** Reported by Casa Ribera; its last period with a word is 2026-Q3, which is over. */
const path = "/api/indicators/ind_advice/readings";
const latestOfSample = "rdg_advice_2026-q3";

const reading = (more: Partial<NewReading> = {}) => ({
  id: "rdg_0123456789abcdef",
  period: "2026-Q3",
  value: 53.5,
  replacesId: latestOfSample,
  ...more,
});

const reported = async (answer: Response) => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Reported;
};
const read = async (visitor: Visitor, id = "ind_advice") =>
  (await (await visitor.get(`/api/indicators/${id}`)).json()) as IndicatorWithReadings;

test("a partner reports its own number; what was said before stays beside it", async () => {
  const { casa, city } = await cast();
  const { dataPoint, receipt } = await reported(
    await casa.post(path, reading({ note: "Two interviews were counted twice." })),
  );
  expect(dataPoint).toMatchObject({
    indicatorId: "ind_advice",
    periodEnd: "2026-09-30",
    value: 53.5,
    status: "corrected",
    reportedByOrganizationId: "org_casa",
    reportedOn: "2026-11-23",
    isOnBehalf: false,
    saidBy: "per_casa_rep",
  });
  expect(receipt.hash).toMatch(/^[0-9a-f]{64}$/);
  const told = await read(city);
  expect(told.latest).toEqual(dataPoint);
  expect(told.dataPoints).toHaveLength(8);
  expect(told.replaced).toMatchObject([{ id: latestOfSample, value: 52 }]);
});

test("whoever writes with the reporter may report, the backbone for it, and nobody else", async () => {
  const them = await cast();
  const { server, resident, director } = them;
  for (const name of ["city", "schools", "funder"] satisfies Name[])
    expect(await them[name].post(path, reading()), name).toBeProblem("forbidden");
  const refusal = await them.city.post(path, reading());
  expect((await problemOf(refusal)).title).toContain("Casa Ribera");
  expect(await server.stranger().post(path, reading())).toBeProblem("signed_out");
  const own = await reported(await resident.post(path, reading()));
  expect(own.dataPoint).toMatchObject({ isOnBehalf: false, saidBy: "per_resident" });
  const byBackbone = await reported(
    await director.post(
      path,
      reading({ id: "rdg_aaaaaaaaaaaaaaaa", replacesId: own.dataPoint.id, value: 54 }),
    ),
  );
  expect(byBackbone.dataPoint).toMatchObject({ isOnBehalf: true, reportedByOrganizationId: "org_casa" });
});

test("the same reading sent twice, at once or later, is one with one receipt", async () => {
  const { casa } = await cast();
  const twice = await Promise.all([casa.post(path, reading()), casa.post(path, reading())]);
  const [first, second] = [await reported(twice[0]), await reported(twice[1])];
  expect(first).toEqual(second);
  expect(await reported(await casa.post(path, reading()))).toEqual(first);
  expect(await casa.post(path, reading({ value: 1 }))).toBeProblem("conflict");
  const elsewhere = reading({ period: "2026-Q2" });
  expect(await casa.post("/api/indicators/ind_advice/readings", elsewhere)).toBeProblem("conflict");
  expect((await read(casa)).replaced).toHaveLength(1);
});

test("of two who report one period at once, the later one is told who was first", async () => {
  const { casa, resident } = await cast();
  await reported(await casa.post(path, reading()));
  const later = await resident.post(path, reading({ id: "rdg_bbbbbbbbbbbbbbbb", value: 50 }));
  expect(later).toBeProblem("conflict");
  expect((await problemOf(later)).title).toMatch(/2026-11-23 at 10:00/);
  // Also who saw nothing there yet replaces nothing.
  const blind = reading({ id: "rdg_cccccccccccccccc", replacesId: null });
  expect(await resident.post(path, blind)).toBeProblem("conflict");
  expect((await read(casa)).latest?.value).toBe(53.5);
});

test("a provisional value becomes the final one, a missing one a reported one: neither is a correction", async () => {
  const { city, casa } = await cast();
  const runoff = "/api/indicators/ind_runoff/readings";
  const final = await reported(
    await city.post(runoff, reading({ value: 505, replacesId: "rdg_runoff_2026-q3" })),
  );
  expect(final.dataPoint.status).toBe("reported");
  const found = await reported(
    await casa.post(
      path,
      reading({ id: "rdg_eeeeeeeeeeeeeeee", period: "2025-Q4", value: 44, replacesId: "rdg_advice_2025-q4" }),
    ),
  );
  expect(found.dataPoint.status).toBe("reported");
  expect((await read(casa)).missingPeriods).toEqual([]);
});

test("a period that could not be collected says why, and one that still runs is provisional", async () => {
  const { casa } = await cast();
  const now = { period: "2026-Q4", replacesId: null };
  expect(await casa.post(path, reading({ ...now, value: 55 }))).toBeProblem("invalid");
  const provisional = await reported(
    await casa.post(path, reading({ ...now, value: 55, isProvisional: true })),
  );
  expect(provisional.dataPoint).toMatchObject({ status: "provisional", periodEnd: "2026-12-31" });
  const none = { id: "rdg_dddddddddddddddd", value: null };
  expect(await casa.post(path, reading(none))).toBeProblem("invalid");
  const missing = await reported(
    await casa.post(path, reading({ ...none, note: "Nobody was on the piers." })),
  );
  expect(missing.dataPoint).toMatchObject({ status: "missing", value: null, reportedOn: null });
  expect((await read(casa)).missingPeriods).toEqual(["2025-Q4", "2026-Q3"]);
});

const wrong: [string, Partial<NewReading>][] = [
  ["a period in the future", { period: "2027-Q1", replacesId: null, isProvisional: true }],
  ["a month where quarters count", { period: "2026-09" }],
  ["a period that is none", { period: "2026-Q5" }],
  ["a period of long ago", { period: "1999-Q1", replacesId: null }],
  ["a number as text", { value: "53,5" as never }],
  ["no value and no word of it", { value: undefined as never }],
  ["an id that is none", { id: "rdg_1" }],
];

test("what makes no sense is refused in words, and changes nothing", async () => {
  const { casa } = await cast();
  const before = await read(casa);
  for (const [what, more] of wrong) expect(await casa.post(path, reading(more)), what).toBeProblem("invalid");
  expect(await read(casa)).toEqual(before);
  await reported(await casa.post(path, reading()));
});

test("an indicator or a meeting that is not there, or not for one's eyes, is not found", async () => {
  const { casa, server } = await cast();
  expect(await casa.post("/api/indicators/ind_none/readings", reading())).toBeProblem("not_found");
  expect(await casa.post(path, reading({ fromMeetingId: "mtg_none" }))).toBeProblem("not_found");
  await server.deps.db.updateTable("indicator").set({ visibility: "backbone" }).execute();
  expect(await casa.post(path, reading())).toBeProblem("not_found");
  expect(await casa.get("/api/indicators/ind_advice")).toBeProblem("not_found");
});

test("HTML in a note stays text", async () => {
  const { casa } = await cast();
  const html = "<script>alert(1)</script>";
  const breakdown = [{ group: html, value: 1 }];
  await reported(await casa.post(path, reading({ note: html, disaggregation: breakdown })));
  expect((await read(casa)).latest).toMatchObject({ note: html, disaggregation: breakdown });
});

test("no reading can be removed, not even in the database", async () => {
  const { server } = await cast();
  await expect(server.deps.db.deleteFrom("data_point").execute()).rejects.toThrow();
});

test("the log tells a reading with its number as each language writes it", async () => {
  const { casa, director } = await cast();
  const first = await reported(await casa.post(path, reading({ note: "Checked." })));
  await reported(
    await director.post(
      path,
      reading({
        id: "rdg_aaaaaaaaaaaaaaaa",
        replacesId: first.dataPoint.id,
        value: null,
        note: "Withdrawn.",
      }),
    ),
  );
  const { items } = (await (await casa.get("/api/log?before=100000&limit=2")).json()) as { items: object[] };
  expect(items).toMatchObject([
    {
      type: "indicator.reported",
      kind: "indicator",
      text: { en: "corrected {it} for 2026-Q3", es: "corrigió {it} de 2026-Q3" },
      it: { en: "Anglers who know the fish advice", es: "Pescadores que conocen el consejo de consumo" },
      note: { en: "53.5 percent. Checked.", es: "53,5 percent. Checked." },
      onBehalf: false,
    },
    {
      text: {
        en: "has no reading of {it} for 2026-Q3 for Casa Ribera",
        es: "no tiene dato de {it} de 2026-Q3 por Casa Ribera",
      },
      note: { en: "Withdrawn.", es: "Withdrawn." },
      onBehalf: true,
    },
  ]);
});

test("every reading is what the log alone says, after a correction and on a later day", async () => {
  const { casa, server } = await cast();
  const { dataPoint } = await reported(await casa.post(path, reading({ fromMeetingId: "mtg_2026_11_12" })));
  const rebuilt = await fromLog(server.deps, "ini_brackwater");
  expect(Object.keys(rebuilt.dataPoints)).toHaveLength(49);
  expect(rebuilt).toEqual(await fromRows(server.deps));
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const rows = await fromRows(later.server.deps);
  expect(rows.dataPoints[dataPoint.id]).toMatchObject({ reportedOn: "2026-11-26", period: "2026-Q3" });
  expect(await fromLog(later.server.deps, "ini_brackwater")).toEqual(rows);
});
