import { type ActView, type DecisionActKind, type DoAct, positionOfAct } from "../../shared/acts/act.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import {
  acceptCommitment,
  declineCommitment,
  keepCommitment,
  renegotiateCommitment,
} from "../commitments/commands.ts";
import { takePosition } from "../decisions/positions.ts";
import { readDecisionPage } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { reportReading } from "../indicators/commands.ts";
import { readIndicatorPage } from "../indicators/queries.ts";
import { chooseReminders } from "../mail/choices.ts";
import { type Reader, readerOf } from "../mail/mail-to.ts";
import { confirmMinutes } from "../meetings/minutes.ts";
import { type Act, eventsOf, lookAt, organizationOfAct, readingOf } from "./look.ts";

/**
 * Does what a mailed link is for, as the person it was mailed to and by the same commands and rules as a signed-in one,
 * with their role as it is now. What was done before is answered as done; what changed meanwhile is told.
 */
export async function doAct(deps: Deps, act: Act, asked: DoAct): Promise<ActView> {
  const before = await lookAt(deps, act);
  if (before.state === "done") return before;
  if (before.state !== "open") throw refusalOf(before);
  const reader = (await readerOf(deps.db, act.person_id))!;
  try {
    await perform(deps, act, asked, reader);
  } catch (error) {
    // Two who press at once: the later one finds it done.
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
    const now = await lookAt(deps, act);
    if (now.state === "done") return now;
    throw now.state === "open" ? error : refusalOf(now);
  }
  return lookAt(deps, act);
}

async function perform(deps: Deps, act: Act, asked: DoAct, who: Reader) {
  const { kind, record_id: id } = act;
  const { version, note, reason, dueOn } = asked;
  switch (kind) {
    case "commitment.accept":
      return acceptCommitment(deps, id, { version }, who);
    case "commitment.decline":
      return declineCommitment(deps, id, { version, reason: needed(reason, "reason") }, who);
    case "commitment.keep":
      return keepCommitment(deps, id, { version, note }, who);
    case "commitment.renegotiate": {
      const said = { dueOn: needed(dueOn, "dueOn"), reason: needed(reason, "reason") };
      return renegotiateCommitment(deps, id, { version, ...said, agreedAtMeetingId: null }, who);
    }
    case "decision.consent":
    case "decision.reservation":
    case "decision.stand_aside":
    case "decision.objection":
      return answerDecision(deps, act, asked, who);
    case "minutes.confirm": {
      // Whoever confirms has seen what was corrected.
      const now = await lookAt(deps, act);
      if (now.version !== version)
        throw new AppError("conflict", "A correction was added meanwhile. Read it, then confirm.");
      return confirmMinutes(deps, id, who);
    }
    case "reading.report":
      return reportAsked(deps, act, asked, who);
    case "reminders.stop":
      return chooseReminders(deps.db, who.id, false);
  }
}

/** Reports the number that a mail asked for, unless its reader has not seen what somebody said meanwhile. */
async function reportAsked(deps: Deps, act: Act, asked: DoAct, who: Reader) {
  const { indicatorId, period } = readingOf(act);
  const said = (await readIndicatorPage(deps.db, indicatorId, who)).dataPoints;
  const before = said.find((it) => it.period === period);
  const now = await lookAt(deps, act);
  if (now.version !== asked.version)
    throw new AppError(
      "conflict",
      "This has changed since you opened it. Look at it as it is now, then decide.",
    );
  return reportReading(
    deps,
    indicatorId,
    {
      id: newId("rdg", deps.random),
      period,
      value: asked.value,
      isProvisional: asked.value !== null && asked.isProvisional,
      note: asked.note,
      unit: asked.unit,
      // The form asks for the whole alone; the groups that somebody told before stay with it.
      disaggregation: (before?.disaggregation ?? []).map(({ group, by }) => ({ group, by, value: null })),
      replacesId: before?.id ?? null,
      fromMeetingId: null,
      fromItemId: null,
    },
    who,
  );
}

/** Gives the position that a mailed button stands for, on the words that its reader was shown. */
async function answerDecision(deps: Deps, act: Act, { version, reason, note }: DoAct, who: Reader) {
  const it = await readDecisionPage(deps, act.record_id, who);
  const organizationId = organizationOfAct(act, who);
  const isOurs = (type: string, data: Record<string, unknown> | null) =>
    type === "decision.reworded" ||
    (type === "decision.positioned" && data?.organizationId === organizationId);
  if (
    eventsOf(it)
      .slice(version)
      .some(({ type, data }) => isOurs(type, data))
  )
    throw new AppError(
      "conflict",
      "This has changed since you opened it. Look at it as it is now, then decide.",
    );
  const before = it.positions.find((said) => said.organizationId === organizationId);
  return takePosition(
    deps,
    it.id,
    {
      organizationId,
      position: positionOfAct[act.kind as DecisionActKind],
      level: null,
      reason: reason ?? note,
      proposalVersion: it.proposalVersion,
      before: before ? before.earlier.length + 1 : 0,
    },
    who,
  );
}

function needed(it: string | null, field: string) {
  if (it === null)
    throw new AppError("invalid", "Some of this needs another look.", { [field]: "This is needed." });
  return it;
}

/** Why it cannot be done, in a sentence that says whom to ask. */
function refusalOf({ state, backbone, commitment, meeting, decision, reading }: ActView) {
  switch (state) {
    case "left":
      return new AppError(
        "forbidden",
        `You no longer take part in this initiative, so this link does nothing. Ask ${backbone} if that is a mistake.`,
      );
    case "expired":
      return new AppError(
        "invalid",
        `This link has run out: it worked for 30 days. Sign in to answer, or ask ${backbone}.`,
      );
    case "refused":
      return new AppError(
        "forbidden",
        `Only those who speak for ${commitment?.owner ?? meeting?.organization ?? decision?.organization ?? reading?.organization ?? "its owner"} say this. Ask them to.`,
      );
    case "gone":
      return new AppError(
        "not_found",
        `This is no longer there for you to see. Ask ${backbone} if that is a mistake.`,
      );
    default:
      return new AppError("conflict", "This was answered otherwise meanwhile. Look at it as it is now.");
  }
}
