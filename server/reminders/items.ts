import type { Kysely } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Day } from "../../shared/dates.ts";
import type { Language } from "../../shared/languages.ts";
import type { Tables } from "../db/tables.ts";
import type { MailButton, MailItem } from "../mail/draft.ts";
import type { Reader } from "../mail/mail-to.ts";
import { maySee } from "./asked.ts";
import { buttonWords, sayDay, titleOf } from "./words.ts";

/** Where a commitment was said, for the line under its title. */
export interface Origin {
  title: string;
  day: Day;
}

/**
 * The meeting where a commitment was said, as far as the reader may know of it: who promises something sees that,
 * and not therefore the meeting.
 */
export async function originFor(
  tx: Kysely<Tables>,
  { fromMeetingId }: Commitment,
  reader: Reader,
): Promise<Origin | undefined> {
  if (fromMeetingId === null) return undefined;
  const row = await tx
    .selectFrom("meeting")
    .select(["title", "day", "visibility", "group_id"])
    .where("id", "=", fromMeetingId)
    .executeTakeFirst();
  if (!row) return undefined;
  const shown = { visibility: row.visibility, groupId: row.group_id, organizationIds: [] };
  return (await maySee(tx, reader, shown)) ? { title: row.title, day: row.day } : undefined;
}

/** A commitment in a mail, with the buttons that its state asks for if its reader has a voice. */
export function itemOf(
  it: Commitment,
  to: { language: Language; hasVoice: boolean },
  lines: readonly string[],
): MailItem {
  return {
    title: titleOf(it),
    lines,
    quote: it.quote,
    buttons: to.hasVoice ? buttonsOf(it, to.language) : [],
  };
}

/** The buttons that a commitment asks its voices for, as it stands. */
export function buttonsOf(it: Commitment, language: Language): MailButton[] {
  const t = buttonWords[language];
  const button = (label: string, kind: "accept" | "decline" | "keep" | "renegotiate"): MailButton => ({
    label,
    act: { kind: `commitment.${kind}`, recordId: it.id, version: it.version },
  });
  if (it.status === "offered") return [button(t.accept, "accept"), button(t.decline, "decline")];
  if (it.status === "active") return [button(t.keep, "keep"), button(t.renegotiate, "renegotiate")];
  return [];
}

/** “By 15 March 2027.” */
export const dueLine = (it: Commitment, language: Language) =>
  language === "es" ? `Para el ${sayDay(it.dueOn, "es")}` : `By ${sayDay(it.dueOn, "en")}`;
