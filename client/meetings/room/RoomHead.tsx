import { For, Show } from "solid-js";
import { useWords } from "../../words/words.ts";
import { currentItem } from "./agenda.ts";
import styles from "./room.module.css";
import type { Room } from "./room.ts";
import { createTimer, TimeLeft, TimerBar } from "./Timer.tsx";
import { words } from "./words.ts";

export const views = ["notes", "agenda", "captured"] as const;
/** What a phone shows of the room. */
export type View = (typeof views)[number];

/** On a phone, above everything: where the room is, and the three parts of it. */
export function RoomHead(props: { room: Room; view: View; captured: number; onView: (view: View) => void }) {
  const t = useWords(words);
  const wordOf = (view: View) => {
    if (view === "captured") return t("capturedCount", { count: props.captured });
    return t(view === "notes" ? "notesHeading" : "agenda");
  };
  const turn = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = views[(views.indexOf(props.view) + step + views.length) % views.length]!;
    props.onView(to);
    document.getElementById(`tab-${to}`)?.focus();
  };
  return (
    <section class={styles.head} aria-label={t("progress")}>
      <Strip room={props.room} />
      <div class={styles.tabs} role="tablist" aria-label={t("views")} tabindex="-1" onKeyDown={turn}>
        <For each={views}>
          {(view) => (
            <button
              type="button"
              role="tab"
              id={`tab-${view}`}
              aria-selected={props.view === view}
              aria-controls={`part-${view}`}
              tabindex={props.view === view ? 0 : -1}
              onClick={() => props.onView(view)}
            >
              {wordOf(view)}
            </button>
          )}
        </For>
      </div>
    </section>
  );
}

function Strip(props: { room: Room }) {
  const t = useWords(words);
  const meeting = () => props.room.meeting()!;
  const at = () => (meeting().status === "live" ? currentItem(meeting()) : undefined);
  return (
    <Show when={at() && meeting().current}>
      <Now />
    </Show>
  );

  function Now() {
    // The item may end while this is on its way out.
    const last = meeting().current!;
    const reading = createTimer(() => meeting().current ?? last, props.room.now);
    return (
      <div class={styles.strip}>
        <div class={styles.stripLine}>
          <span>
            {at()?.number} · {at()?.item.title}
          </span>
          <TimeLeft reading={reading()} />
          <Show when={props.room.leads()}>
            <button
              type="button"
              class={styles.stripNext}
              disabled={!props.room.mayMove()}
              title={props.room.mayMove() ? undefined : t("moveOffline")}
              onClick={() => void props.room.next()}
            >
              {t("nextItem")}
            </button>
          </Show>
        </div>
        <TimerBar reading={reading()} />
      </div>
    );
  }
}
