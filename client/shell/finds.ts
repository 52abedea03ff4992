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
  /** The record that it leads to: its words are read once, however often the line is made anew. */
  of?: object;
  act: () => void;
}

/**
 * The lines that hold every word of `wanted`, best first: a label that begins with it, then one with a word that
 * does, then the rest; otherwise in the given order.
 */
export function findsFor<Line extends Words>(lines: Line[], wanted: string): Line[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  const begin = words.map((word) => new RegExp(`(^|[^\\p{L}\\p{N}])${literally(word)}`, "u"));
  const rank = (it: Line) => {
    const { label, also } = plainOf(it);
    const note = it.note ? noteOf(it.note) : "";
    if (!words.every((word) => label.includes(word) || also.includes(word) || note.includes(word))) return -1;
    if (label.startsWith(words.join(" "))) return 0;
    return begin.every((word) => word.test(label)) ? 1 : 2;
  };
  return lines
    .map((line) => ({ line, rank: rank(line) }))
    .filter((it) => it.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map((it) => it.line);
}

type Words = Pick<Find, "label" | "also" | "note" | "of">;

const read = new WeakMap<object, { label: string; also: string }>();
/** There are few of these, said of many lines. */
const notes = new Map<string, string>();

/** A line's own words, read once: thousands of lines are looked at with every letter. */
function plainOf(it: Words) {
  const key = it.of ?? it;
  const known = read.get(key);
  if (known) return known;
  const words = { label: plain(it.label), also: plain(it.also ?? "") };
  read.set(key, words);
  return words;
}

function noteOf(note: string) {
  const known = notes.get(note) ?? plain(note);
  notes.set(note, known);
  return known;
}

/** As many lines are read in one turn, ahead of the first letter. */
const readAhead = 250;

/** Reads the words of all lines ahead, a few at a time, so that the first letter typed does not wait for them. */
export function readWordsOf(lines: readonly Words[], later: (then: () => void) => void, from = 0) {
  for (const it of lines.slice(from, from + readAhead)) plainOf(it);
  if (from + readAhead < lines.length) later(() => readWordsOf(lines, later, from + readAhead));
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
