// yjs 13.6.33: undoing can make an item whose right origin cannot be reached from its left one; peers, and even a
// reload of the same document, then order the text differently (yjs/yjs#699, #794; the fix of #796 is still open).
// Without this, 10 of 300 random runs with undo ended apart; with it 0 of 500 (test/documents/converge.test.ts).
// Applied after every install; stops the install when yjs has changed, so that somebody looks again.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const mark = "/* Common Thread: unreachable right origin */";
const mend = `${mark}
  if (item.parentSub === null && right !== null) {
    const first = left === null ? parentType._start : left.right
    let reached = first
    while (reached !== null && reached !== right) reached = reached.right
    if (reached === null) right = first
  }
`;

for (const name of ["yjs.mjs", "yjs.cjs"]) {
  const file = new URL(`../../node_modules/yjs/dist/${name}`, import.meta.url);
  if (!existsSync(file)) continue;
  const code = readFileSync(file, "utf8");
  if (code.includes(mark)) continue;
  const start = code.indexOf("const redoItem = ");
  const place = code.indexOf("  const nextClock = getState(store, ownClientID)", start);
  if (start < 0 || place < 0 || place - start > 6000) {
    console.error(`yjs has changed: look at redoItem in ${name} again, and at server/boot/patch-yjs.mjs.`);
    process.exit(1);
  }
  writeFileSync(file, code.slice(0, place) + mend + code.slice(place));
}
