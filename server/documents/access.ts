import type { Kysely, Selectable } from "kysely";
import type { DocumentSummary, Presence } from "../../shared/documents/document.ts";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import { may, type Role, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { listMeetings, onlookerOf, openMeeting } from "../meetings/queries.ts";
import type { Seat } from "../relay/host.ts";

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
 * The seat that a sign-in has in a document, as of `now` (milliseconds since 1970). The one place that decides who
 * sits where: asked at the door, and again whenever access may have changed. Throws `signed_out`, and `not_found`
 * alike for a document that does not exist and for one of another initiative.
 */
export async function seatFor(
  db: Kysely<Tables>,
  name: string,
  signInId: string,
  now: number,
): Promise<DocumentSeat> {
  const row = await db
    .selectFrom("sign_in")
    .innerJoin("person", "person.id", "sign_in.person_id")
    .innerJoin("organization", "organization.id", "person.organization_id")
    .where("sign_in.id", "=", signInId)
    .where("sign_in.expires_at", ">", now)
    .where("person.removed_at", "is", null)
    .select(["person.id", "person.name", "person.role", "person.initiative_id", "person.organization_id"])
    .select("person.also_for")
    .select(["organization.short_name", "organization.hue", "sign_in.expires_at"])
    .executeTakeFirst();
  if (!row) throw new AppError("signed_out", "Your sign-in has ended. Sign in again to go on.");
  const who: Who = {
    id: row.id,
    initiativeId: row.initiative_id,
    organizationId: row.organization_id,
    role: row.role as Role,
    alsoFor: JSON.parse(row.also_for) as string[],
  };
  const { mayEdit } = await openDocument(db, name, who);
  if (!may.readDocuments(who))
    throw new AppError("forbidden", "You may not read this text. Ask the backbone for access.");
  const presence: Presence = {
    personId: row.id,
    name: row.name,
    organizationId: row.organization_id,
    organization: row.short_name,
    hue: row.hue,
    mayEdit,
  };
  // What other editors call a person: stamped too, so that no field is left in which to choose a name.
  const color = `var(--o${row.hue})`;
  const asOthersSay = { color, user: { id: row.id, name: row.name, color } };
  return {
    personId: row.id,
    signInId,
    organizationId: row.organization_id,
    mayEdit,
    lastsMs: row.expires_at - now,
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
  const parsed = parseDocumentName(name);
  const row =
    parsed &&
    (await db
      .selectFrom("document")
      .where("name", "=", name)
      .where("initiative_id", "=", who.initiativeId)
      .select(["name", "language", "is_source", "meeting_id", "group_id"])
      .executeTakeFirst());
  if (!row) throw notFound("document");
  return {
    name: row.name,
    language: row.language,
    isSource: row.is_source === 1,
    mayEdit: await mayEdit(db, row, who),
  };
}

/** Notes are seen like their meeting: somebody who may not see it finds no notes either. */
async function mayEdit(
  db: Kysely<Tables>,
  { meeting_id: meetingId, group_id: groupId }: { meeting_id: string | null; group_id: string | null },
  who: Who,
) {
  if (groupId !== null) {
    const group = await db
      .selectFrom("partner_group")
      .select("visibility")
      .where("id", "=", groupId)
      .executeTakeFirstOrThrow();
    // An observer sees the activities that are public, and not the plan they stand in.
    if (!may.readPlan(await onlookerOf(db, who), { ...group, groupId })) throw notFound("document");
    return may.editPlan(who, { memberIds: idsIn((await membersOf(db, [groupId])).get(groupId)) });
  }
  if (meetingId === null) return may.editDocuments(who);
  const meeting = await openMeeting(db, meetingId, who).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? notFound("document") : error;
  });
  return may.writeNotes(who, meeting);
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
