import { createMemo, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import type { PositionKind } from "../../shared/decisions/words.ts";
import type { HistoryItem } from "../../shared/log/history.ts";
import type { Post } from "../../shared/threads/post.ts";
import { spellDay } from "../commitments/days.ts";
import { isOnline } from "../online.ts";
import { type RecordKnot, Thread } from "../threads/Thread.tsx";
import type { ThreadState } from "../threads/thread.ts";
import { type Say, useWords } from "../words/words.ts";
import { organizationOf, partnerName } from "./names.ts";
import styles from "./page.module.css";
import { StanceGlyph } from "./Stance.tsx";
import { words } from "./words.ts";

type T = Say<keyof (typeof words)["en"]>;

/** What was said and what happened, in one order. */
export function Discussion(props: {
  it: DecisionWithHistory;
  thread: ThreadState;
  /** Whether the reader may take an amendment up. */
  mayReword: boolean;
  onTakeUp: (post: Post) => void;
  onRead: () => void;
}) {
  const t = useWords(words);
  const knots = createMemo(() => props.it.history.map((item) => knotOf(item, t)));
  return (
    <section aria-labelledby="discussion">
      <h2 id="discussion" class="sr-only">
        {t("discussion")}
      </h2>
      <Thread
        state={props.thread}
        recordKind="decision"
        of={props.it.id}
        title={`D-${props.it.number} ${props.it.title}`}
        prompt={t("writeHere")}
        knots={knots()}
        onRead={props.onRead}
        acts={(post) => (
          <Show when={props.mayReword && post.kind === "amendment" && post.privateTo === null}>
            <button type="button" disabled={!isOnline()} onClick={() => props.onTakeUp(post)}>
              {t("takeUp")}
            </button>
          </Show>
        )}
      />
    </section>
  );
}

/** One thing that happened, as the thread tells it. A position is its organization's own word. */
function knotOf({ seq, at, type, by, data, onBehalf }: HistoryItem, t: T): RecordKnot {
  const person = { name: by.name, organization: partnerName(by.organizationId) };
  const told = (what: string): RecordKnot => ({
    seq,
    at,
    text: (
      <>
        <b>{person.name}</b> {what}
      </>
    ),
  });
  if (!data) return { seq, at, text: t("told_erased") };
  switch (type) {
    case "decision.opened":
      return told(t("told_opened"));
    case "decision.positioned": {
      const organization = organizationOf(data.organizationId);
      return {
        seq,
        at,
        by: {
          name: onBehalf ? (organization?.shortName ?? person.name) : person.name,
          hue: organization?.hue ?? 0,
          organization: onBehalf ? t("onBehalf") : (organization?.shortName ?? person.organization),
        },
        text: <PositionChip of={data.position} level={data.level ?? null} />,
        note: data.reason || undefined,
      };
    }
    case "decision.reworded":
      return { ...told(t("told_reworded", { version: data.proposalVersion })), note: data.note || undefined };
    case "decision.changed":
      return told(
        data.respondBy ? t("told_respondBy", { day: spellDay(data.respondBy) }) : t("told_changed"),
      );
    case "decision.reminded":
      return { seq, at, text: t("told_reminded", { count: data.organizationIds.length }) };
    case "decision.closed":
      return {
        ...told(
          t(
            data.status === "adopted"
              ? "told_adopted"
              : data.status === "withdrawn"
                ? "told_withdrawn"
                : "told_not_adopted",
          ),
        ),
        note: data.outcome,
      };
    case "decision.superseded":
      return { seq, at, text: t("told_superseded") };
    case "decision.corrected":
      return { ...told(t("told_corrected")), note: data.text };
    case "decision.reviewed":
      return {
        ...told(t("told_reviewed", { day: spellDay(data.reviewOn) })),
        note: data.note || undefined,
      };
    default:
      return { seq, at, text: t("told_begun") };
  }
}

function PositionChip(props: { of: PositionKind; level: number | null }) {
  const t = useWords(words);
  return (
    <span class={styles.position} data-position={props.of}>
      <StanceGlyph of={props.of} />
      {props.level === null ? t(props.of) : t(`level_${props.level as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`)}
    </span>
  );
}
