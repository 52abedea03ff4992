import { CompiledQuery, type Kysely } from "kysely";
import type { Language } from "../../shared/languages.ts";
import type { Role, Visibility, Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";

/** All that the rules ask about a document and whoever looks at it. */
export interface Place {
  /** `null` where the initiative of whoever looks has no such document. */
  document: string | null;
  language: Language;
  isSource: 0 | 1;
  /** Whose notes it is; the meeting's other words are `null` when there is none in this initiative. */
  meetingId: string | null;
  meetingStatus: string | null;
  meetingVisibility: Visibility | null;
  meetingGroupId: string | null;
  /** Whose action plan it is, and which organizations that group is made of. */
  groupId: string | null;
  groupVisibility: Visibility | null;
  memberIds: string[];
  /** The groups that the organizations of whoever looks are members of; only where a group or a meeting asks for it. */
  groupIds: string[];
}

/** A place, and the sign-in that asks for it. */
export interface SignInPlace extends Place {
  endsAt: number;
  usedAt: number;
  epoch: string;
  personId: string;
  name: string;
  role: Role;
  initiativeId: string;
  organizationId: string;
  alsoFor: string[];
  organization: string;
  hue: number;
}

/** Where a sign-in wants to sit. */
export interface Knock {
  name: string;
  signInId: string;
}

/**
 * One question for any number of places, which comes back as one text: rows of their own cost a server at which
 * everybody knocks at once ten times as much. `looker` says for each `at` which document is looked for, in which
 * initiative, and for which organizations.
 */
const placesFor = (looker: string, more = "") => `
  with looker as (${looker})
  select json_group_array(json_object('at', looker.at, ${more}
    'document', document.name, 'language', document.language, 'isSource', document.is_source,
    'meetingId', document.meeting_id, 'meetingStatus', meeting.status,
    'meetingVisibility', meeting.visibility, 'meetingGroupId', meeting.group_id,
    'groupId', document.group_id, 'groupVisibility', partner_group.visibility,
    'memberIds', json((select json_group_array(organization_id) from group_member
      where group_id = document.group_id)),
    'groupIds', json((select json_group_array(group_id) from group_member
      where (document.meeting_id is not null or document.group_id is not null)
        and organization_id in (select value from json_each(looker.organizations))))
  )) as found
  from looker
  left join document on document.name = looker.name and document.initiative_id = looker.initiative_id
  left join meeting on meeting.id = document.meeting_id and meeting.initiative_id = looker.initiative_id
  left join partner_group on partner_group.id = document.group_id`;

/** Signed in, and not removed; when the sign-in ends is told with it. A knock is a sign-in and a document. */
const ofKnocks = placesFor(
  `
  select knock.key as at, knock.value ->> 1 as name, person.initiative_id,
    json_insert(person.also_for, '$[#]', person.organization_id) as organizations,
    sign_in.expires_at, sign_in.last_used_at, initiative.epoch, person.id, person.name as person_name,
    person.role, person.organization_id, person.also_for, organization.short_name, organization.hue
  from json_each(?) as knock
  cross join sign_in on sign_in.id = knock.value ->> 0
  join person on person.id = sign_in.person_id and person.removed_at is null
  join organization on organization.id = person.organization_id
  join initiative on initiative.id = person.initiative_id`,
  `
  'endsAt', looker.expires_at, 'usedAt', looker.last_used_at, 'epoch', looker.epoch,
  'personId', looker.id, 'name', looker.person_name, 'role', looker.role,
  'initiativeId', looker.initiative_id, 'organizationId', looker.organization_id,
  'alsoFor', json(looker.also_for), 'organization', looker.short_name, 'hue', looker.hue,`,
);

/** For somebody who was found already. */
const ofOne = placesFor("select 0 as at, ? as name, ? as initiative_id, ? as organizations");

/** The places that sign-ins ask for, in the order asked; `undefined` for a sign-in that is none. */
export async function placesOf(
  db: Kysely<Tables>,
  knocks: readonly Knock[],
): Promise<(SignInPlace | undefined)[]> {
  const asked = JSON.stringify(knocks.map(({ signInId, name }) => [signInId, name]));
  const places: (SignInPlace | undefined)[] = knocks.map(() => undefined);
  for (const it of await read<SignInPlace>(db, ofKnocks, [asked])) places[it.at] = it;
  return places;
}

/** The place of a document for somebody who was found already. */
export async function placeFor(db: Kysely<Tables>, name: string, who: Who): Promise<Place> {
  const organizations = JSON.stringify([who.organizationId, ...(who.alsoFor ?? [])]);
  const [place] = await read<Place>(db, ofOne, [name, who.initiativeId, organizations]);
  return place!;
}

async function read<It>(db: Kysely<Tables>, question: string, params: string[]) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(question, params));
  return JSON.parse((rows[0] as { found: string }).found) as (It & { at: number })[];
}

/**
 * Asks for the places of all who knock in one turn of the event loop, or while a question is under way, at once: after
 * an outage everybody does.
 */
export function gatherKnocks(db: Kysely<Tables>) {
  let waiting: (Knock & PromiseWithResolvers<SignInPlace | undefined>)[] = [];
  let isAsking = false;

  async function askAll() {
    while (waiting.length > 0) {
      const all = waiting;
      waiting = [];
      await ask(all);
    }
    isAsking = false;
  }

  async function ask(knocks: typeof waiting) {
    try {
      const places = await placesOf(db, knocks);
      for (const [i, it] of knocks.entries()) it.resolve(places[i]);
    } catch (error) {
      // One that cannot be asked about is not everybody's trouble.
      if (knocks.length === 1) knocks[0]!.reject(error);
      else await Promise.all(knocks.map((it) => ask([it])));
    }
  }

  return (name: string, signInId: string): Promise<SignInPlace | undefined> => {
    const knock = { name, signInId, ...Promise.withResolvers<SignInPlace | undefined>() };
    waiting.push(knock);
    if (!isAsking) {
      isAsking = true;
      setImmediate(() => void askAll());
    }
    return knock.promise;
  };
}
