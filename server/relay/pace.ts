import type { Clock } from "./host.ts";
import type { Limits } from "./limits.ts";

/**
 * When the rooms of a server write. A room that has something to write waits for the next turn, and all that wait go
 * together, so that the disk syncs once for all. The less there was to write in the last turn, the sooner the next one
 * comes: alone, a person's keystroke waits for nothing; in a crowd, a thousand tiny writes a second would cost the
 * processor more than the keystrokes do.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #limits: Limits;
  #waiting: (() => number)[] = [];
  #nextAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Calls `write` in the next turn; it answers how many updates it has begun to write. */
  join(write: () => number) {
    if (this.#waiting.push(write) > 1) return;
    const pause = this.#nextAt - this.#clock.now();
    if (pause > 0) this.#clock.after(Math.ceil(pause), () => this.#turn());
    else queueMicrotask(() => this.#turn());
  }

  #turn() {
    const waiting = this.#waiting;
    this.#waiting = [];
    let updates = 0;
    for (const write of waiting) updates += write();
    const { pauseMsPerUpdate, pauseMsMax } = this.#limits;
    this.#nextAt = this.#clock.now() + Math.min(pauseMsMax, Math.floor(updates * pauseMsPerUpdate));
  }
}
