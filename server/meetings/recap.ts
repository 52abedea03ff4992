import type { Kysely, Selectable } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { type Language, languages } from "../../shared/languages.ts";
import type { MeetingEvent } from "../../shared/meetings/events.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import { minutesLeadDays } from "../../shared/meetings/readings.ts";
import type { Recap, RecapForm, RecapPage, RecapSource } from "../../shared/meetings/recap.ts";
import { recapOf } from "../../shared/meetings/recap.ts";
import { recapToMarkdown } from "../../shared/meetings/recap-markdown.ts";
import { may, type Onlooker, type Shown, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../log/append.ts";
import { readEventsAbout } from "../log/queries.ts";
import { mailRecap } from "../reminders/recap.ts";
import { changeMeeting, mustBe, mustLead } from "./change.ts";
import { groupsOf, onlookerOf, openMeeting, shownRow } from "./queries.ts";
import { erasedIn, type Notes, readNotes, readSource, withoutNames } from "./recap-source.ts";

type Db = Kysely<Tables>;
type Row = Selectable<Tables["meeting"]>;
type RecapDeps = Pick<Deps, "db" | "documents">;

interface Wanted {
  language: Language;
  form: RecapForm;
}

/** A recap for one reader: what was sent, as it was sent; a draft of it before that. */
export async function readRecap(
  deps: RecapDeps,
  id: string,
  { language, form }: Wanted,
  who: Who,
): Promise<RecapPage> {
  const { db } = deps;
  const row = await openMeeting(db, id, who);
  const notes = await readNotes(deps, row, who);
  const source = await readSource(db, row, notes, who, "now");
  const onlooker = await onlookerOf(db, who);
  const recap = recapOf(source, (it) => may.see(onlooker, it));
  return {
    recap,
    markdown: recapToMarkdown(recap, language, form),
    sent: await sendingOf(deps, row, notes, who),
    arrivedLater: await arrivedLater(db, row, source, onlooker),
  };
}

/**
 * The recap as Markdown, as it was mailed: what every member of the group may see of it, as far as this reader may.
 * Corrections that came later stand beside it, not in it.
 */
export async function readRecapMarkdown(deps: RecapDeps, id: string, { language, form }: Wanted, who: Who) {
  const row = await openMeeting(deps.db, id, who);
  const notes = await readNotes(deps, row, who);
  const source = await readSource(deps.db, row, notes, who, "now");
  const onlooker = await onlookerOf(deps.db, who);
  const members = seenByAll(row.group_id);
  const recap = recapOf(source, (it) => members(it) && may.see(onlooker, it));
  return recapToMarkdown(recap, language, form);
}

/** Sends the recap, once: the log keeps the fingerprint of what was sent in each language. */
export async function sendRecap(deps: Deps, id: string, who: Who): Promise<MeetingRecord> {
  const row = await openMeeting(deps.db, id, who);
  // Nobody writes in the notes of a closed meeting: what is read before the transaction still holds in it.
  const notes = row.status === "held" ? await readNotes(deps, row, who) : undefined;
  const sent = await changeMeeting(deps, id, who, async (scene) => {
    const { was, tx, today } = scene;
    mustLead(scene);
    if (was.recapSentOn !== null) return [];
    mustBe(scene, "held");
    if (!notes) throw new AppError("conflict", "This meeting was closed a moment ago. Send its recap again.");
    const source = await readSource(tx, row, notes, who, "now");
    const asSent = { ...source, sentOn: today };
    const members = seenByAll(was.groupId);
    const prints = printsOf(recapOf(asSent, members));
    const sha256WithoutNames = printsOf(recapOf(withoutNames(asSent, notes), members));
    const mailed = await mailRecap(deps, tx, {
      meetingId: id,
      // Whoever was there as a guest gets what a guest may see.
      async textFor(reader, form) {
        const onlooker = await onlookerOf(tx, reader);
        const theirs = recapOf(asSent, (it) => members(it) && may.see(onlooker, it));
        return recapToMarkdown(theirs, reader.language, form);
      },
    });
    const data = { on: today, sha256: prints, sha256WithoutNames, mailedTo: mailed.length };
    return [{ type: "meeting.recap_sent", data }];
  });
  deps.mail.wake();
  return sent;
}

type Prints = Record<Language, string>;

const printsOf = (recap: Recap) =>
  Object.fromEntries(languages.map((it) => [it, sha256(recapToMarkdown(recap, it, "full"))])) as Prints;

/** What everybody may see who belongs to a member of the group, whichever it is. */
const seenByAll = (groupId: string) => {
  const member: Onlooker = { organizationId: "", role: "contributor", groupIds: new Set([groupId]) };
  return (it: Shown) => may.see(member, it);
};

/** When it was sent, in how many days, and whether the log and the notes still give what was sent. */
async function sendingOf({ db }: RecapDeps, row: Row, notes: Notes, who: Who): Promise<RecapPage["sent"]> {
  const { recap_seq: seq, recap_sent_on: on } = row;
  if (seq === null || on === null) return null;
  const [event] = (await readEventsAbout(db, who.initiativeId, { ids: [row.id], until: seq })).filter(
    (it) => it.seq === seq,
  );
  const said = event?.data as (MeetingEvent & { type: "meeting.recap_sent" })["data"] | undefined;
  const prints = said?.sha256 ?? null;
  const group = (await groupsOf(db, who.initiativeId)).find((it) => it.id === row.group_id)!;
  return {
    on,
    seq,
    daysAfter: minutesLeadDays({ day: row.day, recapSentOn: on })!,
    daysAgreed: group.recapDays,
    mailedTo: said?.mailedTo ?? null,
    sha256: prints,
    ...(prints
      ? await whatHolds(db, row, notes, { prints, withoutNames: said?.sha256WithoutNames }, who)
      : { holds: null, namesErased: 0 }),
  };
}

/** The very text that was sent, or all of it but the names of those who were erased since. */
async function whatHolds(
  db: Db,
  row: Row,
  notes: Notes,
  sent: { prints: Prints; withoutNames: Prints | undefined },
  who: Who,
) {
  const source = await readSource(db, row, notes, who, "as sent");
  const gives = (it: RecapSource, prints: Prints) => {
    const now = printsOf(recapOf(it, seenByAll(row.group_id)));
    return languages.every((language) => now[language] === prints[language]);
  };
  const erased = [...(await erasedIn(db, notes, who.initiativeId)).values()].filter(
    (seq) => seq > row.recap_seq!,
  );
  if (erased.length === 0) return { holds: gives(source, sent.prints), namesErased: 0 };
  const holds = sent.withoutNames ? gives(withoutNames(source, notes), sent.withoutNames) : null;
  return { holds, namesErased: erased.length };
}

/** Promises of the meeting that the recap does not know: made without a connection, they arrived after it. */
async function arrivedLater(db: Db, row: Row, { commitments }: RecapSource, onlooker: Onlooker) {
  const made = await db
    .selectFrom("commitment")
    .selectAll()
    .where("from_meeting_id", "=", row.id)
    .orderBy("number")
    .execute();
  return made
    .filter((it) => !commitments.some(({ commitment }) => commitment.id === it.id))
    .filter((it) => may.see(onlooker, shownRow(it)))
    .map(({ id, number, what }) => ({ id, number, what }));
}
