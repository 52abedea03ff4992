import { type Kysely, type Selectable, sql } from "kysely";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";

/** The organizations of one's initiative: the backbone, then the partners in joining order. */
export async function listOrganizations(db: Kysely<Tables>, who: Who): Promise<Organization[]> {
  const rows = await db
    .selectFrom("organization")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .orderBy("kind")
    .orderBy("joined_on")
    // Of one day: as they were added.
    .orderBy(sql`rowid`)
    .execute();
  return rows.map(organizationOf);
}

/** The only way to hold an organization: of one's own initiative, or not found. */
export async function openOrganization(db: Kysely<Tables>, id: string, who: Who): Promise<Organization> {
  const row = await db
    .selectFrom("organization")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row) throw notFound("partner");
  return organizationOf(row);
}

/** An organization that has not left: for whatever begins now. */
export async function openOrganizationHere(db: Kysely<Tables>, id: string, who: Who): Promise<Organization> {
  const organization = await openOrganization(db, id, who);
  if (organization.removedOn !== null)
    throw new AppError(
      "conflict",
      `${organization.shortName} has left the initiative. Choose a partner that is here.`,
    );
  return organization;
}

/** An organization as everybody of its initiative sees it, and as its events make it. */
export const organizationOf = (row: Selectable<Tables["organization"]>): Organization => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  sector: row.sector as Organization["sector"],
  kind: row.kind,
  hue: row.hue,
  joinedOn: row.joined_on,
  isPublicBody: row.is_public_body === 1,
  hasVoice: row.has_voice === 1,
  speaksInMeetingsOnly: row.speaks_in_meetings_only === 1,
  language: row.language,
  removedOn: row.removed_on,
  removedFor: row.removed_for,
});
