import type { NodeKey } from "lexical";
import type { CaptureChoices } from "../../shared/documents/capture.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { Me } from "../../shared/sign-in/sign-in.ts";
import type { Place } from "./compose.ts";
import type { CaptureAt } from "./lines.ts";
import type { Section } from "./servables.ts";

/** What the parts of the notes ask of one another. */
export interface NotesContext {
  me: Me;
  /** Where a line stands, for what is recorded from it. */
  placeOf(key: NodeKey): Place;
  sections(): readonly Section[];
  /** Whether what the line says is recorded already, or on its way: it gets that record's card. */
  isRecorded(at: CaptureAt): boolean;
  /** Whether somebody has just asked for what the line, as it stands, cannot be. */
  wasRefused(at: Pick<CaptureAt, "key" | "text">): boolean;
  nameOf(kind: RecordKind, target: string): string;
  choose(key: NodeKey, choices: Partial<CaptureChoices>): void;
  /** Records the line, or says what is missing. */
  record(key: NodeKey): void;
}
