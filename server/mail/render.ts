import { type KeptButton, type KeptDraft, type MailDraft, type MailItem, oneLine } from "./draft.ts";
import { escaped, htmlOfMarkdown } from "./markdown.ts";

/** Where a button leads, as its reader may see it. */
type AddressOf = (button: KeptButton) => string;

/** The text of a mail that is not in line yet: its acts are not made, so their addresses are left out. */
export const draftText = (draft: MailDraft, addressOf: (path: string) => string) =>
  plainText(draft, (button) => ("path" in button ? addressOf(button.path) : "…"));

/** The whole mail as plain text: each address stands on a line of its own. */
export const textOf = (draft: KeptDraft, addressOf: AddressOf) =>
  plainText(draft, addressOf, draft.stop ? [draft.stop] : []);

function plainText<Button extends { label: string }>(
  draft: MailDraft<Button>,
  addressOf: (button: Button) => string,
  stop: readonly Button[] = [],
): string {
  const buttons = (all: readonly Button[] = []) => all.map((it) => `${oneLine(it.label)}:\n${addressOf(it)}`);
  const item = (it: MailItem<Button>) => [
    [oneLine(it.title), ...it.lines.map(oneLine), ...(it.quote ? [`> ${oneLine(it.quote)}`] : [])].join("\n"),
    ...buttons(it.buttons),
  ];
  return `${[
    ...draft.paragraphs.map(oneLine),
    ...(draft.items ?? []).flatMap(item),
    ...buttons(draft.buttons),
    ...(draft.markdown ? [draft.markdown.trim()] : []),
    ...(draft.closing ?? []).map(oneLine),
    ...(stop.length > 0 ? ["—", ...buttons(stop)] : []),
  ].join("\n\n")}\n`;
}

const ink = "#16231f";
const quiet = "#3f4d47";
const line = "#dde0d8";
const styles = {
  body: `margin:0;padding:16px;background:#f4f5f1;color:${ink};font:16px/1.5 sans-serif`,
  card: `max-width:560px;margin:0 auto;padding:20px;background:#ffffff;border:1px solid ${line};border-radius:10px`,
  from: `margin:0 0 16px;color:${quiet};font-size:14px`,
  paragraph: "margin:0 0 14px",
  item: `margin:18px 0;padding:14px 0 0;border-top:1px solid ${line}`,
  title: "margin:0 0 4px;font-size:17px;line-height:1.35",
  meta: `margin:0;color:${quiet};font-size:14px`,
  quote: `margin:8px 0 0;padding-left:12px;border-left:3px solid #b4235a;color:${quiet}`,
  buttons: "margin:12px 0 16px",
  first:
    "display:inline-block;margin:0 8px 8px 0;padding:12px 20px;border:1px solid #14574a;border-radius:6px;background:#14574a;color:#ffffff;font-weight:bold;text-decoration:none",
  other: `display:inline-block;margin:0 8px 8px 0;padding:12px 20px;border:1px solid #7f8a84;border-radius:6px;background:#ffffff;color:${ink};font-weight:bold;text-decoration:none`,
  stop: `margin:18px 0 0;padding-top:12px;border-top:1px solid ${line};font-size:14px`,
};

/** The same mail with buttons to press. It loads nothing from anywhere. */
export function htmlOf(draft: KeptDraft, addressOf: AddressOf): string {
  const link = (it: KeptButton, style: string) =>
    `<a href="${escaped(addressOf(it))}" style="${style}">${escaped(oneLine(it.label))}</a>`;
  const buttons = (all: readonly KeptButton[] = []) =>
    all.length === 0
      ? ""
      : `<p style="${styles.buttons}">${all.map((it, index) => link(it, index === 0 ? styles.first : styles.other)).join("\n")}</p>`;
  const paragraph = (text: string) => `<p style="${styles.paragraph}">${escaped(oneLine(text))}</p>`;
  const item = (it: MailItem<KeptButton>) =>
    [
      `<div style="${styles.item}">`,
      `<h2 style="${styles.title}">${escaped(oneLine(it.title))}</h2>`,
      ...it.lines.map((text) => `<p style="${styles.meta}">${escaped(oneLine(text))}</p>`),
      ...(it.quote ? [`<blockquote style="${styles.quote}">${escaped(oneLine(it.quote))}</blockquote>`] : []),
      buttons(it.buttons),
      "</div>",
    ].join("\n");
  const title = escaped(oneLine(draft.subject));
  return [
    `<!doctype html>`,
    `<html lang="${draft.language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>`,
    `<body style="${styles.body}">`,
    `<div role="article" aria-label="${title}" lang="${draft.language}" style="${styles.card}">`,
    `<p style="${styles.from}">${escaped(oneLine(draft.from))}</p>`,
    ...draft.paragraphs.map(paragraph),
    ...(draft.items ?? []).map(item),
    buttons(draft.buttons),
    ...(draft.markdown ? [`<div style="${styles.item}">${htmlOfMarkdown(draft.markdown)}</div>`] : []),
    ...(draft.closing ?? []).map(paragraph),
    ...(draft.stop ? [`<p style="${styles.stop}">${link(draft.stop, `color:${ink}`)}</p>`] : []),
    `</div>`,
    `</body>`,
    `</html>`,
    "",
  ].join("\n");
}
