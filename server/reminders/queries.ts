import { type Commitment, shownOf } from "../../shared/commitments/commitment.ts";
import { addDays, dayIn, daysBetween } from "../../shared/dates.ts";
import type { UsedUp } from "../../shared/reminders/reminders.ts";
import { may, type Who } from "../../shared/roles.ts";
import { commitmentOf } from "../commitments/rows.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { lastReminderDay } from "./plan.ts";

/** The active commitments whose reminders are used up, the longest past its date first. */
export async function listUsedUp({ db, now }: Pick<Deps, "db" | "now">, who: Who): Promise<UsedUp[]> {
  const { timeZone } = await readInitiative(db, who.initiativeId);
  const today = dayIn(timeZone, now());
  const rows = await db
    .selectFrom("commitment")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("status", "=", "active")
    .where("due_on", "<", addDays(today, -lastReminderDay))
    .orderBy("due_on")
    .orderBy("number")
    .execute();
  const onlooker = await onlookerOf(db, who);
  return rows
    .map(commitmentOf)
    .filter((it) => may.see(onlooker, shownOf(it)))
    .map((it: Commitment) => ({
      commitmentId: it.id,
      number: it.number,
      what: it.what,
      ownerOrganizationId: it.ownerOrganizationId,
      ownerPersonId: it.ownerPersonId,
      dueOn: it.dueOn,
      daysPast: daysBetween(it.dueOn, today),
    }));
}
