import type { Deps } from "../../server/deps.ts";
import { initiativeRecordOf } from "../../server/initiative/queries.ts";
import { readEvents } from "../../server/log/queries.ts";
import { organizationOf } from "../../server/organizations/queries.ts";
import { personRecordOf } from "../../server/people/queries.ts";
import { apply as applyInitiative, type InitiativeRecord } from "../../shared/initiative/events.ts";
import { nounOf } from "../../shared/log/sentences.ts";
import { apply as applyOrganization } from "../../shared/organizations/events.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { apply as applyPerson, type PersonRecord } from "../../shared/people/events.ts";

/** What the log alone says of an initiative, its organizations and its people, by id. */
export async function fromLog(deps: Pick<Deps, "db">, initiativeId: string) {
  const initiatives: Record<string, InitiativeRecord> = {};
  const organizations: Record<string, Organization> = {};
  const people: Record<string, PersonRecord> = {};
  for (const event of await readEvents(deps.db, initiativeId)) {
    const [id = ""] = event.refs;
    // Handed to the noun that its type names.
    const any = event as any;
    const noun = nounOf(event);
    if (noun === "initiative") initiatives[id] = applyInitiative(initiatives[id], any);
    if (noun === "organization") organizations[id] = applyOrganization(organizations[id], any);
    if (noun === "person") people[id] = applyPerson(people[id], any);
    if (event.type === "initiative.days_moved")
      for (const it of Object.values(organizations)) organizations[it.id] = applyOrganization(it, any);
  }
  return { initiatives, organizations, people };
}

/** What the rows say of the same. */
export async function fromRows(deps: Pick<Deps, "db">) {
  const { db } = deps;
  const initiatives = await db.selectFrom("initiative").selectAll().execute();
  const organizations = await db.selectFrom("organization").selectAll().execute();
  const people = await db.selectFrom("person").selectAll().execute();
  return {
    initiatives: byId(initiatives.map(initiativeRecordOf)),
    organizations: byId(organizations.map(organizationOf)),
    people: byId(people.map(personRecordOf)),
  };
}

const byId = <T extends { id: string }>(items: T[]) => Object.fromEntries(items.map((it) => [it.id, it]));
