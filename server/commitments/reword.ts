import type { Kysely } from "kysely";
import type { Commitment, Recorded, Rewording } from "../../shared/commitments/commitment.ts";
import { apply, type CommitmentEvent } from "../../shared/commitments/events.ts";
import { AppError } from "../../shared/errors.ts";
import type { Json } from "../../shared/log/canonical.ts";
import { may, voiceFor, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { groupsOf } from "../meetings/queries.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { mailOffer } from "../reminders/offers.ts";
import { planReminders } from "../reminders/plan.ts";
import { lastEventOf, mustBeAhead, mustBeForItsOwner, mustBeOf } from "./checks.ts";
import { openCommitment, todayOf } from "./queries.ts";
import { saveCommitment } from "./rows.ts";

type Tx = Kysely<Tables>;

/**
 * Puts an offer right: what, who, or by when, as long as nobody has accepted it. For whoever wrote it down, who leads
 * the meeting it was said in, who speaks for its owner, and the backbone. An owner who is named now is asked now; the
 * own organization accepts in the same breath.
 */
export async function rewordOffer(deps: Deps, id: string, asked: Rewording, who: Who): Promise<Recorded> {
  const today = await todayOf(deps, who.initiativeId);
  const recorded = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openCommitment(tx, id, who);
    const { version, ...said } = asked;
    const changes = differing(was, said);
    if (Object.keys(changes).length === 0) return unchanged(tx, was, who);
    await mustHold(tx, was, who);
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    if (was.status !== "offered" || was.handedOverBy !== null)
      throw new AppError(
        "conflict",
        "This was accepted already. Move its date with a reason, or write a note on it instead.",
      );
    const ownerId = changes.ownerOrganizationId ?? was.ownerOrganizationId;
    const isAnother = ownerId !== was.ownerOrganizationId;
    const owner = await (isAnother ? openOrganizationHere : openOrganization)(tx, ownerId, who);
    // Whoever looked after it belongs to the owner before.
    if (isAnother && changes.ownerPersonId === undefined && was.ownerPersonId !== null)
      changes.ownerPersonId = null;
    mustBeForItsOwner(was.visibility, owner);
    await mustBeOf(tx, owner, changes.ownerPersonId ?? null, "ownerPersonId");
    if (changes.dueOn !== undefined) mustBeAhead(changes.dueOn, today);
    const refs = [...new Set([id, owner.id, was.ownerOrganizationId])];
    let commitment = was;
    const step = async (type: CommitmentEvent["type"], data: Json) => {
      const event = { type, by: who.id, refs, data, at: deps.now() };
      const receipt = await append(event);
      commitment = apply(commitment, { ...event, seq: receipt.seq } as unknown as CommitmentEvent);
      await saveCommitment(tx, who.initiativeId, commitment, receipt.seq);
      return receipt;
    };
    const receipt = await step("commitment.reworded", { ...changes, on: today });
    if (isAnother && voiceFor(who, owner.id) === "own") {
      await step("commitment.accepted", { on: today });
      await planReminders(deps, tx, who.initiativeId, commitment);
    }
    if (isAnother) await mailOffer(deps, tx, commitment, who);
    return { commitment, receipt };
  });
  deps.mail.wake();
  return recorded;
}

type Said = Omit<Rewording, "version">;

const differing = (was: Commitment, said: Said) =>
  Object.fromEntries(
    Object.entries(said).filter(([name, it]) => it !== undefined && it !== was[name as keyof Said]),
  ) as Said;

/** It says this already: sent twice, or somebody else was faster with the same. */
async function unchanged(tx: Tx, commitment: Commitment, who: Who): Promise<Recorded> {
  const last = await lastEventOf(tx, commitment.id, who);
  if (!last) throw new Error(`The log does not know the commitment ${commitment.id}.`);
  return { commitment, receipt: last.receipt };
}

async function mustHold(tx: Tx, was: Commitment, who: Who) {
  if (was.offeredBy === who.id || voiceFor(who, was.ownerOrganizationId)) return;
  const meeting =
    was.fromMeetingId === null
      ? undefined
      : await tx
          .selectFrom("meeting")
          .select(["group_id", "facilitator_id", "note_taker_id"])
          .where("id", "=", was.fromMeetingId)
          .executeTakeFirst();
  const group = (await groupsOf(tx, who.initiativeId)).find(({ id }) => id === meeting?.group_id);
  if (
    meeting &&
    group &&
    may.leadMeeting(who, {
      facilitatorId: meeting.facilitator_id,
      noteTakerId: meeting.note_taker_id,
      chairIds: group.chairIds,
    })
  )
    return;
  throw new AppError(
    "forbidden",
    "Whoever wrote an offer down puts it right, or who leads the meeting it was said in. Ask one of them.",
  );
}
