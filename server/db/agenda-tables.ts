import type { AdoptionKind } from "../../shared/common-agenda/version.ts";

/** The tables of the common agenda's versions, and of who adopted which. */
export interface AgendaTables {
  agenda_version: {
    id: string;
    initiative_id: string;
    number: string;
    place: number;
    published_on: string;
    published_by: string;
    note: string | null;
    decision_id: string | null;
    hash: string;
    /** JSON: see `AgendaTexts`. */
    texts: string;
  };
  agenda_adoption: {
    id: string;
    initiative_id: string;
    organization_id: string;
    version_id: string;
    kind: AdoptionKind;
    reason: string | null;
    adopted_on: string;
    adopted_by: string;
    on_behalf: number;
    seq: number;
  };
}
