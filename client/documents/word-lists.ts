/** Where Word says that a paragraph is a point of a list, and how deep: `mso-list: l0 level2 lfo1`. */
const listMark = /mso-list:\s*\S+\s+level(\d)/i;

/**
 * Word copies lists as paragraphs that begin with a bullet and blanks. Turns each run of them into real, nested
 * lists, as far as `styleOf` says which paragraphs belong to one.
 */
export function readWordLists(page: Document, styleOf: (element: Element) => string) {
  const levelOf = (element: Element | null) =>
    element?.tagName === "P" ? Number(listMark.exec(styleOf(element))?.[1] ?? 0) : 0;
  for (const first of [...page.querySelectorAll("p")]) {
    if (!first.isConnected || levelOf(first) === 0) continue;
    const open: HTMLElement[] = [];
    let point: Element | null = first;
    for (let level = levelOf(point); point && level > 0; level = levelOf(point)) {
      const next: Element | null = point.nextElementSibling;
      const mark = takeMark(point, styleOf);
      open.length = Math.min(open.length, level);
      while (open.length < level) {
        const list = page.createElement(/^[\da-z]{1,4}[.)]/i.test(mark) ? "ol" : "ul");
        const above = open.at(-1);
        if (above) (above.lastElementChild ?? above.appendChild(page.createElement("li"))).append(list);
        else first.before(list);
        open.push(list);
      }
      const item = page.createElement("li");
      item.append(...point.childNodes);
      open.at(-1)!.append(item);
      point.remove();
      point = next;
    }
  }
}

/** Takes out the bullet or number that Word wrote into the words, and returns it. */
function takeMark(point: Element, styleOf: (element: Element) => string) {
  for (const span of point.querySelectorAll("span")) {
    if (!/mso-list:\s*ignore/i.test(styleOf(span))) continue;
    const mark = span.textContent.trim();
    span.remove();
    return mark;
  }
  return "";
}
