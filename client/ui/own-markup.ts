/** As much of a browser's Trusted Types as we use; browsers without them take text as it is. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(text: string): string },
  ): { createHTML(text: string): unknown; createScriptURL(text: string): unknown };
}

const serviceWorker = "/sw.js";

/**
 * The one policy that our pages may make (`server/http/headers.ts` names it). The browser refuses all other text where
 * it would be read as markup or as the address of a script; what people wrote never comes here to be shown.
 */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("common-thread", {
  createHTML: (text) => text,
  createScriptURL: (text) => {
    if (text !== serviceWorker) throw new TypeError("No script but our own is loaded by its address.");
    return text;
  },
});

/** Markup that stands in our own files: a template of a page, the paths of an icon. */
export const ownMarkup = (text: string) => (policy?.createHTML(text) ?? text) as string;

/** Anybody's markup, as a page that is read and never shown; nothing in it runs or is loaded. */
export const readMarkup = (text: string) => new DOMParser().parseFromString(ownMarkup(text), "text/html");

/** The address of our service worker. */
export const serviceWorkerAddress = () => (policy?.createScriptURL(serviceWorker) ?? serviceWorker) as string;
