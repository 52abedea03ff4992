import { isAllowedLink } from "../../shared/documents/links.ts";

/** A link opens beside this page: while reading with a press, while writing with Ctrl or Command as well. */
export function followLink(event: MouseEvent, isEditable: boolean) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || (isEditable && !event.ctrlKey && !event.metaKey) || !isAllowedLink(link.href)) return;
  event.preventDefault();
  open(link.href, "_blank", "noopener,noreferrer");
}
