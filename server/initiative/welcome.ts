import type { Welcome } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { sampleCards } from "../sample/cards.ts";
import { firstInitiative } from "./queries.ts";

/** What a stranger may know: the initiative's name, and the sample people while this is only the sample. */
export async function readWelcome({ db, config }: Pick<Deps, "db" | "config">): Promise<Welcome> {
  const initiative = await firstInitiative(db);
  const isSampleOpen = initiative?.isSample === true && config.publicUrl === undefined;
  return {
    initiative: initiative ? { name: initiative.name, tagline: initiative.tagline } : null,
    needsSetUp: initiative === undefined,
    samplePeople: isSampleOpen ? await samplePeople(db, initiative.id) : [],
  };
}

async function samplePeople(db: Deps["db"], initiativeId: string): Promise<Welcome["samplePeople"]> {
  const rows = await db
    .selectFrom("person")
    .innerJoin("organization", "organization.id", "person.organization_id")
    .select(["person.id", "person.name", "person.language", "organization.short_name", "organization.hue"])
    .where("person.initiative_id", "=", initiativeId)
    .where("person.removed_at", "is", null)
    .where("person.id", "in", Object.keys(sampleCards))
    .execute();
  return Object.entries(sampleCards).flatMap(([id, note]) => {
    const row = rows.find((it) => it.id === id);
    if (!row) return [];
    const { name, language, hue, short_name: organization } = row;
    return [{ id, name, organization, hue, note, language }];
  });
}
