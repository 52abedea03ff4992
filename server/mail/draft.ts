import type { Language } from "../../shared/languages.ts";
import type { NewAct } from "../acts/acts.ts";

/** A mail before it is made into text and HTML. All of it is plain text in the reader's language. */
export interface MailDraft<Button = MailButton> {
  subject: string;
  /** Whole sentences; the first one greets. */
  paragraphs: readonly string[];
  /** What it is about, one after the other. */
  items?: readonly MailItem<Button>[];
  /** For the mail as a whole. */
  buttons?: readonly Button[];
  /** A longer text, such as a recap, in Markdown. */
  markdown?: string;
  /** After everything else. */
  closing?: readonly string[];
}

export interface MailItem<Button = MailButton> {
  title: string;
  lines: readonly string[];
  /** Somebody's own words. */
  quote?: string | null;
  buttons?: readonly Button[];
}

/** A button does one act without a sign-in, or opens a page of ours (`/meetings/…`). */
export type MailButton = { label: string } & ({ act: NewAct } | { path: string });

/** A button whose act has been made. */
export type KeptButton = { label: string; actId?: string; path?: string };

/** A mail as it waits in the database. */
export interface KeptDraft extends MailDraft<KeptButton> {
  language: Language;
  /** The initiative that writes. */
  from: string;
  /** The act that stops mails of this kind, when they can be stopped. */
  stop?: KeptButton;
}

/** Names and titles are written by people: none may look like a line of ours, or become a header. */
export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Does `change` to every button, in the order of the mail. */
export async function withButtons<From, To>(
  draft: MailDraft<From>,
  change: (button: From) => Promise<To>,
): Promise<MailDraft<To>> {
  const all = async (buttons: readonly From[] = []) => {
    const changed: To[] = [];
    for (const it of buttons) changed.push(await change(it));
    return changed;
  };
  const items: MailItem<To>[] = [];
  for (const it of draft.items ?? []) items.push({ ...it, buttons: await all(it.buttons) });
  return { ...draft, items, buttons: await all(draft.buttons) };
}
