import type { Visibility } from "../../shared/roles.ts";

/** Groups, meetings and commitments, as the third, the fourth and the tenth migration leave them. */
export interface MeetingTables {
  partner_group: {
    id: string;
    initiative_id: string;
    kind: "steering_committee" | "working_group";
    name_en: string;
    name_es: string;
    cadence: string;
    /** JSON: a list of people. */
    chair_ids: string;
    visibility: Visibility;
    quorum_percent: number;
    recap_days: number;
    version: number;
    changed_by: string;
    changed_at: number;
  };
  group_member: { group_id: string; organization_id: string; place: number };
  meeting: {
    id: string;
    initiative_id: string;
    group_id: string;
    title: string;
    status: "scheduled" | "live" | "held" | "cancelled";
    /** Local to the initiative's place, as are the times. */
    day: string;
    starts_at: string;
    ends_at: string;
    place: string;
    facilitator_id: string | null;
    note_taker_id: string | null;
    /** JSON: a list of languages. */
    interpretation: string;
    visibility: Visibility;
    recap_sent_on: string | null;
    series_id: string | null;
    agenda_sent_on: string | null;
    /** Milliseconds since 1970. */
    started_at: number | null;
    ended_at: number | null;
    current_item_id: string | null;
    current_started_at: number | null;
    current_minutes: number | null;
    recap_seq: number | null;
    cancel_reason: string | null;
    /** JSON: lists, and what to keep and to change. */
    announced: string;
    read_back: string;
    confirmations: string;
    errata: string;
    debrief: string | null;
    version: number;
    changed_by: string;
    changed_at: number;
  };
  agenda_item: {
    meeting_id: string;
    id: string;
    place: number;
    title: string;
    purpose: "connect" | "inform" | "discuss" | "decide" | "review_commitments" | "commit";
    minutes: number;
    lead_id: string | null;
    /** JSON: a list of ids. */
    record_ids: string;
    status: "proposed" | "planned";
    proposed_by: string | null;
    from_meeting_id: string | null;
    spent_seconds: number;
    is_done: number;
    version: number;
  };
  attendance: {
    meeting_id: string;
    organization_id: string;
    place: number;
    status: "present" | "alternate" | "absent" | "excused" | "observer";
    person_id: string | null;
  };
  parked_item: {
    meeting_id: string;
    id: string;
    place: number;
    text: string;
    raised_by_id: string | null;
    status: "open" | "carried_over" | "closed";
    from_item_id: string | null;
  };
  commitment: {
    id: string;
    initiative_id: string;
    number: number;
    what: string;
    owner_organization_id: string;
    owner_person_id: string | null;
    /** JSON: lists of ids. */
    support_organization_ids: string;
    strategy_ids: string;
    indicator_ids: string;
    status: "offered" | "active" | "declined" | "kept" | "not_kept" | "released";
    due_on: string;
    original_due_on: string;
    needs_help: number;
    activity_id: string | null;
    contribution: string | null;
    visibility: Visibility;
    group_id: string | null;
    from_meeting_id: string | null;
    from_item_id: string | null;
    from_decision_id: string | null;
    quote: string | null;
    offered_by: string;
    offered_on: string;
    accepted_on: string | null;
    closed_on: string | null;
    outcome_note: string | null;
    is_on_behalf: number;
    times_moved: number;
    moved_late: number;
    handed_over_by: string | null;
    version: number;
    changed_by: string;
    changed_at: number;
  };
}
