import { For, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";

interface Block {
  kind: "h" | "ul" | "ol" | "quote" | "p";
  lines: string[];
}

const bullet = /^\s*[-*+]\s+(?:\[[ xX]\]\s+)?/;
const number = /^\s*\d+[.)]\s+/;

/**
 * Markdown that people wrote, as elements: headings, lists, quotes, paragraphs, bold and italic words, links. Whatever
 * else stands in it stays the text it is; nothing in it is HTML.
 */
export function MarkdownText(props: { text: string; class?: string | undefined }) {
  return (
    <div class={props.class}>
      <For each={blocksOf(props.text)}>{(it) => <BlockOf block={it} />}</For>
    </div>
  );
}

function BlockOf(props: { block: Block }): JSX.Element {
  const { kind, lines } = props.block;
  switch (kind) {
    case "h":
      return <h4>{inline(lines[0]!.replace(/^#+\s+/, ""))}</h4>;
    case "ul":
    case "ol":
      return (
        <Dynamic component={kind}>
          <For each={lines}>{(it) => <li>{inline(it.replace(kind === "ul" ? bullet : number, ""))}</li>}</For>
        </Dynamic>
      );
    case "quote":
      return <blockquote>{inline(lines.map((it) => it.replace(/^>\s?/, "")).join(" "))}</blockquote>;
    case "p":
      return <p>{inline(lines.join(" "))}</p>;
  }
}

const kindOf = (line: string): Block["kind"] => {
  if (/^#{1,6}\s/.test(line)) return "h";
  if (bullet.test(line)) return "ul";
  if (number.test(line)) return "ol";
  return line.startsWith(">") ? "quote" : "p";
};

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let last: Block["kind"] | undefined;
  for (const line of text.split(/\r?\n/)) {
    const kind = line.trim() === "" ? undefined : kindOf(line);
    if (kind) {
      if (kind === last && kind !== "h") blocks.at(-1)!.lines.push(line);
      else blocks.push({ kind, lines: [line] });
    }
    last = kind;
  }
  return blocks;
}

const mark =
  /\\([\\`*_{}[\]()#+\-.!|<>~$])|\*\*([^*]{1,2000}?)\*\*|(?<![\w\\])[*_]([^*_]{1,2000}?)[*_](?!\w)|~~([^~]{1,2000}?)~~|`([^`]{1,2000}?)`|\[([^\]]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()]{1,2000})\)/;

function inline(text: string): JSX.Element[] {
  const parts: JSX.Element[] = [];
  let rest = text;
  for (;;) {
    const found = mark.exec(rest);
    if (!found) break;
    const [whole, letter, strong, light, gone, code, label, address] = found;
    parts.push(rest.slice(0, found.index));
    if (letter !== undefined) parts.push(letter);
    else if (strong !== undefined) parts.push(<strong>{inline(strong)}</strong>);
    else if (light !== undefined) parts.push(<em>{inline(light)}</em>);
    else if (gone !== undefined) parts.push(<s>{inline(gone)}</s>);
    else if (code !== undefined) parts.push(<code>{code}</code>);
    else
      parts.push(
        <a href={address} rel="noopener noreferrer">
          {inline(label!)}
        </a>,
      );
    rest = rest.slice(found.index + whole.length);
  }
  parts.push(rest);
  return parts;
}
