import type { DocumentKind } from "../../shared/documents/name.ts";
import type { Language } from "../../shared/languages.ts";
import type { Way } from "../../shared/overview/check-in.ts";
import type { Role } from "../../shared/roles.ts";
import type { AgendaTables } from "./agenda-tables.ts";
import type { MailTables } from "./mail-tables.ts";
import type { MeetingTables } from "./meeting-tables.ts";
import type { RecordTables } from "./record-tables.ts";
import type { ThreadTables } from "./thread-tables.ts";

/** The tables as the migrations leave them, for Kysely. Booleans are 0 or 1; instants are ms since 1970. */
export interface Tables extends MeetingTables, RecordTables, MailTables, ThreadTables, AgendaTables {
  initiative: {
    id: string;
    name_en: string;
    name_es: string;
    tagline_en: string;
    tagline_es: string;
    place: string;
    time_zone: string;
    default_language: Language;
    sample_as_of: string | null;
    /** JSON: see `shared/initiative/governance.ts`. */
    governance: string;
    /** Of a restored backup: see `server/initiative/epoch.ts`; empty until then. */
    epoch: string;
    created_at: number;
  };
  organization: {
    id: string;
    initiative_id: string;
    name: string;
    short_name: string;
    sector: string;
    kind: "backbone" | "partner";
    hue: number;
    joined_on: string;
    is_public_body: number;
    has_voice: number;
    speaks_in_meetings_only: number;
    language: Language;
    created_at: number;
    removed_on: string | null;
    removed_for: string | null;
  };
  person: {
    id: string;
    initiative_id: string;
    organization_id: string;
    name: string;
    email: string;
    role: Role;
    language: Language;
    password_hash: string | null;
    /** JSON: a list of organizations. */
    also_for: string;
    created_at: number;
    first_signed_in_at: number | null;
    removed_at: number | null;
  };
  sign_in: {
    id: string;
    person_id: string;
    device: string;
    created_at: number;
    last_used_at: number;
    expires_at: number;
  };
  link: {
    id: string;
    person_id: string | null;
    purpose: "sign_in" | "invitation" | "set_up";
    token_hash: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  mail: {
    id: string;
    initiative_id: string;
    person_id: string | null;
    recipient: string;
    subject: string;
    body: string;
    link_id: string | null;
    created_at: number;
    sent_at: number | null;
    attempts: number;
    last_error: string | null;
    /** JSON: a mail with buttons; the body is empty then. */
    draft: string | null;
  };
  document: {
    name: string;
    initiative_id: string;
    kind: DocumentKind;
    /** Whose notes these are; null when they are nobody's. */
    meeting_id: string | null;
    /** Whose action plan it is. */
    group_id: string | null;
    /** The entry of its log up to which rows were read from it. */
    read_seq: number;
    language: Language;
    is_source: number;
    created_at: number;
    snapshot: Uint8Array | null;
    snapshot_seq: number;
  };
  document_update: { document: string; seq: number; at: number; person_id: string; data: Uint8Array };
  document_client: { document: string; client_id: number; person_id: string };
  common_agenda: {
    initiative_id: string;
    title_en: string;
    title_es: string;
    version: string;
    status: "draft" | "adopted";
    adopted_on: string | null;
    next_review_on: string | null;
    source_language: Language;
  };
  check_in: {
    id: string;
    initiative_id: string;
    organization_id: string;
    contact_on: string;
    way: Way;
    note: string;
    next_on: string | null;
    by: string;
    seq: number;
    is_removed: number;
  };
  event: {
    initiative_id: string;
    seq: number;
    at: number;
    by: string;
    type: string;
    /** JSON: a list of ids. */
    refs: string;
    payload_hash: string;
    prev_hash: string;
    hash: string;
  };
  /** Both are null when what the event said was erased. */
  event_payload: { initiative_id: string; seq: number; salt: Uint8Array | null; payload: string | null };
}
