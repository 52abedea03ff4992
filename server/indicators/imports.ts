import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import { AppError, notFound } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { applyToDataPoint } from "../../shared/indicators/events.ts";
import {
  type ImportLook,
  type ImportPreview,
  type ImportProgress,
  importLimits,
  type NewImport,
  type UnfinishedImport,
} from "../../shared/indicators/import.ts";
import type { Indicator } from "../../shared/indicators/indicator.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { mustBeReportable, reportOf } from "./commands.ts";
import { textOf } from "./csv.ts";
import { type Planned, planImport } from "./import-plan.ts";
import { openIndicator } from "./queries.ts";
import { dataPointOf, saveDataPoints } from "./rows.ts";

type Tx = Kysely<Tables>;

/** As many readings are written in one transaction: it keeps everybody else who writes waiting. */
const writtenAtOnce = 400;
/** As many events are made in one turn. */
const madeAtOnce = 80;

/** Begins an import; what somebody began before and left alone is gone with it. */
export async function beginImport(deps: Deps, { id, file }: NewImport, who: Who): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const taken = await tx.selectFrom("reading_import").selectAll().where("id", "=", id).executeTakeFirst();
    if (taken) {
      if (taken.person_id !== who.id) throw notFound("import");
      return;
    }
    const left = await tx
      .selectFrom("reading_import")
      .select("id")
      .where(({ eb, or, and }) =>
        or([
          // One that stopped in its middle waits for whoever began it, however long.
          and([eb("created_at", "<", deps.now() - importLimits.keptMs), eb("status", "!=", "writing")]),
          and([eb("person_id", "=", who.id), eb("status", "=", "sent")]),
        ]),
      )
      .execute();
    for (const it of left) await forget(tx, it.id);
    await tx
      .insertInto("reading_import")
      .values({
        id,
        initiative_id: who.initiativeId,
        person_id: who.id,
        file,
        fingerprint: null,
        readings: 0,
        written: 0,
        indicators: 0,
        status: "sent",
        created_at: deps.now(),
      })
      .execute();
  });
}

async function forget(tx: Tx, id: string) {
  await tx.deleteFrom("reading_import_part").where("import_id", "=", id).execute();
  await tx.deleteFrom("reading_import_rest").where("import_id", "=", id).execute();
  await tx.deleteFrom("reading_import").where("id", "=", id).execute();
}

/** Keeps a part of the file; the same part sent twice is one. */
export async function keepPart(
  deps: Deps,
  id: string,
  place: number,
  base64: string,
  who: Who,
): Promise<void> {
  if (
    !Number.isInteger(place) ||
    place < 0 ||
    (place + 1) * importLimits.partBytesMax > importLimits.bytesMax * 1.05
  )
    throw new AppError("too_large", "This file is too long to import. Split it into several.");
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  await deps.db.transaction().execute(async (tx) => {
    await mustBeOpen(tx, id, who);
    await tx
      .insertInto("reading_import_part")
      .values({ import_id: id, place, bytes })
      .onConflict((conflict) => conflict.columns(["import_id", "place"]).doUpdateSet({ bytes }))
      .execute();
  });
}

async function openImport(db: Tx, id: string, who: Who) {
  const row = await db
    .selectFrom("reading_import")
    .selectAll()
    .where("id", "=", id)
    .where("person_id", "=", who.id)
    .executeTakeFirst();
  if (!row) throw notFound("import");
  return row;
}

async function mustBeOpen(db: Tx, id: string, who: Who) {
  const it = await openImport(db, id, who);
  if (it.status !== "sent")
    throw new AppError("conflict", "This import was confirmed already. Begin a new one for more.");
  return it;
}

/** The imports that `who` confirmed and that stopped before all of it was written, the oldest first. */
export async function unfinishedImports(db: Tx, who: Who): Promise<UnfinishedImport[]> {
  const rows = await db
    .selectFrom("reading_import")
    .selectAll()
    .where("person_id", "=", who.id)
    .where("status", "=", "writing")
    .orderBy("created_at")
    .execute();
  return rows.map(({ id, file, fingerprint, readings, written }) => ({
    id,
    file,
    fingerprint: (fingerprint ?? "").split(" ").at(-1)!,
    readings,
    written,
  }));
}

/** Says what an import would write, line by line where it cannot; nothing of it is written. */
export async function previewImport(
  deps: Deps,
  id: string,
  { decimal }: ImportLook,
  who: Who,
): Promise<ImportPreview> {
  await mustBeOpen(deps.db, id, who);
  const { preview } = await planOf(deps, id, decimal, who);
  await deps.db
    .updateTable("reading_import")
    .set({ fingerprint: `${decimal ?? ""} ${preview.fingerprint}` })
    .where("id", "=", id)
    .where("status", "=", "sent")
    .execute();
  return preview;
}

async function planOf(deps: Deps, id: string, decimal: ImportLook["decimal"], who: Who) {
  const parts = await deps.db
    .selectFrom("reading_import_part")
    .selectAll()
    .where("import_id", "=", id)
    .orderBy("place")
    .execute();
  if (parts.some(({ place }, index) => place !== index))
    throw new AppError("invalid", "A part of the file did not arrive. Choose the file again.");
  const bytes = Buffer.concat(parts.map((it) => new Uint8Array(it.bytes)));
  if (bytes.length > importLimits.bytesMax)
    throw new AppError("too_large", "This file is too long to import. Split it into several.");
  const text = await textOf(bytes, nextTurn);
  const today = await todayOf(deps, who.initiativeId);
  const plan = await planImport(deps.db, text, { who, today, decimal, pause: nextTurn });
  if (plan === "too_many")
    throw new AppError(
      "too_large",
      `A file may have ${importLimits.linesMax} lines at most. Split it into several.`,
    );
  if (plan === "no_header")
    throw new AppError(
      "invalid",
      "The first line has to name the columns: indicator, period and value at least. Add it.",
    );
  return plan;
}

/**
 * Writes what the preview showed, some hundred readings in a transaction: each has an event of its own, and the last
 * transaction the one of the import. Sent again it goes on where it stopped; done twice it is done once.
 */
export async function confirmImport(
  deps: Deps,
  id: string,
  fingerprint: string,
  who: Who,
): Promise<ImportProgress> {
  const it = await openImport(deps.db, id, who);
  if (it.status === "sent") {
    const [decimal = "", seen] = (it.fingerprint ?? "").split(" ");
    const changed = () =>
      new AppError(
        "conflict",
        "Readings have changed since you looked at this file. Look at the preview again.",
      );
    if (seen !== fingerprint) throw changed();
    const plan = await planOf(deps, id, (decimal || null) as ImportLook["decimal"], who);
    if (plan.preview.fingerprint !== fingerprint) throw changed();
    await keepPlan(deps, id, plan.readings, plan.preview.indicators);
  }
  return writeSome(deps, id, who);
}

async function keepPlan(deps: Deps, id: string, readings: readonly Planned[], indicators: number) {
  for (let from = 0; from < readings.length; from += writtenAtOnce) {
    const some = JSON.stringify(readings.slice(from, from + writtenAtOnce));
    await deps.db
      .insertInto("reading_import_rest")
      .values({ import_id: id, place: from / writtenAtOnce, readings: some })
      .onConflict((conflict) => conflict.columns(["import_id", "place"]).doUpdateSet({ readings: some }))
      .execute();
    await nextTurn();
  }
  await deps.db.transaction().execute(async (tx) => {
    await tx.deleteFrom("reading_import_part").where("import_id", "=", id).execute();
    await tx
      .updateTable("reading_import")
      .set({ status: "writing", readings: readings.length, indicators })
      .where("id", "=", id)
      .where("status", "=", "sent")
      .execute();
  });
}

const writeSome = async (deps: Deps, id: string, who: Who): Promise<ImportProgress> => {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append, appendAll) => {
    const it = await openImport(tx, id, who);
    const { readings, indicators, file } = it;
    if (it.status === "done") return { status: "done", readings, written: it.written };
    const [next] = await tx
      .selectFrom("reading_import_rest")
      .selectAll()
      .where("import_id", "=", id)
      .orderBy("place")
      .limit(1)
      .execute();
    const some = next ? (JSON.parse(next.readings) as Planned[]) : [];
    const events = await eventsOf(tx, deps, some, { importId: id, today, who });
    const points: Parameters<typeof saveDataPoints>[1][number][] = [];
    for (let from = 0; from < events.length; from += madeAtOnce) {
      const part = events.slice(from, from + madeAtOnce);
      const receipts = await appendAll(part.map(({ event }) => event));
      for (const [index, { event, place }] of part.entries())
        points.push({ it: applyToDataPoint({ ...event, seq: receipts[index]!.seq }), place });
      await tx
        .insertInto("record_event")
        .values(part.map(({ event }, index) => ({ record_id: event.refs[0]!, seq: receipts[index]!.seq })))
        .execute();
      await saveDataPoints(tx, points.splice(0));
      await nextTurn();
    }
    const written = it.written + events.length;
    if (next)
      await tx
        .deleteFrom("reading_import_rest")
        .where("import_id", "=", id)
        .where("place", "=", next.place)
        .execute();
    const more = await tx
      .selectFrom("reading_import_rest")
      .select("place")
      .where("import_id", "=", id)
      .limit(1)
      .executeTakeFirst();
    if (!more)
      await append({
        type: "indicator.imported",
        by: who.id,
        refs: [id],
        data: { file, readings: written, indicators, on: today },
      });
    const status = more ? "writing" : "done";
    await tx.updateTable("reading_import").set({ written, status }).where("id", "=", id).execute();
    return { status, readings, written };
  });
};

interface Scene {
  importId: string;
  today: string;
  who: Who;
}

/** The events of some readings; one that somebody has spoken of since the preview is left to them. */
async function eventsOf(tx: Tx, deps: Deps, some: readonly Planned[], { importId, today, who }: Scene) {
  const ids = [...new Set(some.map((it) => it.indicatorId))];
  if (ids.length === 0) return [];
  const indicators = new Map<string, Indicator>();
  for (const id of ids) {
    const it = await openIndicator(tx, id, who);
    if (may.report(who, it.reporterOrganizationId)) indicators.set(id, it);
  }
  const counts = await tx
    .selectFrom("data_point")
    .select(({ fn }) => ["indicator_id", fn.countAll<number>().as("count")])
    .where("indicator_id", "in", ids)
    .groupBy("indicator_id")
    .execute();
  const places = new Map(counts.map((it) => [it.indicator_id, it.count]));
  const rows = await tx
    .selectFrom("data_point")
    .selectAll()
    .where("indicator_id", "in", ids)
    .where("period", "in", [...new Set(some.map((it) => it.period))])
    .orderBy("place")
    .execute();
  // Of one period, the last word holds.
  const now = new Map(rows.map((row) => [`${row.indicator_id} ${row.period}`, dataPointOf(row)]));
  return some.flatMap(({ indicatorId, groups, line: _, ...it }) => {
    const indicator = indicators.get(indicatorId);
    const before = now.get(`${indicatorId} ${it.period}`);
    if (!indicator || (before?.id ?? null) !== it.replacesId) return [];
    const asked = {
      ...it,
      id: newId("rdg", deps.random),
      // A file that tells the whole alone leaves the groups as they were.
      disaggregation:
        groups.length > 0
          ? groups
          : (before?.disaggregation ?? []).map(({ group, by }) => ({ group, by, value: null })),
      fromMeetingId: null,
      fromItemId: null,
    };
    mustBeReportable(asked, indicator, today);
    const report = reportOf(asked, { indicator, before, today, who });
    const place = places.get(indicatorId) ?? 0;
    places.set(indicatorId, place + 1);
    return [{ event: { ...report, data: { ...report.data, importId }, at: deps.now() }, place }];
  });
}
