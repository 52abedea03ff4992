import type { Kysely } from "kysely";
import type { Tables } from "../db/tables.ts";
import type { KeptDraft } from "./draft.ts";

/** Whose traces are taken out of the mails that are kept. */
export interface Erased {
  initiativeId: string;
  personId: string;
  /** Everything they were called here, and their addresses. */
  names: readonly string[];
  /** What they wrote, as it may be quoted. */
  words: readonly string[];
}

/** What stands where a name stood: as everywhere for somebody who was erased. */
export const nobody = "—";

/**
 * Takes somebody out of the mails of an initiative, in the caller's transaction. Mails to them go. One that was sent to
 * somebody else and told of them keeps only that it was sent; one that still waits, or is read in the outbox, is told
 * without the name and the words.
 */
export async function eraseFromMails(tx: Kysely<Tables>, it: Erased) {
  await tx.deleteFrom("mail").where("person_id", "=", it.personId).execute();
  const mails = await tx
    .selectFrom("mail")
    .select(["id", "subject", "body", "draft", "last_error", "sent_at"])
    .where("initiative_id", "=", it.initiativeId)
    .execute();
  const clean = cleaner(it);
  for (const { id, sent_at, ...mail } of mails) {
    const draft = mail.draft === null ? null : JSON.stringify(cleanDraft(JSON.parse(mail.draft), clean));
    const kept = {
      subject: clean(mail.subject),
      body: clean(mail.body),
      draft,
      last_error: mail.last_error === null ? null : clean(mail.last_error),
    };
    if (JSON.stringify(kept) === JSON.stringify(mail)) continue;
    const told = sent_at === null ? kept : { ...kept, subject: nobody, body: "", draft: null };
    await tx.updateTable("mail").set(told).where("id", "=", id).execute();
  }
}

/** Everything in a draft that people read; where its buttons lead stays. */
function cleanDraft(draft: KeptDraft, clean: (text: string) => string): KeptDraft {
  const all = (texts: readonly string[]) => texts.map(clean);
  const { items, markdown, closing } = draft;
  return {
    ...draft,
    subject: clean(draft.subject),
    paragraphs: all(draft.paragraphs),
    ...(items && {
      items: items.map((it) => ({
        ...it,
        title: clean(it.title),
        lines: all(it.lines),
        ...(it.quote && { quote: clean(it.quote) }),
      })),
    }),
    ...(markdown && { markdown: clean(markdown) }),
    ...(closing && { closing: all(closing) }),
  };
}

/** Takes words that somebody wrote out of a text, and their names where they stand as names of their own. */
function cleaner({ names, words }: Erased) {
  const longestFirst = (all: readonly string[]) =>
    [...new Set(all)].filter((it) => it.trim() !== "").sort((a, b) => b.length - a.length);
  const quoted = new Set(longestFirst(words));
  const called = longestFirst(names).map((it) => it.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern =
    called.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${called.join("|")})(?![\\p{L}\\p{N}])`, "gu")
      : undefined;
  return (text: string) => {
    if (quoted.has(text)) return nobody;
    return pattern ? text.replace(pattern, nobody) : text;
  };
}
