import { $isCodeNode } from "@lexical/code-core";
import { $createLinkNode, $isLinkNode } from "@lexical/link";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  TextNode,
} from "lexical";
import { isAllowedLink } from "../../shared/documents/links.ts";
import { $isMention } from "../../shared/documents/mention.ts";

const address = String.raw`(?:^|[\s(«“"])((?:https?://|www\.)[^\s<>]*\.[^\s<>]+)`;
const justTyped = {
  space: new RegExp(`${address}[ \u00a0]$`, "u"),
  nothing: new RegExp(`${address}$`, "u"),
};

/** Where an address is that somebody has just finished: `after` is what they typed behind it. */
export function typedAddress(before: string, after: "space" | "nothing") {
  const found = justTyped[after].exec(before);
  if (!found) return undefined;
  const words = found[1]!.replace(/[.,;:!?)\]}'"»”’]+$/u, "");
  const url = words.startsWith("www.") ? `https://${words}` : words;
  const start = found.index + found[0].indexOf(found[1]!);
  return isAllowedLink(url) ? { start, end: start + words.length, url } : undefined;
}

/** Which sign of the words behind a mention is one too many: the space that came with it is neither doubled nor alone. */
export function strayAfterMention(text: string): { at: number } | undefined {
  if (/^[ \u00a0]{2}/.test(text)) return { at: 1 };
  return /^[ \u00a0][,.;:)?!]/.test(text) ? { at: 0 } : undefined;
}

/** While somebody types: addresses become links, and the space after a mention gives way. Others' words are theirs. */
export const registerTidyTyping = (editor: LexicalEditor, $staysPlain?: (at: LexicalNode) => boolean) =>
  mergeRegister(
    editor.registerNodeTransform(TextNode, (node) => {
      if (editor.isComposing()) return;
      $tidyAfterMention(node);
      if (!$staysPlain?.(node)) $linkTyped(node, "space");
    }),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      () => {
        const selection = $getSelection();
        const node = $isRangeSelection(selection) ? selection.anchor.getNode() : undefined;
        if ($isTextNode(node) && !$staysPlain?.(node)) $linkTyped(node, "nothing");
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );

/** Where the caret stands in `node`, when nothing is selected. */
function $caretIn(node: TextNode) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  return selection.anchor.key === node.getKey() ? selection.anchor.offset : undefined;
}

function $tidyAfterMention(node: TextNode) {
  const caret = $caretIn(node);
  if (caret !== 2 || !$isMention(node.getPreviousSibling())) return;
  const stray = strayAfterMention(node.getTextContent());
  if (!stray) return;
  node.spliceText(stray.at, 1, "");
  node.select(1, 1);
}

function $linkTyped(node: TextNode, after: "space" | "nothing") {
  const caret = $caretIn(node);
  if (caret === undefined || !node.isSimpleText() || node.hasFormat("code")) return;
  const found = typedAddress(node.getTextContent().slice(0, caret), after);
  if (!found || $findMatchingParent(node, (it) => $isLinkNode(it) || $isCodeNode(it))) return;
  const parts = node.splitText(found.start, found.end);
  const words = parts[found.start === 0 ? 0 : 1]!;
  const link = $createLinkNode(found.url);
  words.insertBefore(link);
  link.append(words);
}
