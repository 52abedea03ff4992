import { plain } from "../words/plain.ts";
/** A line of the palette. */
export interface Find {
  id: string;
  label: string;
  /** What it is, at the end of the line. */
  note?: string;
  /** Other words that find it. */
  also?: string;
  lang?: string;
  act: () => void;
}

/**
 * The lines that hold every word of `wanted`, best first: a label that begins with it, then one with a word that
 * does, then the rest; otherwise in the given order.
 */
export function findsFor<Line extends Pick<Find, "label" | "also" | "note">>(
  lines: Line[],
  wanted: string,
): Line[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  const begin = words.map((word) => new RegExp(`(^|[^\\p{L}\\p{N}])${literally(word)}`, "u"));
  const rank = (it: Line) => {
    const { label, all } = plainOf(it);
    if (!words.every((word) => all.includes(word))) return -1;
    if (label.startsWith(words.join(" "))) return 0;
    return begin.every((word) => word.test(label)) ? 1 : 2;
  };
  return lines
    .map((line) => ({ line, rank: rank(line) }))
    .filter((it) => it.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map((it) => it.line);
}

const read = new WeakMap<object, { label: string; all: string }>();

/** A line's words, read once: thousands of lines are looked at with every letter. */
function plainOf(it: Pick<Find, "label" | "also" | "note">) {
  const known = read.get(it);
  if (known) return known;
  const label = plain(it.label);
  const words = { label, all: `${label} ${plain(it.also ?? "")} ${plain(it.note ?? "")}` };
  read.set(it, words);
  return words;
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
