import type { Kysely } from "kysely";
import { addDays, type Day } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { applyToDataPoint, type IndicatorEvent } from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator, NewReading, Reported } from "../../shared/indicators/indicator.ts";
import { isOfCadence, periodEnd, periodOf, periodStart } from "../../shared/indicators/period.ts";
import { current } from "../../shared/indicators/readings.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { addToThread } from "../log/history.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { openMeeting } from "../meetings/queries.ts";
import { openOrganization } from "../organizations/queries.ts";
import { dataPointsOf, openIndicator } from "./queries.ts";
import { saveDataPoints } from "./rows.ts";

type Tx = Kysely<Tables>;

/** Nobody reports about longer ago: such a period is a slip of the keyboard. */
const yearsBackMax = 20;

/**
 * Reports the value of one period, or that there is none. What was said before is kept: this takes its place. The
 * same reading sent twice is one, with the receipt of the first time.
 */
export async function reportReading(
  deps: Deps,
  indicatorId: string,
  asked: NewReading,
  who: Who,
): Promise<Reported> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const indicator = await openIndicator(tx, indicatorId, who);
    const earlier = await alreadyReported(tx, indicatorId, asked, who);
    if (earlier) return earlier;
    const owner = indicator.reporterOrganizationId;
    if (!may.report(who, owner)) {
      const { shortName } = await openOrganization(tx, owner, who);
      throw new AppError("forbidden", `Only ${shortName} reports this, or the backbone for it. Ask them to.`);
    }
    mustBeReportable(asked, indicator, today);
    if (asked.fromMeetingId) await openMeeting(tx, asked.fromMeetingId, who);
    const said = await dataPointsOf(tx, indicatorId);
    const before = current(said).find(({ period }) => period === asked.period);
    // Only what somebody saw is replaced.
    if (before && before.id !== asked.replacesId)
      throw await changedMeanwhile(tx, { changedBy: before.saidBy, changedAt: before.saidAt }, who);
    const { replacesId, isProvisional, ...reading } = asked;
    const data = {
      ...reading,
      status: statusOf(asked, before),
      reportedByOrganizationId: owner,
      unit: indicator.unit,
      on: today,
    };
    const refs = [indicatorId, asked.id, owner, ...(asked.fromMeetingId ? [asked.fromMeetingId] : [])];
    const onBehalf = who.organizationId !== owner;
    const event = { type: "indicator.reported", by: who.id, refs, data, onBehalf, at: deps.now() } as const;
    const receipt = await append(event);
    const dataPoint = applyToDataPoint({ ...event, seq: receipt.seq });
    await saveDataPoints(tx, [{ it: dataPoint, place: said.length }]);
    await addToThread(tx, indicatorId, receipt.seq);
    return { dataPoint, receipt };
  });
}

/** What somebody said once and says otherwise now is a correction; a provisional value becomes the final one. */
function statusOf({ value, isProvisional }: NewReading, before: DataPoint | undefined): DataPoint["status"] {
  if (value === null) return "missing";
  if (isProvisional) return "provisional";
  return before?.status === "reported" || before?.status === "corrected" ? "corrected" : "reported";
}

/** A period that the indicator counts in, that has begun, and that is over or said to be provisional. */
function mustBeReportable(asked: NewReading, { cadence }: Indicator, today: Day) {
  const refuse = (message: string, field: string) => {
    throw new AppError("invalid", message, { period: field });
  };
  const { period, value } = asked;
  if (!isOfCadence(period, cadence)) {
    const example = periodOf(cadence, today);
    refuse(`This indicator counts in periods such as ${example}. Choose one.`, `Write it like ${example}.`);
  }
  if (periodStart(period) > today)
    refuse("This period has not begun. Choose an earlier one.", "Choose an earlier period.");
  if (periodEnd(period) < addDays(today, -365.25 * yearsBackMax))
    refuse("This period is very long ago. Look at its year again.", "Look at the year again.");
  if (periodEnd(period) >= today && !asked.isProvisional)
    refuse(
      "This period is not over. Say that the reading is provisional, or choose an earlier period.",
      "Say that it is provisional, or choose an earlier period.",
    );
  if (value === null && asked.note === null)
    throw new AppError("invalid", "Without a value we need to know why. Write the reason.", {
      note: "Write why it could not be collected.",
    });
}

/** The reading that this very report made before; throws when its id is another one's. */
async function alreadyReported(
  tx: Tx,
  indicatorId: string,
  { id, isProvisional, replacesId, ...asked }: NewReading,
  who: Who,
): Promise<Reported | undefined> {
  const taken = await tx
    .selectFrom("data_point")
    .select(["indicator_id", "said_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!taken) return undefined;
  const isOwn = taken.indicator_id === indicatorId && taken.said_by === who.id;
  const first = isOwn ? await eventOf(tx, indicatorId, id, who.initiativeId) : undefined;
  const data = first?.data;
  const isSame =
    data &&
    Object.entries(asked).every(
      ([name, it]) => canonical(data[name] ?? null) === canonical((it ?? null) as Json),
    ) &&
    (data.status === "provisional") === (isProvisional && asked.value !== null);
  if (!first || !isSame)
    throw new AppError("conflict", "This id belongs to another reading. Make a new one and send it again.", {
      id: "Make a new id.",
    });
  const dataPoint = (await dataPointsOf(tx, indicatorId)).find((it) => it.id === id)!;
  return { dataPoint, receipt: first.receipt };
}

/** The event that a reading was reported with. */
async function eventOf(tx: Tx, indicatorId: string, id: string, initiativeId: string) {
  const rows = await tx
    .selectFrom("record_event")
    .innerJoin("event", (join) =>
      join.onRef("event.seq", "=", "record_event.seq").on("event.initiative_id", "=", initiativeId),
    )
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .where("record_event.record_id", "=", indicatorId)
    .where("event.type", "=", "indicator.reported" satisfies IndicatorEvent["type"])
    .select(["event.seq", "event.hash", "event.refs", "event_payload.payload"])
    .execute();
  const row = rows.find(({ refs }) => (JSON.parse(refs) as string[])[1] === id);
  if (!row?.payload) return undefined;
  const { data } = JSON.parse(row.payload) as { data: Record<string, Json> };
  return { receipt: { seq: row.seq, hash: row.hash }, data };
}
