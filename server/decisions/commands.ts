import type { Kysely } from "kysely";
import {
  type Agreement,
  type Decided,
  type NewDecision,
  shownOf,
  titleOf,
} from "../../shared/decisions/decision.ts";
import type { DecisionEvent } from "../../shared/decisions/events.ts";
import { AppError } from "../../shared/errors.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { eventOfThread } from "../log/history.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { onlookerOf } from "../meetings/queries.ts";
import {
  mustBeAgreeable,
  mustBeAhead,
  mustBeKnown,
  mustBeReplaceable,
  mustSpeakHere,
  placeOf,
  raiserOf,
  roomOf,
} from "./checks.ts";
import { replaceOlder } from "./closing.ts";
import { keep } from "./keep.ts";
import { openDecision } from "./queries.ts";
import { meetsNow, sceneOf } from "./scene.ts";

type Tx = Kysely<Tables>;

/**
 * Puts a sentence to a group, from a meeting's notes for instance. The same one sent twice is one decision, with the
 * receipt of the first time.
 */
export async function raiseDecision(deps: Deps, asked: NewDecision, who: Who): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const { id, ...said } = asked;
    const raised = await alreadyRaised(tx, asked, who);
    if (raised) return raised;
    mustBeAhead(said.respondBy, today, "respondBy");
    const raiser = await raiserOf(tx, said, who);
    const place = await placeOf(tx, said, who);
    await mustBeKnown(tx, said, who);
    await mustBeReplaceable(tx, said.supersedesId, who);
    await mustSpeakHere(tx, { isMeeting: await meetsNow(tx, place.groupId) }, who);
    const { governance } = await readInitiative(tx, who.initiativeId);
    const data = {
      ...said,
      ...place,
      title: said.title ?? titleOf(said.proposal),
      raisedByOrganizationId: raiser.id,
      daysMin: said.daysMin ?? governance.asyncDaysMin,
      number: await nextNumber(tx, who.initiativeId),
      on: today,
    };
    const refs = [raiser.id, ...(said.fromMeetingId ? [said.fromMeetingId] : [])];
    if (!may.see(await onlookerOf(tx, who), shownOf(data)))
      throw new AppError("invalid", "You would not see this yourself. Choose who else may see it.", {
        visibility: "Choose who else may see it.",
      });
    return keep(deps, { tx, append }, { id }, { type: "decision.opened", data, refs }, who);
  });
}

/**
 * Closes a decision as agreed in the room of a meeting. Its outcome is the sentence that everybody heard; whether
 * enough members were there stands beside it.
 */
export async function agreeDecision(deps: Deps, id: string, asked: Agreement, who: Who): Promise<Decided> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const agreed = await alreadyAgreed(tx, was.version, id, asked, who);
    if (agreed) return { decision: was, receipt: agreed };
    const room = await roomOf(tx, was, asked, who);
    if (was.version !== asked.version) throw await changedMeanwhile(tx, was, who);
    const { askedIds } = await sceneOf(tx, was, today, who);
    mustBeAgreeable(was, askedIds);
    mustBeAhead(asked.reviewOn, today, "reviewOn");
    const data = {
      status: "adopted",
      outcome: asked.outcome ?? was.proposal,
      chosenOptionId: null,
      reviewOn: asked.reviewOn,
      ...room,
      closing: { method: was.method, isFallback: false, askedIds, commitmentIds: null },
      on: today,
    };
    const refs = [was.raisedByOrganizationId, room.meetingId];
    const closed = await keep(deps, { tx, append }, was, { type: "decision.closed", data, refs }, who);
    await replaceOlder(deps, { tx, append }, closed.decision, who, today);
    return closed;
  });
}

/** The decision that these very words opened before; throws when its id is somebody else's. */
async function alreadyRaised(tx: Tx, { id, ...said }: NewDecision, who: Who): Promise<Decided | undefined> {
  const taken = await tx
    .selectFrom("decision")
    .select(["initiative_id", "opened_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!taken) return undefined;
  const isOwn = taken.initiative_id === who.initiativeId && taken.opened_by === who.id;
  const first = isOwn ? await eventOfThread(tx, id, who.initiativeId, "first") : undefined;
  // What was left open then was filled in from the meeting.
  const isSame =
    first?.data &&
    Object.entries(said).every(
      ([name, it]) => it === null || canonical(first.data![name] ?? null) === canonical(it as Json),
    );
  if (!first || !isSame)
    throw new AppError("conflict", "This id belongs to another decision. Make a new one and send it again.", {
      id: "Make a new id.",
    });
  return { decision: await openDecision(tx, id, who), receipt: first.receipt };
}

/** The receipt of the very same agreement, recorded by the same person: its answer was lost on the way. */
async function alreadyAgreed(tx: Tx, version: number, id: string, asked: Agreement, who: Who) {
  if (version !== asked.version + 1) return undefined;
  const last = await eventOfThread(tx, id, who.initiativeId, "last");
  if (last?.type !== ("decision.closed" satisfies DecisionEvent["type"]) || last.by !== who.id)
    return undefined;
  const { version: _, ...said } = asked;
  const isSame = Object.entries(said).every(([name, it]) => it === null || last.data?.[name] === it);
  return isSame ? last.receipt : undefined;
}

async function nextNumber(tx: Tx, initiativeId: string) {
  const last = await tx
    .selectFrom("decision")
    .select("number")
    .where("initiative_id", "=", initiativeId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}
