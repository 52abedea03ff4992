import type { Kysely } from "kysely";
import { type Day, dayIn } from "../../shared/dates.ts";
import { type Indicator, shownOf } from "../../shared/indicators/indicator.ts";
import { dueDay } from "../../shared/indicators/period.ts";
import { current, standingOf } from "../../shared/indicators/readings.ts";
import type { ReadingCall, ReadingMails } from "../../shared/indicators/round.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import type { Append } from "../log/commit.ts";
import { addToThread } from "../log/history.ts";
import { wantsReminders } from "../mail/choices.ts";
import type { MailDraft } from "../mail/draft.ts";
import { mailTo, type Reader, readerOf } from "../mail/mail-to.ts";
import { draftText } from "../mail/render.ts";
import { maySee, speakersOf } from "../reminders/asked.ts";
import { readingMail } from "../reminders/reading-words.ts";
import { dataPointsOf } from "./queries.ts";

type Tx = Kysely<Tables>;

const dayMs = 86_400_000;

/** A reading that somebody is asked for. */
export interface Wanted {
  indicator: Indicator;
  period: string;
  dueOn: Day;
  /** How much was ever said of the period: whoever answers says that they saw it. */
  version: number;
  /** A value that is there for now. */
  provisional: number | null;
}

/** Why somebody is written to: a round was opened, its day comes near, or the backbone asks by hand. */
export type Why = "opened" | "due" | "asked";

export interface Written {
  mails: { reader: Reader; items: Wanted[]; draft: MailDraft }[];
  left: ReadingMails["left"];
}

/** Whom a call for readings would reach, and with which words: each reader once. */
export async function writeCall(
  deps: Pick<Deps, "now">,
  tx: Tx,
  items: readonly { indicator: Indicator; period: string }[],
  about: { initiativeId: string; why: Why; dueOn?: Day; note?: string | null },
): Promise<Written> {
  const { name, timeZone } = await readInitiative(tx, about.initiativeId);
  const today = dayIn(timeZone, deps.now());
  const heard =
    about.why === "asked" ? await remindedOn(tx, about.initiativeId, today, deps.now()) : new Set<string>();
  const left: Written["left"] = [];
  const byReader = new Map<string, { reader: Reader; items: Wanted[] }>();
  for (const { indicator, period } of items) {
    const said = (await dataPointsOf(tx, indicator.id)).filter((it) => it.period === period);
    const [now] = current(said);
    const standing = standingOf(now);
    const leave = (why: Written["left"][number]["why"]) =>
      left.push({ indicatorId: indicator.id, period, why });
    if (standing === "reported" || standing === "not_collected") {
      leave("reported");
      continue;
    }
    const readers = await reportersOf(tx, indicator);
    const fresh = readers.filter(({ id }) => !heard.has(`${id} ${indicator.id} ${period}`));
    if (fresh.length === 0) leave(readers.length === 0 ? "nobody" : "reminded_today");
    const wanted: Wanted = {
      indicator,
      period,
      dueOn: about.dueOn ?? dueDay(period, indicator.dueDays),
      version: said.length,
      provisional: standing === "provisional" ? (now?.value ?? null) : null,
    };
    for (const reader of fresh) {
      const known = byReader.get(reader.id) ?? { reader, items: [] };
      byReader.set(reader.id, { reader, items: [...known.items, wanted] });
    }
  }
  const mails = [...byReader.values()].map(({ reader, items: theirs }) => ({
    reader,
    items: theirs,
    draft: readingMail({
      reader,
      initiative: name,
      items: theirs,
      today,
      why: about.why,
      note: about.note ?? null,
    }),
  }));
  return { mails, left };
}

/** Puts the mails in line, in the caller's transaction; those who want no reminders still get what opens a round. */
export async function sendCall(deps: Pick<Deps, "now" | "random">, tx: Tx, { mails }: Written, why: Why) {
  for (const { reader, draft } of mails)
    await mailTo(
      deps,
      tx,
      { personId: reader.id, ...(why === "opened" ? {} : { canStop: "reminders" }) },
      draft,
    );
}

/** Says in the log who was asked by hand, so that nobody is asked twice a day. */
export async function noteCall(tx: Tx, append: Append, { mails }: Written, today: Day, who: Who) {
  for (const { reader, items } of mails)
    for (const { indicator, period } of items) {
      const { seq } = await append({
        type: "indicator.reminded",
        by: who.id,
        refs: [indicator.id, indicator.reporterOrganizationId],
        data: { period, personId: reader.id, on: today },
      });
      await addToThread(tx, indicator.id, seq);
    }
}

/** Who is written to about an indicator: whom it names, or else who speaks for its reporter; if they may see it. */
async function reportersOf(tx: Tx, it: Indicator): Promise<Reader[]> {
  const named = it.reporterPersonId === null ? undefined : await readerOf(tx, it.reporterPersonId);
  const people =
    named?.organizationId === it.reporterOrganizationId
      ? [named]
      : await speakersOf(tx, it.reporterOrganizationId);
  const readers: Reader[] = [];
  for (const reader of people) if (await maySee(tx, reader, shownOf(it))) readers.push(reader);
  return readers;
}

/** Who was asked on this day, of which reading. */
async function remindedOn(tx: Tx, initiativeId: string, today: Day, now: number) {
  const rows = await tx
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .where("event.initiative_id", "=", initiativeId)
    .where("event.type", "=", "indicator.reminded")
    // A day has fewer than two days' hours in every zone.
    .where("event.at", ">", now - 2 * dayMs)
    .select(["event.refs", "event_payload.payload"])
    .execute();
  return new Set(
    rows.flatMap(({ refs, payload }) => {
      const data = payload === null ? undefined : JSON.parse(payload).data;
      return data?.on === today ? [`${data.personId} ${JSON.parse(refs)[0]} ${data.period}`] : [];
    }),
  );
}

/** What is mailed, as the backbone may see it: the buttons are for their readers alone. */
export const shownCall = (
  { addresses }: Pick<Deps, "addresses">,
  { mails, left }: Written,
): ReadingMails => ({
  mails: mails.map(({ reader, items, draft }) => ({
    personId: reader.id,
    name: reader.name,
    organizationId: reader.organizationId,
    language: reader.language,
    subject: draft.subject,
    text: draftText(draft, (path) => `${addresses.main}${path}`),
    indicatorIds: items.map(({ indicator }) => indicator.id),
  })),
  left,
});

/** Leaves out those who turned reminders off, and says so. */
export async function withoutStopped(tx: Tx, written: Written): Promise<Written> {
  const mails: Written["mails"] = [];
  const left = [...written.left];
  for (const it of written.mails) {
    if (await wantsReminders(tx, it.reader.id)) mails.push(it);
    else
      for (const { indicator, period } of it.items)
        left.push({ indicatorId: indicator.id, period, why: "nobody" });
  }
  return { mails, left };
}

/** The readings of a call, each once. */
export const eachOnce = ({ items }: ReadingCall) => [
  ...new Map(items.map((it) => [`${it.indicatorId} ${it.period}`, it])).values(),
];
