import { AppError } from "../../shared/errors.ts";
import type { NewVoice, Person } from "../../shared/people/person.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { openOrganizationHere } from "../organizations/queries.ts";
import { alsoForOf, openPerson, personOf } from "./queries.ts";

/** Asks somebody of one partner to speak for another as well. Asked twice, they are asked once. */
export async function giveVoice(
  deps: Deps,
  id: string,
  { organizationId }: NewVoice,
  who: Who,
): Promise<Person> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const person = await openPerson(tx, id, who);
    const organization = await openOrganizationHere(tx, organizationId, who);
    if (!may.giveVoice(who, organizationId))
      throw new AppError(
        "forbidden",
        `Only the representative of ${organization.shortName} asks somebody to speak for it, or the backbone. Ask them to.`,
      );
    if (!organization.hasVoice)
      throw new AppError(
        "invalid",
        "The backbone has no position, so nobody speaks for it. Choose a partner.",
        {
          organizationId: "Choose a partner.",
        },
      );
    if (person.role === "backbone" || person.role === "observer")
      throw new AppError("invalid", "Only somebody who takes part for a partner can speak for another one.");
    const also = alsoForOf(person);
    if (person.organization_id === organizationId || also.includes(organizationId))
      return personOf(person, who);
    await save(tx, id, [...also, organizationId]);
    const refs = [id, organizationId];
    await append({ type: "person.voice_given", by: who.id, refs, data: { organizationId } });
    return personOf(await openPerson(tx, id, who), who);
  });
}

/** From now on somebody speaks for the other partner no longer. */
export async function endVoice(deps: Deps, id: string, organizationId: string, who: Who) {
  await commit(deps, who.initiativeId, async (tx, append) => {
    const person = await openPerson(tx, id, who);
    if (!may.giveVoice(who, organizationId) && who.id !== id)
      throw new AppError("forbidden", "Its representative does this, or the backbone. Ask them to.");
    const also = alsoForOf(person);
    if (!also.includes(organizationId)) return;
    await save(
      tx,
      id,
      also.filter((it) => it !== organizationId),
    );
    const refs = [id, organizationId];
    await append({ type: "person.voice_ended", by: who.id, refs, data: { organizationId } });
  });
}

const save = (tx: Parameters<typeof openPerson>[0], id: string, also: readonly string[]) =>
  tx
    .updateTable("person")
    .set({ also_for: JSON.stringify(also) })
    .where("id", "=", id)
    .execute();
