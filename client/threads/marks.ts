/** The marks in the text, made by the browser itself: the words stay as they are, and marks may lie over each other. */
const marks = ["passage", "passage-begun", "passage-open"] as const;
export type Mark = (typeof marks)[number];

/** Where the browser is told which words have a mark; later marks lie over earlier ones. Only where `canMark`. */
export const highlightOf = (name: Mark) => {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  made.priority = marks.indexOf(name);
  CSS.highlights.set(name, made);
  return made;
};

/** Whether this browser marks words without changing them. */
export const canMark = typeof Highlight !== "undefined" && CSS.highlights !== undefined;
