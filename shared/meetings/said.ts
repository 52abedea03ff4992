import type { AgendaItem } from "./meeting.ts";
import { inMarkdown, plain } from "./plain.ts";
import type { Said } from "./recap.ts";

/** `[commitment](commitment:com_4k0w…)`, alone on its line: a record in the notes. Struck through, its card was deleted. */
const recordLine = /^(~~)?\[[^\]]*\]\((\w+):([\w-]{1,64})\)(~~)?$/;

/**
 * The notes by their headings, each with the agenda item of that name. A record that `nameOf` does not know stands
 * somewhere else in the recap, or is for other eyes; headings with nothing below them are left out.
 */
export function saidIn(
  notes: string,
  agenda: readonly AgendaItem[],
  nameOf: (kind: string, id: string) => string | undefined,
): Said[] {
  const parts: { heading: string; lines: string[] }[] = [{ heading: "", lines: [] }];
  for (const line of notes.split(/\r?\n/)) {
    const heading = /^##\s+(.*)$/.exec(line)?.[1];
    if (heading !== undefined) parts.push({ heading: plain(heading), lines: [] });
    else parts.at(-1)!.lines.push(...wordsOf(line, nameOf));
  }
  return parts.flatMap(({ heading, lines }) => {
    const markdown = lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
    if (markdown === "") return [];
    const item = agenda.find((it) => key(it.title) === key(heading));
    const spent = item && item.spentSeconds > 0 ? Math.max(1, Math.round(item.spentSeconds / 60)) : null;
    return [{ heading, itemId: item?.id ?? null, minutesSpent: spent, markdown }];
  });
}

function wordsOf(line: string, nameOf: (kind: string, id: string) => string | undefined): string[] {
  const [, gone, kind = "", id = ""] = recordLine.exec(line.trim()) ?? [];
  if (id === "" || kind === "person" || kind === "organization") return [withoutMentions(line)];
  const name = gone ? undefined : nameOf(kind, id);
  return name === undefined ? [] : [inMarkdown(name)];
}

const personMention = /\[@[^[\]\n]{1,160}\]\(person:([\w-]{1,64})\)/g;

/** The people whom the notes name. */
export const peopleIn = (notes: string) => [
  ...new Set([...notes.matchAll(personMention)].map(([, id = ""]) => id)),
];

/** The notes with other words for the people whom `wordsFor` knows. */
export const namedAs = (notes: string, wordsFor: (personId: string) => string | undefined) =>
  notes.replace(personMention, (mention, id: string) => wordsFor(id) ?? mention);

const key = (heading: string) => plain(heading).toLowerCase();

/** `[@Dale Norwood](person:per_1)` leads nowhere outside the editor: the name stays. */
const withoutMentions = (line: string) =>
  line.replace(/\[(@[^[\]\n]{1,160})\]\((?:person|organization):[\w-]{1,64}\)/g, "$1");
