import type { LexicalEditor } from "lexical";
import { plain } from "../words/plain.ts";

/** One thing that a menu in the text offers. The menu knows nothing of it but its names. */
export interface MenuEntry {
  id: string;
  /** How it is called in the reader's language. */
  label: string;
  /** Every name that finds it, in both languages. */
  names: readonly string[];
  hint?: string;
  shortcut?: string;
  /** An icon's drawing. */
  icon: string;
  /** Paints it in an organization's hue. */
  hue?: number;
  /** Paints it in the dye of a kind of record. */
  tint?: string;
  /** Runs inside an update, after the typed words were taken out. */
  $run(editor: LexicalEditor): void;
}

/**
 * The entries that `query` finds, in their own order: first those with a name that begins with it, then those with a
 * word that does.
 */
export function findEntries(entries: readonly MenuEntry[], query: string, countMax = 8): MenuEntry[] {
  const wanted = plain(query);
  const begins = (entry: MenuEntry) => entry.names.some((name) => plain(name).startsWith(wanted));
  const within = (entry: MenuEntry) =>
    entry.names.some((name) =>
      plain(name)
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.startsWith(wanted)),
    );
  const first = entries.filter(begins);
  return [...first, ...entries.filter((entry) => !first.includes(entry) && within(entry))].slice(0, countMax);
}

/** The sign that opens a menu in the text. */
export type Opener = "/" | "@" | "#";

// Names have spaces, commands have not; more than two spaces is a sentence.
const shapes: Record<Opener, RegExp> = {
  "/": /(?:^|\s)\/([\p{L}\p{N}]{0,24})$/u,
  "@": /(?:^|[\s(])@((?:[\p{L}\p{N}.'’-]+ ?){0,3})$/u,
  "#": /(?:^|[\s(])#((?:[\p{L}\p{N}.'’-]+ ?){0,3})$/u,
};

/** What is typed after the sign that opens a menu, right before the caret; `undefined` when no menu is meant. */
export const typedAfter = (sign: Opener, before: string): string | undefined =>
  shapes[sign].exec(before)?.[1];
