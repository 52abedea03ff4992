/** Text as HTML shows it, in a text and in an attribute alike. */
export const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/**
 * Markdown as a mail shows it: headings, lists, quotes, paragraphs, bold and italic words, links to the web. Anything
 * else stays the text it is; nothing in it becomes HTML of its own.
 */
export function htmlOfMarkdown(markdown: string): string {
  const out: string[] = [];
  for (const block of blocksOf(markdown)) {
    const [first = ""] = block;
    const heading = /^(#{1,6})\s+(.*)$/.exec(first);
    if (heading) {
      // The subject is the first heading of a mail.
      const level = Math.min(6, heading[1]!.length + 1);
      out.push(`<h${level}>${inline(heading[2]!)}</h${level}>`);
    } else if (block.every((it) => listMark.test(it)))
      out.push(list(block, /^\s*\d/.test(first) ? "ol" : "ul"));
    else if (block.every((it) => it.startsWith(">")))
      out.push(`<blockquote>${block.map((it) => inline(it.replace(/^>\s?/, ""))).join("<br>")}</blockquote>`);
    else out.push(`<p>${block.map(inline).join("<br>")}</p>`);
  }
  return out.join("\n");
}

const listMark = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** Lines that belong together: a heading alone, a list, a quote, a paragraph. */
function blocksOf(markdown: string): string[][] {
  const kindOf = (line: string) =>
    /^#{1,6}\s/.test(line) ? "#" : listMark.test(line) ? "-" : line[0] === ">" ? ">" : "";
  const blocks: string[][] = [];
  let last: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const kind = line.trim() === "" ? undefined : kindOf(line);
    if (kind !== undefined) {
      if (kind === last && kind !== "#") blocks.at(-1)!.push(line);
      else blocks.push([line]);
    }
    last = kind;
  }
  return blocks;
}

const list = (lines: string[], tag: "ol" | "ul") =>
  `<${tag}>${lines.map((it) => `<li>${inline(it.replace(listMark, ""))}</li>`).join("")}</${tag}>`;

function inline(text: string): string {
  return escaped(text.trim())
    .replace(/\[([^\]]{1,500})\]\((https?:\/\/[^\s()*]{1,2000})\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]{1,2000})\*\*/g, "<strong>$1</strong>")
    .replace(/(^|[\s(])[*_]([^*_]{1,2000})[*_](?=$|[\s.,;:!?)])/g, "$1<em>$2</em>")
    .replace(/\\([\\`*_{}[\]()#+\-.!|~]|&[lg]t;)/g, "$1");
}
