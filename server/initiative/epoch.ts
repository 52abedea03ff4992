import { createMiddleware } from "hono/factory";
import type { Kysely } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { appendAll } from "../log/append.ts";
import { firstInOffice } from "../people/queries.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";

/**
 * Stands after `signedIn` where a browser says with `?epoch=` which time its own copy is of: one that is older than a
 * restored backup would bring back what the backup does not have, deletions for one, and is refused with `conflict`.
 * Whoever says nothing, a plain Yjs client for one, is let through.
 */
export const sameEpoch = ({ db }: Pick<Deps, "db">) =>
  createMiddleware<{ Variables: { person: SignedIn } }>(async (c, next) => {
    const epoch = c.req.query("epoch");
    if (epoch !== undefined && epoch !== (await epochOf(db, c.var.person.initiativeId)))
      throw new AppError(
        "conflict",
        "This was put back to a backup since you opened it. Reload the page; what you had is kept beside it.",
      );
    await next();
  });

async function epochOf(db: Kysely<Tables>, initiativeId: string) {
  const { epoch } = await db
    .selectFrom("initiative")
    .select("epoch")
    .where("id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  return epoch;
}

/** Begins a new epoch in every initiative of a database that was just restored, and says so in each log. */
export async function beginEpochs({ db, now, random }: Pick<Deps, "db" | "now" | "random">): Promise<void> {
  const initiatives = await db.selectFrom("initiative").select("id").execute();
  for (const { id } of initiatives)
    await db.transaction().execute(async (tx) => {
      const epoch = Buffer.from(random(new Uint8Array(9))).toString("base64url");
      const { at } = await tx
        .selectFrom("event")
        .select("at")
        .where("initiative_id", "=", id)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirstOrThrow();
      await tx.updateTable("initiative").set({ epoch }).where("id", "=", id).execute();
      await appendAll({ now, random }, tx, id, [
        {
          type: "initiative.restored",
          by: await firstInOffice(tx, id),
          refs: [id],
          data: { epoch, until: at },
        },
      ]);
    });
}
