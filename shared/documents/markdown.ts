import { $createHorizontalRuleNode, $isHorizontalRuleNode, HorizontalRuleNode } from "@lexical/extension";
import {
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CHECK_LIST,
  CODE,
  type ElementTransformer,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
  ORDERED_LIST,
  QUOTE,
  STRIKETHROUGH,
  type TextMatchTransformer,
  type Transformer,
  UNORDERED_LIST,
} from "@lexical/markdown";
import { $createHeadingNode, $isHeadingNode, HeadingNode } from "@lexical/rich-text";
import { isAllowedLink } from "./links.ts";
import { tableTransformer } from "./markdown-table.ts";
import { $createMention, $isMention, type MentionKind, MentionNode } from "./mention.ts";
import { type HeadingTag, headingTag } from "./schema.ts";

const marksOf: Record<HeadingTag, string> = { h2: "##", h3: "###", h4: "####" };

/** `#` and `##` are the document's sections, `###` and `####` what is in them. */
const heading: ElementTransformer = {
  type: "element",
  dependencies: [HeadingNode],
  regExp: /^(#{1,6})\s/,
  export: (node, exportChildren) =>
    $isHeadingNode(node) ? `${marksOf[headingTag(node.getTag())]} ${exportChildren(node)}` : null,
  replace: (block, children, match, isImport) => {
    const node = $createHeadingNode(headingTag(`h${match[1]!.length}` as "h1"));
    node.append(...children);
    block.replace(node);
    if (!isImport) node.select(0, 0);
  },
};

const divider: ElementTransformer = {
  type: "element",
  dependencies: [HorizontalRuleNode],
  regExp: /^(---|\*\*\*|___)\s?$/,
  export: (node) => ($isHorizontalRuleNode(node) ? "---" : null),
  replace: (block, _children, _match, isImport) => {
    const rule = $createHorizontalRuleNode();
    if (isImport || block.getNextSibling() !== null) block.replace(rule);
    else block.insertBefore(rule);
    if (!isImport) rule.selectNext();
  },
};

/** `[@Dale Norwood](person:per_1)`: reads as a name everywhere, and finds its person again here. */
const mention: TextMatchTransformer = {
  type: "text-match",
  dependencies: [MentionNode],
  export: (node) =>
    $isMention(node)
      ? mentioned(node.getLabel().replace(/[[\]]/g, ""), node.getKind(), node.getTarget())
      : null,
  importRegExp: /\[@([^[\]\n]{1,160})\]\((person|organization):([\w-]{1,64})\)/,
  regExp: /\[@([^[\]\n]{1,160})\]\((person|organization):([\w-]{1,64})\)$/,
  trigger: ")",
  replace: (node, match) => {
    node.replace($createMention(match[2] as MentionKind, match[3]!, match[1]!));
  },
};

/** A name that leads to nobody, as only a client of others' making writes it, leaves as the name alone. */
const mentioned = (label: string, kind: string, target: string) =>
  /^(person|organization):[\w-]{1,64}$/.test(`${kind}:${target}`)
    ? `[@${label}](${kind}:${target})`
    : `@${label}`;

/** A link that may not be followed leaves as its words alone. */
const link: TextMatchTransformer = {
  ...LINK,
  export: (node, exportChildren, exportFormat) => {
    const written = LINK.export!(node, exportChildren, exportFormat);
    const url = (node as { getURL?: () => string }).getURL?.();
    if (written === null || url === undefined || isAllowedLink(url)) return written;
    return exportChildren(node as Parameters<typeof exportChildren>[0]);
  },
};

const inline: Transformer[] = [
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  STRIKETHROUGH,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  mention,
  link,
];

/**
 * Markdown as documents understand it: while typing, in pastes and in exports. Underline has no Markdown and is
 * left out of exports.
 */
export const documentTransformers: Transformer[] = [
  tableTransformer(inline),
  heading,
  CHECK_LIST,
  UNORDERED_LIST,
  ORDERED_LIST,
  QUOTE,
  CODE,
  divider,
  ...inline,
];
