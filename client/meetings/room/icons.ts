import { bookOpenIcon, handshakeIcon } from "../../ui/icons.ts";
import type { CapturedKind } from "./rail.ts";

/** Icons of Lucide (ISC licence) that only the meeting room shows: they stay out of what every page loads. */
export const signpostIcon =
  '<path d="M12 13v8"/><path d="M12 3v3"/><path d="M2.354 10.354a1.207 1.207 0 0 1 0-1.708l2.06-2.06A2 2 0 0 1 5.828 6h12.344a2 2 0 0 1 1.414.586l2.06 2.06a1.207 1.207 0 0 1 0 1.708l-2.06 2.06a2 2 0 0 1-1.414.586H5.828a2 2 0 0 1-1.414-.586z"/>';
export const chartLineIcon = '<path d="M3 3v16a2 2 0 0 0 2 2h16"/><path d="m19 9-5 5-4-4-3 3"/>';
export const parkedIcon =
  '<rect width="18" height="18" x="3" y="3" rx="2"/><path d="M9 17V7h4a3 3 0 0 1 0 6H9"/>';
export const shareIcon =
  '<circle cx="18" cy="5" r="3"/><circle cx="6" cy="12" r="3"/><circle cx="18" cy="19" r="3"/><line x1="8.59" x2="15.42" y1="13.51" y2="17.49"/><line x1="15.41" x2="8.59" y1="6.51" y2="10.49"/>';
export const panelRightIcon = '<rect width="18" height="18" x="3" y="3" rx="2"/><path d="M15 3v18"/>';
export const timerIcon =
  '<line x1="10" x2="14" y1="2" y2="2"/><line x1="12" x2="15" y1="14" y2="11"/><circle cx="12" cy="14" r="8"/>';

export const kindIcons: Record<CapturedKind, string> = {
  commitment: handshakeIcon,
  decision: signpostIcon,
  indicator: chartLineIcon,
  passage: bookOpenIcon,
  parked: parkedIcon,
};
