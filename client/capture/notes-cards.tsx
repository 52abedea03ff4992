import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical";
import { createMemo, Show } from "solid-js";
import { $isBlank } from "../../shared/documents/capture.ts";
import { $isRecord, type RecordKind } from "../../shared/documents/record.ts";
import { type Card, leaveOutHere, mountCards, putBackHere } from "../documents/cards.ts";
import { announce } from "../ui/announce.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { GonePlace, RecordCard } from "./Card.tsx";
import type { useFaces } from "./faces.tsx";
import { Trouble } from "./Mend.tsx";
import type { CapturedRecord } from "./send.ts";
import { words } from "./words.ts";

/** The cards that stand in a row with a card: the very next ones, and those with nothing between that is seen. */
function $besideOf(key: NodeKey) {
  const node = $getNodeByKey(key);
  const beside: { kind: RecordKind; target: string; isNext: boolean }[] = [];
  for (const to of ["getPreviousSibling", "getNextSibling"] as const) {
    let isNext = true;
    for (let it = node?.[to]() ?? null; $isRecord(it) || $isBlank(it); it = it[to]()) {
      if ($isRecord(it)) beside.push({ kind: it.getKind(), target: it.getTarget(), isNext });
      isNext = false;
    }
  }
  return beside;
}

/** Draws the cards of the notes, and says aloud what becomes of them. */
export function mountNotesCards(
  editor: LexicalEditor,
  options: {
    faces: ReturnType<typeof useFaces>;
    /** What of a card the server has not taken yet. */
    waiting(target: string): CapturedRecord | undefined;
    isEditable(): boolean;
    /** Whether the record of a card was captured here. */
    isOwn(target: string): boolean;
    /** Whether a record is of a line of which one of another kind was captured here. */
    isOfOwnLine(card: Pick<Card, "kind" | "target">): boolean;
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
              {(refusal) => (
                <Trouble
                  message={refusal().message}
                  isSecond={refusal().isSecond === true}
                  onMend={() => options.onMend(waits()!)}
                />
              )}
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
    onCame(card, isKnown) {
      const beside = editor.read(() => $besideOf(card.key));
      if (beside.some((it) => it.target === card.target && options.isOwn(it.target)))
        toast(t("recordedTwice"));
      else if (
        !isKnown &&
        // Of a line that stays, such as a heading, each record has a place of its own below it.
        (options.isOfOwnLine(card) ||
          beside.some((it) => it.isNext && it.kind !== card.kind && options.isOwn(it.target)))
      )
        toast(t("recordedBesides"));
    },
    onGone: (card) => announce(t("goneSaid", numberOf(card))),
    onTaken(kind, target, how) {
      if (how === "undo") announce(t("undoneSaid", numberOf({ kind, target })));
      else toast(t("takenSaid", numberOf({ kind, target })), () => options.onPutBack(kind, target));
    },
  });
}
