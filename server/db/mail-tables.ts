import type { ActKind } from "../../shared/acts/act.ts";

/** The tables of mailed acts and of what is planned, as the migrations leave them. */
export interface MailTables {
  act: {
    id: string;
    initiative_id: string;
    person_id: string;
    kind: ActKind;
    record_id: string;
    organization_id: string | null;
    version: number;
    created_at: number;
    expires_at: number;
  };
  mail_choice: { person_id: string; reminders: number };
  job: {
    id: string;
    initiative_id: string;
    kind: string;
    key: string;
    record_id: string;
    due_at: number;
    /** JSON. */
    payload: string;
    done_at: number | null;
    outcome: "done" | "dropped" | null;
    attempts: number;
    last_error: string | null;
  };
}
