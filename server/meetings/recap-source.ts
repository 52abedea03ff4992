import { type Kysely, type Selectable, sql } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { apply as applyToCommitment, type CommitmentEvent } from "../../shared/commitments/events.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { apply as applyToDecision, type DecisionEvent } from "../../shared/decisions/events.ts";
import { notesDocument } from "../../shared/documents/name.ts";
import { applyToDataPoint, applyToIndicator } from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import type { Language } from "../../shared/languages.ts";
import type { LogEvent } from "../../shared/log/event.ts";
import { nounOf } from "../../shared/log/sentences.ts";
import { apply, applyToGroup, type GroupEvent, type MeetingEvent } from "../../shared/meetings/events.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import type { RecapSource } from "../../shared/meetings/recap.ts";
import { erasedWords } from "../../shared/meetings/recap-words.ts";
import { namedAs, peopleIn } from "../../shared/meetings/said.ts";
import type { Shown, Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Documents } from "../documents/host.ts";
import { readInitiative } from "../initiative/queries.ts";
import { readEventsAbout } from "../log/queries.ts";
import { listOrganizations } from "../organizations/queries.ts";

type Db = Kysely<Tables>;
type Row = Selectable<Tables["meeting"]>;

/** The notes of a meeting as Markdown, and the language they were first written in. */
export interface Notes {
  markdown: string;
  language: Language;
}

/** Notes of meetings whose recap was sent: nobody writes in them, and building one takes a thread. */
const sentNotes = new WeakMap<Documents, Map<string, Notes>>();
const sentNotesMax = 100;

/** Notes have changed although nobody writes in them: somebody's name was taken out. They are read again. */
export const forgetSentNotes = (documents: Documents) => sentNotes.delete(documents);

/** The notes of a meeting; those of one that has none are empty. */
export async function readNotes(deps: Pick<Deps, "db" | "documents">, row: Row, who: Who): Promise<Notes> {
  const known = sentNotes.get(deps.documents) ?? new Map<string, Notes>();
  sentNotes.set(deps.documents, known);
  const notes = known.get(row.id) ?? (await buildNotes(deps, row, who));
  if (row.recap_seq !== null) {
    known.delete(row.id);
    known.set(row.id, notes);
    if (known.size > sentNotesMax) known.delete(known.keys().next().value!);
  }
  return notes;
}

async function buildNotes({ db, documents }: Pick<Deps, "db" | "documents">, { id }: Row, who: Who) {
  const row = await db
    .selectFrom("document")
    .select(["name", "language"])
    .where("name", "=", notesDocument(id))
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row) return { markdown: "", language: (await readInitiative(db, who.initiativeId)).defaultLanguage };
  const { snapshot, updates } = await documents.store.load(row.name);
  const markdown = await documents.jobs.markdown(snapshot ? [snapshot, ...updates] : updates);
  return { markdown, language: row.language };
}

/**
 * Everything a recap is made of, folded from the events up to the one that sent it, or up to now. `now` tells a sample's
 * days as they are today; `as sent` tells them as they were.
 */
export async function readSource(
  db: Db,
  row: Row,
  notes: Notes,
  who: Who,
  days: "now" | "as sent",
): Promise<RecapSource> {
  const { initiativeId } = who;
  const until = row.recap_seq ?? Number.MAX_SAFE_INTEGER;
  const siblings = await db.selectFrom("meeting").select("id").where("group_id", "=", row.group_id).execute();
  const meetingIds = [row.id, ...siblings.map((it) => it.id).filter((id) => id !== row.id)];
  const commitmentIds = await commitmentsSpokenOf(db, row, initiativeId, until);
  const decisionIds = await decisionsSpokenOf(db, row);
  const indicatorIds = await indicatorsSpokenOf(db, row);
  const all = await readEventsAbout(db, initiativeId, {
    ids: [
      row.group_id,
      ...meetingIds,
      ...commitmentIds,
      ...decisionIds,
      ...indicatorIds,
      ...indicatorsShown(notes),
    ],
    until,
  });
  const events = days === "now" ? all : all.filter((it) => it.seq <= until);
  const { meetings, commitments, decisions, indicators, said, moves, group } = folded(events);
  const meeting = meetings.get(row.id);
  if (!meeting || !group) throw new Error(`The log does not know the meeting ${row.id} or its group.`);
  meetings.delete(row.id);
  const erased = await erasedIn(db, notes, initiativeId);
  return {
    initiative: await readInitiative(db, initiativeId),
    meeting,
    group,
    siblings: [...meetings.values()],
    commitments: [...commitments.values()],
    movedAfter: (seq) => moves.filter((it) => it.seq > seq).reduce((sum, it) => sum + it.days, 0),
    decisions: [...decisions.values()],
    readings: current(said.filter((it) => it.fromMeetingId === row.id)).flatMap(
      ({ id, indicatorId, period, value }) => {
        const it = indicators.get(indicatorId);
        if (!it) return [];
        const { code, name, unit } = it;
        return {
          id,
          code,
          text: `${name[notes.language]}, ${period}: ${value === null ? "–" : `${value} ${unit}`}`,
          shown: shownOfIndicator(it),
        };
      },
    ),
    notes: namedAs(notes.markdown, (id) => (erased.has(id) ? erasedWords[notes.language] : undefined)),
    originalLanguage: notes.language,
    // As it was called then, whatever it is called by now.
    recordOf(id) {
      const it = indicators.get(id);
      return it && { name: it.name[notes.language], shown: shownOfIndicator(it) };
    },
    organizations: await listOrganizations(db, who),
    sentOn: meeting.recapSentOn,
  };
}

/** The same without anybody's name: what a recap's second fingerprint is of, which outlasts that somebody is erased. */
export const withoutNames = (source: RecapSource, { markdown }: Notes): RecapSource => ({
  ...source,
  notes: namedAs(markdown, (id) => `@${id}`),
});

/** The people whom the notes name and who were erased, each with the number of the event that says so. */
export async function erasedIn(db: Db, { markdown }: Notes, initiativeId: string) {
  const ids = peopleIn(markdown);
  if (ids.length === 0) return new Map<string, number>();
  const person = sql<string>`json_extract(refs, '$[0]')`;
  const rows = await db
    .selectFrom("event")
    .select(["seq", person.as("id")])
    .where("initiative_id", "=", initiativeId)
    .where("type", "=", "person.erased")
    .where(person, "in", ids)
    .execute();
  return new Map(rows.map((it) => [it.id, it.seq]));
}

/** What the events make of the records that they are about. */
function folded(events: readonly LogEvent[]) {
  const meetings = new Map<string, MeetingRecord>();
  const commitments = new Map<string, { commitment: Commitment; events: CommitmentEvent[] }>();
  const decisions = new Map<string, Decision>();
  const indicators = new Map<string, Indicator>();
  const said: DataPoint[] = [];
  const moves: { seq: number; days: number }[] = [];
  let group: Group | undefined;
  for (const event of events) {
    const [id = ""] = event.refs;
    const noun = nounOf(event);
    if (event.type === "initiative.days_moved") {
      moves.push({ seq: event.seq, days: event.data.days });
      for (const [key, it] of meetings) meetings.set(key, apply(it, event));
      for (const [key, it] of decisions) decisions.set(key, applyToDecision(it, event));
      for (const it of commitments.values()) it.commitment = applyToCommitment(it.commitment, event);
    } else if (event.type === "indicator.defined" || event.type === "indicator.redefined")
      indicators.set(id, applyToIndicator(indicators.get(id), event));
    else if (event.type === "indicator.reported") said.push(applyToDataPoint(event));
    else if (noun === "group") group = applyToGroup(group, event as GroupEvent);
    else if (noun === "meeting") meetings.set(id, apply(meetings.get(id), event as MeetingEvent));
    else if (noun === "decision")
      decisions.set(id, applyToDecision(decisions.get(id), event as DecisionEvent));
    else if (noun === "commitment") {
      const was = commitments.get(id);
      const happened = event as CommitmentEvent;
      commitments.set(id, {
        commitment: applyToCommitment(was?.commitment, happened),
        events: [...(was?.events ?? []), happened],
      });
    }
  }
  return { meetings, commitments, decisions, indicators, said, moves, group };
}

/** Of what was said of each indicator and period, the last. */
function current(said: readonly DataPoint[]): DataPoint[] {
  return [...new Map(said.map((it) => [`${it.indicatorId} ${it.period}`, it])).values()];
}

/** The indicators of which a reading was said at a meeting. */
async function indicatorsSpokenOf(db: Db, row: Row): Promise<string[]> {
  const found = await db
    .selectFrom("data_point")
    .select("indicator_id")
    .distinct()
    .where("from_meeting_id", "=", row.id)
    .orderBy("indicator_id")
    .execute();
  return found.map((it) => it.indicator_id);
}

/** The decisions that were opened or closed at a meeting, or stood on its agenda. */
async function decisionsSpokenOf(db: Db, row: Row): Promise<string[]> {
  const agenda = await db
    .selectFrom("agenda_item")
    .select("record_ids")
    .where("meeting_id", "=", row.id)
    .execute();
  const onAgenda = agenda.flatMap((it) => JSON.parse(it.record_ids) as string[]);
  const found = await db
    .selectFrom("decision")
    .select("id")
    .where("initiative_id", "=", row.initiative_id)
    .where(({ eb, or }) =>
      or([
        eb("decided_at_meeting_id", "=", row.id),
        eb("from_meeting_id", "=", row.id),
        ...(onAgenda.length > 0 ? [eb("id", "in", onAgenda)] : []),
      ]),
    )
    .orderBy("number")
    .execute();
  return found.map((it) => it.id);
}

/** The indicators whose cards stand in the notes. */
const indicatorsShown = ({ markdown }: Notes) =>
  [...markdown.matchAll(/\]\(indicator:([\w-]{1,64})\)/g)].map((it) => it[1]!);

const shownOfIndicator = ({ visibility, reporterOrganizationId }: Indicator): Shown => ({
  visibility,
  groupId: null,
  organizationIds: [reporterOrganizationId],
});

const becameTypes: CommitmentEvent["type"][] = [
  "commitment.kept",
  "commitment.not_kept",
  "commitment.released",
  "commitment.renegotiated",
  "commitment.handed_over",
];

/** The commitments of a meeting, and those that were changed at it or by what it agreed. */
async function commitmentsSpokenOf(db: Db, row: Row, initiativeId: string, until: number): Promise<string[]> {
  const made = await db.selectFrom("commitment").select("id").where("from_meeting_id", "=", row.id).execute();
  const agreedAt = sql<string>`json_extract(event_payload.payload, '$.data.agreedAtMeetingId')`;
  const changed = await db
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .where("event.initiative_id", "=", initiativeId)
    .where("event.seq", "<=", until)
    .where("event.type", "in", becameTypes)
    .where(({ eb, or, and }) =>
      or([
        eb(agreedAt, "=", row.id),
        ...(row.started_at === null
          ? []
          : [
              and([
                eb("event.at", ">=", row.started_at),
                eb("event.at", "<=", row.ended_at ?? Number.MAX_SAFE_INTEGER),
              ]),
            ]),
      ]),
    )
    .select("event.refs")
    .execute();
  const spokenOf = changed.map((it) => (JSON.parse(it.refs) as string[])[0]!);
  return [...new Set([...made.map((it) => it.id), ...spokenOf])];
}
