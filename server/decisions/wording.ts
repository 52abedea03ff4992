import type { DecisionChange, NewWording } from "../../shared/decisions/asked.ts";
import type { Decided, Decision } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import type { Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { eventOfThread } from "../log/history.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { mailReworded } from "../reminders/closings.ts";
import { openPost } from "../threads/queries.ts";
import { mustBeAhead, mustBeKnown, mustLead, mustSpeakHere } from "./checks.ts";
import { alreadySaid, keep } from "./keep.ts";
import { openDecision } from "./queries.ts";
import { sceneOf } from "./scene.ts";

/**
 * Puts the proposal in other words, an amendment from its thread for instance. Positions carry over, and those who gave
 * them are asked to look again.
 */
export async function rewordProposal(deps: Deps, id: string, asked: NewWording, who: Who): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  const decided = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const again = await alreadyReworded(tx, was, asked, who);
    if (again) return { decision: was, receipt: again };
    const scene = await sceneOf(tx, was, today, who);
    mustLead(was, scene, who);
    await mustSpeakHere(tx, scene, who);
    mustBeOpen(was);
    if (asked.proposalVersion !== was.proposalVersion) throw await changedMeanwhile(tx, was, who);
    if (asked.proposal === was.proposal)
      throw new AppError("invalid", "These are the words that it has already. Change something first.", {
        proposal: "Change something first.",
      });
    if (asked.fromPostId !== null) {
      const post = await openPost(tx, asked.fromPostId, who);
      if (post.seenAs !== id) throw notFound("post");
    }
    const { proposal, note, fromPostId } = asked;
    const data = { proposal, note, fromPostId, proposalVersion: was.proposalVersion + 1, on: today };
    const made = await keep(deps, { tx, append }, was, { type: "decision.reworded", data }, who);
    await mailReworded(deps, tx, made.decision, scene.askedIds, who);
    return made;
  });
  deps.mail.wake();
  return decided;
}

async function alreadyReworded(
  tx: Parameters<typeof openDecision>[0],
  was: Decision,
  { proposalVersion, proposal }: NewWording,
  who: Who,
) {
  if (was.proposalVersion !== proposalVersion + 1 || was.proposal !== proposal) return undefined;
  const last = await eventOfThread(tx, was.id, who.initiativeId, "last");
  return last?.type === "decision.reworded" && last.by === who.id ? last.receipt : undefined;
}

/** Puts anything else about an open decision right: its dates, its way of deciding, what it is about. */
export async function changeDecision(
  deps: Deps,
  id: string,
  { version, ...asked }: DecisionChange,
  who: Who,
): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const data = Object.fromEntries(
      Object.entries(asked).filter(
        ([name, it]) => canonical(it as Json) !== canonical(was[name as keyof typeof asked] as Json),
      ),
    ) as Partial<typeof asked>;
    if (Object.keys(data).length === 0) {
      const again = await alreadySaid(tx, was, { type: "decision.changed", version, data: asked }, who);
      const last = again ?? (await eventOfThread(tx, id, who.initiativeId, "last"))!.receipt;
      return { decision: was, receipt: last };
    }
    mustLead(was, await sceneOf(tx, was, today, who), who);
    mustBeOpen(was);
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    mustBeAhead(data.respondBy ?? null, today, "respondBy");
    if (data.method !== undefined && was.positions.length > 0)
      throw new AppError(
        "conflict",
        "Partners have answered already, so the way of deciding stays. Open a new decision instead.",
      );
    await mustBeKnown(
      tx,
      { indicatorIds: data.indicatorIds ?? [], strategyIds: data.strategyIds ?? [] },
      who,
    );
    return keep(deps, { tx, append }, was, { type: "decision.changed", data: { ...data, on: today } }, who);
  });
}

function mustBeOpen(was: Decision) {
  if (!isOpen(was))
    throw new AppError(
      "conflict",
      "This decision is closed, and stays as it is. Add a correction, or open a new decision.",
    );
}
