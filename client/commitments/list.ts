import type { Commitment } from "../../shared/commitments/commitment.ts";
import {
  isAwaitingAcceptance,
  isClosedWithin,
  isDueWithin,
  isMoved,
  isOpen,
  isPastDate,
} from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import { plain } from "../words/plain.ts";
import type { Grouping, Show, View } from "./view.ts";

/** A commitment made ready to be looked through: its words are folded once, not at every letter that is typed. */
export interface Row {
  it: Commitment;
  /** Lower case and without accents: its number, its words, who has it. */
  text: string;
}

/** Makes rows of commitments, and makes again only those that changed. */
export function createRows(namesOf: (it: Commitment) => string) {
  const made = new WeakMap<Commitment, Row>();
  return (all: readonly Commitment[]): Row[] =>
    all.map((it) => {
      const known = made.get(it);
      if (known) return known;
      const row = { it, text: plain(`c-${it.number} ${it.what} ${namesOf(it)}`) };
      made.set(it, row);
      return row;
    });
}

/** The days a total calls "within seven days" reach this far, today included. */
const weekDays = 6;

const fitsShow: Record<Show, (it: Commitment, today: Day) => boolean> = {
  open: isOpen,
  week: (it, today) => isDueWithin(it, today, weekDays),
  soon: (it, today) => isDueWithin(it, today),
  past: isPastDate,
  offered: isAwaitingAcceptance,
  help: (it) => it.needsHelp,
  moved: isMoved,
  active: (it) => it.status === "active",
  kept: (it) => it.status === "kept",
  not_kept: (it) => it.status === "not_kept",
  released: (it) => it.status === "released",
  declined: (it) => it.status === "declined",
  lately: (it, today) => isClosedWithin(it, today),
  all: () => true,
};

/** What a commitment serves: the activity, the strategies, the indicators and the decision that it names. */
export const servedBy = (it: Commitment) => [
  ...(it.activityId ? [it.activityId] : []),
  // What a browser kept of an earlier version has none.
  ...(it.strategyIds ?? []),
  ...it.indicatorIds,
  ...(it.fromDecisionId ? [it.fromDecisionId] : []),
];

/** The rows that fit everything but how they stand; of these the totals are counted. */
export function rowsFor(rows: readonly Row[], view: Omit<View, "as" | "show" | "by">): Row[] {
  const words = plain(view.q).split(/\s+/).filter(Boolean);
  const { partner, serves, meeting, group } = view;
  return rows.filter(
    ({ it, text }) =>
      (!partner || it.ownerOrganizationId === partner) &&
      (!meeting || it.fromMeetingId === meeting) &&
      (!group || it.groupId === group) &&
      (!serves || servedBy(it).includes(serves)) &&
      words.every((word) => text.includes(word)),
  );
}

/** Those of `rows` that stand as asked. */
export const standing = (rows: readonly Row[], show: Show, today: Day): Row[] =>
  rows.filter(({ it }) => fitsShow[show](it, today));

/** The numbers above the list. */
export function totalsOf(rows: readonly Row[], today: Day) {
  const count = (show: Show) => standing(rows, show, today).length;
  return {
    open: count("open"),
    week: count("week"),
    past: count("past"),
    offered: count("offered"),
    help: count("help"),
  };
}

/** Rows that stand under one heading; `key` names it. */
export interface Group {
  key: string;
  rows: Row[];
}

/** How a due date is called from today. */
export type DueKey = "past" | "week" | "month" | "later" | "waiting" | "closed";
const dueOrder: DueKey[] = ["past", "week", "month", "later", "waiting", "closed"];
const monthDays = 28;

function dueKeyOf(it: Commitment, today: Day): DueKey {
  if (!isOpen(it)) return "closed";
  if (isPastDate(it, today)) return "past";
  // An offer whose day went by was never a promise: it waits for an answer, and is not past its date.
  if (it.dueOn < today) return "waiting";
  const near = { status: "active", dueOn: it.dueOn } as const;
  if (isDueWithin(near, today, weekDays)) return "week";
  return isDueWithin(near, today, monthDays) ? "month" : "later";
}

const statusOrder = ["offered", "active", "kept", "not_kept", "released", "declined"];

/** Orders that the list itself cannot know. */
export interface Orders {
  /** Organizations in joining order. */
  partners: readonly string[];
  /** Meetings, the latest first. */
  meetings: readonly string[];
  /** How what is served is called, to be put in the order of its letters. */
  servedName(id: string): string;
}

/** The rows under their headings, each heading with at least one; what is due first comes first. */
export function groupsOf(rows: readonly Row[], by: Grouping, today: Day, orders: Orders): Group[] {
  const keyOf: Record<Grouping, (it: Commitment) => string> = {
    due: (it) => dueKeyOf(it, today),
    partner: (it) => it.ownerOrganizationId,
    serves: (it) => servedBy(it)[0] ?? "",
    meeting: (it) => it.fromMeetingId ?? "",
    status: (it) => it.status,
  };
  const found = Map.groupBy(rows, ({ it }) => keyOf[by](it));
  const order: Record<Grouping, (keys: string[]) => string[]> = {
    due: inOrder(dueOrder),
    partner: inOrder(orders.partners),
    meeting: inOrder(orders.meetings),
    status: inOrder(statusOrder),
    // What serves nothing that was named comes last.
    serves: (keys) =>
      keys.toSorted(
        (a, b) =>
          Number(a === "") - Number(b === "") || orders.servedName(a).localeCompare(orders.servedName(b)),
      ),
  };
  return order[by]([...found.keys()]).map((key) => ({ key, rows: found.get(key)!.toSorted(byDate) }));
}

const inOrder = (known: readonly string[]) => {
  const place = new Map(known.map((key, index) => [key, index]));
  const at = (key: string) => place.get(key) ?? (key === "" ? known.length + 1 : known.length);
  return (keys: string[]) => keys.toSorted((a, b) => at(a) - at(b));
};

/** Open ones by the day they are due; closed ones after them, the latest first. */
function byDate({ it: a }: Row, { it: b }: Row) {
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
  if (!isOpen(a)) return compare(b.closedOn ?? "", a.closedOn ?? "") || b.number - a.number;
  return compare(a.dueOn, b.dueOn) || a.number - b.number;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
