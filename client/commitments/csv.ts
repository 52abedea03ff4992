/** A cell as RFC 4180 asks for; one that a spreadsheet would take for a formula is told to be text. */
export function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as a file that spreadsheets open with its accents whole: they look for the mark at its beginning. */
export const csvOf = (lines: readonly (readonly (string | number)[])[]) =>
  `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
