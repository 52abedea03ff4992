/** Letters with a mark that is taken off, and marks themselves: most texts hold none, and reading on costs them nothing. */
const marked = /[\u00c0-\u1fff\u2028-\uffff]/;

/** Lower case and without accents: "José" is found by "jose", `Decisión` by `decision`. */
export const plain = (text: string) =>
  (marked.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "") : text).toLowerCase();
