import type { Kysely, Selectable } from "kysely";
import type { DocumentSummary, Presence } from "../../shared/documents/document.ts";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import { may, type Onlooker, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { listMeetings, onlookerOf } from "../meetings/queries.ts";
import type { Seat } from "../relay/host.ts";
import { type Knock, type Place, placeFor, placesOf, type SignInPlace } from "./places.ts";

/**
 * Who may have lost or won something: a person, one sign-in of theirs, everybody of an organization, or everybody who
 * has a document open.
 */
export type AccessChange =
  | { personId: string }
  | { signInId: string }
  | { organizationId: string }
  | { documentName: string };

/** Says after a commit that somebody's access changed, to whoever listens: the open sockets, for one. */
export interface Access {
  changed(change: AccessChange): void;
  /** How many changes there were: whoever asked several questions of the database sees whether one came between. */
  readonly changes: number;
  /** The answer ends it. */
  subscribe(listener: (change: AccessChange) => void): () => void;
}

export function createAccess(): Access {
  const listeners = new Set<(change: AccessChange) => void>();
  let changes = 0;
  return {
    get changes() {
      return changes;
    },
    changed(change) {
      changes++;
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A seat in one of our documents. */
export interface DocumentSeat extends Seat {
  readonly organizationId: string;
}

type Sitting = Pick<DocumentSeat, "personId" | "signInId" | "organizationId">;

/** Whether a change is about one person, be it by their sign-in or their organization. */
export function isAbout(it: Sitting, change: AccessChange) {
  if ("personId" in change) return it.personId === change.personId;
  if ("signInId" in change) return it.signInId === change.signInId;
  return "organizationId" in change && it.organizationId === change.organizationId;
}

/** Whether somebody's seat in the document `name` is to be asked about again. */
export const isTouchedBy = (seat: DocumentSeat, name: string, change: AccessChange) =>
  "documentName" in change ? name === change.documentName : isAbout(seat, change);

/**
 * The seat that a sign-in has in a document, as of `now` (milliseconds since 1970): see `seatAt`. Asked at the door,
 * and again whenever access may have changed.
 */
export async function seatFor(
  db: Kysely<Tables>,
  name: string,
  signInId: string,
  now: number,
): Promise<DocumentSeat> {
  const [place] = await placesOf(db, [{ name, signInId }]);
  return seatAt(place, { name, signInId }, now);
}

/**
 * The one place that decides who sits where. Throws `signed_out`, and `not_found` alike for a document that does not
 * exist and for one of another initiative.
 */
export function seatAt(place: SignInPlace | undefined, { name, signInId }: Knock, now: number): DocumentSeat {
  if (!place || place.endsAt <= now)
    throw new AppError("signed_out", "Your sign-in has ended. Sign in again to go on.");
  const { personId, organizationId, organization, hue } = place;
  const who: Who = { ...place, id: personId };
  const { mayEdit } = documentAt(place, name, who);
  if (!may.readDocuments(who))
    throw new AppError("forbidden", "You may not read this text. Ask the backbone for access.");
  const presence: Presence = { personId, name: place.name, organizationId, organization, hue, mayEdit };
  // What other editors call a person: stamped too, so that no field is left in which to choose a name.
  const color = `var(--o${hue})`;
  const asOthersSay = { color, user: { id: personId, name: place.name, color } };
  return {
    personId,
    signInId,
    organizationId,
    mayEdit,
    lastsMs: place.endsAt - now,
    presence: { ...asOthersSay, ...presence },
  };
}

interface FoundDocument {
  name: string;
  language: Language;
  isSource: boolean;
  mayEdit: boolean;
}

/** The only way to hold a document: one of the own initiative and for one's eyes, or not found. */
export async function openDocument(db: Kysely<Tables>, name: string, who: Who): Promise<FoundDocument> {
  if (!parseDocumentName(name)) throw notFound("document");
  return documentAt(await placeFor(db, name, who), name, who);
}

function documentAt(place: Place, name: string, who: Who): FoundDocument {
  if (place.document !== name || !parseDocumentName(name)) throw notFound("document");
  return { name, language: place.language, isSource: place.isSource === 1, mayEdit: mayEdit(place, who) };
}

/** Notes are seen like their meeting, and plans like their group: somebody who may not see it finds no text either. */
function mayEdit(place: Place, who: Who) {
  const { organizationId, role, alsoFor } = who;
  const onlooker: Onlooker = { organizationId, role, alsoFor, groupIds: new Set(place.groupIds) };
  const { groupId, groupVisibility, meetingId, meetingStatus, meetingVisibility, meetingGroupId } = place;
  if (groupId !== null) {
    // An observer sees the activities that are public, and not the plan they stand in.
    if (groupVisibility === null || !may.readPlan(onlooker, { visibility: groupVisibility, groupId }))
      throw notFound("document");
    return may.editPlan(who, place);
  }
  if (meetingId === null) return may.editDocuments(who);
  const isSeen =
    meetingVisibility !== null &&
    may.see(onlooker, { visibility: meetingVisibility, groupId: meetingGroupId, organizationIds: [] });
  if (!isSeen || meetingStatus === null) throw notFound("document");
  return may.writeNotes(who, { status: meetingStatus });
}

/** The documents of one's initiative: the common agenda, the source language first; then the notes, the latest first. */
export async function listDocuments(deps: Pick<Deps, "db" | "now">, who: Who): Promise<DocumentSummary[]> {
  const { db } = deps;
  const rows = await db
    .selectFrom("document")
    .innerJoin("common_agenda", "common_agenda.initiative_id", "document.initiative_id")
    .where("document.initiative_id", "=", who.initiativeId)
    .select(["document.name", "document.kind", "document.language", "document.is_source", "meeting_id"])
    .select("document.group_id")
    .select(["common_agenda.title_en", "common_agenda.title_es"])
    .orderBy("document.is_source", "desc")
    .orderBy("document.language")
    .execute();
  const agendas = rows
    .filter((row) => row.kind === "common-agenda")
    .map((row) => ({
      ...summaryOf(row),
      title: row.language === "es" ? row.title_es : row.title_en,
      mayEdit: may.editDocuments(who),
    }));
  const plans = await listPlans(db, who, rows);
  const notesOf = new Map(rows.map((row) => [row.meeting_id, row]));
  const notes = (await listMeetings(deps, who)).flatMap((meeting) => {
    const row = notesOf.get(meeting.id);
    return row ? [{ ...summaryOf(row), title: meeting.title, mayEdit: may.writeNotes(who, meeting) }] : [];
  });
  return [...agendas, ...plans, ...notes];
}

/** Which organizations each of these groups is made of. */
async function membersOf(db: Kysely<Tables>, groupIds: readonly string[]) {
  const rows = await db.selectFrom("group_member").selectAll().where("group_id", "in", groupIds).execute();
  return Map.groupBy(rows, (it) => it.group_id);
}

/** The action plans, each under the name of its group. */
async function listPlans(
  db: Kysely<Tables>,
  who: Who,
  rows: readonly ListedRow[],
): Promise<DocumentSummary[]> {
  if (!may.readPlans(who)) return [];
  const groups = await db
    .selectFrom("partner_group")
    .select(["id", "name_en", "name_es", "visibility"])
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const onlooker = await onlookerOf(db, who);
  const members = await membersOf(
    db,
    groups.map((it) => it.id),
  );
  return groups.flatMap((group) => {
    const row = rows.find((it) => it.group_id === group.id);
    if (!row || !may.readPlan(onlooker, { visibility: group.visibility, groupId: group.id })) return [];
    const title = row.language === "es" ? group.name_es : group.name_en;
    const mayEdit = may.editPlan(who, { memberIds: idsIn(members.get(group.id)) });
    return [{ ...summaryOf(row), title, mayEdit }];
  });
}

const idsIn = (members: readonly { organization_id: string }[] = []) =>
  members.map((it) => it.organization_id);

type ListedRow = Parameters<typeof summaryOf>[0] & { group_id: string | null };

const summaryOf = (
  row: Pick<Selectable<Tables["document"]>, "name" | "kind" | "language" | "is_source">,
) => ({
  name: row.name,
  kind: row.kind,
  language: row.language,
  isSource: row.is_source === 1,
});
