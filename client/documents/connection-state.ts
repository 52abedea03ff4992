import { closeCode } from "../../shared/relay/messages.ts";

/** Why a document stays closed until the person does something. */
export type Ending = "signed-out" | "no-access" | "gone" | "restored";

/**
 * What can truthfully be said of a document's copy in this browser. `edits` are this browser's own changes that the
 * server has not said are on its disk, those of an earlier visit included.
 */
export type ConnectionState =
  | { is: "loading" }
  | { is: "saved" }
  | { is: "saving"; edits: number }
  | { is: "offline"; edits: number }
  | { is: "not-saved"; edits: number }
  | { is: Ending; edits: number };

/** What happened to the connection, in the order in which it happened. */
export type Fact =
  | { type: "opened" }
  /** The server asks for what it lacks: only somebody who may write here is asked. */
  | { type: "asked" }
  /** From now on this person only reads. */
  | { type: "denied" }
  /** A frame left this browser: everything it has (the answer to the server's first step), or one edit. */
  | { type: "sent"; what: "everything" | "edit" }
  | { type: "synced" }
  | { type: "edited" }
  /** Edits of an earlier visit that were never acknowledged. */
  | { type: "found"; edits: number }
  | { type: "acknowledged"; frames: number }
  | { type: "not-written" }
  | { type: "closed"; code?: number }
  | { type: "refused"; because: Ending };

/** All that {@link stateOf} needs to know. */
export interface Ledger {
  mayEdit: boolean;
  /** On this socket. */
  wasAsked: boolean;
  isSynced: boolean;
  hasFailed: boolean;
  /** The server can write; otherwise it keeps trying. */
  isWriting: boolean;
  /** The server would not take what was sent. */
  isRejected: boolean;
  toldEverything: boolean;
  ending: Ending | null;
  framesSent: number;
  framesWritten: number;
  /** Edits that no frame of this socket carries. */
  editsHere: number;
  /** Edits by the frame that carries them. */
  editsUnderWay: { frame: number; edits: number }[];
}

export const newLedger = (mayEdit: boolean): Ledger => ({
  mayEdit,
  wasAsked: false,
  isSynced: false,
  hasFailed: false,
  isWriting: true,
  isRejected: false,
  toldEverything: false,
  ending: null,
  framesSent: 0,
  framesWritten: 0,
  editsHere: 0,
  editsUnderWay: [],
});

/** The ledger once `fact` has happened. */
export function after(was: Ledger, fact: Fact): Ledger {
  switch (fact.type) {
    case "opened":
      return {
        ...was,
        ending: null,
        wasAsked: false,
        framesSent: 0,
        framesWritten: 0,
        toldEverything: false,
      };
    case "asked":
      return { ...was, mayEdit: true, wasAsked: true };
    case "denied":
      return { ...was, mayEdit: false };
    case "sent": {
      const frame = was.framesSent + 1;
      return {
        ...was,
        framesSent: frame,
        toldEverything: was.toldEverything || fact.what === "everything",
        editsHere: 0,
        editsUnderWay: was.editsHere
          ? [...was.editsUnderWay, { frame, edits: was.editsHere }]
          : was.editsUnderWay,
      };
    }
    case "synced":
      // The question comes before the text; whoever was not asked may have lost the right while away.
      return { ...was, isSynced: true, hasFailed: false, mayEdit: was.mayEdit && was.wasAsked };
    case "edited":
      return { ...was, editsHere: was.editsHere + 1 };
    case "found":
      return { ...was, editsHere: was.editsHere + fact.edits };
    case "acknowledged":
      return {
        ...was,
        isWriting: true,
        isRejected: false,
        framesWritten: fact.frames,
        editsUnderWay: was.editsUnderWay.filter(({ frame }) => frame > fact.frames),
      };
    case "not-written":
      return { ...was, isWriting: false };
    case "closed":
      return {
        ...was,
        isSynced: false,
        hasFailed: true,
        isWriting: true,
        isRejected: was.isRejected || isRejection(fact.code),
        toldEverything: false,
        framesSent: 0,
        framesWritten: 0,
        editsHere: unsaved(was),
        editsUnderWay: [],
        ending: endingOf(fact.code) ?? was.ending,
      };
    case "refused":
      return { ...was, ending: fact.because };
  }
}

/** What to tell the person. "Saved" is said only when the server has acknowledged all that this browser sent. */
export function stateOf(ledger: Ledger): ConnectionState {
  const edits = unsaved(ledger);
  if (ledger.ending) return { is: ledger.ending, edits };
  if (ledger.isRejected && edits > 0) return { is: "not-saved", edits };
  if (!ledger.isSynced) return ledger.hasFailed ? { is: "offline", edits } : { is: "loading" };
  if (!ledger.mayEdit) return edits > 0 ? { is: "not-saved", edits } : { is: "saved" };
  if (!ledger.isWriting) return { is: "not-saved", edits };
  const isWritten = ledger.toldEverything && ledger.framesWritten >= ledger.framesSent;
  return edits === 0 && isWritten ? { is: "saved" } : { is: "saving", edits };
}

/** This browser's edits that the server has not said it wrote. */
export const unsaved = (ledger: Ledger) =>
  ledger.editsUnderWay.reduce((sum, it) => sum + it.edits, ledger.editsHere);

/** What the server will not take the next time either: too much at once, or nothing it understands. */
const isRejection = (code: number | undefined) =>
  code === closeCode.tooLarge || code === closeCode.invalid || code === frameTooLarge;

/** A standard code: the frame was larger than the server reads at all. */
const frameTooLarge = 1009;

/** The close codes after which knocking again is pointless. */
export function endingOf(code: number | undefined): Ending | undefined {
  if (code === closeCode.signedOut) return "signed-out";
  if (code === closeCode.forbidden) return "no-access";
  if (code === closeCode.restored) return "restored";
  return code === closeCode.notFound ? "gone" : undefined;
}
