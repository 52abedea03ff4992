import type { Kysely } from "kysely";
import type { Bilingual } from "../../shared/languages.ts";
import type { LogItem } from "../../shared/log/event.ts";
import type { Names } from "../../shared/log/happened.ts";
import type { Tables } from "../db/tables.ts";
import { postNames } from "../threads/queries.ts";

/** The names that sentences of the log are told with, and who speaks. */
export interface Known extends Names {
  speaker(id: string): LogItem["by"];
}

/** How everybody is called now, those who left included, and the records among `ids`. */
export async function namesFor(db: Kysely<Tables>, initiativeId: string, ids: string[]): Promise<Known> {
  const [people, organizations, meetings, commitments, records, posts] = await Promise.all([
    db
      .selectFrom("person")
      .select(["id", "name", "organization_id"])
      .where("initiative_id", "=", initiativeId)
      .execute(),
    db
      .selectFrom("organization")
      .select(["id", "short_name", "hue"])
      .where("initiative_id", "=", initiativeId)
      .execute(),
    meetingNames(db, initiativeId, ids),
    commitmentNames(db, initiativeId, ids),
    recordNames(db, initiativeId, ids),
    postNames(db, initiativeId, ids),
  ]);
  const recordBy = new Map([...meetings, ...commitments, ...records, ...posts]);
  const personBy = new Map(people.map((it) => [it.id, it]));
  const organizationBy = new Map(organizations.map((it) => [it.id, it]));
  const person = (id: string) => personBy.get(id)?.name || "—";
  const organization = (id: string) => organizationBy.get(id)?.short_name ?? "—";
  return {
    person,
    organization,
    record: (id) => recordBy.get(id) ?? { en: "—", es: "—" },
    speaker(id) {
      const own = organizationBy.get(personBy.get(id)?.organization_id ?? "");
      return {
        id,
        name: person(id),
        organizationId: own?.id ?? null,
        organization: own?.short_name ?? null,
        hue: own?.hue ?? 0,
      };
    },
  };
}

/** How the groups and meetings among `ids` are called. */
async function meetingNames(
  db: Kysely<Tables>,
  initiativeId: string,
  ids: readonly string[],
): Promise<[string, Bilingual][]> {
  const groups = await db
    .selectFrom("partner_group")
    .select(["id", "name_en", "name_es"])
    .where("initiative_id", "=", initiativeId)
    .where("id", "in", ids)
    .execute();
  const meetings = await db
    .selectFrom("meeting")
    .select(["id", "title"])
    .where("initiative_id", "=", initiativeId)
    .where("id", "in", ids)
    .execute();
  return [
    ...groups.map((it): [string, Bilingual] => [it.id, { en: it.name_en, es: it.name_es }]),
    ...meetings.map((it): [string, Bilingual] => [it.id, { en: it.title, es: it.title }]),
  ];
}

/** What the commitments among `ids` say. */
async function commitmentNames(
  db: Kysely<Tables>,
  initiativeId: string,
  ids: readonly string[],
): Promise<[string, Bilingual][]> {
  const rows = await db
    .selectFrom("commitment")
    .select(["id", "what"])
    .where("initiative_id", "=", initiativeId)
    .where("id", "in", ids)
    .execute();
  return rows.map(({ id, what }) => [id, { en: what, es: what }]);
}

/** How the decisions, indicators, strategies and activities among `ids` are called. */
async function recordNames(
  db: Kysely<Tables>,
  initiativeId: string,
  ids: readonly string[],
): Promise<[string, Bilingual][]> {
  const titled = await Promise.all(
    (["decision", "activity"] as const).map((table) =>
      db
        .selectFrom(table)
        .select(["id", "title"])
        .where("initiative_id", "=", initiativeId)
        .where("id", "in", ids)
        .execute(),
    ),
  );
  const named = await Promise.all(
    (["indicator", "strategy"] as const).map((table) =>
      db
        .selectFrom(table)
        .select(["id", "name_en", "name_es"])
        .where("initiative_id", "=", initiativeId)
        .where("id", "in", ids)
        .execute(),
    ),
  );
  return [
    ...titled.flat().map((it): [string, Bilingual] => [it.id, { en: it.title, es: it.title }]),
    ...named.flat().map((it): [string, Bilingual] => [it.id, { en: it.name_en, es: it.name_es }]),
  ];
}
