import type { Kysely } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { hashOf } from "./secrets.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long a link opens the door, in milliseconds. */
export const linkMs = { sign_in: 20 * minute, invitation: 7 * day, set_up: 7 * day } as const;
type Purpose = keyof typeof linkMs;

/** Makes a link that works once; its id. The token itself is made where the mail is sent or shown. */
export async function makeLink(
  deps: Pick<Deps, "now" | "random" | "secrets">,
  tx: Kysely<Tables>,
  purpose: Purpose,
  personId: string | null,
) {
  const id = newId("lnk", deps.random);
  await tx
    .insertInto("link")
    .values({
      id,
      person_id: personId,
      purpose,
      token_hash: hashOf(deps.secrets.tokenFor(id)),
      created_at: deps.now(),
      expires_at: deps.now() + linkMs[purpose],
      used_at: null,
    })
    .execute();
  return id;
}

/** The address that a link's token makes; opening it changes nothing yet. */
export const linkAddress = (
  deps: Pick<Deps, "addresses" | "secrets">,
  linkId: string,
  page: "enter" | "set-up" = "enter",
) => `${deps.addresses.main}/${page}/${deps.secrets.tokenFor(linkId)}`;

/** Uses a link up. Whoever comes second, comes late or made the token up gets the same answer. */
export async function spendLink(
  deps: Pick<Deps, "now" | "secrets">,
  tx: Kysely<Tables>,
  token: string,
  purposes: readonly Purpose[],
): Promise<{ personId: string | null }> {
  const id = deps.secrets.read(token);
  const row = id
    ? await tx
        .updateTable("link")
        .set({ used_at: deps.now() })
        .where("id", "=", id)
        .where("token_hash", "=", hashOf(token))
        .where("purpose", "in", purposes)
        .where("used_at", "is", null)
        .where("expires_at", ">", deps.now())
        .returning("person_id")
        .executeTakeFirst()
    : undefined;
  if (!row) throw spent();
  return { personId: row.person_id };
}

export const spent = () =>
  new AppError("invalid", "This link was used already or has run out. Ask for a new one.", {
    token: "Ask for a new link.",
  });

/** Lets a person's open links run out now. */
export const endLinks = (tx: Kysely<Tables>, personId: string, at: number) =>
  tx
    .updateTable("link")
    .set({ expires_at: at })
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .execute();
