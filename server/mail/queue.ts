import type { Kysely } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { linkAddress } from "../sign-in/links.ts";
import { linkMark, type Mail } from "./words.ts";

/**
 * Puts a mail in line, in the caller's transaction: it leaves exactly when what it tells of was kept.
 * Call `deps.mail.wake()` after the commit.
 */
export async function queueMail(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  to: { personId: string; initiativeId: string; email: string },
  mail: Mail,
  linkId: string | null = null,
) {
  await tx
    .insertInto("mail")
    .values({
      id: newId("mai", deps.random),
      initiative_id: to.initiativeId,
      person_id: to.personId,
      recipient: to.email,
      subject: mail.subject,
      body: mail.body,
      link_id: linkId,
      created_at: deps.now(),
      sent_at: null,
      attempts: 0,
      last_error: null,
    })
    .execute();
}

/** The mail as it is read, with its secret address where the mark stands alone on a line. */
export const filledIn = (
  deps: Pick<Deps, "addresses" | "secrets">,
  { body, link_id }: { body: string; link_id: string | null },
) =>
  link_id
    ? body
        .split("\n")
        .map((line) => (line === linkMark ? linkAddress(deps, link_id) : line))
        .join("\n")
    : body;
