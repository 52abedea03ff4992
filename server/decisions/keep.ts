import type { Kysely } from "kysely";
import type { Decided, Decision } from "../../shared/decisions/decision.ts";
import { apply, type DecisionEvent } from "../../shared/decisions/events.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Append } from "../log/commit.ts";
import { addToThread, eventOfThread } from "../log/history.ts";
import { planClosing } from "../reminders/closings.ts";
import { saveDecision } from "./rows.ts";

type Tx = Kysely<Tables>;

/** Something that is said of a decision, before it stands in the log. */
export interface Said {
  type: Exclude<DecisionEvent["type"], "log.begun">;
  data: Record<string, Json | undefined>;
  /** What else it is about. */
  refs?: readonly string[];
  onBehalf?: boolean;
}

/** Appends what is said, keeps the decision as it then is, and plans the mail before its last day. */
export async function keep(
  deps: Pick<Deps, "now" | "random">,
  { tx, append }: { tx: Tx; append: Append },
  was: Decision | { id: string },
  { type, data, refs = [], onBehalf = false }: Said,
  who: Who,
): Promise<Decided> {
  const event = {
    type,
    by: who.id,
    refs: [...new Set([was.id, ...refs])],
    data: data as Json,
    onBehalf,
    at: deps.now(),
  };
  const receipt = await append(event);
  const decision = apply("version" in was ? was : undefined, {
    ...event,
    seq: receipt.seq,
  } as unknown as DecisionEvent);
  await saveDecision(tx, who.initiativeId, decision);
  await addToThread(tx, decision.id, receipt.seq);
  if (!("version" in was) || was.status !== decision.status || was.respondBy !== decision.respondBy)
    await planClosing(deps, tx, who.initiativeId, decision);
  return { decision, receipt };
}

/**
 * The receipt of the very same thing, said by the same person just before: its answer was lost on the way. `version` is
 * the decision as they saw it then.
 */
export async function alreadySaid(
  tx: Tx,
  was: Decision,
  { type, version, data }: { type: Said["type"]; version: number; data: Said["data"] },
  who: Who,
) {
  if (was.version !== version + 1) return undefined;
  const last = await eventOfThread(tx, was.id, who.initiativeId, "last");
  if (last?.type !== type || last.by !== who.id) return undefined;
  const isSame = Object.entries(data).every(
    ([name, it]) =>
      it === undefined || it === null || canonical(last.data?.[name] ?? null) === canonical(it as Json),
  );
  return isSame ? last.receipt : undefined;
}
