import type { UserState } from "@lexical/yjs";
import type { Awareness } from "y-protocols/awareness";
import {
  compareRelativePositions,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  type Doc,
  type RelativePosition,
} from "yjs";
import type { BindingAwareness } from "../../shared/documents/bind.ts";

/** What a browser says of itself in a document; the server adds who it is. */
export interface Caret {
  anchorPos: RelativePosition | null;
  focusPos: RelativePosition | null;
  focusing: boolean;
  /** Wrote something within the last three seconds. */
  typing: boolean;
}

/** At most so often does the caret leave this browser: the server takes 20 messages a second. */
const publishEveryMs = 80;
const typingForMs = 3000;

export interface CaretAwareness {
  awareness: BindingAwareness;
  setFocusing(focusing: boolean): void;
  /** This person has just written something. */
  typed(): void;
  dispose(): void;
}

/**
 * The person's own caret, between the binding and the network. The binding keeps a caret by what is on its right;
 * at the end of a line that is the end of the text, so that somebody else's letters push the caret along and two
 * people's words interleave. Here a caret sticks to the letter on its left.
 */
export function caretAwareness(shared: Awareness, doc: Doc): CaretAwareness {
  let caret: Caret = { anchorPos: null, focusPos: null, focusing: false, typing: false };
  let publishing: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let publishedAt = Number.NEGATIVE_INFINITY;

  const publish = () => {
    publishing = undefined;
    publishedAt = performance.now();
    shared.setLocalState({ ...caret });
  };
  const change = (to: Partial<Caret>) => {
    caret = { ...caret, ...to };
    publishing ??= setTimeout(publish, Math.max(0, publishedAt + publishEveryMs - performance.now()));
  };
  const isCaret = (pos: RelativePosition | null, focus: RelativePosition | null) =>
    pos !== null && focus !== null && compareRelativePositions(pos, focus);

  shared.setLocalState({ ...caret });
  return {
    awareness: {
      getLocalState: () => ({ ...caret, name: "", color: "", awarenessData: {} }),
      // Other people's carets are drawn by `carets.ts`, not by the binding.
      getStates: () => new Map(),
      on: () => {},
      off: () => {},
      setLocalStateField: () => {},
      setLocalState(state: UserState | null) {
        if (state === null) return;
        let { anchorPos, focusPos } = state;
        if (isCaret(anchorPos, focusPos)) anchorPos = focusPos = leaningLeft(anchorPos!, doc);
        if (same(anchorPos, caret.anchorPos) && same(focusPos, caret.focusPos)) return;
        change({ anchorPos, focusPos });
      },
    },
    setFocusing: (focusing) => focusing !== caret.focusing && change({ focusing }),
    typed() {
      clearTimeout(resting);
      resting = setTimeout(() => change({ typing: false }), typingForMs);
      if (!caret.typing) change({ typing: true });
    },
    dispose() {
      clearTimeout(publishing);
      clearTimeout(resting);
    },
  };
}

const same = (a: RelativePosition | null, b: RelativePosition | null) => compareRelativePositions(a, b);

/** The same place, held by the letter before it. */
function leaningLeft(position: RelativePosition, doc: Doc) {
  const at = createAbsolutePositionFromRelativePosition(position, doc);
  return at ? createRelativePositionFromTypeIndex(at.type, at.index, -1) : position;
}
