/** How many of each a meeting has room for. */
export const limits = {
  agendaItemsMax: 60,
  parkedMax: 200,
  meetingsInSeriesMax: 60,
  errataMax: 100,
} as const;
