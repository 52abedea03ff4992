/** A piece of a text that was reworded. */
export interface Piece {
  text: string;
  is: "same" | "added" | "removed";
}

/** Past as many pairs of words, the whole text counts as reworded: nobody waits for it. */
const pairsMax = 4_000_000;

/** What became of a text, word by word: what is new in it, what is gone, and what stayed. */
export function wordDiff(was: string, now: string): Piece[] {
  const before = wordsOf(was);
  const after = wordsOf(now);
  if (before.length * after.length > pairsMax)
    return joined([
      { text: was, is: "removed" },
      { text: now, is: "added" },
    ]);
  // How long a common part of the rests is, from each pair of places on.
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] = isSame(before[i], after[j])
        ? lengths[(i + 1) * width + j + 1]! + 1
        : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && isSame(before[i], after[j])) {
      pieces.push({ text: after[j]!, is: "same" });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    )
      pieces.push({ text: before[i++]!, is: "removed" });
    else pieces.push({ text: after[j++]!, is: "added" });
  }
  return joined(pieces);
}

/** Words and signs, each with the space after it, so that a changed comma is no changed word. */
const wordsOf = (text: string) =>
  text.trim().match(/(?:[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*|[^\p{L}\p{N}\s])\s*/gu) ?? [];

const isSame = (a: string | undefined, b: string | undefined) => a?.trimEnd() === b?.trimEnd();

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const it of pieces) {
    const last = whole.at(-1);
    if (last?.is === it.is) last.text += it.text;
    else if (it.text !== "") whole.push({ ...it });
  }
  return whole;
}
