import type { Kysely } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { mailTo } from "../mail/mail-to.ts";
import { askedOf } from "./asked.ts";
import { originFor } from "./items.ts";
import { offerMail } from "./offer-words.ts";

/**
 * Puts the mail in line that asks an owner for a yes, in the transaction of the offer. Whoever made the offer knows of
 * it. Call `deps.mail.wake()` after the commit.
 */
export async function mailOffer(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  commitment: Commitment,
  by: Who,
) {
  if (commitment.status !== "offered") return;
  const author = await tx.selectFrom("person").select("name").where("id", "=", by.id).executeTakeFirst();
  const owner = await tx
    .selectFrom("organization")
    .select("short_name")
    .where("id", "=", commitment.ownerOrganizationId)
    .executeTakeFirstOrThrow();
  for (const asked of await askedOf(tx, commitment)) {
    if (asked.id === by.id) continue;
    const { hasVoice } = asked;
    const origin = await originFor(tx, commitment, asked);
    await mailTo(deps, tx, { personId: asked.id }, (reader) =>
      offerMail({
        commitment,
        reader: { ...reader, hasVoice },
        by: author?.name || "—",
        owner: owner.short_name,
        origin,
      }),
    );
  }
}
