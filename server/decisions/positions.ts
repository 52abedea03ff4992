import type { Kysely } from "kysely";
import { dayIn } from "../../shared/dates.ts";
import type { NewPosition } from "../../shared/decisions/asked.ts";
import type { Decided, Decision, Position } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { gradients, needsReason } from "../../shared/decisions/words.ts";
import { AppError } from "../../shared/errors.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { may, positionAs, voicesOf, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { threadOf } from "../log/history.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { keep } from "./keep.ts";
import { openDecision } from "./queries.ts";
import { type Scene, sceneOf } from "./scene.ts";

type Tx = Kysely<Tables>;

/**
 * Says where an organization stands. It has one voice: what it says now takes the place of what it said before, which
 * is kept. The backbone writes down what another one said on the telephone, and it is shown as such.
 */
export async function takePosition(deps: Deps, id: string, asked: NewPosition, who: Who): Promise<Decided> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openDecision(tx, id, who);
    const { timeZone } = await readInitiative(tx, who.initiativeId);
    const today = dayIn(timeZone, deps.now());
    const scene = await sceneOf(tx, was, today, who);
    const organization = await voiceMeant(tx, asked, scene, who);
    const before = was.positions.find(({ organizationId }) => organizationId === organization.id);
    const again = await alreadyGiven(tx, was, before, asked, who);
    if (again) return again;
    if (!isOpen(was))
      throw new AppError(
        "conflict",
        "This decision is closed, and no position can be given any more. Look at it as it is now.",
      );
    const voice = mustSpeakFor(organization, scene, who);
    if (asked.proposalVersion !== was.proposalVersion)
      throw new AppError(
        "conflict",
        `The proposal has been reworded: version ${was.proposalVersion} is asked about now. Read it, then answer.`,
      );
    if (timesSpoken(before) !== asked.before)
      throw await answeredMeanwhile(tx, before!, organization, timeZone, deps.now());
    const { position, level, reason } = said(asked, was);
    const data = {
      organizationId: organization.id,
      position,
      reason,
      level,
      proposalVersion: was.proposalVersion,
      on: today,
    };
    return keep(
      deps,
      { tx, append },
      was,
      { type: "decision.positioned", data, refs: [organization.id], onBehalf: voice === "on_behalf" },
      who,
    );
  });
}

const timesSpoken = (it: Position | undefined) => (it ? it.earlier.length + 1 : 0);

/** The organization that is meant: the one that is named, or the only one that the person speaks for. */
async function voiceMeant(tx: Tx, { organizationId }: NewPosition, { askedIds }: Scene, who: Who) {
  if (organizationId !== null) return openOrganizationHere(tx, organizationId, who);
  const own = voicesOf(who);
  const voices = own.filter((id) => askedIds.includes(id));
  const [first, ...others] = voices.length > 0 ? voices : own;
  if (others.length > 0) {
    const names: string[] = [];
    for (const id of voices) names.push((await openOrganization(tx, id, who)).shortName);
    throw new AppError(
      "invalid",
      `You speak for more than one partner: ${names.join(", ")}. Say for which one.`,
      {
        organizationId: "Say for which partner.",
      },
    );
  }
  return openOrganization(tx, first ?? who.organizationId, who);
}

function mustSpeakFor(organization: Organization, { askedIds, isMeeting }: Scene, who: Who) {
  if (!organization.hasVoice)
    throw new AppError(
      "forbidden",
      "The backbone has no position. It records what a partner says on the telephone: choose the partner.",
    );
  const voice = positionAs(who, organization);
  if (!voice)
    throw new AppError(
      "forbidden",
      `Only the representative or alternate of ${organization.shortName} gives its position, or the backbone after a call. Ask one of them.`,
    );
  if (!askedIds.includes(organization.id))
    throw new AppError(
      "forbidden",
      `${organization.shortName} is not in the group that decides this. Write in its thread instead.`,
    );
  if (voice === "own" && !may.speakHere(organization, { isMeeting }))
    throw new AppError(
      "forbidden",
      `Between meetings, ${organization.shortName} reads, and comments to the backbone. Give its position in the meeting.`,
    );
  return voice;
}

/** What is said, where it makes sense together. */
function said({ position, level, reason }: NewPosition, { method }: Decision) {
  if (method === "gradients") {
    // Whoever leaves has no level.
    if (position !== "recused" && (level === null || gradients[level - 1] !== position))
      throw new AppError(
        "invalid",
        "Here a partner says how much it agrees. Choose one of the eight levels.",
        {
          level: "Choose one of the eight levels.",
        },
      );
  } else if (level !== null)
    throw new AppError(
      "invalid",
      "Levels of agreement belong to another way of deciding. Choose a position.",
      {
        level: "Leave this out.",
      },
    );
  if (needsReason(position) && reason === null)
    throw new AppError(
      "invalid",
      "An objection or a reservation needs a reason, so that others can work with it. Write it down.",
      {
        reason: "Write the reason.",
      },
    );
  return { position, reason, level: position === "recused" ? null : level };
}

/** The same position of the same person just before: its answer was lost on the way. */
async function alreadyGiven(
  tx: Tx,
  was: Decision,
  before: Position | undefined,
  { before: seen, position, reason, level, proposalVersion }: NewPosition,
  who: Who,
): Promise<Decided | undefined> {
  const isSame =
    before !== undefined &&
    timesSpoken(before) === seen + 1 &&
    before.byPersonId === who.id &&
    before.position === position &&
    before.reason === reason &&
    before.level === level &&
    before.proposalVersion === proposalVersion;
  if (!isSame) return undefined;
  const history = await threadOf(tx, was.id, who.initiativeId);
  const own = history.findLast(
    ({ type, data }) => type === "decision.positioned" && data?.organizationId === before.organizationId,
  );
  if (!own) return undefined;
  const { hash } = await tx
    .selectFrom("event")
    .select("hash")
    .where("initiative_id", "=", who.initiativeId)
    .where("seq", "=", own.seq)
    .executeTakeFirstOrThrow();
  return { decision: was, receipt: { seq: own.seq, hash } };
}

/** Tells the later one of two who answer for the same organization. */
async function answeredMeanwhile(
  tx: Tx,
  { byPersonId, on }: Position,
  { shortName }: Organization,
  timeZone: string,
  now: number,
) {
  const person = await tx.selectFrom("person").select("name").where("id", "=", byPersonId).executeTakeFirst();
  const day = on || dayIn(timeZone, now);
  return new AppError(
    "conflict",
    `${person?.name || "Somebody"} answered for ${shortName} on ${day}. Look at that answer, then decide.`,
  );
}
