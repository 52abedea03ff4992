/** A paragraph of a text, and what became of it. Both sides are there when it was reworded. */
export interface Change {
  is: "same" | "changed" | "added" | "removed";
  was: string | null;
  now: string | null;
}

/** The paragraphs, headings, lists and tables of a Markdown text: what blank lines part. */
export const blocksOf = (markdown: string): string[] =>
  markdown
    .trim()
    .split(/\n\s*\n/)
    .map((it) => it.trimEnd())
    .filter((it) => it.trim() !== "");

/** A block as people read it: without the signs of Markdown. */
export const plainOf = (block: string) =>
  block
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/^(\s*)[-*+]\s+(?:\[[ x]\]\s+)?/gm, "$1• ")
    .replace(/^>\s?/gm, "")
    .replace(/\[([^[\]\n]*)\]\([^()\s]*\)/g, "$1")
    .replace(/(\*\*\*|\*\*|~~|`)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/\\([\\`*_{}[\]()#+\-.!~>|])/g, "$1");

/** Whether a block is a heading. */
export const isHeading = (block: string) => /^#{1,6}\s/.test(block);

/** Past as many pairs of blocks nobody compares them one by one. */
const pairsMax = 4_000_000;

/**
 * What became of a text, paragraph by paragraph, in the order of the newer one. A paragraph that went and one that came
 * at the same place are one that was reworded.
 */
export function changesBetween(was: string, now: string): Change[] {
  const before = blocksOf(was);
  const after = blocksOf(now);
  const [olds, news] = [before.map(plainOf), after.map(plainOf)];
  if (before.length * after.length > pairsMax)
    return [
      ...before.map((it): Change => ({ is: "removed", was: it, now: null })),
      ...after.map((it): Change => ({ is: "added", was: null, now: it })),
    ];
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        olds[i] === news[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const changes: Change[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  /** Pairs what went with what came, heading with heading. */
  function settle() {
    for (const block of come) {
      const at = gone.findIndex((it) => isHeading(it) === isHeading(block));
      const [old] = at < 0 ? [] : gone.splice(at, 1);
      changes.push(
        old === undefined ? { is: "added", was: null, now: block } : { is: "changed", was: old, now: block },
      );
    }
    changes.push(...gone.map((it): Change => ({ is: "removed", was: it, now: null })));
    [gone, come] = [[], []];
  }
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && olds[i] === news[j]) {
      settle();
      changes.push({ is: "same", was: before[i++]!, now: after[j++]! });
    } else if (
      j >= after.length ||
      (i < before.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    )
      gone.push(before[i++]!);
    else come.push(after[j++]!);
  }
  settle();
  return changes;
}

/** How many paragraphs are not as they were. */
export const countChanges = (changes: readonly Change[]) => changes.filter(({ is }) => is !== "same").length;
