/** A line of a file: where it begins, and its cells. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const delimiters = [",", ";", "\t"] as const;

/** What parts the cells of a file: whichever of comma, semicolon and tab its first line holds most, outside quotes. */
export function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"(?:[^"]|"")*"/g, "");
  const counts = delimiters.map((it) => first.split(it).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

/**
 * The rows of a CSV file as RFC 4180 writes them, one after the other, so that whoever reads can pause. Lines end as in
 * any system; a quoted cell may hold them. Empty lines are none. A cell is text, whatever it begins with.
 */
export function* rowsOf(text: string, delimiter = delimiterOf(text)): Generator<CsvRow> {
  let line = 1;
  let at = 0;
  let cells: string[] = [];
  let begun = line;
  while (at <= text.length) {
    let cell = "";
    if (text[at] === '"') {
      // A quote inside is written twice.
      let from = at + 1;
      for (;;) {
        const end = text.indexOf('"', from);
        const part = text.slice(from, end < 0 ? text.length : end);
        cell += part;
        line += breaksIn(part);
        if (end < 0) {
          at = text.length;
          break;
        }
        if (text[end + 1] !== '"') {
          at = end + 1;
          break;
        }
        cell += '"';
        from = end + 2;
      }
    }
    const rest = endOfCell(text, at, delimiter);
    cell += text.slice(at, rest);
    at = rest;
    cells.push(cell);
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (cells.length > 1 || cells[0]!.trim() !== "") yield { line: begun, cells };
    if (at >= text.length) return;
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line += 1;
    begun = line;
    cells = [];
  }
}

function endOfCell(text: string, from: number, delimiter: string) {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

const breaksIn = (text: string) => (text.match(/\r\n|\r|\n/g) ?? []).length;

/** As many bytes are read in one turn. */
const decodedAtOnce = 256 * 1024;

/**
 * The text of a file, however it was saved: with or without a byte-order mark, as UTF-8, as UTF-16, or, where its bytes
 * are neither, as Western systems wrote before. Long files are read in several turns.
 */
export async function textOf(bytes: Uint8Array, pause: () => Promise<unknown>): Promise<string> {
  const [a, b] = bytes;
  const encodings =
    a === 0xff && b === 0xfe
      ? ["utf-16le"]
      : a === 0xfe && b === 0xff
        ? ["utf-16be"]
        : ["utf-8", "windows-1252"];
  for (const encoding of encodings) {
    const decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
    try {
      let text = "";
      for (let from = 0; from < bytes.length; from += decodedAtOnce) {
        text += decoder.decode(bytes.subarray(from, from + decodedAtOnce), { stream: true });
        await pause();
      }
      return text + decoder.decode();
    } catch {
      // Its bytes are no UTF-8: the next way of writing is tried.
    }
  }
  return "";
}
