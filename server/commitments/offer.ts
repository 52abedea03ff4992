import type { Kysely } from "kysely";
import { type NewCommitment, type Recorded, shownOf } from "../../shared/commitments/commitment.ts";
import { apply, type CommitmentEvent } from "../../shared/commitments/events.ts";
import { AppError } from "../../shared/errors.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import { may, voiceFor, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { type Append, commit } from "../log/commit.ts";
import { groupsOf, onlookerOf, openMeeting } from "../meetings/queries.ts";
import { openOrganizationHere } from "../organizations/queries.ts";
import { mailOffer } from "../reminders/offers.ts";
import { planReminders } from "../reminders/plan.ts";
import { lastEventOf, mustBeAhead, mustBeForItsOwner, mustBeOf, mustBeStrategies } from "./checks.ts";
import { openCommitment, todayOf } from "./queries.ts";
import { saveCommitment } from "./rows.ts";

type Tx = Kysely<Tables>;

/**
 * Offers a commitment to its owner. The own organization's is accepted in the same breath; every other one waits for
 * a yes. The same offer sent twice is one commitment, with the receipt of the first time.
 */
export async function offerCommitment(deps: Deps, asked: NewCommitment, who: Who): Promise<Recorded> {
  const today = await todayOf(deps, who.initiativeId);
  const recorded = await commit(deps, who.initiativeId, async (tx, append) => {
    const { id, ...said } = asked;
    const offered = await alreadyOffered(tx, asked, who);
    if (offered) return offered;
    mustBeAhead(said.dueOn, today);
    const owner = await ownerOf(tx, said, who);
    const groupId = await placeOf(tx, said, who);
    await mustBeStrategies(tx, said.strategyIds, who);
    const data = { ...said, groupId, number: await nextNumber(tx, who.initiativeId), on: today };
    const refs = [...new Set([id, owner.id, ...data.supportOrganizationIds])];
    if (data.fromMeetingId) refs.push(data.fromMeetingId);
    const at = deps.now();
    const step = (type: CommitmentEvent["type"], said: Json) =>
      record(append, { type, refs, data: said, at }, who);
    const first = await step("commitment.offered", data);
    let commitment = apply(undefined, first.event);
    if (!may.see(await onlookerOf(tx, who), shownOf(commitment)))
      throw new AppError("invalid", "You would not see this yourself. Choose who else may see it.", {
        visibility: "Choose who else may see it.",
      });
    await saveCommitment(tx, who.initiativeId, commitment, first.event.seq);
    if (voiceFor(who, owner.id) === "own") {
      const { event } = await step("commitment.accepted", { on: today });
      commitment = apply(commitment, event);
      await saveCommitment(tx, who.initiativeId, commitment, event.seq);
      await planReminders(deps, tx, who.initiativeId, commitment);
    }
    await mailOffer(deps, tx, commitment, who);
    return { commitment, receipt: first.receipt };
  });
  deps.mail.wake();
  return recorded;
}

async function record(
  append: Append,
  said: { type: CommitmentEvent["type"]; refs: string[]; data: Json; at: number },
  who: Who,
) {
  const receipt = await append({ ...said, by: who.id });
  const event = { ...said, by: who.id, seq: receipt.seq } as unknown as CommitmentEvent;
  return { receipt, event };
}

/** The commitment that this very offer made before; throws when its id is somebody else's. */
async function alreadyOffered(
  tx: Tx,
  { id, ...said }: NewCommitment,
  who: Who,
): Promise<Recorded | undefined> {
  const taken = await tx
    .selectFrom("commitment")
    .select(["initiative_id", "offered_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!taken) return undefined;
  const isOwn = taken.initiative_id === who.initiativeId && taken.offered_by === who.id;
  const first = isOwn ? await lastEventOf(tx, id, who, "first") : undefined;
  const data = first?.data;
  const isSame =
    data &&
    // The group may be the meeting's.
    Object.entries({ ...said, groupId: said.groupId ?? data.groupId }).every(
      ([name, it]) => canonical(data[name] ?? null) === canonical((it ?? null) as Json),
    );
  if (!first || !isSame)
    throw new AppError(
      "conflict",
      "This id belongs to another commitment. Make a new one and send it again.",
      {
        id: "Make a new id.",
      },
    );
  return {
    commitment: await openCommitment(tx, id, who),
    receipt: first.receipt,
  };
}

/** The organization that is asked, with those who help and the person who is to look after it. */
async function ownerOf(tx: Tx, said: Omit<NewCommitment, "id">, who: Who) {
  const owner = await openOrganizationHere(tx, said.ownerOrganizationId, who);
  for (const id of said.supportOrganizationIds) await openOrganizationHere(tx, id, who);
  mustBeForItsOwner(said.visibility, owner);
  await mustBeOf(tx, owner, said.ownerPersonId, "ownerPersonId");
  return owner;
}

/** The group it belongs to: the one that was named, or the one of its meeting. */
async function placeOf(tx: Tx, said: Omit<NewCommitment, "id">, who: Who) {
  const meeting = said.fromMeetingId === null ? undefined : await openMeeting(tx, said.fromMeetingId, who);
  const groupId = said.groupId ?? meeting?.group_id ?? null;
  const groups = await groupsOf(tx, who.initiativeId);
  const isKnown = groups.some(({ id }) => id === groupId);
  if (groupId === null ? said.visibility === "group" : !isKnown)
    throw new AppError("invalid", "We need to know which group this belongs to. Choose one.", {
      groupId: "Choose a group.",
    });
  return groupId;
}

async function nextNumber(tx: Tx, initiativeId: string) {
  const last = await tx
    .selectFrom("commitment")
    .select("number")
    .where("initiative_id", "=", initiativeId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}
