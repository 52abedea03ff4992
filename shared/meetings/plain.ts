const marks = "\\`*_{}[\\]()#+\\-.!$|<>~";

/** A line of Markdown without the marks that keep its letters what they are. */
export const plain = (markdown: string) =>
  markdown
    .replace(new RegExp(`\\\\([${marks}])`, "g"), "$1")
    .replace(/\s+/g, " ")
    .trim();

/** Somebody's own words as one line of Markdown: none of their letters becomes a mark. */
export const inMarkdown = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, "\\$&")
    .replace(/^([#+-])/, "\\$1")
    .replace(/^(\d+)([.)])(?= )/, "$1\\$2");
