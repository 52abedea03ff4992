/** As many commitments as one request may speak of. */
export const bulkMax = 200;

/** What can be said of several commitments at once. */
export const bulkChanges = ["accepted", "declined", "kept", "not_kept", "released"] as const;
export type BulkChange = (typeof bulkChanges)[number];

/** Those that only hold with a reason; it is said of each. */
export const needsReason = (change: BulkChange) => change !== "accepted" && change !== "kept";
