import type { Kysely } from "kysely";
import type { ActKind } from "../../shared/acts/act.ts";
import { newId } from "../../shared/ids.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";

const day = 24 * 60 * 60_000;

/** How long a mailed act can be done, in milliseconds. */
export const actMs = 30 * day;

/** What a button of a mail does. */
export interface NewAct {
  kind: ActKind;
  recordId: string;
  /** The record as the mail tells of it. */
  version?: number;
  /** Whose answer it gives, where its reader speaks for two. */
  organizationId?: string;
}

/** Makes an act for one person; its id. The token itself is made where the mail is sent or shown. */
export async function makeAct(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  person: { id: string; initiativeId: string },
  { kind, recordId, version = 0, organizationId }: NewAct,
) {
  const id = newId("act", deps.random);
  await tx
    .insertInto("act")
    .values({
      id,
      initiative_id: person.initiativeId,
      person_id: person.id,
      kind,
      record_id: recordId,
      organization_id: organizationId ?? null,
      version,
      created_at: deps.now(),
      expires_at: deps.now() + actMs,
    })
    .execute();
  return id;
}

/** The address of an act's page; opening it changes nothing, because mail scanners follow links. */
export const actAddress = (deps: Pick<Deps, "addresses" | "secrets">, actId: string) =>
  `${deps.addresses.main}/act/${deps.secrets.tokenFor(actId)}`;
