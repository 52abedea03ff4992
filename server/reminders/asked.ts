import type { Kysely } from "kysely";
import { type Commitment, shownOf } from "../../shared/commitments/commitment.ts";
import { may, type Shown, voiceFor } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { type Reader, readerOf } from "../mail/mail-to.ts";
import { onlookerOf } from "../meetings/queries.ts";

type Tx = Kysely<Tables>;

/** Somebody who is asked about a commitment, and whether they may answer for its owner. */
export interface Asked extends Reader {
  hasVoice: boolean;
}

/**
 * Who is asked about a commitment: whoever looks after it, and, when they do not speak for its owner or nobody is named,
 * those who do. Only who may see it: a mail never tells what its reader could not read here.
 */
export async function askedOf(tx: Tx, it: Commitment): Promise<Asked[]> {
  const named = it.ownerPersonId === null ? undefined : await readerOf(tx, it.ownerPersonId);
  // Somebody who moved to another organization looks after it no more.
  const own = named?.organizationId === it.ownerOrganizationId ? [named] : [];
  const hasVoice = (reader: Reader) => voiceFor(reader, it.ownerOrganizationId) === "own";
  const people = own.some(hasVoice) ? own : [...own, ...(await speakersOf(tx, it.ownerOrganizationId))];
  const asked: Asked[] = [];
  for (const reader of people)
    if (!asked.some(({ id }) => id === reader.id) && (await maySee(tx, reader, shownOf(it))))
      asked.push({ ...reader, hasVoice: hasVoice(reader) });
  return asked;
}

/** Who speaks for an organization: its representative, or while there is none its alternates; the backbone's staff. */
export async function speakersOf(tx: Tx, organizationId: string): Promise<Reader[]> {
  const rows = await tx
    .selectFrom("person")
    .innerJoin("organization", "organization.id", "person.organization_id")
    .where("person.organization_id", "=", organizationId)
    .where("person.removed_at", "is", null)
    .select(["person.id", "person.role", "organization.kind"])
    .orderBy("person.id")
    .execute();
  const as = (role: string) => rows.filter((it) => it.role === role);
  const [representatives, alternates] = [as("representative"), as("alternate")];
  const own = representatives.length > 0 ? representatives : alternates;
  const speakers = rows[0]?.kind === "backbone" ? as("backbone") : own;
  // While nobody of it does, somebody of another organization who was asked to.
  if (speakers.length === 0) return readersOf(tx, await alsoSpeaking(tx, organizationId));
  return readersOf(
    tx,
    speakers.map(({ id }) => id),
  );
}

async function alsoSpeaking(tx: Tx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("person")
    .select(["id", "also_for"])
    .where("removed_at", "is", null)
    .where("also_for", "like", `%"${organizationId}"%`)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of `ids` who are here, each once. */
export async function readersOf(tx: Tx, ids: readonly string[]): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const id of new Set(ids)) {
    const reader = await readerOf(tx, id);
    if (reader) readers.push(reader);
  }
  return readers;
}

/** Whether a record is for somebody's eyes, with their role and groups as they are now. */
export const maySee = async (tx: Tx, reader: Reader, it: Shown) => may.see(await onlookerOf(tx, reader), it);
