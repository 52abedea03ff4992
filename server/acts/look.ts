import type { Selectable } from "kysely";
import {
  type ActCommitment,
  type ActKind,
  type ActState,
  type ActView,
  type DecisionActKind,
  isOfDecision,
  positionOfAct,
} from "../../shared/acts/act.ts";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import { type Day, dayIn } from "../../shared/dates.ts";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { periodEnd } from "../../shared/indicators/period.ts";
import { standingOf } from "../../shared/indicators/readings.ts";
import type { HistoryItem } from "../../shared/log/history.ts";
import type { MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { may, positionAs, voiceFor, type Who } from "../../shared/roles.ts";
import { readCommitmentPage } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import { readDecisionPage } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { readIndicatorPage } from "../indicators/queries.ts";
import { readInitiative } from "../initiative/queries.ts";
import { wantsReminders } from "../mail/choices.ts";
import { type Reader, readerOf } from "../mail/mail-to.ts";
import { groupsOf, readMeetingPage } from "../meetings/queries.ts";

export type Act = Selectable<Tables["act"]>;

/** What an act's own kind knows of it. */
type Known = Pick<
  ActView,
  "state" | "version" | "hasChanged" | "said" | "commitment" | "meeting" | "decision" | "reading"
>;

const nothing: Known = {
  state: "open",
  version: 0,
  hasChanged: false,
  said: null,
  commitment: null,
  meeting: null,
  decision: null,
  reading: null,
};

/** The act that a token names; a made-up token and one for an act that is gone look the same. */
export async function openAct(deps: Pick<Deps, "db" | "secrets">, token: string): Promise<Act> {
  const id = deps.secrets.read(token);
  const act = id && (await deps.db.selectFrom("act").selectAll().where("id", "=", id).executeTakeFirst());
  if (!act) throw notFound("link");
  return act;
}

/** What an act is about, as it stands now, as far as its reader may see it now. */
export async function lookAt(deps: Deps, act: Act): Promise<ActView> {
  const initiative = await readInitiative(deps.db, act.initiative_id);
  const reader = await readerOf(deps.db, act.person_id);
  const isOver = act.expires_at <= deps.now();
  const today = dayIn(initiative.timeZone, deps.now());
  const known = await (async () => {
    if (!reader) return { ...nothing, state: "left" as const };
    if (isOver) return { ...nothing, state: "expired" as const };
    return look(deps, act, reader, initiative.timeZone);
  })();
  return {
    kind: act.kind,
    language: reader?.language ?? initiative.defaultLanguage,
    initiative: { name: initiative.name, tagline: initiative.tagline },
    backbone: await backboneOf(deps, act.initiative_id),
    reader: reader?.name ?? null,
    today,
    ...known,
  };
}

async function look(deps: Deps, act: Act, reader: Reader, timeZone: string): Promise<Known> {
  if (act.kind === "reminders.stop") {
    const isOn = await wantsReminders(deps.db, reader.id);
    return { ...nothing, state: isOn ? "open" : "done" };
  }
  try {
    if (act.kind === "minutes.confirm")
      return await lookAtMinutes(deps, act, await readMeetingPage(deps, act.record_id, reader), reader);
    if (act.kind === "reading.report") return await lookAtReading(deps, act, reader, timeZone);
    if (isOfDecision(act.kind))
      return await lookAtDecision(deps, act, await readDecisionPage(deps, act.record_id, reader), {
        reader,
        timeZone,
      });
    const it = await readCommitmentPage(deps.db, act.record_id, reader);
    return await lookAtCommitment(deps, act, it, reader, timeZone);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return { ...nothing, state: "gone" };
    throw error;
  }
}

/** Which event says that an act was done, and what the commitment has to be for it. */
const doneBy = {
  "commitment.accept": { event: "commitment.accepted", needs: "offered" },
  "commitment.decline": { event: "commitment.declined", needs: "offered" },
  "commitment.keep": { event: "commitment.kept", needs: "active" },
  "commitment.renegotiate": { event: "commitment.renegotiated", needs: "active" },
} as const satisfies Partial<Record<ActKind, object>>;

async function lookAtCommitment(
  deps: Deps,
  act: Act,
  it: CommitmentWithHistory,
  reader: Who,
  timeZone: string,
): Promise<Known> {
  const { event, needs } = doneBy[act.kind as keyof typeof doneBy];
  // A version counts events but for reminders, so these are the ones that the mail did not know.
  const later = it.history.filter(({ type }) => type !== "commitment.reminded").slice(act.version);
  const own = later.findLast(({ type }) => type === event);
  // A date may move more than once; only this reader's own answer answers this link.
  const answer = act.kind === "commitment.renegotiate" && own?.by.id !== reader.id ? undefined : own;
  const isWaiting = it.status === needs;
  const isDone = answer !== undefined && (!isWaiting || act.kind === "commitment.renegotiate");
  const said = isDone ? answer : later.at(-1);
  const state = ((): ActState => {
    // Who handed something back no longer speaks for its owner, and is thanked all the same.
    if (isDone && said?.by.id === reader.id) return "done";
    if (!voiceFor(reader, it.ownerOrganizationId)) return "refused";
    if (isDone) return "done";
    return isWaiting ? "open" : "over";
  })();
  return {
    ...nothing,
    state,
    version: it.version,
    hasChanged: state === "open" && later.length > 0,
    said: said ? sayOf(said, reader, timeZone) : null,
    commitment: await factsOf(deps, it),
  };
}

/** Minutes are confirmed once for each organization; what was corrected since the mail is shown first. */
async function lookAtMinutes(deps: Deps, act: Act, it: MeetingWithAgenda, reader: Reader): Promise<Known> {
  const { organizationId } = reader;
  const group = (await groupsOf(deps.db, reader.initiativeId)).find(({ id }) => id === it.groupId);
  const given = it.confirmations.find((confirmed) => confirmed.organizationId === organizationId);
  const speaker = given && (await nameOf(deps, given.personId));
  const isOwn = may.speakFor(reader, organizationId) && group?.memberIds.includes(organizationId) === true;
  const state = ((): ActState => {
    if (given) return "done";
    if (!isOwn) return "refused";
    return it.status === "held" && it.recapSentOn !== null ? "open" : "over";
  })();
  return {
    ...nothing,
    state,
    version: it.errata.length,
    hasChanged: state === "open" && it.errata.length > act.version,
    said: given ? { by: speaker ?? "—", isReader: given.personId === reader.id, on: given.on } : null,
    meeting: {
      id: it.id,
      title: it.title,
      day: it.day,
      organization: await shortNameOf(deps, organizationId),
      corrections: it.errata.slice(act.version).map(({ text }) => text),
    },
  };
}

/**
 * A position can be given while the decision is open, and changed. What was reworded since the mail, or said by somebody
 * else for the same organization, is told first.
 */
async function lookAtDecision(
  deps: Deps,
  act: Act,
  it: DecisionWithHistory,
  { reader, timeZone }: { reader: Reader; timeZone: string },
): Promise<Known> {
  const organizationId = organizationOfAct(act, reader);
  const later = eventsOf(it).slice(act.version);
  const spoken = later.findLast(
    ({ type, data }) => type === "decision.positioned" && data?.organizationId === organizationId,
  );
  const reworded = later.findLast(({ type }) => type === "decision.reworded");
  const isSame = spoken?.data?.position === positionOfAct[act.kind as DecisionActKind];
  const state = ((): ActState => {
    if (isSame && !(isOpen(it) && reworded && reworded.seq > spoken!.seq)) return "done";
    const organization = { id: organizationId, hasVoice: it.askedIds.includes(organizationId) };
    if (positionAs(reader, organization) !== "own") return "refused";
    return isOpen(it) ? "open" : "over";
  })();
  const said = spoken ?? reworded ?? (state === "over" ? later.at(-1) : undefined);
  return {
    ...nothing,
    state,
    version: it.version,
    hasChanged: state === "open" && (spoken !== undefined || reworded !== undefined),
    said: said ? sayOf(said, reader, timeZone) : null,
    decision: {
      id: it.id,
      number: it.number,
      title: it.title,
      status: it.status,
      method: it.method,
      context: it.context,
      proposal: it.proposal,
      proposalVersion: it.proposalVersion,
      respondBy: it.respondBy,
      organization: await shortNameOf(deps, organizationId),
    },
  };
}

/** The indicator and the period that a mail asked for. */
export function readingOf({ record_id }: Pick<Act, "record_id">) {
  const [indicatorId = "", period = ""] = record_id.split("/");
  return { indicatorId, period };
}

/**
 * A number can be given until somebody has given the final one, or its round was closed. A version counts what was ever
 * said of the period.
 */
async function lookAtReading(deps: Deps, act: Act, reader: Reader, timeZone: string): Promise<Known> {
  const { indicatorId, period } = readingOf(act);
  const it = await readIndicatorPage(deps.db, indicatorId, reader);
  const now = it.dataPoints.find((one) => one.period === period);
  const version = (now ? 1 : 0) + it.replaced.filter((one) => one.period === period).length;
  const standing = standingOf(now);
  const isAnswered = standing === "reported" || standing === "not_collected";
  const isOver = await isClosed(deps, act, indicatorId, period, reader.initiativeId);
  const state = ((): ActState => {
    // A provisional number that came through this link is an answer; the next mail asks for the final one.
    if (isAnswered || (standing === "provisional" && version > act.version)) return "done";
    if (!may.report(reader, it.reporterOrganizationId)) return "refused";
    return isOver ? "over" : "open";
  })();
  const before = it.dataPoints.findLast((one) => one.period < period && one.value !== null);
  return {
    ...nothing,
    state,
    version,
    hasChanged: state === "open" && version > act.version,
    said:
      now && version > 0
        ? {
            by: await nameOf(deps, now.saidBy),
            isReader: now.saidBy === reader.id,
            on: dayIn(timeZone, now.saidAt),
          }
        : null,
    reading: {
      indicatorId,
      code: it.code,
      name: it.name,
      definition: it.definition,
      unit: it.unit,
      period,
      isOver: periodEnd(period) < dayIn(timeZone, deps.now()),
      organization: await shortNameOf(deps, it.reporterOrganizationId),
      before: before ? { period: before.period, value: before.value! } : null,
      now: now ? { value: now.value, status: now.status, note: now.note } : null,
    },
  };
}

/** Whether the round that a mail belonged to is over: closed after it was written, and no other one is open. */
async function isClosed(deps: Deps, act: Act, indicatorId: string, period: string, initiativeId: string) {
  const rounds = await deps.db
    .selectFrom("data_round")
    .select(["indicator_ids", "closed_on"])
    .where("initiative_id", "=", initiativeId)
    .where("period", "=", period)
    .execute();
  const own = rounds.filter((it) => (JSON.parse(it.indicator_ids) as string[]).includes(indicatorId));
  const { timeZone } = await readInitiative(deps.db, initiativeId);
  const writtenOn = dayIn(timeZone, act.created_at);
  return own.length > 0 && own.every((it) => it.closed_on !== null && it.closed_on >= writtenOn);
}

/** A version counts these events: reminders leave a decision as it was. */
export const eventsOf = (it: DecisionWithHistory) =>
  it.history.filter(({ type }) => type !== "decision.reminded");

/** Whose answer an act gives: the one that its mail was about. */
export const organizationOfAct = (act: Act, reader: Reader) => act.organization_id ?? reader.organizationId;

const sayOf = ({ by, at }: Pick<HistoryItem, "by" | "at">, reader: Who, timeZone: string) => ({
  by: by.name,
  isReader: by.id === reader.id,
  on: dayIn(timeZone, at),
});

async function nameOf({ db }: Deps, personId: string) {
  const row = await db.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirst();
  return row?.name || "—";
}

async function shortNameOf({ db }: Deps, organizationId: string) {
  const row = await db
    .selectFrom("organization")
    .select("short_name")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return row.short_name;
}

async function factsOf(deps: Deps, it: CommitmentWithHistory): Promise<ActCommitment> {
  const { db } = deps;
  const meeting = it.fromMeetingId
    ? await db
        .selectFrom("meeting")
        .select(["title", "day"])
        .where("id", "=", it.fromMeetingId)
        .executeTakeFirst()
    : undefined;
  return {
    id: it.id,
    number: it.number,
    what: it.what,
    owner: await shortNameOf(deps, it.ownerOrganizationId),
    status: it.status,
    dueOn: it.dueOn,
    originalDueOn: it.originalDueOn,
    offeredBy: await nameOf(deps, it.offeredBy),
    offeredOn: it.offeredOn,
    quote: it.quote,
    meeting: meeting ? { title: meeting.title, day: meeting.day as Day } : null,
  };
}

async function backboneOf({ db }: Deps, initiativeId: string) {
  const row = await db
    .selectFrom("organization")
    .select("short_name")
    .where("initiative_id", "=", initiativeId)
    .where("kind", "=", "backbone")
    .executeTakeFirst();
  return row?.short_name ?? "—";
}
