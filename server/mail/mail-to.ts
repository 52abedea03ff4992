import type { Kysely } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { Language } from "../../shared/languages.ts";
import type { Who } from "../../shared/roles.ts";
import { makeAct } from "../acts/acts.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { wantsReminders } from "./choices.ts";
import { type KeptButton, type KeptDraft, type MailButton, type MailDraft, withButtons } from "./draft.ts";
import { stopWords } from "./words.ts";

/** Whom a mail is written for. */
export interface Reader extends Who {
  name: string;
  email: string;
  language: Language;
}

interface To {
  personId: string;
  /** What its reader can turn off; left out, the mail always goes. */
  canStop?: "reminders";
}

/**
 * Puts a mail with buttons in line for one person, in the caller's transaction: it leaves exactly when what it tells of
 * was kept. `mail` is written in the reader's language; whoever does not know it hands over a function. Each button's
 * act works for this reader alone. Answers the mail's id; `undefined` when the person has left or wants no such mail.
 * Call `deps.mail.wake()` after the commit.
 */
export async function mailTo(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  { personId, canStop }: To,
  mail: MailDraft | ((reader: Reader) => MailDraft),
): Promise<string | undefined> {
  const reader = await readerOf(tx, personId);
  if (!reader || (canStop && !(await wantsReminders(tx, personId)))) return undefined;
  const draft = typeof mail === "function" ? mail(reader) : mail;
  const keep = async (button: MailButton): Promise<KeptButton> =>
    "path" in button
      ? { label: button.label, path: button.path }
      : { label: button.label, actId: await makeAct(deps, tx, reader, button.act) };
  const initiative = await readInitiative(tx, reader.initiativeId);
  const kept: KeptDraft = {
    ...(await withButtons(draft, keep)),
    language: reader.language,
    from: initiative.name[reader.language],
  };
  if (canStop)
    kept.stop = await keep({
      label: stopWords[reader.language],
      act: { kind: "reminders.stop", recordId: reader.id },
    });
  const id = newId("mai", deps.random);
  await tx
    .insertInto("mail")
    .values({
      id,
      initiative_id: reader.initiativeId,
      person_id: reader.id,
      recipient: reader.email,
      subject: kept.subject,
      body: "",
      draft: JSON.stringify(kept),
      link_id: null,
      created_at: deps.now(),
      sent_at: null,
      attempts: 0,
      last_error: null,
    })
    .execute();
  return id;
}

/** Somebody who is here and has an address. */
export async function readerOf(tx: Kysely<Tables>, personId: string): Promise<Reader | undefined> {
  const row = await tx
    .selectFrom("person")
    .select(["id", "initiative_id", "organization_id", "role", "name", "email", "language", "also_for"])
    .where("id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row || row.email === "") return undefined;
  const { id, role, name, email, language } = row;
  return {
    id,
    initiativeId: row.initiative_id,
    organizationId: row.organization_id,
    role,
    alsoFor: JSON.parse(row.also_for) as string[],
    name,
    email,
    language,
  };
}
