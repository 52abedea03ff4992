import type { Kysely } from "kysely";
import { daysBetween } from "../../shared/dates.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { applyToRound } from "../../shared/indicators/events.ts";
import { type Indicator, shownOf } from "../../shared/indicators/indicator.ts";
import { isOfCadence, periodEnd, periodStart } from "../../shared/indicators/period.ts";
import { withoutSmallGroups } from "../../shared/indicators/privacy.ts";
import { current, standingOf } from "../../shared/indicators/readings.ts";
import type {
  NewRound,
  OpenedRound,
  ReadingCall,
  ReadingMails,
  Round,
  RoundWithAnswers,
} from "../../shared/indicators/round.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { dropRoundReminders, planRoundReminders } from "../reminders/rounds.ts";
import { eachOnce, noteCall, sendCall, shownCall, withoutStopped, writeCall } from "./calls.ts";
import { dataPointsOf, openIndicator } from "./queries.ts";
import { indicatorOf, roundOf, saveRound } from "./rows.ts";

type Tx = Kysely<Tables>;

/** Nobody waits longer for a number than this. */
const roundDaysMax = 366;

/**
 * Opens a data round: each reporter gets one mail, in their language, with a link to a form of one number for each of
 * their indicators. The same round sent twice is one.
 */
export async function openRound(deps: Deps, asked: NewRound, who: Who): Promise<OpenedRound> {
  mustAsk(who);
  const today = await todayOf(deps, who.initiativeId);
  const opened = await commit(deps, who.initiativeId, async (tx, append) => {
    const { id, ...data } = asked;
    const known = await tx.selectFrom("data_round").selectAll().where("id", "=", id).executeTakeFirst();
    if (known) return { round: sameRound(roundOf(known), asked, known.initiative_id, who), written: nothing };
    const indicators = await mustBeAskable(tx, asked, today, who);
    const event = {
      type: "indicator.round_opened",
      by: who.id,
      refs: [id],
      data: { ...data, on: today },
      at: deps.now(),
    } as const;
    const { seq } = await append(event);
    const round = applyToRound(undefined, { ...event, seq });
    await saveRound(tx, who.initiativeId, round);
    const written = await writeCall(
      deps,
      tx,
      indicators.map((indicator) => ({ indicator, period: asked.period })),
      { initiativeId: who.initiativeId, why: "opened", dueOn: asked.dueOn, note: asked.note },
    );
    await sendCall(deps, tx, written, "opened");
    await planRoundReminders(deps, tx, who.initiativeId, round);
    return { round, written };
  });
  deps.mail.wake();
  const [round] = await withAnswers(deps.db, [opened.round], who);
  return { round: round!, ...shownCall(deps, opened.written) };
}

const nothing = { mails: [], left: [] };

function sameRound(round: Round, asked: NewRound, initiativeId: string, who: Who): Round {
  if (initiativeId !== who.initiativeId || round.openedBy !== who.id || round.period !== asked.period)
    throw new AppError("conflict", "This id belongs to another round. Make a new one and send it again.", {
      id: "Make a new id.",
    });
  return round;
}

/** Whom opening a round would write to, and the very words; nothing is kept or sent. */
export async function previewRound(deps: Deps, asked: NewRound, who: Who): Promise<ReadingMails> {
  mustAsk(who);
  const today = await todayOf(deps, who.initiativeId);
  const indicators = await mustBeAskable(deps.db, asked, today, who);
  const written = await writeCall(
    deps,
    deps.db,
    indicators.map((indicator) => ({ indicator, period: asked.period })),
    { initiativeId: who.initiativeId, why: "opened", dueOn: asked.dueOn, note: asked.note },
  );
  return shownCall(deps, written);
}

/** Closes a round: its mailed links ask for nothing any more, and nobody is reminded. Closing twice closes once. */
export async function closeRound(deps: Deps, id: string, who: Who): Promise<RoundWithAnswers> {
  mustAsk(who);
  const today = await todayOf(deps, who.initiativeId);
  const round = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openOne(tx, id, who);
    if (was.closedOn !== null) return was;
    const event = {
      type: "indicator.round_closed",
      by: who.id,
      refs: [id],
      data: { period: was.period, on: today },
      at: deps.now(),
    } as const;
    const { seq } = await append(event);
    const now = applyToRound(was, { ...event, seq });
    await saveRound(tx, who.initiativeId, now);
    await dropRoundReminders(deps, tx, id);
    return now;
  });
  return (await withAnswers(deps.db, [round], who))[0]!;
}

/** Whom a reminder would reach, and the very words of it; nothing is sent. */
export async function previewCall(deps: Deps, call: ReadingCall, who: Who): Promise<ReadingMails> {
  mustAsk(who);
  return shownCall(deps, await writeAsked(deps, deps.db, call, who));
}

/** Asks the reporters of these readings: one mail a reader, nobody twice a day about the same reading. */
export async function sendCalls(deps: Deps, call: ReadingCall, who: Who): Promise<ReadingMails> {
  mustAsk(who);
  const today = await todayOf(deps, who.initiativeId);
  const written = await commit(deps, who.initiativeId, async (tx, append) => {
    const mails = await writeAsked(deps, tx, call, who);
    await sendCall(deps, tx, mails, "asked");
    await noteCall(tx, append, mails, today, who);
    return mails;
  });
  deps.mail.wake();
  return shownCall(deps, written);
}

async function writeAsked(deps: Pick<Deps, "now">, tx: Tx, call: ReadingCall, who: Who) {
  const items: { indicator: Indicator; period: string }[] = [];
  const today = await todayOf({ db: tx, now: deps.now }, who.initiativeId);
  for (const { indicatorId, period } of eachOnce(call)) {
    const indicator = await openIndicator(tx, indicatorId, who);
    if (!isOfCadence(period, indicator.cadence) || periodStart(period) > today)
      throw new AppError(
        "invalid",
        "This period has not begun, or is none of this indicator. Choose another one.",
      );
    items.push({ indicator, period });
  }
  const about = { initiativeId: who.initiativeId, why: "asked" } as const;
  return withoutStopped(tx, await writeCall(deps, tx, items, about));
}

function mustAsk(who: Who) {
  if (!may.askForReadings(who))
    throw new AppError("forbidden", "Data rounds go out from the backbone. Ask it to open one.");
}

async function mustBeAskable(tx: Tx, asked: NewRound, today: string, who: Who): Promise<Indicator[]> {
  if (periodEnd(asked.period) >= today)
    throw new AppError(
      "invalid",
      "This period is not over, so nobody has its numbers. Choose an earlier one.",
      {
        period: "Choose a period that is over.",
      },
    );
  if (asked.dueOn < today || daysBetween(today, asked.dueOn) > roundDaysMax)
    throw new AppError("invalid", "Choose a day from today on, within a year.", {
      dueOn: "Choose a day from today on.",
    });
  const indicators: Indicator[] = [];
  for (const id of new Set(asked.indicatorIds)) indicators.push(await openIndicator(tx, id, who));
  const other = indicators.find(({ cadence }) => !isOfCadence(asked.period, cadence));
  if (other)
    throw new AppError(
      "invalid",
      `${other.code} is not reported for periods such as ${asked.period}. Leave it out, or choose another period.`,
      { indicatorIds: "Choose indicators that are reported as often as this period." },
    );
  return indicators;
}

async function openOne(db: Tx, id: string, who: Who): Promise<Round> {
  const row = await db
    .selectFrom("data_round")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row) throw notFound("round");
  return roundOf(row);
}

/** The newest rounds first, each with what came of what `who` may see. */
export async function listRounds(db: Tx, who: Who): Promise<RoundWithAnswers[]> {
  if (!may.takePart(who)) return [];
  const rows = await db
    .selectFrom("data_round")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .orderBy("opened_on", "desc")
    .orderBy("id", "desc")
    .limit(roundsMax)
    .execute();
  return withAnswers(db, rows.map(roundOf), who);
}

const roundsMax = 40;

async function withAnswers(db: Tx, rounds: readonly Round[], who: Who): Promise<RoundWithAnswers[]> {
  const onlooker = await onlookerOf(db, who);
  const ids = [...new Set(rounds.flatMap((it) => it.indicatorIds))];
  const rows =
    ids.length === 0 ? [] : await db.selectFrom("indicator").selectAll().where("id", "in", ids).execute();
  const seen = new Map(
    rows
      .map(indicatorOf)
      .filter((it) => may.see(onlooker, shownOf(it)))
      .map((it) => [it.id, it]),
  );
  const said = new Map<string, Awaited<ReturnType<typeof dataPointsOf>>>();
  for (const it of seen.values())
    said.set(it.id, current(withoutSmallGroups(it, await dataPointsOf(db, it.id))));
  return rounds.map((round) => ({
    ...round,
    indicatorIds: round.indicatorIds.filter((id) => seen.has(id)),
    answers: round.indicatorIds.flatMap((id) => {
      const indicator = seen.get(id);
      if (!indicator) return [];
      const point = said.get(id)!.find(({ period }) => period === round.period);
      return [
        {
          indicatorId: id,
          reporterOrganizationId: indicator.reporterOrganizationId,
          standing: standingOf(point),
          reading: point
            ? { id: point.id, value: point.value, note: point.note, reportedOn: point.reportedOn }
            : null,
        },
      ];
    }),
  }));
}
