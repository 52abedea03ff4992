/** The addresses in a mail's text, in their order. */
export const linksOf = (text: string) => text.match(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g) ?? [];
