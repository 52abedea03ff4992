import type { Kysely } from "kysely";
import type { Tables } from "../db/tables.ts";

type Db = Kysely<Tables>;

/** Whether somebody wants to be reminded by mail. Everybody does who has not said no. Offers always come. */
export async function wantsReminders(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("mail_choice")
    .select("reminders")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row?.reminders !== 0;
}

/** Whoever turns reminders off is nobody else's business: this is no event of the log. */
export async function chooseReminders(db: Db, personId: string, wants: boolean) {
  const reminders = wants ? 1 : 0;
  await db
    .insertInto("mail_choice")
    .values({ person_id: personId, reminders })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ reminders }))
    .execute();
}
