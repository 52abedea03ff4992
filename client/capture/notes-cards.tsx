import type { LexicalEditor } from "lexical";
import { createMemo, Show } from "solid-js";
import type { RecordKind } from "../../shared/documents/record.ts";
import { type Card, leaveOutHere, mountCards, putBackHere } from "../documents/cards.ts";
import { announce } from "../ui/announce.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { GonePlace, RecordCard } from "./Card.tsx";
import type { useFaces } from "./faces.tsx";
import { Trouble } from "./Mend.tsx";
import type { CapturedRecord } from "./send.ts";
import { words } from "./words.ts";

/** Draws the cards of the notes, and says aloud what becomes of them. */
export function mountNotesCards(
  editor: LexicalEditor,
  options: {
    faces: ReturnType<typeof useFaces>;
    /** What of a card the server has not taken yet. */
    waiting(target: string): CapturedRecord | undefined;
    isEditable(): boolean;
    onMend(it: CapturedRecord): void;
    onOpen(kind: RecordKind, target: string): void;
    onPutBack(kind: RecordKind, target: string): void;
  },
) {
  const t = useWords(words);
  const { faces } = options;
  const numberOf = (card: Pick<Card, "kind" | "target">) => ({
    number: faces.nameOf(card.kind, card.target),
  });

  function draw(card: Card) {
    const waits = createMemo(() => options.waiting(card.target));
    // Once for all that the card asks of it: its glyphs are elements.
    const face = createMemo(() => faces.faceOf(card.kind, card.target));
    return (
      <Show
        when={!card.isGone()}
        fallback={
          <GonePlace
            number={faces.nameOf(card.kind, card.target)}
            isEditable={options.isEditable()}
            isSelected={card.isSelected()}
            onPutBack={() => putBackHere(editor, card.key)}
            onLeaveOut={() => leaveOutHere(editor, card.key)}
          />
        }
      >
        <RecordCard
          face={face()}
          label={faces.labelOf(card.kind, card.target)}
          isSelected={card.isSelected()}
          trouble={
            <Show when={waits()?.refusal}>
              {(refusal) => <Trouble message={refusal().message} onMend={() => options.onMend(waits()!)} />}
            </Show>
          }
        />
      </Show>
    );
  }

  return mountCards(editor, {
    render: draw,
    onReach: (card) =>
      announce(card.isGone() ? t("saidGone", numberOf(card)) : faces.labelOf(card.kind, card.target)),
    onOpen(card) {
      const waits = options.waiting(card.target);
      if (waits?.refusal) options.onMend(waits);
      else options.onOpen(card.kind, card.target);
    },
    onGone: (card) => announce(t("goneSaid", numberOf(card))),
    onTaken(kind, target, how) {
      if (how === "undo") announce(t("undoneSaid", numberOf({ kind, target })));
      else toast(t("takenSaid", numberOf({ kind, target })), () => options.onPutBack(kind, target));
    },
  });
}
