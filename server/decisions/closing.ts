import type { Kysely } from "kysely";
import type { NewClosing, NewCorrection, NewReview } from "../../shared/decisions/asked.ts";
import type { Hindrance } from "../../shared/decisions/closing.ts";
import type { Decided, Decision } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { AppError } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import { openCommitment, todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { type Append, commit } from "../log/commit.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { mustBeAhead, mustLead } from "./checks.ts";
import { alreadySaid, keep } from "./keep.ts";
import { openDecision } from "./queries.ts";
import { type Scene, sceneOf } from "./scene.ts";

type Tx = Kysely<Tables>;

/**
 * Closes a decision between meetings: adopted when its rules say that it can be, not adopted, or withdrawn. It asks what
 * holds from now on, when it is looked at again, and which commitments follow, be it none.
 */
export async function closeDecision(deps: Deps, id: string, asked: NewClosing, who: Who): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const { version, commitmentIds, noCommitments, isFallback, ...rest } = asked;
    const again = await alreadySaid(tx, was, { type: "decision.closed", version, data: rest }, who);
    if (again) return { decision: was, receipt: again };
    const scene = await sceneOf(tx, was, today, who);
    mustLead(was, scene, who);
    if (!isOpen(was))
      throw new AppError("conflict", "This decision is closed already. Look at it as it is now.");
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    mustBeWhole(asked, was);
    mustBeAhead(asked.reviewOn, today, "reviewOn");
    if (asked.status === "adopted") mustBeAdoptable(scene, isFallback);
    for (const commitmentId of commitmentIds) await openCommitment(tx, commitmentId, who);
    const data = {
      ...rest,
      reviewOn: asked.status === "adopted" ? asked.reviewOn : null,
      meetingId: null,
      quorum: scene.verdict.quorum,
      closing: {
        method: isFallback ? ("two_thirds" as const) : was.method,
        isFallback,
        askedIds: scene.askedIds,
        commitmentIds,
      },
      on: today,
    };
    const refs = [was.raisedByOrganizationId];
    const closed = await keep(deps, { tx, append }, was, { type: "decision.closed", data, refs }, who);
    await replaceOlder(deps, { tx, append }, closed.decision, who, today);
    return closed;
  });
}

/** What an adopted decision replaces is superseded from that moment on, and says by what. */
export async function replaceOlder(
  deps: Deps,
  { tx, append }: { tx: Tx; append: Append },
  { id, status, supersedesId }: Decision,
  who: Who,
  today: string,
) {
  if (status !== "adopted" || supersedesId === null) return;
  const older = await openDecision(tx, supersedesId, who);
  if (older.status !== "adopted") return;
  const said = { type: "decision.superseded", data: { byId: id, on: today }, refs: [id] } as const;
  await keep(deps, { tx, append }, older, said, who);
}

function mustBeWhole(
  { status, reviewOn, commitmentIds, noCommitments, chosenOptionId }: NewClosing,
  was: Decision,
) {
  if (chosenOptionId !== null && !was.options.some(({ id }) => id === chosenOptionId))
    throw new AppError("invalid", "This option is not among those that were looked at. Choose another.", {
      chosenOptionId: "Choose one of its options.",
    });
  if (status !== "adopted") return;
  if (reviewOn === null)
    throw new AppError("invalid", "Say when this is looked at again. Choose a day.", {
      reviewOn: "Choose a day.",
    });
  if (commitmentIds.length > 0 === noCommitments)
    throw new AppError("invalid", "Say which commitments follow from this, or that none does.", {
      commitmentIds: "Name the commitments, or say that none follows.",
    });
}

/** Refuses in words, the first hindrance first. */
function mustBeAdoptable({ verdict }: Scene, isFallback: boolean) {
  if (isFallback && verdict.fallback === null)
    throw new AppError(
      "conflict",
      "There is nothing to fall back on here. Close it by its own way of deciding.",
    );
  const [first] = isFallback ? verdict.fallback! : verdict.hindrances;
  if (first) throw new AppError("conflict", sentenceFor(first));
}

function sentenceFor(it: Hindrance) {
  switch (it.is) {
    case "quorum":
      return `Only ${it.have} partners have been heard, and ${it.needed} are needed. Hear more of them first.`;
    case "days":
      return `This stays open for partners who answer between meetings. It can be closed from ${it.on} on.`;
    case "objection":
      return "An objection stands. Settle it in the decision's thread, or fall back on what the partners agreed for that.";
    case "agreement":
      return `${it.have} partners agree, and ${it.needed} are needed. Close it as not adopted, or hear more of them.`;
  }
}

/** Puts something right beside what was closed, which stays as it is. */
export async function correctDecision(
  deps: Deps,
  id: string,
  { version, text }: NewCorrection,
  who: Who,
): Promise<Decided> {
  return afterwards(deps, id, { type: "decision.corrected", version, data: { text } }, who, (was) => {
    if (isOpen(was))
      throw new AppError("conflict", "This decision is still open. Put it right in its own words instead.");
  });
}

/** Looks at what was adopted again: it holds, until the next time. */
export async function reviewDecision(
  deps: Deps,
  id: string,
  { version, note, reviewOn }: NewReview,
  who: Who,
): Promise<Decided> {
  return afterwards(
    deps,
    id,
    { type: "decision.reviewed", version, data: { note, reviewOn } },
    who,
    (was, today) => {
      if (was.status !== "adopted")
        throw new AppError(
          "conflict",
          "Only what was adopted is looked at again. Open a new decision instead.",
        );
      mustBeAhead(reviewOn, today, "reviewOn");
    },
  );
}

async function afterwards(
  deps: Deps,
  id: string,
  said: {
    type: "decision.corrected" | "decision.reviewed";
    version: number;
    data: { [name: string]: string | null };
  },
  who: Who,
  check: (was: Decision, today: string) => void,
): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const again = await alreadySaid(tx, was, said, who);
    if (again) return { decision: was, receipt: again };
    mustLead(was, await sceneOf(tx, was, today, who), who);
    if (was.version !== said.version) throw await changedMeanwhile(tx, was, who);
    check(was, today);
    return keep(deps, { tx, append }, was, { type: said.type, data: { ...said.data, on: today } }, who);
  });
}
