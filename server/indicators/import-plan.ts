import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { addDays, type Day } from "../../shared/dates.ts";
import type { ImportError, ImportPreview } from "../../shared/indicators/import.ts";
import { importLimits } from "../../shared/indicators/import.ts";
import type { DataPoint, Indicator, NewReading } from "../../shared/indicators/indicator.ts";
import { createMarkReader, type DecimalMark, readNumber } from "../../shared/indicators/numbers.ts";
import { isOfCadence, periodEnd, periodStart, readPeriod } from "../../shared/indicators/period.ts";
import { current } from "../../shared/indicators/readings.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { invisible } from "../http/body.ts";
import { valueMax, yearsBackMax } from "./commands.ts";
import { type CsvRow, rowsOf } from "./csv.ts";
import { type Column, columnsOf } from "./import-columns.ts";
import { pointsByIndicator, seenIndicators } from "./queries.ts";

/** A reading as an import writes it. */
export type Planned = Pick<NewReading, "period" | "value" | "isProvisional" | "note" | "replacesId"> & {
  line: number;
  indicatorId: string;
  groups: { group: string; by?: string; value: number; n?: number }[];
};

export interface Plan {
  readings: Planned[];
  preview: ImportPreview;
}

/** A turn ends when it has lasted so long, so that whoever else asks is answered in between. */
const turnMsMax = 6;
/** As many lines are looked at before the clock is. */
const linesAtOnce = 20;
/** As many groups one reading may have (`NewReading`). */
const groupsMax = 40;

interface Asked {
  who: Who;
  today: Day;
  decimal: DecimalMark | null;
  pause: () => Promise<unknown>;
}

/** Said after each line: ends the turn when it is time. */
function createBreath(pause: () => Promise<unknown>) {
  let lines = 0;
  let since = performance.now();
  return async () => {
    lines += 1;
    if (lines % linesAtOnce !== 0 || performance.now() - since < turnMsMax) return;
    await pause();
    since = performance.now();
  };
}
type Breath = ReturnType<typeof createBreath>;

/** Reads a file as far as it can be understood: the readings that it brings, and what is wrong with the other lines. */
export async function planImport(
  db: Kysely<Tables>,
  text: string,
  asked: Asked,
): Promise<Plan | "no_header" | "too_many"> {
  const breathe = createBreath(asked.pause);
  // The file is walked through twice rather than kept as rows: so many that live on halt everybody while memory is tidied.
  let columns: ReturnType<typeof columnsOf>;
  let lines = -1;
  const marks = createMarkReader();
  for (const { cells } of rowsOf(text)) {
    lines += 1;
    if (lines === 0) columns = columnsOf(cells);
    else marks.see(cells[columns?.places.get("value") ?? -1] ?? "");
    if (!columns) return "no_header";
    if (lines > importLimits.linesMax) return "too_many";
    await breathe();
  }
  if (!columns) return "no_header";
  const reader = await lineReader(db, columns.places, {
    ...asked,
    decimal: asked.decimal ?? marks.mark() ?? null,
    breathe,
  });
  let place = 0;
  for (const row of rowsOf(text)) {
    if (place > 0) reader.read(row);
    place += 1;
    await breathe();
  }
  const { readings, same, errors, errorCount, corrections, asksDecimal, before } = await reader.finish();
  const hash = createHash("sha256");
  for (const it of readings) {
    hash.update(JSON.stringify(it));
    await breathe();
  }
  const preview: ImportPreview = {
    fingerprint: hash.digest("hex"),
    lines,
    unknownColumns: columns.unknown,
    readings: readings.length,
    corrections,
    indicators: new Set(readings.map((it) => it.indicatorId)).size,
    same,
    errorCount,
    errors,
    asksDecimal,
    shown: readings
      .slice(0, importLimits.shownMax)
      .map(({ line, indicatorId, period, value, isProvisional, replacesId }) => ({
        line,
        indicatorId,
        period,
        value,
        before: before.get(replacesId ?? "")?.value ?? null,
        isProvisional,
      })),
  };
  return { readings, preview };
}

type Places = ReadonlyMap<Column, number>;

async function lineReader(db: Kysely<Tables>, places: Places, asked: Asked & { breathe: Breath }) {
  const { who, today, breathe } = asked;
  const indicators = await seenIndicators(db, who);
  const points = await pointsByIndicator(db, who.initiativeId);
  const organizations = await db
    .selectFrom("organization")
    .select(["id", "short_name"])
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const nameOf = new Map(organizations.map((it) => [it.id, it.short_name]));
  const byName = new Map(
    indicators.flatMap((it) =>
      [it.id, it.code, it.name.en, it.name.es].map((name) => [plain(name), it] as const),
    ),
  );
  const errors: ImportError[] = [];
  let errorCount = 0;
  const found = new Map<string, Planned>();
  const orphans: { key: string; row: CsvRow }[] = [];
  const mark = asked.decimal ?? undefined;
  let asksDecimal = false;

  /** One number, or why it is none. */
  function numberIn(written: string, { unit }: Pick<Indicator, "unit">) {
    // Spanish leaves open what a point means, and so does a file of which nobody knows where it was written.
    const it = readNumber(written, { language: "es", unit, mark });
    if ("either" in it) asksDecimal = true;
    return it;
  }

  function read(row: CsvRow) {
    const refuse = (why: ImportError["why"], said = "", wanted: string | null = null) => {
      errorCount += 1;
      if (errors.length < importLimits.errorsMax)
        errors.push({ line: row.line, why, said: said.slice(0, 80).replace(unseenMarks, "�"), wanted });
    };
    const cell = (column: Column) => (row.cells[places.get(column) ?? -1] ?? "").trim();
    if (row.cells.length > places.size + 40) return refuse("cells");
    const long = row.cells.find((it) => it.length > importLimits.cellMax);
    if (long !== undefined) return refuse("too_long", long);
    const unseen = row.cells.find((it) => invisible.test(it.replaceAll("\r\n", "\n")) || !it.isWellFormed());
    if (unseen !== undefined) return refuse("invisible", unseen);
    const indicator = byName.get(plain(cell("indicator")));
    if (!indicator) return refuse("unknown_indicator", cell("indicator"));
    if (!may.report(who, indicator.reporterOrganizationId))
      return refuse("not_yours", indicator.code, nameOf.get(indicator.reporterOrganizationId) ?? null);
    const period = readPeriod(cell("period"));
    if (!period) return refuse("no_period", cell("period"));
    if (!isOfCadence(period, indicator.cadence)) return refuse("other_cadence", cell("period"));
    if (periodStart(period) > today) return refuse("future", cell("period"));
    if (periodEnd(period) < addDays(today, -365.25 * yearsBackMax)) return refuse("long_ago", cell("period"));
    const status = statusIn(cell("status"));
    const group = undefused(cell("group"));
    const note = undefused(cell("note")) || null;
    const unit = cell("unit");
    const written = unit === "" ? cell("value") : `${cell("value")} ${unit}`.trim();
    const isEmpty = cell("value") === "" || /^[-–—]$/.test(cell("value"));
    if (isEmpty && group !== "") return refuse("no_number", "");
    if (isEmpty && note === null) return refuse("no_reason");
    const number = isEmpty
      ? undefined
      : numberIn(/\p{L}|%/u.test(cell("value")) ? cell("value") : written, indicator);
    if (number && "otherUnit" in number) return refuse("other_unit", number.otherUnit, indicator.unit);
    if (number && "noNumber" in number) return refuse("no_number", cell("value"));
    if (number && "either" in number) return refuse("either", cell("value"));
    if (number && Math.abs(number.value) > valueMax) return refuse("too_large", cell("value"));
    const key = `${indicator.id} ${period}`;
    if (group !== "") {
      const people = cell("people");
      const n = /^\d{1,9}$/.test(people) ? Number(people) : undefined;
      if (indicator.smallestGroup !== null && n === undefined) return refuse("no_people", group);
      const by = undefused(cell("by"));
      const whole = found.get(key);
      if (!whole) orphans.push({ key, row });
      else if (whole.groups.length >= groupsMax) refuse("too_many_groups", group);
      else if (whole.groups.some((it) => plain(it.group) === plain(group) && (it.by ?? "") === by))
        refuse("twice", group);
      else
        whole.groups.push({
          group: group.slice(0, 80),
          ...(by === "" ? {} : { by: by.slice(0, 60) }),
          value: number!.value,
          ...(n === undefined ? {} : { n }),
        });
      return;
    }
    if (found.has(key)) return refuse("twice", `${indicator.code} ${period}`);
    const isProvisional = number !== undefined && status === "provisional";
    if (periodEnd(period) >= today && !isProvisional) return refuse("still_runs", cell("period"));
    found.set(key, {
      line: row.line,
      indicatorId: indicator.id,
      period,
      value: number ? number.value : null,
      isProvisional,
      note: note?.slice(0, 1000) ?? null,
      replacesId: null,
      groups: [],
    });
  }

  async function finish() {
    // A group may stand before the line of its whole; without one it is about nothing.
    const alone: ImportError[] = [];
    for (const { key, row } of orphans.splice(0)) {
      if (found.has(key)) read(row);
      else alone.push({ line: row.line, why: "group_alone", said: "", wanted: null });
      await breathe();
    }
    const before = new Map<string, DataPoint>();
    const now = new Map<string, DataPoint>();
    for (const [indicatorId, said] of points)
      for (const it of current(said)) {
        now.set(`${indicatorId} ${it.period}`, it);
        before.set(it.id, it);
        await breathe();
      }
    const readings: Planned[] = [];
    let same = 0;
    let corrections = 0;
    for (const [key, it] of found) {
      const known = now.get(key);
      if (known && isSame(known, it)) same += 1 + it.groups.length;
      else {
        if (known) corrections += 1;
        readings.push({ ...it, replacesId: known?.id ?? null });
      }
      await breathe();
    }
    const told = [...errors, ...alone.slice(0, importLimits.errorsMax)];
    return {
      readings,
      same,
      corrections,
      errors: told.sort((a, b) => a.line - b.line).slice(0, importLimits.errorsMax),
      errorCount: errorCount + alone.length,
      asksDecimal,
      before,
    };
  }

  return { read, finish };
}

const unseenMarks = new RegExp(invisible.source, "g");

const plain = (text: string) => undefused(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Our own files put a mark before what a spreadsheet would take for a formula. */
const undefused = (text: string) => text.replace(/^'(?=[=+\-@])/, "");

const statusIn = (written: string) =>
  /^(provisional|preliminary|preliminar)/i.test(written) ? "provisional" : "reported";

/** The line says what holds already. */
const isSame = (known: DataPoint, it: Planned) =>
  known.value === it.value &&
  (known.status === "provisional") === it.isProvisional &&
  (it.note === null || known.note === it.note) &&
  it.groups.every((one) =>
    known.disaggregation.some(
      (was) => was.group === one.group && was.value === one.value && (was.by ?? "") === (one.by ?? ""),
    ),
  );
