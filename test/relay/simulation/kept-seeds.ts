/** Seeds that once found something, by what was wrong. They are run every time. */
export const keptSeeds: Record<string, number> = {
  "somebody wrote under the Yjs client of a person who was there and had written nothing yet": 14,
  "a handshake that got lost kept a browser waiting for minutes": 31,
};
