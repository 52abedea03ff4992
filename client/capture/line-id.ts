import { digest } from "lib0/hash/sha256";
import { encodeUtf8 } from "lib0/string";
import { type IdPrefix, idOf } from "../../shared/ids.ts";

/** Which line of which notes, as everybody's copy of them knows it; `words` where only some of it were selected. */
export interface LinePlace {
  meetingId: string;
  place: string;
  words: string;
  /** How many records it became before. */
  times: number;
}

/**
 * The id of the record that a line becomes. It is made of what the document itself says of the line, and of nothing
 * else: two people who capture one line while apart name the same record, which the server makes exactly once, and
 * whose second card is not shown (`$isTwin`). No merge has to choose between two promises afterwards, and none is
 * thrown away. Its kind is part of it: a commitment and a decision made of one line are two records. A line that became
 * a record and is captured again, with other words in it, becomes another one, and so does what stays below its card
 * (`isInText`). What the server has is not asked: who hears of a record before its card has come would make it twice.
 */
export function idOfLine(
  prefix: IdPrefix,
  { meetingId, place, words, times }: LinePlace,
  isInText: (id: string) => boolean,
): string {
  for (let time = times; ; time++) {
    const id = idOf(prefix, digest(encodeUtf8(JSON.stringify([prefix, meetingId, place, words, time]))));
    if (!isInText(id)) return id;
  }
}
