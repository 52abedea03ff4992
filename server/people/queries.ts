import { type Kysely, type Selectable, sql } from "kysely";
import { notFound } from "../../shared/errors.ts";
import type { PersonRecord } from "../../shared/people/events.ts";
import type { Person } from "../../shared/people/person.ts";
import { may, roles, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";

export type PersonRow = Selectable<Tables["person"]>;

/** Who stands for an initiative where the server itself has done something: the first of the backbone. */
export async function firstInOffice(db: Kysely<Tables>, initiativeId: string): Promise<string> {
  const { id } = await db
    .selectFrom("person")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .orderBy(sql`role = 'backbone'`, "desc")
    .orderBy(sql`removed_at is null`, "desc")
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** The people of one's initiative who are here, by organization, speakers first. */
export async function listPeople(db: Kysely<Tables>, who: Who): Promise<Person[]> {
  const rows = await db
    .selectFrom("person")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("removed_at", "is", null)
    .orderBy("organization_id")
    .orderBy("created_at")
    .orderBy("name")
    .execute();
  return rows
    .sort((a, b) =>
      a.organization_id === b.organization_id ? roles.indexOf(a.role) - roles.indexOf(b.role) : 0,
    )
    .map((row) => personOf(row, who));
}

/** Those who left and whom `who` could erase; whoever was erased is nobody any more. */
export async function listThoseWhoLeft(db: Kysely<Tables>, who: Who): Promise<Person[]> {
  const rows = await db
    .selectFrom("person")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("removed_at", "is not", null)
    .where("name", "!=", "")
    .orderBy("removed_at", "desc")
    .orderBy("id")
    .execute();
  return rows.filter((row) => may.remove(who, whoOf(row))).map((row) => personOf(row, who));
}

/** The only way to hold a person: here, and of one's own initiative, or not found. */
export async function openPerson(db: Kysely<Tables>, id: string, who: Who): Promise<PersonRow> {
  const row = await db
    .selectFrom("person")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("person");
  return row;
}

/** A person as `who` may see them. */
export const personOf = (row: PersonRow, who: Who): Person => ({
  id: row.id,
  organizationId: row.organization_id,
  name: row.name,
  email: may.seeEmail(who, row.organization_id) ? row.email : null,
  role: row.role,
  language: row.language,
  alsoFor: alsoForOf(row),
  isInvited: row.first_signed_in_at === null,
});

/** A person as their events make them. */
export const personRecordOf = (row: PersonRow): PersonRecord => ({
  id: row.id,
  organizationId: row.organization_id,
  name: row.name,
  email: row.email,
  role: row.role,
  language: row.language,
  alsoFor: alsoForOf(row),
  hasComeIn: row.first_signed_in_at !== null,
  isRemoved: row.removed_at !== null,
});

/** As much of a row as a rule asks for. */
export const whoOf = (row: PersonRow): Who => ({
  id: row.id,
  initiativeId: row.initiative_id,
  organizationId: row.organization_id,
  role: row.role,
  alsoFor: alsoForOf(row),
});

/** The other organizations that somebody speaks for. */
export const alsoForOf = (row: Pick<PersonRow, "also_for">) => JSON.parse(row.also_for) as string[];
