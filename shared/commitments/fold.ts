/** `text` in lower case and without accents, each letter in its place, so that places in both are the same. */
export const fold = (text: string) =>
  Array.from({ length: text.length }, (_, index) => {
    const unit = text[index]!;
    return unit.normalize("NFD").toLowerCase()[0] ?? unit;
  }).join("");
