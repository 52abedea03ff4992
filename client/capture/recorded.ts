import { isOpen } from "../../shared/commitments/readings.ts";
import type { CaptureChoices } from "../../shared/documents/capture.ts";
import type { ParkedItem } from "../../shared/meetings/meeting.ts";
import { quoteOf } from "./draft.ts";
import type { Recorded } from "./records.ts";
import type { CapturedRecord, Told } from "./send.ts";

/** As much of a capture as says whether it was recorded before. */
export interface SaidAgain {
  text: string;
  choices: CaptureChoices;
}

/** A record that is there under the id of a capture, as its line said it. */
export interface RecordedLine {
  words: string;
  owner?: string;
  dueOn?: string;
  /** How the fields of an indicator say a new reading. */
  more?: string;
  /** It was recorded here, or by this person. */
  isMine: boolean;
  /** It came to an end: whoever says the same again promises it anew. */
  isEnded?: boolean;
}

/**
 * Whether a line says what is recorded already: its words, and whatever was chosen besides. Such a line gets the card of
 * that record; any other becomes a record of its own, so that no words are taken for others.
 */
export function saysAgain({ text, choices }: SaidAgain, was: RecordedLine): boolean {
  if (was.isEnded) return false;
  const isAsChosen = (chosen: string, recorded: string | undefined) =>
    chosen === "" || recorded === undefined || chosen === recorded;
  return (
    quoteOf(text).normalize("NFC") === was.words.normalize("NFC") &&
    isAsChosen(choices.owner, was.owner) &&
    isAsChosen(choices.due, was.dueOn) &&
    isAsChosen(choices.more, was.more)
  );
}

/** A capture that waits on this device. */
export function waitingLine({ body }: Pick<CapturedRecord, "body">): RecordedLine {
  return { ...lineOf(body), isMine: true };
}

function lineOf(body: Told): Omit<RecordedLine, "isMine"> {
  switch (body.is) {
    case "commitment": {
      const { quote, ownerOrganizationId, dueOn } = body.json;
      return { words: quote ?? "", owner: ownerOrganizationId, dueOn };
    }
    case "decision":
      return { words: body.json.quote ?? "", more: body.agreed ? "agreed" : "" };
    case "reading": {
      const { note, period, value } = body.json;
      return { words: note ?? "", more: `${period}=${value}` };
    }
    case "parked":
      return { words: body.json.text };
  }
}

/** A record that the server has. */
export function recordedLine(
  record: Recorded,
  me: { personId: string; organizationId: string },
): RecordedLine | undefined {
  if (record.kind === "indicator") return undefined;
  if (record.kind === "decision") {
    const { quote, raisedByOrganizationId, status } = record.it;
    return {
      words: quote ?? "",
      isMine: raisedByOrganizationId === me.organizationId,
      isEnded: status !== "draft" && status !== "open" && status !== "adopted",
    };
  }
  const { quote, ownerOrganizationId, originalDueOn, offeredBy, handedOverBy } = record.it;
  return {
    words: quote ?? "",
    ...(handedOverBy === null && { owner: ownerOrganizationId }),
    dueOn: originalDueOn,
    isMine: offeredBy === me.personId,
    isEnded: !isOpen(record.it),
  };
}

/** A matter in the parking lot. */
export const parkedLine = ({ text, status }: ParkedItem): RecordedLine => ({
  words: text,
  isMine: false,
  isEnded: status === "closed",
});
