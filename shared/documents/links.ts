/** Ways a link may lead: two of the web, a letter, a call. Everything else (scripts, files) is plain text. */
const schemes = ["http:", "https:", "mailto:", "tel:"];

/** Whether a link in a document may lead to `url`. */
export function isAllowedLink(url: string) {
  try {
    return schemes.includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

/** What somebody typed into a link field as a full address, or `undefined` when no link can be made of it. */
export function linkFrom(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d\s().-]{6,}$/.test(text)) return `tel:${text.replace(/[^\d+]/g, "")}`;
  if (isAllowedLink(text)) return text;
  const guessed = `https://${text}`;
  return /^[^\s:/]+\.[^\s:/]{2,}(\/\S*)?$/.test(text) && isAllowedLink(guessed) ? guessed : undefined;
}

/** Our own ways from a Markdown text to what it names. */
const ownSchemes = "person|organization|commitment|decision|indicator|passage|parked";
const badLink = new RegExp(
  `\\](?=\\(\\s*<?\\s*[a-z][a-z0-9+.-]*:)(?!\\(\\s*<?\\s*(https?|mailto|tel|${ownSchemes}):)`,
  "gi",
);

/** Markdown in which words that only look like a link to something else, a script for one, are no link to any reader. */
export const withoutBadLinks = (markdown: string) => markdown.replace(badLink, "]\\");
