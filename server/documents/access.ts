import type { Kysely } from "kysely";
import type { DocumentSummary, Presence } from "../../shared/documents/document.ts";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import { may, type Role, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Seat } from "../relay/host.ts";

/** Who may have lost or won something: a person, one sign-in of theirs, or everybody of an organization. */
export type AccessChange = { personId: string } | { signInId: string } | { organizationId: string };

/** Says after a commit that somebody's access changed, to whoever listens: the open sockets, for one. */
export interface Access {
  changed(change: AccessChange): void;
  /** The answer ends it. */
  subscribe(listener: (change: AccessChange) => void): () => void;
}

export function createAccess(): Access {
  const listeners = new Set<(change: AccessChange) => void>();
  return {
    changed(change) {
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

export const isTouchedBy = (seat: DocumentSeat, change: AccessChange) =>
  "personId" in change
    ? seat.personId === change.personId
    : "signInId" in change
      ? seat.signInId === change.signInId
      : seat.organizationId === change.organizationId;

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
    .select(["organization.short_name", "organization.hue", "sign_in.expires_at"])
    .executeTakeFirst();
  if (!row) throw new AppError("signed_out", "Your sign-in has ended. Sign in again to go on.");
  const who: Who = {
    id: row.id,
    initiativeId: row.initiative_id,
    organizationId: row.organization_id,
    role: row.role as Role,
  };
  await openDocument(db, name, who);
  if (!may.readDocuments(who))
    throw new AppError("forbidden", "You may not read this text. Ask the backbone for access.");
  const mayEdit = may.editDocuments(who);
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
}

/** The only way to hold a document: one of the own initiative, or not found. */
export async function openDocument(db: Kysely<Tables>, name: string, who: Who): Promise<FoundDocument> {
  const parsed = parseDocumentName(name);
  const row =
    parsed &&
    (await db
      .selectFrom("document")
      .where("name", "=", name)
      .where("initiative_id", "=", who.initiativeId)
      .select(["name", "language", "is_source"])
      .executeTakeFirst());
  if (!row) throw notFound("document");
  return { name: row.name, language: row.language, isSource: row.is_source === 1 };
}

/** The documents of one's initiative, the source language first. */
export async function listDocuments(db: Kysely<Tables>, who: Who): Promise<DocumentSummary[]> {
  const rows = await db
    .selectFrom("document")
    .innerJoin("common_agenda", "common_agenda.initiative_id", "document.initiative_id")
    .where("document.initiative_id", "=", who.initiativeId)
    .select(["document.name", "document.kind", "document.language", "document.is_source"])
    .select(["common_agenda.title_en", "common_agenda.title_es"])
    .orderBy("document.is_source", "desc")
    .orderBy("document.language")
    .execute();
  return rows.map((row) => ({
    name: row.name,
    kind: row.kind,
    title: row.language === "es" ? row.title_es : row.title_en,
    language: row.language,
    isSource: row.is_source === 1,
    mayEdit: may.editDocuments(who),
  }));
}
