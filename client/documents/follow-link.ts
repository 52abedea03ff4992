import { isAllowedLink } from "../../shared/documents/links.ts";

/**
 * A link opens beside this page: while reading with a press, while writing with Ctrl or Command as well. That of a
 * record's card leads on as everywhere else on the page.
 */
export function followLink(event: MouseEvent, isEditable: boolean) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (
    !link ||
    link.closest("[data-record]") ||
    (isEditable && !event.ctrlKey && !event.metaKey) ||
    !isAllowedLink(link.href)
  )
    return;
  event.preventDefault();
  open(link.href, "_blank", "noopener,noreferrer");
}

/** Tells the mouse how the link under it is opened. In the page alone: a link's own title would travel. */
export function sayHowToFollow(event: MouseEvent, how: string) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link && link.title !== how) link.title = how;
}
