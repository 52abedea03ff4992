/** A clock that stands still until a test moves it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  pass(ms: number): void;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The day on which the sample was written, at ten in the morning of its place. */
export const sampleDay = Date.parse("2026-11-23T10:00:00-05:00");

export function createClock(at = sampleDay): Clock {
  return {
    now: () => at,
    pass(ms) {
      at += ms;
    },
  };
}
