import type { Language } from "../languages.ts";
import { unitNamed } from "./units.ts";

/**
 * A number as somebody wrote it: its value; or the two that it may mean; or the unit that is not the indicator's; or
 * no number at all.
 */
export type Written =
  | { value: number }
  | { either: [number, number] }
  | { otherUnit: string }
  | { noNumber: true };

/** How whoever writes parts the whole from the rest: known of a file, or of the language of a screen. */
export type DecimalMark = "comma" | "point";

/** What Spanish writes with a point in one country it writes with a comma in another: it says nothing for sure. */
const usual: Record<Language, DecimalMark | undefined> = { en: "point", es: undefined };

const numberAtStart = /^[+-]?[\d.,' ]*\d/;

/**
 * Reads “61.5”, “61,5 %”, “1.234,5” or “503 acres”. What can only mean one thing is read so in every language; what may
 * mean two is read as `mark`, or as the language writes it, or asked about. Nothing is guessed.
 */
export function readNumber(
  written: string,
  { language, unit, mark }: { language: Language; unit: string; mark?: DecimalMark | undefined },
): Written {
  const text = written
    .trim()
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/^\u2212/, "-");
  const digits = numberAtStart.exec(text)?.[0];
  if (digits === undefined) return { noNumber: true };
  const rest = text.slice(digits.length).trim();
  if (rest !== "" && unitNamed(rest) !== unitNamed(unit))
    return /^[\p{L}%$€°/]/u.test(rest) && !/\d/.test(rest) ? { otherUnit: rest } : { noNumber: true };
  const readings = (["point", "comma"] as const).map((it) => valueWith(digits, it));
  const [asPoint, asComma] = readings;
  if (asPoint === undefined && asComma === undefined) return { noNumber: true };
  if (asPoint === undefined) return { value: asComma! };
  if (asComma === undefined || asPoint === asComma) return { value: asPoint };
  const known = mark ?? usual[language];
  if (known) return { value: known === "point" ? asPoint : asComma };
  return { either: [asPoint, asComma] };
}

interface Shape {
  pattern: RegExp;
}

function shapeOf(decimal: string, grouping: string): Shape {
  const groups = `[${grouping}' ]`;
  const whole = `\\d+|\\d{1,3}(?:${groups}\\d{3})+`;
  return {
    pattern: new RegExp(`^([+-]?)(${whole})(?:\\${decimal}(\\d+))?$|^([+-]?)\\${decimal}(\\d+)$`),
  };
}
const shapes: Record<DecimalMark, Shape> = { point: shapeOf(".", ","), comma: shapeOf(",", ".") };

/** What the digits mean where this mark parts the whole from the rest; undefined where they cannot mean anything. */
function valueWith(digits: string, mark: DecimalMark): number | undefined {
  const found = shapes[mark].pattern.exec(digits.replace(/^([+-]) /, "$1"));
  if (!found) return undefined;
  const separators = new Set((found[2] ?? "").replace(/\d/g, ""));
  // Nobody writes one number with two ways of grouping.
  if (separators.size > 1) return undefined;
  const sign = (found[1] ?? found[4]) === "-" ? -1 : 1;
  const value = Number(`${(found[2] ?? "0").replace(/\D/g, "") || "0"}.${found[3] ?? found[5] ?? "0"}`);
  return Number.isFinite(value) ? sign * value || 0 : undefined;
}

/** Finds out how a file writes its numbers, one after the other. */
export function createMarkReader() {
  const seen = new Set<DecimalMark>();
  return {
    see(written: string) {
      const digits = numberAtStart.exec(written.trim())?.[0];
      if (digits === undefined || !/[.,]/.test(digits)) return;
      const [asPoint, asComma] = [valueWith(digits, "point"), valueWith(digits, "comma")];
      if (asPoint !== undefined && asComma === undefined) seen.add("point");
      if (asComma !== undefined && asPoint === undefined) seen.add("comma");
    },
    /** Which mark it uses for sure; undefined when no number tells, or when they disagree. */
    mark: (): DecimalMark | undefined => (seen.size === 1 ? [...seen][0] : undefined),
  };
}
