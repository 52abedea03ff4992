import type { Kysely } from "kysely";
import type {
  Acceptance,
  Commitment,
  Handover,
  HelpCall,
  HelpFound,
  Keeping,
  Note,
  NotKept,
  Recorded,
  Refusal,
  Release,
  Renegotiation,
  Reopening,
} from "../../shared/commitments/commitment.ts";
import { apply, type CommitmentEvent } from "../../shared/commitments/events.ts";
import type { Day } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import { voiceFor, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { openMeeting } from "../meetings/queries.ts";
import { openOrganizationHere } from "../organizations/queries.ts";
import { mailOffer } from "../reminders/offers.ts";
import { planReminders } from "../reminders/plan.ts";
import { lastEventOf, mustBeAhead, mustBeForItsOwner, mustBeOf, notTheirs } from "./checks.ts";
import { openCommitment, todayOf } from "./queries.ts";
import { saveCommitment } from "./rows.ts";

type Tx = Kysely<Tables>;

type Type = Exclude<CommitmentEvent["type"], "commitment.offered" | "commitment.reminded" | "log.begun">;

/** A change that somebody asks for. */
interface Asked {
  type: Type;
  /** The commitment as they saw it. */
  version: number;
  /** What they say, as it will stand in the log. */
  said: Record<string, Json>;
  /** Refuses in words, or answers what the log says besides. */
  check?(was: Commitment, scene: { tx: Tx; today: Day }): Promise<Record<string, Json>> | undefined;
}

export const acceptCommitment = (deps: Deps, id: string, { version }: Acceptance, who: Who) =>
  change(deps, id, who, { type: "commitment.accepted", version, said: {} });

export const declineCommitment = (deps: Deps, id: string, { version, ...said }: Refusal, who: Who) =>
  change(deps, id, who, { type: "commitment.declined", version, said });

export const keepCommitment = (deps: Deps, id: string, { version, ...said }: Keeping, who: Who) =>
  change(deps, id, who, { type: "commitment.kept", version, said });

/** Says that a promise was not kept. */
export const closeUndone = (deps: Deps, id: string, { version, ...said }: NotKept, who: Who) =>
  change(deps, id, who, { type: "commitment.not_kept", version, said });

/** Ends a promise that is no longer needed, by agreement. */
export const releaseCommitment = (deps: Deps, id: string, { version, ...said }: Release, who: Who) =>
  change(deps, id, who, {
    type: "commitment.released",
    version,
    said,
    async check(_, { tx }) {
      if (said.agreedAtMeetingId) await openMeeting(tx, said.agreedAtMeetingId, who);
      return {};
    },
  });

/** Moves the date, before or after it came. */
export const renegotiateCommitment = (deps: Deps, id: string, it: Renegotiation, who: Who) =>
  change(deps, id, who, {
    type: "commitment.renegotiated",
    version: it.version,
    said: { toDueOn: it.dueOn, reason: it.reason, agreedAtMeetingId: it.agreedAtMeetingId },
    async check(was, { tx, today }) {
      mustBeAhead(it.dueOn, today);
      if (it.dueOn === was.dueOn)
        throw new AppError("invalid", "This is the date that it has already. Choose another.", {
          dueOn: "Choose another day.",
        });
      if (it.agreedAtMeetingId) await openMeeting(tx, it.agreedAtMeetingId, who);
      return { fromDueOn: was.dueOn };
    },
  });

export const askForHelp = (deps: Deps, id: string, { version, ...said }: HelpCall, who: Who) =>
  change(deps, id, who, { type: "commitment.help_asked", version, said });

export const findHelp = (deps: Deps, id: string, { version, ...said }: HelpFound, who: Who) =>
  change(deps, id, who, {
    type: "commitment.help_found",
    version,
    said,
    check({ needsHelp }) {
      if (!needsHelp)
        throw new AppError("conflict", "Nobody waits for help here. Look at the commitment again.");
      return undefined;
    },
  });

/** Hands a promise to somebody else of the organization, or to another one, which has to say yes. */
export const handOver = (deps: Deps, id: string, { version, ...said }: Handover, who: Who) =>
  change(deps, id, who, {
    type: "commitment.handed_over",
    version,
    said,
    async check(was, { tx }) {
      const { organizationId, personId } = said;
      if (organizationId === was.ownerOrganizationId && personId === was.ownerPersonId)
        throw new AppError("invalid", "This is who has it already. Choose somebody else.", {
          organizationId: "Choose another partner or person.",
        });
      const organization = await openOrganizationHere(tx, organizationId, who);
      mustBeForItsOwner(was.visibility, organization);
      await mustBeOf(tx, organization, personId, "personId");
      return { fromOrganizationId: was.ownerOrganizationId };
    },
  });

/** Opens again what was closed: by mistake, or because it is to be done after all. */
export const reopenCommitment = (deps: Deps, id: string, { version, ...said }: Reopening, who: Who) =>
  change(deps, id, who, { type: "commitment.reopened", version, said });

/** Says how it goes. Also what is closed can be spoken of. */
export const noteOn = (deps: Deps, id: string, { version, ...said }: Note, who: Who) =>
  change(deps, id, who, { type: "commitment.noted", version, said });

/**
 * Changes a commitment in one transaction: who may, what they saw, what the rule says, the event and the row. What is
 * sent a second time is answered as it was the first time.
 */
async function change(deps: Deps, id: string, who: Who, asked: Asked): Promise<Recorded> {
  const { type, version } = asked;
  const today = await todayOf(deps, who.initiativeId);
  const recorded = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openCommitment(tx, id, who);
    const earlier = await alreadySaid(tx, was, asked, who);
    if (earlier) return { commitment: was, receipt: earlier };
    const voice = voiceFor(who, was.ownerOrganizationId);
    if (!voice) throw await notTheirs(tx, was, who);
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    mustFit(type, was);
    const data = { ...asked.said, ...(await asked.check?.(was, { tx, today })), on: today };
    const refs = [...new Set([id, was.ownerOrganizationId, ...namedIn(data)])];
    const onBehalf = voice === "on_behalf";
    const at = deps.now();
    const receipt = await append({ type, by: who.id, refs, data, onBehalf, at });
    const event = { type, by: who.id, refs, data, onBehalf, at, seq: receipt.seq };
    const commitment = apply(was, event as unknown as CommitmentEvent);
    await saveCommitment(tx, who.initiativeId, commitment, receipt.seq);
    if (was.status !== commitment.status || was.dueOn !== commitment.dueOn)
      await planReminders(deps, tx, who.initiativeId, commitment);
    // Handed over, it waits for another's yes.
    if (was.status !== "offered") await mailOffer(deps, tx, commitment, who);
    return { commitment, receipt };
  });
  deps.mail.wake();
  return recorded;
}

/** What else an event is about: a partner who takes over, a meeting where it was agreed. */
const namedIn = (data: Record<string, Json>) =>
  [data.organizationId, data.agreedAtMeetingId].filter((it) => typeof it === "string");

/** The receipt of the very same change, made by the same person just before: its answer was lost on the way. */
async function alreadySaid(tx: Tx, was: Commitment, { type, version, said }: Asked, who: Who) {
  if (was.version !== version + 1 || was.changedBy !== who.id) return undefined;
  const last = await lastEventOf(tx, was.id, who);
  if (last?.type !== type || !last.data) return undefined;
  const { data } = last;
  const isSame = Object.entries(said).every(([name, it]) => canonical(data[name] ?? null) === canonical(it));
  return isSame ? last.receipt : undefined;
}

/** Which changes fit which status. */
function mustFit(type: Type, { status }: Commitment) {
  if (type === "commitment.noted") return;
  if (type === "commitment.reopened") {
    if (!["kept", "not_kept", "released"].includes(status))
      throw new AppError(
        "conflict",
        "Only what is closed can be opened again. Look at the commitment again.",
      );
    return;
  }
  if (type === "commitment.accepted" || type === "commitment.declined") {
    if (status !== "offered")
      throw new AppError("conflict", "This offer was answered already. Look at the commitment again.");
  } else if (status === "offered")
    throw new AppError("conflict", "This is still an offer. Its owner accepts it first.");
  else if (status !== "active")
    throw new AppError("conflict", "This commitment is closed already. Write a note on it instead.");
}
