import { addDays, type Day } from "../dates.ts";
import type { Language } from "../languages.ts";
import type { Happened } from "../log/happened.ts";
import type { Group, GroupDetails } from "./group.ts";
import type {
  AgendaItem,
  Announcement,
  Attendance,
  Erratum,
  MeetingDetails,
  MeetingRecord,
  ParkedItem,
  ReadBack,
} from "./meeting.ts";

/** What is said of an item when it comes on an agenda. The log's first meetings say no more than the first six. */
export type SaidItem = Pick<AgendaItem, "id" | "title" | "purpose" | "minutes" | "leadId" | "recordIds"> &
  Partial<Pick<AgendaItem, "fromMeetingId">>;

export type GroupEvent =
  | Happened<"group.formed", GroupDetails>
  | Happened<"group.changed", Partial<GroupDetails>>;

export type MeetingEvent =
  | Happened<
      "meeting.scheduled",
      MeetingDetails & { groupId: string; seriesId?: string | null; agenda: SaidItem[] }
    >
  | Happened<"meeting.changed", Partial<MeetingDetails>>
  | Happened<"meeting.cancelled", { reason: string }>
  | Happened<"meeting.agenda_sent", { on: Day }>
  | Happened<"meeting.item_added", SaidItem>
  | Happened<"meeting.item_proposed", SaidItem>
  | Happened<"meeting.item_accepted", { id: string }>
  | Happened<"meeting.item_changed", { id: string } & Partial<Omit<SaidItem, "id">>>
  | Happened<"meeting.item_removed", { id: string; toMeetingId: string | null }>
  | Happened<"meeting.items_ordered", { itemIds: string[] }>
  | Happened<"meeting.announced", Announcement>
  | Happened<"meeting.started", { on: Day }>
  | Happened<"meeting.moved_on", { itemId: string | null; minutes: number | null }>
  | Happened<"meeting.attended", { attendance: Attendance[] }>
  | Happened<"meeting.attendance_noted", Attendance>
  /** Earlier ones do not say at which item of the agenda it came up. */
  | Happened<"meeting.parked", Omit<ParkedItem, "fromItemId"> & Partial<Pick<ParkedItem, "fromItemId">>>
  | Happened<"meeting.parked_reworded", Pick<ParkedItem, "id" | "text">>
  | Happened<
      "meeting.parked_item_answered",
      { id: string; status: ParkedItem["status"]; toMeetingId: string | null }
    >
  | Happened<"meeting.read_back", { recordId: string; verdict: ReadBack["verdict"] | "taken_back" }>
  | Happened<"meeting.debriefed", { plus: string[]; delta: string[] }>
  | Happened<"meeting.held", { on: Day }>
  /**
   * With the fingerprints of the very Markdown that was sent, and to how many people; the first ones had neither. Where
   * it names people, `sha256WithoutNames` is of the same with their ids: it outlasts that one of them is erased.
   */
  | Happened<
      "meeting.recap_sent",
      {
        on: Day;
        sha256?: Record<Language, string>;
        sha256WithoutNames?: Record<Language, string>;
        mailedTo?: number;
      }
    >
  | Happened<"meeting.minutes_confirmed", { organizationId: string; on: Day }>
  | Happened<"meeting.corrected", Pick<Erratum, "id" | "text" | "on"> & Partial<Pick<Erratum, "was">>>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a group looks like after `event`; `undefined` means it has not been formed yet. */
export function applyToGroup(was: Group | undefined, event: GroupEvent): Group {
  const stamp = { changedBy: event.by, changedAt: event.at };
  if (event.type === "group.formed") return { ...event.data, id: event.refs[0]!, version: 1, ...stamp };
  if (!was) throw new Error(`Event ${event.seq} is about a group that nobody has formed.`);
  return { ...was, ...event.data, version: was.version + 1, ...stamp };
}

const itemFrom = (said: SaidItem, status: AgendaItem["status"], proposedBy: string | null): AgendaItem => ({
  fromMeetingId: null,
  ...said,
  status,
  proposedBy,
  spentSeconds: 0,
  isDone: false,
  version: 1,
});

/** What a meeting looks like after `event`; `undefined` means it has not been called yet. */
export function apply(was: MeetingRecord | undefined, event: MeetingEvent | DaysMoved): MeetingRecord {
  if (event.type === "meeting.scheduled") return called(event);
  if (!was) throw new Error(`Event ${event.seq} is about a meeting that nobody has called.`);
  switch (event.type) {
    case "meeting.changed":
      return {
        ...was,
        ...event.data,
        version: was.version + 1,
        changedBy: event.by,
        changedAt: event.at,
      };
    case "meeting.cancelled":
      return { ...was, status: "cancelled", cancelReason: event.data.reason };
    case "meeting.agenda_sent":
      return { ...was, agendaSentOn: event.data.on };
    case "meeting.item_added":
      return { ...was, agenda: [...was.agenda, itemFrom(event.data, "planned", event.by)] };
    case "meeting.item_proposed":
      return { ...was, agenda: [...was.agenda, itemFrom(event.data, "proposed", event.by)] };
    case "meeting.item_accepted":
      return withItem(was, event.data.id, (it) => ({ ...it, status: "planned", version: it.version + 1 }));
    case "meeting.item_changed": {
      const { id, ...changes } = event.data;
      return withItem(was, id, (it) => ({ ...it, ...changes, version: it.version + 1 }));
    }
    case "meeting.item_removed":
      return { ...was, agenda: was.agenda.filter((it) => it.id !== event.data.id) };
    case "meeting.items_ordered":
      return { ...was, agenda: event.data.itemIds.map((id) => was.agenda.find((it) => it.id === id)!) };
    case "meeting.announced":
      return { ...was, announced: replaced(was.announced, event.data, "organizationId") };
    case "meeting.started":
      return { ...was, status: "live", startedAt: event.at };
    case "meeting.moved_on":
      return movedOn(was, event);
    case "meeting.attended":
      return { ...was, attendance: event.data.attendance };
    case "meeting.attendance_noted":
      return { ...was, attendance: replaced(was.attendance, event.data, "organizationId") };
    case "meeting.parked":
      return { ...was, parkingLot: replaced(was.parkingLot, { fromItemId: null, ...event.data }, "id") };
    case "meeting.parked_reworded":
      return withParked(was, event.data.id, { text: event.data.text });
    case "meeting.parked_item_answered":
      return withParked(was, event.data.id, { status: event.data.status });
    case "meeting.read_back": {
      const { recordId, verdict } = event.data;
      const readBack =
        verdict === "taken_back"
          ? was.readBack.filter((it) => it.recordId !== recordId)
          : replaced(was.readBack, { recordId, verdict }, "recordId");
      return { ...was, readBack };
    }
    case "meeting.debriefed":
      return { ...was, debrief: event.data };
    case "meeting.held":
      return { ...leaving(was, event.at), status: "held", current: null, endedAt: event.at };
    case "meeting.recap_sent":
      return { ...was, recapSentOn: event.data.on, recapSeq: event.seq };
    case "meeting.minutes_confirmed": {
      const said = { ...event.data, personId: event.by };
      return { ...was, confirmations: replaced(was.confirmations, said, "organizationId") };
    }
    case "meeting.corrected":
      return { ...was, errata: [...was.errata, { was: null, ...event.data, personId: event.by }] };
    case "initiative.days_moved":
      return later(was, event.data.days);
  }
}

function called({ refs, data, by, at }: MeetingEvent & { type: "meeting.scheduled" }): MeetingRecord {
  return {
    ...data,
    id: refs[0]!,
    seriesId: data.seriesId ?? null,
    agenda: data.agenda.map((it) => itemFrom(it, "planned", null)),
    status: "scheduled",
    agendaSentOn: null,
    startedAt: null,
    endedAt: null,
    current: null,
    announced: [],
    attendance: [],
    parkingLot: [],
    readBack: [],
    debrief: null,
    recapSentOn: null,
    recapSeq: null,
    confirmations: [],
    errata: [],
    cancelReason: null,
    version: 1,
    changedBy: by,
    changedAt: at,
  };
}

const withItem = (was: MeetingRecord, id: string, change: (it: AgendaItem) => AgendaItem) => ({
  ...was,
  agenda: was.agenda.map((it) => (it.id === id ? change(it) : it)),
});

const withParked = (was: MeetingRecord, id: string, change: Partial<ParkedItem>) => ({
  ...was,
  parkingLot: was.parkingLot.map((it) => (it.id === id ? { ...it, ...change } : it)),
});

/** `items` with `it` in the place of the one with the same `key`, or at the end. */
const replaced = <It, Key extends keyof It>(items: readonly It[], it: It, key: Key): It[] =>
  items.some((one) => one[key] === it[key])
    ? items.map((one) => (one[key] === it[key] ? it : one))
    : [...items, it];

/** The room goes from one item to another; the one it leaves is done, and keeps how long it took. */
function movedOn(
  was: MeetingRecord,
  { at, data }: MeetingEvent & { type: "meeting.moved_on" },
): MeetingRecord {
  const { itemId, minutes } = data;
  const left = leaving(was, at);
  if (itemId === null) return { ...left, current: null };
  const item = left.agenda.find((it) => it.id === itemId);
  return {
    ...withItem(left, itemId, (it) => ({ ...it, isDone: false })),
    current: { itemId, startedAt: at, minutes: minutes ?? item?.minutes ?? 0 },
  };
}

/** The meeting with the time of its current item counted, and that item done. */
function leaving(was: MeetingRecord, at: number): MeetingRecord {
  const { current } = was;
  if (!current) return was;
  const seconds = Math.max(0, Math.round((at - current.startedAt) / 1000));
  return withItem(was, current.itemId, (it) => ({
    ...it,
    spentSeconds: it.spentSeconds + seconds,
    isDone: true,
  }));
}

const dayMs = 86_400_000;

/** A sample's meeting some days later, with everything that happened at it. */
function later(was: MeetingRecord, days: number): MeetingRecord {
  const day = <It extends Day | null>(it: It) => (it === null ? it : addDays(it, days)) as It;
  const instant = <It extends number | null>(it: It) => (it === null ? it : it + days * dayMs) as It;
  return {
    ...was,
    day: addDays(was.day, days),
    agendaSentOn: day(was.agendaSentOn),
    recapSentOn: day(was.recapSentOn),
    startedAt: instant(was.startedAt),
    endedAt: instant(was.endedAt),
    current: was.current && { ...was.current, startedAt: instant(was.current.startedAt) },
    confirmations: was.confirmations.map((it) => ({ ...it, on: addDays(it.on, days) })),
    errata: was.errata.map((it) => ({ ...it, on: addDays(it.on, days) })),
    changedAt: instant(was.changedAt),
  };
}
