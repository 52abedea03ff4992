import type { Kysely } from "kysely";
import { addDays, type Day } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { applyToDataPoint, type IndicatorEvent } from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator, NewReading, Reported } from "../../shared/indicators/indicator.ts";
import { isOfCadence, periodEnd, periodOf, periodStart } from "../../shared/indicators/period.ts";
import { withoutSmallGroups } from "../../shared/indicators/privacy.ts";
import { current } from "../../shared/indicators/readings.ts";
import { unitNamed } from "../../shared/indicators/units.ts";
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
export const yearsBackMax = 20;

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
    const event = { ...reportOf(asked, { indicator, before, today, who }), at: deps.now() } as const;
    const receipt = await append(event);
    const dataPoint = applyToDataPoint({ ...event, seq: receipt.seq });
    await saveDataPoints(tx, [{ it: dataPoint, place: said.length }]);
    await addToThread(tx, indicatorId, receipt.seq);
    return { dataPoint: asShown(indicator, [...said, dataPoint], dataPoint.id), receipt };
  });
}

/** One of several readings, without what is too few to show. */
const asShown = (indicator: Indicator, said: readonly DataPoint[], id: string) =>
  withoutSmallGroups(indicator, said).find((it) => it.id === id)!;

interface Scene {
  indicator: Indicator;
  /** What held of the period until now. */
  before: DataPoint | undefined;
  today: Day;
  who: Who;
}

/** The event that a report is kept as. */
export function reportOf(asked: NewReading, { indicator, before, today, who }: Scene) {
  const { replacesId: _, isProvisional: __, unit: ___, disaggregation, ...reading } = asked;
  const owner = indicator.reporterOrganizationId;
  const data = {
    ...reading,
    disaggregation: wholeGroups(disaggregation, before),
    status: statusOf(asked, before),
    reportedByOrganizationId: owner,
    unit: indicator.unit,
    on: today,
  };
  const refs = [indicator.id, asked.id, owner, ...(asked.fromMeetingId ? [asked.fromMeetingId] : [])];
  return {
    type: "indicator.reported",
    by: who.id,
    refs,
    data,
    onBehalf: who.organizationId !== owner,
  } as const;
}

/** The groups of a reading; those that its reporter could not see stay as they were. */
function wholeGroups(groups: NewReading["disaggregation"], before: DataPoint | undefined) {
  return groups.map(({ group, by, value, n }) => {
    const isSame = (it: { group: string; by?: string | undefined }) => it.group === group && it.by === by;
    const was = value === null ? before?.disaggregation.find(isSame) : undefined;
    if (value === null && !was)
      throw new AppError("invalid", "One of these groups has no number. Write it, or leave the group out.", {
        disaggregation: "Write a number for each group.",
      });
    // What is not said is left out, so that a log of one version reads as one of another.
    const [number, people] = was ? [was.value, was.n] : [value, n];
    return {
      group,
      ...(by === undefined ? {} : { by }),
      value: number,
      ...(people === undefined || people === null ? {} : { n: people }),
    };
  });
}

/** What somebody said once and says otherwise now is a correction; a provisional value becomes the final one. */
function statusOf({ value, isProvisional }: NewReading, before: DataPoint | undefined): DataPoint["status"] {
  if (value === null) return "missing";
  if (isProvisional) return "provisional";
  return before?.status === "reported" || before?.status === "corrected" ? "corrected" : "reported";
}

/** A period that the indicator counts in, that has begun, and that is over or said to be provisional. */
export function mustBeReportable(asked: NewReading, indicator: Indicator, today: Day) {
  const { cadence } = indicator;
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
  if (asked.unit && unitNamed(asked.unit) !== unitNamed(indicator.unit))
    throw new AppError(
      "invalid",
      `This indicator is counted in ${indicator.unit}, not in ${asked.unit}. Convert the number, then send it again.`,
      { value: `Write it in ${indicator.unit}.` },
    );
  if (value !== null && Math.abs(value) > valueMax)
    throw new AppError("invalid", "This number is too large to be a reading. Look at it again.", {
      value: "Look at the number again.",
    });
  mustHaveFairGroups(asked, indicator);
}

/** Each group once; and where small ones are hidden, how many people stand behind each. */
function mustHaveFairGroups(
  { disaggregation }: NewReading,
  { smallestGroup }: Pick<Indicator, "smallestGroup">,
) {
  const refuse = (message: string, field: string) => {
    throw new AppError("invalid", message, { disaggregation: field });
  };
  const names = disaggregation.map(({ group, by }) => `${by ?? ""}\n${group.toLowerCase()}`);
  if (new Set(names).size < names.length)
    refuse("One group stands here twice. Leave one of them out.", "Name each group once.");
  const isUncounted = disaggregation.some(
    ({ value, n }) => value !== null && (n === undefined || n === null),
  );
  if (smallestGroup !== null && isUncounted)
    refuse(
      "Say how many people stand behind each group, so that small ones can be hidden.",
      "Say how many people are in each group.",
    );
}

/** No measure of ours is beyond this: such a number is a slip of the keyboard. */
export const valueMax = 1e15;

/** The reading that this very report made before; throws when its id is another one's. */
async function alreadyReported(
  tx: Tx,
  indicatorId: string,
  { id, isProvisional, replacesId, unit: _, disaggregation, ...asked }: NewReading,
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
    hasSameGroups(disaggregation, data.disaggregation as DataPoint["disaggregation"]) &&
    (data.status === "provisional") === (isProvisional && asked.value !== null);
  if (!first || !isSame)
    throw new AppError("conflict", "This id belongs to another reading. Make a new one and send it again.", {
      id: "Make a new id.",
    });
  const said = await dataPointsOf(tx, indicatorId);
  const indicator = await openIndicator(tx, indicatorId, who);
  return { dataPoint: asShown(indicator, said, id), receipt: first.receipt };
}

/** Whether the same groups were told; one that its reporter could not see is whatever it was. */
const hasSameGroups = (asked: NewReading["disaggregation"], told: DataPoint["disaggregation"]) =>
  asked.length === told.length &&
  asked.every(
    (it, index) =>
      it.group === told[index]!.group &&
      (it.value === null || it.value === told[index]!.value) &&
      (it.value === null || (it.n ?? null) === (told[index]!.n ?? null)),
  );

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
