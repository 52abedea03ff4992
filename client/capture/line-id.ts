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
 * (`isTaken`); with the same words it is that record again (`isAgain`). What somebody else recorded is not taken: who
 * hears of a record before its card has come would make it twice.
 */
export function idOfLine(
  prefix: IdPrefix,
  { meetingId, place, words, times }: LinePlace,
  isTaken: (id: string) => boolean,
  isAgain: (id: string) => boolean = () => false,
): string {
  for (let time = 0; ; time++) {
    const id = idAt(prefix, { meetingId, place, words }, time);
    if (time < times ? isAgain(id) : !isTaken(id)) return id;
  }
}

const idAt = (prefix: IdPrefix, { meetingId, place, words }: Omit<LinePlace, "times">, time: number) =>
  idOf(prefix, digest(encodeUtf8(JSON.stringify([prefix, meetingId, place, words, time]))));

/** Records of one line are told from those of its neighbours as long as it became fewer than so many before. */
const timesMax = 4;

/** Whether `id` is a record that somebody made of this very line, of whatever kind. */
export const isOfLine = (id: string, prefix: IdPrefix, line: LinePlace) =>
  Array.from({ length: line.times + timesMax }, (_, time) => idAt(prefix, line, time)).includes(id);
