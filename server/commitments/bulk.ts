import type { BulkAnswer, BulkStatus } from "../../shared/commitments/bulk.ts";
import { type BulkChange, needsReason } from "../../shared/commitments/changes.ts";
import type { Recorded } from "../../shared/commitments/commitment.ts";
import { AppError } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import {
  acceptCommitment,
  closeUndone,
  declineCommitment,
  keepCommitment,
  releaseCommitment,
} from "./commands.ts";

type Seen = BulkStatus["items"][number];
type Say = (deps: Deps, seen: Seen, note: string | null, who: Who) => Promise<Recorded>;

const sayings: Record<BulkChange, Say> = {
  accepted: (deps, { id, version }, _, who) => acceptCommitment(deps, id, { version }, who),
  declined: (deps, { id, version }, reason, who) =>
    declineCommitment(deps, id, { version, reason: reason! }, who),
  kept: (deps, { id, version }, note, who) => keepCommitment(deps, id, { version, note }, who),
  not_kept: (deps, { id, version }, reason, who) => closeUndone(deps, id, { version, reason: reason! }, who),
  released: (deps, { id, version }, reason, who) =>
    releaseCommitment(deps, id, { version, reason: reason!, agreedAtMeetingId: null }, who),
};

/**
 * Says the same of several commitments. Each is a change of its own, with its own event and its own answer: one that
 * somebody else has changed meanwhile does not hold up the others.
 */
export async function changeSeveral(
  deps: Deps,
  { change, note, items }: BulkStatus,
  who: Who,
  titleOf: (error: AppError) => string,
): Promise<BulkAnswer> {
  if (needsReason(change) && note === null)
    throw new AppError("invalid", "Say why, so that the others understand it.", { note: "Write a reason." });
  const answers: BulkAnswer["items"] = [];
  for (const seen of items) {
    try {
      const recorded = await sayings[change](deps, seen, note, who);
      answers.push({ id: seen.id, recorded, problem: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      answers.push({ id: seen.id, recorded: null, problem: { code: error.code, title: titleOf(error) } });
    }
  }
  return { items: answers };
}
