import type { Day } from "../dates.ts";
import { fold } from "./fold.ts";
import { type DueReading, readDue } from "./when.ts";

/** A stretch of the line: `text` is what it says without its sign, `start` and `end` where it stands. */
export interface Part {
  text: string;
  start: number;
  end: number;
}

/** What a person wrote in one line, taken apart; what was not understood stays in `what`. */
export interface CommitmentLine {
  /**
   * The promise itself, without the parts below. A name in the middle of the sentence is a word of it and stays:
   * “ask Casa Ribera to translate”, “plant with Friends”.
   */
  what: string;
  /** The first `@`: who will do it. */
  who: Part | undefined;
  /** Every later `@`: who helps. */
  supports: Part[];
  /** Said with `by`, `antes del`, `para` and their like; never guessed where it can be read in two ways. */
  due: (Part & DueReading) | undefined;
  /** Every `#`: what it serves. */
  serves: Part[];
}

export interface LineContext {
  /** Today in the initiative's place. */
  today: Day;
  /** What may follow `@` or `#` in several words, such as “Casa Ribera”; otherwise it is one word. */
  names?: readonly string[];
}

/**
 * Reads `/c @Jonah plant 4,200 stems by 15 Mar #Goal2`, in English and Spanish at once, accents optional. Places
 * (`start`, `end`) count in the line as it was given, in its composed form (NFC).
 */
export function readCommitmentLine(line: string, { today, names = [] }: LineContext): CommitmentLine {
  const text = line.normalize("NFC");
  const folded = fold(text);
  const command = /^\s*\/(?:compromiso|commitment|c)(?=\s|$)\s*/.exec(folded)?.[0].length ?? 0;
  const signs = [...signsIn(text, folded, names)].filter((it) => it.start >= command);
  // A date never reaches over a sign: `by 15 #Goal2` has none.
  const apart = command > 0 ? [{ text: "", start: 0, end: command }, ...signs] : signs;
  const found = readDue(hide(folded, apart), today);
  const due = found && { ...found, text: text.slice(found.start, found.end) };
  const [who, ...supports] = signs.filter((it) => text[it.start] === "@");
  return {
    what: promiseOf(text, folded, due ? [...apart, due] : apart),
    who,
    supports,
    due,
    serves: signs.filter((it) => text[it.start] === "#"),
  };
}

/** Every `@…` and `#…` that begins a word: in quotes, one of `names`, or a single word. */
function* signsIn(text: string, folded: string, names: readonly string[]): Generator<Part> {
  const known = names.map(fold).sort((a, b) => b.length - a.length);
  for (const { index } of folded.matchAll(/(?<![\p{L}\p{N}])[@#](?=["“«\p{L}\p{N}])/gu)) {
    const after = folded.slice(index + 1);
    const quoted = /^["“«]\s*([^"”»]+?)\s*["”»]/.exec(after);
    const name = known.find((it) => after.startsWith(it) && !/^[\p{L}\p{N}]/u.test(after.slice(it.length)));
    const word = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’._-]*/u.exec(after)?.[0].replace(/[.'’_-]+$/, "");
    const length = quoted?.[0].length ?? name?.length ?? word?.length ?? 0;
    if (length === 0) continue;
    const end = index + 1 + length;
    const said = text.slice(index + 1, end);
    yield { text: quoted ? said.replace(/^["“«]\s*|\s*["”»]$/g, "") : said, start: index, end };
  }
}

/** The line with blanks in the place of `parts`, so that places stay true. A sign ends what stands before it. */
const hide = (text: string, parts: readonly Part[]) =>
  parts.reduce(
    (line, { start, end }) => `${line.slice(0, start)}${"|".repeat(end - start)}${line.slice(end)}`,
    text,
  );

/** After one of these a name cannot go: “translate with” is no sentence. Without accents, in both languages. */
const leading =
  /(?:^|[^\p{L}])(?:about|alongside|al?|and|around|at|by|con|del?|desde|en?|entre|et|for|from|hacia|in|into|o|of|on|or|para|por|sin|sobre|that|the|through|to|towards|u|via|with|within|without|y)\s*$/u;
const isBetween = (text: string) => /^[\s,;:.–—-]*$/.test(text);

/**
 * The sentence that remains of a line. Its parts go from both ends; within it a name is a word like the others, and
 * only dates and tags go.
 */
function promiseOf(text: string, folded: string, parts: readonly Part[]) {
  const inOrder = parts.toSorted((a, b) => a.start - b.start);
  const isSaid = ({ start }: Part) => /[@#]/.test(text[start]!) && leading.test(folded.slice(0, start));
  const begins = inOrder.findIndex(
    ({ start }, at) => !isBetween(text.slice(inOrder[at - 1]?.end ?? 0, start)),
  );
  const ends = inOrder.findLastIndex(
    (it, at) => isSaid(it) || !isBetween(text.slice(it.end, inOrder[at + 1]?.start ?? text.length)),
  );
  const left = inOrder.reduceRight((line, it, at) => {
    const isWithin = begins !== -1 && at >= begins && at <= ends;
    const isKept = isWithin && (text[it.start] === "@" || isSaid(it));
    return `${line.slice(0, it.start)}${isKept ? it.text : " "}${line.slice(it.end)}`;
  }, text);
  return left
    .replace(/\s+/g, " ")
    .replace(/ (?=[,.;:!?](?: |$))/g, "")
    .replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, "");
}
