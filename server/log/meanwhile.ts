import type { Kysely } from "kysely";
import { dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { readInitiative } from "../initiative/queries.ts";

/** Tells the later one of two who changed the same record: who was first, and when. */
export async function changedMeanwhile(
  tx: Kysely<Tables>,
  { changedBy, changedAt }: { changedBy: string; changedAt: number },
  who: Who,
) {
  const { timeZone } = await readInitiative(tx, who.initiativeId);
  const person = await tx.selectFrom("person").select("name").where("id", "=", changedBy).executeTakeFirst();
  const day = dayIn(timeZone, changedAt);
  // The Swedish locale writes a time as 16:05, which every reader here knows.
  const time = new Intl.DateTimeFormat("sv-SE", { timeZone, timeStyle: "short" }).format(changedAt);
  return new AppError(
    "conflict",
    `${person?.name || "Somebody"} changed this on ${day} at ${time}. Look at it as it is now, then decide.`,
  );
}
