import type { Logger } from "pino";

/** Starts work that goes on after the answer; a failure is logged and hurts nobody. */
export interface Later {
  (what: string, work: () => Promise<unknown>): void;
  /** Resolves when all that was started so far has ended. */
  settled(): Promise<void>;
}

export function createLater(log: Logger): Later {
  const running = new Set<Promise<unknown>>();
  const later = (what: string, work: () => Promise<unknown>) => {
    // Begun in a turn of its own, so that the answer never waits for it.
    const done: Promise<unknown> = new Promise((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error) => log.error({ err: error }, what))
      .finally(() => running.delete(done));
    running.add(done);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return Object.assign(later, { settled });
}
