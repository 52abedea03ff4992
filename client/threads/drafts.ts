import { prefix } from "../kept.ts";
import { recall, remember } from "../ui/storage.ts";

/** Where the words of one person to one post or thread wait; gone when somebody signs out. */
const keyOf = (personId: string, thread: string, replyTo: string | null) =>
  `${prefix}draft:${personId}:${thread}:${replyTo ?? ""}`;

/** What somebody began to write here and has not sent, also after the page was loaded again. */
export const draftOf = (personId: string, thread: string, replyTo: string | null) =>
  recall(keyOf(personId, thread, replyTo)) ?? "";

export const keepDraft = (personId: string, thread: string, replyTo: string | null, text: string) =>
  remember(keyOf(personId, thread, replyTo), text === "" ? null : text);
