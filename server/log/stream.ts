import type { SSEStreamingApi } from "hono/streaming";
import type { LiveItem } from "../../shared/log/event.ts";
import type { Deps } from "../deps.ts";
import { isAbout } from "../documents/access.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";
import { recordsAbout } from "./about.ts";
import { eventsAfter } from "./queries.ts";

export const streamLimits = {
  /** A sign of life this often, so that nothing on the way takes the line for dead. */
  heartbeatMs: 20_000,
  /** Open streams of one person: a few browsers with a few pages each. */
  perPersonMax: 24,
  /** How long a browser waits before it comes back. */
  retryMs: 1_000,
};

type StreamDeps = Pick<Deps, "db" | "now" | "live" | "access">;

/**
 * Tells one browser everything after event `after`, and then each event within the turn in which it was committed,
 * in order, without a gap or a repetition. Ends when the line ends, when the server stops, and when this person's
 * access changes in any way: the browser then knocks again and finds the door open or shut.
 */
export async function follow(
  deps: StreamDeps,
  who: SignedIn,
  stream: SSEStreamingApi,
  after: number,
  limits = streamLimits,
) {
  let isOver = false;
  let isNews = true;
  let rouse = () => {};
  const wake = () => rouse();
  const end = () => {
    isOver = true;
    wake();
  };
  const undo = [
    deps.live.subscribe(who.initiativeId, () => {
      isNews = true;
      wake();
    }),
    deps.access.subscribe((change) => {
      if (isAbout({ ...who, personId: who.id }, change)) end();
    }),
  ];
  stream.onAbort(end);
  deps.live.closed.addEventListener("abort", end);
  const beat = setInterval(wake, limits.heartbeatMs);
  let seen = after;
  try {
    await stream.write(`retry: ${limits.retryMs}\n\n`);
    while (!isOver && !deps.live.closed.aborted && (await isStillIn(deps, who))) {
      if (!isNews) await stream.write(": still here\n\n");
      while (isNews && !isOver) {
        // Before the question: a commit during it asks again.
        isNews = false;
        const page = await eventsAfter(deps.db, who, { after: seen });
        const records = await recordsAbout(deps.db, who, page.items);
        for (const item of page.items) {
          if (isOver) return;
          const live: LiveItem = { ...item, record: records.get(item.refs[0] ?? "") };
          await stream.writeSSE({ id: String(item.seq), event: "event", data: JSON.stringify(live) });
        }
        seen = page.seen;
        if (!page.isLast) isNews = true;
      }
      if (isOver) break;
      await new Promise<void>((resolve) => {
        rouse = resolve;
        if (isNews || isOver) resolve();
      });
    }
  } finally {
    clearInterval(beat);
    deps.live.closed.removeEventListener("abort", end);
    for (const it of undo) it();
  }
}

/** A sign-in also ends by itself, when nobody says so. */
async function isStillIn(deps: StreamDeps, who: SignedIn) {
  const row = await deps.db
    .selectFrom("sign_in")
    .innerJoin("person", "person.id", "sign_in.person_id")
    .select("sign_in.id")
    .where("sign_in.id", "=", who.signInId)
    .where("sign_in.expires_at", ">", deps.now())
    .where("person.removed_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
