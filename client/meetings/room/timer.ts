import type { CurrentItem } from "../../../shared/meetings/meeting.ts";
import { secondsLeft } from "../../../shared/meetings/readings.ts";

/** Seconds as a timer shows them: `6:20`, `75:00`. */
export const clockOf = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** What the timer of the current item says, at an instant of the server's clock. */
export interface TimerReading {
  /** What is left, or how long it has been over. */
  clock: string;
  /** Its time is up: the timer counts on and waits for nobody. */
  isOver: boolean;
  /** How much of its time is used, of one hundred. */
  percent: number;
  /** The same in whole minutes, for who listens to the screen. */
  used: number;
  minutes: number;
}

export function readTimer(current: CurrentItem, now: number): TimerReading {
  const left = secondsLeft(current, now);
  const given = current.minutes * 60;
  // A clock that is a little behind must not give more than there is.
  const shown = Math.min(left, given);
  const used = given - shown;
  return {
    clock: clockOf(Math.abs(shown)),
    isOver: shown <= 0,
    percent: given === 0 ? 100 : Math.min(100, Math.round((used / given) * 100)),
    used: Math.floor(used / 60),
    minutes: current.minutes,
  };
}

/** The current item's minutes from now on, so that it has `more` of them than it would have had. */
export const minutesWithMore = (current: CurrentItem, now: number, more: number) =>
  Math.max(0, Math.ceil(secondsLeft(current, now) / 60)) + more;

/** Whole minutes since an instant. */
export const minutesSince = (startedAt: number, now: number) =>
  Math.max(0, Math.floor((now - startedAt) / 60_000));
