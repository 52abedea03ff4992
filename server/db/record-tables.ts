import type { Visibility } from "../../shared/roles.ts";

/** Strategies, activities, indicators and decisions, as the migrations leave them. */
export interface RecordTables {
  strategy: {
    id: string;
    initiative_id: string;
    place: number;
    name_en: string;
    name_es: string;
    summary: string;
    owner_group_id: string | null;
  };
  activity: {
    id: string;
    initiative_id: string;
    code: string;
    title: string;
    strategy_id: string;
    lead_organization_id: string | null;
    /** JSON: lists of ids. */
    support_organization_ids: string;
    indicator_ids: string;
    depends_on_ids: string;
    group_id: string | null;
    starts_on: string;
    ends_on: string;
    status: "planned" | "on_track" | "at_risk" | "delayed" | "done" | "stopped";
    resources: string | null;
    /** JSON: a list. */
    milestones: string;
    note: string | null;
    visibility: Visibility;
    removed_on: string | null;
  };
  indicator: {
    id: string;
    initiative_id: string;
    code: string;
    name_en: string;
    name_es: string;
    level: "core" | "contributing";
    /** JSON: lists. */
    strategy_ids: string;
    disaggregate_by: string;
    definition: string;
    unit: string;
    direction: "increase" | "decrease";
    /** JSON: a period and its value. */
    baseline: string | null;
    target: string | null;
    interim_target: string | null;
    data_source: string;
    cadence: "monthly" | "quarterly" | "yearly";
    reporter_organization_id: string;
    visibility: Visibility;
    reporter_person_id: string | null;
    smallest_group: number | null;
    aggregation: "latest" | "sum" | "average";
    sharing_note: string | null;
    due_days: number;
    version: number;
    /** JSON: a list. */
    breaks: string;
  };
  data_point: {
    id: string;
    indicator_id: string;
    place: number;
    period: string;
    period_end: string;
    value: number | null;
    status: "reported" | "provisional" | "missing" | "corrected";
    note: string | null;
    /** JSON: a list. */
    disaggregation: string;
    reported_by_organization_id: string;
    reported_on: string | null;
    is_on_behalf: number;
    from_meeting_id: string | null;
    from_item_id: string | null;
    said_by: string;
    said_at: number;
  };
  data_round: {
    id: string;
    initiative_id: string;
    period: string;
    /** JSON: a list of ids. */
    indicator_ids: string;
    due_on: string;
    note: string | null;
    opened_by: string;
    opened_on: string;
    closed_on: string | null;
  };
  reading_import: {
    id: string;
    initiative_id: string;
    person_id: string;
    file: string;
    fingerprint: string | null;
    readings: number;
    written: number;
    indicators: number;
    status: "sent" | "writing" | "done";
    created_at: number;
  };
  reading_import_part: { import_id: string; place: number; bytes: Uint8Array };
  /** `readings` is JSON: a list. */
  reading_import_rest: { import_id: string; place: number; readings: string };
  decision: {
    id: string;
    initiative_id: string;
    number: number;
    title: string;
    group_id: string;
    status: "draft" | "open" | "adopted" | "not_adopted" | "withdrawn" | "superseded";
    method: "consent" | "consensus" | "two_thirds" | "sense_check" | "advice" | "gradients";
    visibility: Visibility;
    raised_by_organization_id: string;
    context: string | null;
    /** JSON: a list. */
    options: string;
    chosen_option_id: string | null;
    proposal: string;
    proposal_version: number;
    opened_on: string;
    respond_by: string | null;
    decided_on: string | null;
    decided_at_meeting_id: string | null;
    /** JSON. */
    quorum: string | null;
    outcome: string | null;
    review_on: string | null;
    /** JSON: lists of ids. */
    indicator_ids: string;
    strategy_ids: string;
    supersedes_id: string | null;
    from_meeting_id: string | null;
    from_item_id: string | null;
    quote: string | null;
    days_min: number;
    /** JSON: lists, and in between one of a passage and one of its closing. */
    changes: string;
    passage: string | null;
    closing: string | null;
    corrections: string;
    reviews: string;
    superseded_by_id: string | null;
    opened_by: string;
    version: number;
    changed_by: string;
    changed_at: number;
  };
  position: {
    decision_id: string;
    place: number;
    organization_id: string;
    position: "consent" | "consent_with_reservation" | "stand_aside" | "objection" | "abstain" | "recused";
    reason: string | null;
    proposal_version: number;
    by_person_id: string;
    given_on: string;
    is_on_behalf: number;
    level: number | null;
  };
  record_event: { record_id: string; seq: number };
}
