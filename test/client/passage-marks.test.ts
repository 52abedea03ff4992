import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const theme = readFileSync("client/theme.css", "utf8");
const marks = readFileSync("client/threads/passages.module.css", "utf8");

/** The colors of one theme by their names. */
function colorsOf(selector: string) {
  const from = theme.indexOf(`${selector} {`);
  const block = theme.slice(from, theme.indexOf("\n  }", from));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((it) => [it[1]!, it[2]!]));
}

/** As WCAG 2.2 defines it. */
function luminance(color: string) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string) {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

/** What a mark is drawn with, as its rule says. */
function drawnWith(mark: string) {
  const rule = new RegExp(`::highlight\\(${mark}\\) \\{([^}]*)\\}`).exec(marks)?.[1] ?? "";
  const tint = /background-color: var\(--([\w-]+)\)/.exec(rule)?.[1];
  const line = /text-decoration: underline [^;]*var\(--([\w-]+)\)/.exec(rule)?.[1];
  if (!tint || !line) throw new Error(`${mark} has no tint or no line`);
  return { tint, line };
}

test.each([":root", '[data-theme="dark"]'])(
  "marked words can be read and their line can be seen, in the theme %s",
  (selector) => {
    const colors = colorsOf(selector);
    const of = (name: string) => colors.get(name) ?? expect.fail(`${selector} has no --${name}`);
    for (const mark of ["passage", "passage-begun", "passage-open"]) {
      const { tint, line } = drawnWith(mark);
      // Text on it, links among the text, and the line under it, beside which the paper is.
      for (const ink of ["ink", "ink-2", "primary-ink"])
        expect(contrast(of(ink), of(tint)), `${mark}: ${ink}`).toBeGreaterThanOrEqual(4.5);
      for (const ground of [tint, "surface", "bg"])
        expect(contrast(of(line), of(ground)), `${mark}: its line on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  },
);
