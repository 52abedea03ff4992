import { CodeExtension } from "@lexical/code-core";
import { HorizontalRuleExtension } from "@lexical/extension";
import { LinkExtension, LinkNode } from "@lexical/link";
import { CheckListExtension, ListExtension } from "@lexical/list";
import { MarkExtension } from "@lexical/mark";
import {
  HeadingAnnounceExtension,
  HeadingNode,
  type HeadingTagType,
  RichTextExtension,
} from "@lexical/rich-text";
import { TableExtension } from "@lexical/table";
import { configExtension, defineExtension, mergeRegister, TextNode } from "lexical";
import { isAllowedLink } from "./links.ts";
import { MentionNode } from "./mention.ts";

/** Documents hold three levels of headings; the page shows the document's title as `h1`. */
export type HeadingTag = "h2" | "h3" | "h4";

/** The level a heading gets that was pasted or typed as `tag`. */
export const headingTag = (tag: HeadingTagType): HeadingTag =>
  tag === "h1" || tag === "h2" ? "h2" : tag === "h3" ? "h3" : "h4";

/**
 * What a document may hold, for the editor in the browser and the headless one on the server. The rules run on
 * what this editor changes, never on what arrives, so that two people's editors do not correct one another.
 */
export const DocumentSchema = defineExtension({
  name: "common-thread/schema",
  nodes: () => [MentionNode],
  dependencies: [
    RichTextExtension,
    // It speaks English only, and of what others write as well; `client/documents/Editor.tsx` says it instead.
    configExtension(HeadingAnnounceExtension, { disabled: true }),
    ListExtension,
    CheckListExtension,
    configExtension(LinkExtension, { validateUrl: isAllowedLink }),
    MarkExtension,
    CodeExtension,
    configExtension(TableExtension, {
      hasCellMerge: false,
      hasCellBackgroundColor: false,
      hasHorizontalScroll: false,
    }),
    HorizontalRuleExtension,
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(HeadingNode, (node) => {
        const tag = headingTag(node.getTag());
        if (tag !== node.getTag()) node.setTag(tag);
      }),
      editor.registerNodeTransform(LinkNode, (node) => {
        if (isAllowedLink(node.getURL())) return;
        for (const child of node.getChildren()) node.insertBefore(child);
        node.remove();
      }),
      // Colors and sizes that a paste brings along do not belong to the text.
      editor.registerNodeTransform(TextNode, (node) => {
        if (node.getStyle() !== "") node.setStyle("");
      }),
    ),
});
