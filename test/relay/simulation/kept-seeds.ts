/** Seeds that once found something, by what was wrong. They are run every time. */
export const keptSeeds: Record<string, number> = {
  "somebody wrote under the Yjs client of a person who was there and had written nothing yet": 14,
  "a handshake that got lost kept a browser waiting for minutes": 31,
  "a writer who was demoted while the door looked for the seat wrote on": 382,
  "a writer who was demoted while the door looked for the seat wrote on, once more": 1261,
  "an honest one stayed away after asking a server that was just killed for a reason": 262,
  "an honest one asked a server that was just killed, and never asked the next one": 411,
  "an honest one was not saved after asking a server that was just killed": 505,
  "an honest one was not saved after asking a server that was just killed, once more": 947,
  "an honest one was not saved after asking a server that was just killed, a third time": 1360,
  "a deletion of somebody who was demoted before it arrived was called saved, and not kept": 1299,
};
