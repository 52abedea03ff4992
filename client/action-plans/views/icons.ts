/** Bars in time: Lucide (ISC licence), as in `ui/icons.ts`, but asked for by this page alone. */
export const timelineIcon = '<path d="M6 5h12"/><path d="M4 12h10"/><path d="M12 19h8"/>';
