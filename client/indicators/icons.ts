/** Icons of Lucide (ISC licence) that only this page shows: they stay out of what every page loads. */
export const upRightIcon = '<path d="M7 7h10v10"/><path d="M7 17 17 7"/>';
export const downRightIcon = '<path d="m7 7 10 10"/><path d="M17 7v10H7"/>';
export const levelIcon = '<path d="M5 12h14"/><path d="m12 5 7 7-7 7"/>';
export const gridIcon =
  '<rect width="7" height="7" x="3" y="3" rx="1"/><rect width="7" height="7" x="14" y="3" rx="1"/><rect width="7" height="7" x="14" y="14" rx="1"/><rect width="7" height="7" x="3" y="14" rx="1"/>';
export const uploadIcon =
  '<path d="M12 3v12"/><path d="m17 8-5-5-5 5"/><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/>';
