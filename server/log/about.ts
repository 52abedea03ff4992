import { AppError } from "../../shared/errors.ts";
import type { LiveRecord, LogItem } from "../../shared/log/event.ts";
import { openCommitment } from "../commitments/queries.ts";
import { openDecision } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { readIndicatorPage } from "../indicators/queries.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";

/** After more events than these at once a page asks for what it needs itself: it has been away. */
const eventsMax = 20;

/**
 * The records that these events are about, by their ids and as they stand now, so that nobody who hears of one has to
 * ask for it. What this person may not see is not among them.
 */
export async function recordsAbout(
  db: Deps["db"],
  who: SignedIn,
  items: readonly LogItem[],
): Promise<ReadonlyMap<string, LiveRecord>> {
  const found = new Map<string, LiveRecord>();
  if (items.length > eventsMax) return found;
  const kinds = new Map(items.map((it) => [it.refs[0] ?? "", it.type.split(".")[0]!]));
  await Promise.all(
    [...kinds].map(async ([id, kind]) => {
      try {
        const record = await open(db, who, kind, id);
        if (record) found.set(id, record);
      } catch (error) {
        if (!(error instanceof AppError && error.code === "not_found")) throw error;
      }
    }),
  );
  return found;
}

async function open(
  db: Deps["db"],
  who: SignedIn,
  kind: string,
  id: string,
): Promise<LiveRecord | undefined> {
  if (kind === "commitment") return { kind, it: await openCommitment(db, id, who) };
  if (kind === "decision") return { kind, it: await openDecision(db, id, who) };
  if (kind !== "indicator") return undefined;
  const { dataPoints: _, replaced: __, ...it } = await readIndicatorPage(db, id, who);
  return { kind, it };
}
