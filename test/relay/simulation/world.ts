import { chance } from "../support.ts";

/** Milliseconds since 1970 at which every run begins. */
export const worldBegins = Date.UTC(2027, 2, 15, 9);

interface Timer {
  at: number;
  order: number;
  run(): void;
  isOff: boolean;
}

export type World = ReturnType<typeof createWorld>;

/** Time and chance of one run: nothing in it happens by itself, and the same seed tells the same story. */
export function createWorld(seed: number) {
  const random = chance(seed);
  let now = 0;
  let order = 0;
  /** The next is the last. */
  const timers: Timer[] = [];
  const happened = new Map<string, number>();

  function after(ms: number, run: () => void) {
    const timer: Timer = { at: now + Math.max(0, ms), order: ++order, run, isOff: false };
    let [low, high] = [0, timers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timers[middle]!.at > timer.at) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
    return () => {
      timer.isOff = true;
    };
  }

  return {
    /** Milliseconds since the run began. */
    now: () => now,
    wallNow: () => worldBegins + Math.round(now),
    /** Runs once after `ms`; the answer calls it off. */
    after,
    /** Lets all happen that is due within `ms`, in its order, with the promises in between. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settled();
        while (timers.at(-1)?.isOff) timers.pop();
        const next = timers.at(-1);
        if (!next || next.at > end) break;
        timers.pop();
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    random: random.next,
    below: random.below,
    between: (low: number, high: number) => low + random.next() * (high - low),
    /** True once in `times`. */
    oneIn: (times: number) => random.below(times) === 0,
    pick: <T>(from: readonly T[]): T => from[random.below(from.length)]!,
    bytes: (count: number) => Uint8Array.from({ length: count }, () => random.below(256)),
    /** A number as Yjs draws one for a client. */
    clientId: () => Math.floor(random.next() * 2 ** 32),
    /** Counts what happened, so that a run can be seen to have had trouble. */
    note(what: string, times = 1) {
      happened.set(what, (happened.get(what) ?? 0) + times);
    },
    happened,
  };
}

const immediately = setImmediate;
/** Lets everything run that waits for promises only. */
const settled = () => new Promise((resolve) => immediately(resolve));

/**
 * Puts the world's timers in the place of the page's, because y-websocket and y-protocols ask for them by name. The
 * answer puts them back.
 */
export function takeOverTimers(world: World) {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const calls = new Map<number, () => void>();
  let last = 0;
  const clear = (id: unknown) => calls.get(Number(id))?.();
  const ours = {
    setTimeout(run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
      calls.set(
        ++last,
        world.after(ms, () => run(...args)),
      );
      return last;
    },
    setInterval(run: () => void, ms = 0) {
      const id = ++last;
      const again = () => {
        calls.set(id, world.after(ms, again));
        run();
      };
      calls.set(id, world.after(ms, again));
      return id;
    },
    clearTimeout: clear,
    clearInterval: clear,
  };
  Object.assign(globalThis, ours);
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
  };
}
