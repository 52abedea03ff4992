import { AppError } from "../../shared/errors.ts";
import type { Value } from "./driver.ts";
import { databaseLimits } from "./limits.ts";

// Everything in which libSQL is not what JavaScript expects is dealt with here, before it reaches either driver:
// a bound boolean or a single buffer instead of an array aborts the process, a number binds as REAL, text ends at
// NUL, `prepare("a; b")` forgets b, and a parameter left out keeps the value of the call before.

/** What a driver may bind: whole numbers are `bigint`, so that they arrive as INTEGER. */
export type Bound = string | number | bigint | Uint8Array | null;

export interface Checked {
  sql: string;
  params: Bound[];
  /** True when it only asks: it needs no write transaction. */
  reads: boolean;
}

/**
 * A statement and its parameters as both drivers may have them. Text that the database would cut or spoil throws
 * an AppError "invalid"; a mistake in our own SQL throws a plain Error.
 */
export function checked(sql: string, params: readonly Value[] = []): Checked {
  const text = read(sql);
  if (params.length !== text.params)
    throw new Error(`This statement has ${text.params} parameters and was given ${params.length}: ${sql}`);
  return { sql, params: params.map(bound), reads: text.reads };
}

/** Checks a text of several statements, which takes no parameters. */
export function checkedText(sql: string): string {
  if (!fits(sql)) throw new Error("An SQL text may not hold control characters or broken characters.");
  return sql;
}

/** True when one of several statements begins or ends a transaction; the `end` of a trigger is no such statement. */
export function touchesTransaction(sql: string): boolean {
  let starts = true;
  for (const [token] of sql.matchAll(tokens)) {
    if (isComment(token)) continue;
    if (starts && /^(begin|commit|rollback|savepoint|release)\b/i.test(token)) return true;
    starts = token === ";";
  }
  return false;
}

const int64Max = 2n ** 63n - 1n;

function bound(value: Value): Bound {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error(`${value} cannot be kept in the database.`);
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value === "bigint") {
    if (value > int64Max || value < -int64Max - 1n)
      throw new Error(`${value} is too large for the database.`);
    return value;
  }
  if (typeof value === "string") {
    if (!fits(value))
      throw new AppError(
        "invalid",
        "This text holds characters that cannot be kept, such as control characters. Remove them, or type the text again.",
      );
    if (value.length > databaseLimits.valueBytesMax) throw tooLarge();
    return value;
  }
  if (value instanceof Uint8Array) {
    if (value.byteLength > databaseLimits.valueBytesMax) throw tooLarge();
    // A copy of exactly these bytes: a view would travel to the worker with the whole buffer behind it.
    return new Uint8Array(value);
  }
  throw new Error(`A ${typeof value} cannot be kept in the database.`);
}

const tooLarge = () =>
  new AppError("too_large", "This is too large to be kept. Split it into smaller parts, then try again.");

/** Tab, line feed and carriage return are text; the other control characters are not, and half characters neither. */
const fits = (text: string) =>
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && text.isWellFormed();

/** A row as the rest of the server has it: a plain object, blobs as `Uint8Array`, integers as `number`. */
export function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name of Object.keys(row)) {
    // The binding sometimes adds its own measurements to a row.
    if (name !== "_metadata") plain[name] = plainValue(row[name]);
  }
  return plain;
}

function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new Error(`The integer ${value} is too large for a number.`);
    return number;
  }
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value;
}

interface Text {
  params: number;
  reads: boolean;
}

// Kysely writes the same few texts again and again.
const known = new Map<string, Text>();
const knownMax = 2_000;

function read(sql: string): Text {
  const seen = known.get(sql);
  if (seen) return seen;
  const text = parse(checkedText(sql));
  if (known.size >= knownMax) known.clear();
  known.set(sql, text);
  return text;
}

// Quoted texts and names, comments, placeholders, words, semicolons.
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][A-Za-z_]\w*|[A-Za-z_]\w*\s*\(?|;/g;
const isComment = (token: string) => token.startsWith("--") || token.startsWith("/*");
const asks = new Set(["select", "values", "explain", "pragma"]);
const changes = new Set(["insert", "update", "delete", "replace"]);
const notHere = new Set("begin commit end rollback savepoint release vacuum attach detach".split(" "));

/** Finds what the binding does not tell: how many parameters, whether it is one statement, whether it only reads. */
function parse(sql: string): Text {
  let first = "";
  let params = 0;
  let writes = false;
  let over = false;
  for (const [token] of sql.matchAll(tokens)) {
    if (isComment(token)) continue;
    if (token === ";") {
      over = first !== "";
      continue;
    }
    if (over) throw new Error(`Only one statement at a time; use batch or exec for several: ${sql}`);
    if (/^[:@$]/.test(token) || /^\?\d/.test(token))
      throw new Error(`Parameters are plain question marks: ${sql}`);
    if (token === "?") params++;
    else if (/^[A-Za-z_]/.test(token)) {
      const word = token.replace(/[\s(]+$/, "").toLowerCase();
      if (first === "") first = word;
      // `replace(` is the function.
      if (changes.has(word) && !token.endsWith("(")) writes = true;
    }
  }
  if (first === "") throw new Error("There is no statement in this text.");
  if (notHere.has(first)) throw new Error(`“${first}” is not for query or batch: use begin, copyTo or exec.`);
  return { params, reads: asks.has(first) || (first === "with" && !writes) };
}
