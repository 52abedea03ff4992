import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import { addDays, type Day, daysBetween } from "../../../shared/dates.ts";

/** The time axis of a plan: whole quarters, from the first day of the first to the day after the last. */
export interface PlanAxis {
  from: Day;
  to: Day;
}

/** One quarter of the axis, in percent of its width. */
export interface Quarter {
  year: string;
  /** 1 to 4. */
  quarter: number;
  from: Day;
  x: number;
  width: number;
}

/** Where a bar stands, in percent; an end that is torn goes on beyond the axis. */
export interface Bar {
  x: number;
  width: number;
  isTornLeft: boolean;
  isTornRight: boolean;
}

/** More quarters than this make each too narrow to read: eight years. */
const quartersMax = 32;
/** About half the width of a milestone's sign. */
const signDays = 21;
/** How much of that may lie behind today. */
const behindMax = 12;

/** The quarter in which a day lies, counted from the year 0. */
const quarterAt = (day: Day) => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
const firstDayOf = (quarter: number): Day => {
  const month = (quarter % 4) * 3 + 1;
  return `${String(Math.floor(quarter / 4)).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
};

interface Dated {
  startsOn: string;
  endsOn: string;
  milestones: readonly { dueOn: string; doneOn: string | null }[];
}

/**
 * The quarters of everything there is, with today's and the next among them. What lies further away than the axis can
 * hold is torn at its edge: today stays on it.
 */
export function planAxis(activities: readonly Dated[], today: Day): PlanAxis {
  const now = quarterAt(today);
  let [first, last] = [now, now + 1];
  const see = (day: string | null) => {
    if (day === null || !isPlanDay(day)) return;
    first = Math.min(first, quarterAt(day));
    // What ends with a quarter has its sign on the axis as well.
    last = Math.max(last, quarterAt(addDays(day, signDays)));
  };
  for (const it of activities) {
    see(it.startsOn);
    see(it.endsOn);
    for (const one of it.milestones) {
      see(one.dueOn);
      see(one.doneOn);
    }
  }
  if (last - first >= quartersMax) {
    // What is to come goes first, what lies behind takes the room that it leaves.
    const behind = Math.max(behindMax, quartersMax - 1 - (last - now));
    first = Math.max(first, now - behind);
    last = Math.min(last, first + quartersMax - 1);
  }
  return { from: firstDayOf(first), to: firstDayOf(last + 1) };
}

/** Where the beginning of a day stands, in percent; below 0 or above 100 when it is beyond the axis. */
export function placeOf({ from, to }: PlanAxis, day: Day) {
  return round((100 * daysBetween(from, day)) / daysBetween(from, to));
}

/** Whether a day can be shown on the axis. */
export const isOn = ({ from, to }: PlanAxis, day: string) => isPlanDay(day) && day >= from && day < to;

/** The quarters of an axis, each where it begins. */
export function quartersOf(axis: PlanAxis): Quarter[] {
  const found: Quarter[] = [];
  for (let at = quarterAt(axis.from); firstDayOf(at) < axis.to; at++) {
    const from = firstDayOf(at);
    const x = placeOf(axis, from);
    const width = round(placeOf(axis, firstDayOf(at + 1)) - x);
    found.push({ year: from.slice(0, 4), quarter: (at % 4) + 1, from, x, width });
  }
  return found;
}

/**
 * Where an activity's bar stands: from its first day to the end of its last. Nothing when its days are no days, end
 * before they start, or lie beyond the axis altogether.
 */
export function barOf(axis: PlanAxis, it: { startsOn: string; endsOn: string }): Bar | undefined {
  if (!isPlanDay(it.startsOn) || !isPlanDay(it.endsOn) || it.endsOn < it.startsOn) return undefined;
  const [left, right] = [placeOf(axis, it.startsOn), placeOf(axis, addDays(it.endsOn, 1))];
  if (right <= 0 || left >= 100) return undefined;
  const x = Math.max(0, left);
  return {
    x,
    width: round(Math.min(100, right) - x),
    isTornLeft: left < 0,
    isTornRight: right > 100,
  };
}

/**
 * Moves places that would lie on each other apart by `step`, in their order and within the axis: each stands where it
 * belongs or as near as there is room.
 */
export function apart(places: readonly number[], step: number): number[] {
  const moved: number[] = [];
  for (const at of places) moved.push(Math.max(at, (moved.at(-1) ?? Number.NEGATIVE_INFINITY) + step));
  // What was pushed over the end pushes back.
  let limit = 100;
  for (let index = moved.length - 1; index >= 0 && moved[index]! > limit; index--) {
    moved[index] = limit;
    limit -= step;
  }
  return moved.map((it) => Math.max(0, round(it)));
}

const round = (value: number) => Math.round(value * 100) / 100;

/** What two signs need between them to be pressed one by one, in percent: more where the axis has fewer quarters. */
export const signStep = (axis: PlanAxis) =>
  round(Math.min(3.3, 50 / (quarterAt(axis.to) - quarterAt(axis.from))));

/** What a word of a few letters takes on the axis, in percent. */
const wordWidth = 7.5;
/** Half of a milestone's sign, with some air. */
const signHalf = 1.3;

/**
 * Where the word on a bar begins: at the bar's own beginning, or behind the milestone that would lie on it; behind
 * the bar when there is no room on it.
 */
export function wordPlace(bar: Bar, milestones: readonly number[]): number {
  const free = (from: number) =>
    from + wordWidth <= bar.x + bar.width &&
    milestones.every((at) => at + signHalf <= from || at - signHalf >= from + wordWidth);
  const places = [bar.x, ...milestones.filter((at) => at >= bar.x).map((at) => round(at + signHalf))];
  return places.find(free) ?? Math.max(bar.x + bar.width, ...milestones.map((at) => round(at + signHalf)));
}
