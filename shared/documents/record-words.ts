import { type RecordKind, recordLine, recordLineShape } from "./record.ts";

/**
 * Markdown in which every record says its words: the document knows only ids. A record for which `wordsOf` has none
 * (it is not for the reader's eyes, say) keeps the name of its kind.
 */
export const withRecords = (
  markdown: string,
  wordsOf: (kind: RecordKind, target: string) => string | undefined,
) =>
  markdown
    .split("\n")
    .map((line) => {
      const [, gone, kind, target] = recordLineShape.exec(line) ?? [];
      if (gone || !kind || !target) return line;
      return recordLine(kind as RecordKind, target, wordsOf(kind as RecordKind, target));
    })
    .join("\n");

/** The records that stand in a Markdown text, in their order, each once. */
export function recordsIn(markdown: string): { kind: RecordKind; target: string }[] {
  const found = new Map<string, { kind: RecordKind; target: string }>();
  for (const line of markdown.split("\n")) {
    const [, gone, kind, target] = recordLineShape.exec(line) ?? [];
    if (!gone && kind && target) found.set(target, { kind: kind as RecordKind, target });
  }
  return [...found.values()];
}
