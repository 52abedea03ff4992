/** Icons of Lucide (ISC licence) that only decisions show: they stay out of what every page loads. */
export const clockIcon = '<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>';
export const gavelIcon = '<path d="M20 6 9 17l-5-5"/>';
export const historyIcon =
  '<path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"/><path d="M3 3v5h5"/><path d="M12 7v5l4 2"/>';
export const phoneIcon =
  '<path d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/>';
