/** Puts `popover` below `anchor` (above it when there is more room), inside the window. */
export function placeBeside(popover: HTMLElement, anchor: HTMLElement, align: "start" | "end" = "start") {
  const gap = 6;
  const edge = 8;
  const at = anchor.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const roomBelow = innerHeight - at.bottom - gap - edge;
  const roomAbove = at.top - gap - edge;
  const isAbove = roomBelow < size.height && roomAbove > roomBelow;
  const left = align === "end" ? at.right - size.width : at.left;
  popover.style.setProperty("left", `${Math.max(edge, Math.min(left, innerWidth - size.width - edge))}px`);
  popover.style.setProperty(
    "top",
    `${isAbove ? Math.max(edge, at.top - gap - Math.min(size.height, roomAbove)) : at.bottom + gap}px`,
  );
  popover.style.setProperty("max-height", `${Math.max(120, isAbove ? roomAbove : roomBelow)}px`);
}
