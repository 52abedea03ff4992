import type { Kysely } from "kysely";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { type AgendaEvent, applyToAdoption } from "../../shared/common-agenda/events.ts";
import type { Adoption, NewAdoption } from "../../shared/common-agenda/version.ts";
import { dayIn } from "../../shared/dates.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { may, positionAs, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { meetsNow } from "../decisions/scene.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { groupsOf } from "../meetings/queries.ts";
import { openOrganizationHere } from "../organizations/queries.ts";
import { lastAdoption, latestVersion, readCommonAgenda } from "./queries.ts";
import { saveAdoption } from "./rows.ts";

type Tx = Kysely<Tables>;

/**
 * Says that an organization adopts the version whose words were read, plainly or with a reservation. It has one
 * voice; the backbone writes down what another one said on the telephone, and it is shown as such.
 */
export async function adoptAgenda(deps: Deps, asked: NewAdoption, who: Who): Promise<CommonAgenda> {
  await commit(deps, who.initiativeId, async (tx, append) => {
    const organization = await openOrganizationHere(tx, asked.organizationId, who);
    const voice = await mustSpeakFor(tx, organization, who);
    const current = await latestVersion(tx, who.initiativeId);
    const version = await tx
      .selectFrom("agenda_version")
      .select(["id", "number"])
      .where("id", "=", asked.versionId)
      .where("initiative_id", "=", who.initiativeId)
      .executeTakeFirst();
    if (!version || !current) throw notFound("version");
    if (version.id !== current.id)
      throw new AppError(
        "conflict",
        `Version ${current.number} was put to the partners meanwhile. Look at what is new in it, then adopt.`,
      );
    const isPlain = asked.kind === "plain";
    if (!isPlain && asked.reason === null)
      throw new AppError(
        "invalid",
        "A reservation needs a reason, so that it can be put on record. Write it.",
        {
          reason: "Write the reason.",
        },
      );
    const reason = isPlain ? null : asked.reason;
    const last = await lastAdoption(tx, organization.id);
    const isSame = last?.versionId === version.id && last.kind === asked.kind && last.reason === reason;
    // Said already, by the other of two who speak for it or by an answer that was lost on the way.
    if (isSame) return;
    if ((last?.seq ?? null) !== asked.after) throw await adoptedMeanwhile(tx, last, organization);
    const { timeZone } = await readInitiative(tx, who.initiativeId);
    const event = {
      type: "agenda.adopted",
      by: who.id,
      refs: [newId("ado", deps.random), organization.id],
      data: {
        organizationId: organization.id,
        versionId: version.id,
        number: version.number,
        kind: asked.kind,
        reason,
        on: dayIn(timeZone, deps.now()),
      },
      onBehalf: voice === "on_behalf",
    } as const;
    const { seq } = await append(event);
    const adoption = applyToAdoption(undefined, { ...event, seq, at: deps.now() } as AgendaEvent & {
      type: "agenda.adopted";
    });
    await saveAdoption(tx, who.initiativeId, adoption);
  });
  return readCommonAgenda(deps.db, who);
}

async function mustSpeakFor(tx: Tx, organization: Organization, who: Who) {
  if (!organization.hasVoice)
    throw new AppError("forbidden", "The backbone looks after the common agenda; the partners adopt it.");
  const voice = positionAs(who, organization);
  if (!voice)
    throw new AppError(
      "forbidden",
      `Only the representative or alternate of ${organization.shortName} adopts for it, or the backbone after a call. Ask one of them.`,
    );
  if (
    voice === "own" &&
    !may.speakHere(organization, { isMeeting: await meetsAnywhere(tx, organization.id, who) })
  )
    throw new AppError(
      "forbidden",
      `Between meetings, ${organization.shortName} reads, and comments to the backbone. Adopt in a meeting.`,
    );
  return voice;
}

/** Whether a group that an organization is a member of is in a meeting now. */
async function meetsAnywhere(tx: Tx, organizationId: string, who: Who) {
  for (const group of await groupsOf(tx, who.initiativeId))
    if (group.memberIds.includes(organizationId) && (await meetsNow(tx, group.id))) return true;
  return false;
}

/** Tells the later one of two who speak for the same organization. */
async function adoptedMeanwhile(tx: Tx, last: Adoption | undefined, { shortName }: Organization) {
  const person =
    last &&
    (await tx.selectFrom("person").select("name").where("id", "=", last.byPersonId).executeTakeFirst());
  return new AppError(
    "conflict",
    `${person?.name || "Somebody"} spoke for ${shortName} meanwhile. Look at what they said, then adopt.`,
  );
}
