import { withoutBadLinks } from "./links.ts";

/**
 * Markdown as it may leave the app: words that look like a tag, or like a link to a script, stay words for every reader
 * of Markdown, also for one that takes HTML in it. What stands as code is code already and stays as it is.
 */
export const safeMarkdown = (markdown: string) =>
  withoutBadLinks(markdown).replace(tag, (found) => (found === "<" ? "\\<" : found));

/** A block of code, a letter that is kept by a stroke, words of code on one line, an address, and what begins a tag. */
const tag =
  /^(`{3,})[^`\n]*\n(?:[\s\S]*?\n)?\1`*[ \t]*$|\\[\s\S]|(?<!`)(`+)(?!`)[^\n]*?[^`\n]\2(?!`)|<(?:https?|mailto|tel):[^\s<>]*>|<(?=[a-z/!?])/gim;
