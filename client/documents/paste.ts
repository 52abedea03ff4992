import {
  $insertGeneratedNodes,
  ClipboardImportExtension,
  type ImportMimeTypeFunction,
} from "@lexical/clipboard";
import { $isCodeNode } from "@lexical/code-core";
import { $generateNodesFromDOM } from "@lexical/html";
import { $generateNodesFromMarkdownString, type Transformer } from "@lexical/markdown";
import {
  $findMatchingParent,
  $getEditor,
  $isRangeSelection,
  configExtension,
  type LexicalNode,
} from "lexical";
import { readMarkup } from "../ui/own-markup.ts";
import { oneLine } from "./plain-paste.ts";
import { readWordLists } from "./word-lists.ts";

const blockMark = /^ {0,3}(#{1,6} |[-*+] |\d{1,3}[.)] |> |\|.*\||(---|\*\*\*)\s*$|```)/m;
const inlineMark = /\*\*\S[^\n]*?\*\*|\[[^\]\n]+\]\((https?:|mailto:|tel:)[^)\s]+\)/;

/** Whether plain text reads as Markdown: it has a mark at the start of a line, a link or bold words. */
export const looksLikeMarkdown = (text: string) => blockMark.test(text) || inlineMark.test(text);

/** Plain text that is Markdown is pasted as what it means, except into code. */
const pasteMarkdown =
  (
    transformers: readonly Transformer[],
    $staysPlain?: (at: LexicalNode) => boolean,
  ): ImportMimeTypeFunction =>
  (data, selection, $next) => {
    const text = data.replace(/\r\n?/g, "\n");
    if ($isRangeSelection(selection) && $staysPlain?.(selection.anchor.getNode())) {
      selection.insertText(oneLine(text));
      return true;
    }
    if (!$isRangeSelection(selection) || !looksLikeMarkdown(text)) return $next();
    if ($findMatchingParent(selection.anchor.getNode(), $isCodeNode)) return $next();
    $insertGeneratedNodes($getEditor(), $generateNodesFromMarkdownString(text, [...transformers]), selection);
    return true;
  };

const tags = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const attributes = /([\s/"'])(style|on[a-z]+)(?=\s*=)/gi;
const set = "data-pasted-";

/**
 * HTML as text, with the attributes that a page's policy forbids put aside: the browser would report each of them,
 * even in a document that is never shown.
 */
export const withoutInlineCode = (html: string) =>
  html.replace(tags, (tag) => tag.replace(attributes, `$1${set}$2`));

/** Other programs say "bold" with a style, so styles are read; what they say else, the schema's rules take out. */
const $pasteHtml: ImportMimeTypeFunction = (data, selection) => {
  const page = readMarkup(withoutInlineCode(data));
  readWordLists(page, (element) => element.getAttribute(`${set}style`) ?? "");
  for (const element of page.querySelectorAll<HTMLElement>(`[${set}style]`)) {
    element.style.cssText = element.getAttribute(`${set}style`) ?? "";
  }
  $insertGeneratedNodes($getEditor(), $generateNodesFromDOM($getEditor(), page), selection);
  return true;
};

/** How pastes and drops come into a document whose Markdown reads by `transformers`. */
export const documentPaste = (
  transformers: readonly Transformer[],
  $staysPlain?: (at: LexicalNode) => boolean,
) =>
  configExtension(ClipboardImportExtension, {
    $importMimeType: { "text/html": [$pasteHtml], "text/plain": [pasteMarkdown(transformers, $staysPlain)] },
  });
