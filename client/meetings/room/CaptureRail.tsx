import { createMemo, For, type JSX, Show } from "solid-js";
import type { Day } from "../../../shared/dates.ts";
import { Icon } from "../../ui/Icon.tsx";
import { plusIcon } from "../../ui/icons.ts";
import { useWords } from "../../words/words.ts";
import { RailEntry } from "./RailEntry.tsx";
import styles from "./rail.module.css";
import { countsOf, type RailEntry as Entry } from "./rail.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

interface RailProps {
  room: Room;
  entries: readonly Entry[];
  today: Day;
  /** Ids whose cards the notes hold; `undefined` before the notes are there. */
  inNotes: ReadonlySet<string> | undefined;
  hot: string | undefined;
  onHot: (id: string | undefined) => void;
  onShow: (id: string) => void;
  onPutBack: ((entry: Entry) => void) | undefined;
  /** Turns the line with the caret into a record; not where nobody may write. */
  onCapture: (() => void) | undefined;
}

/** "2 decisions, 3 commitments"; what there is none of is not said. */
export function Counts(props: { entries: readonly Entry[] }) {
  const t = useWords(words);
  const text = () => {
    const { decisions, commitments } = countsOf(props.entries);
    return [
      decisions > 0 ? t("countDecisions", { count: decisions }) : "",
      commitments > 0 ? t("countCommitments", { count: commitments }) : "",
    ]
      .filter(Boolean)
      .join(", ");
  };
  return <small class="num">{text()}</small>;
}

/** Everything that was captured, in the order in which it was said. */
export function CaptureRail(props: RailProps) {
  const t = useWords(words);
  const newest = () => props.entries.at(-1)?.id;
  /** By their ids, so that an entry stays the same entry when more is known of it. */
  const ids = createMemo(() => props.entries.map((it) => it.id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const parked = () => props.room.meeting()!.parkingLot.filter((it) => it.status === "open");
  return (
    <div class={styles.rail}>
      <Show when={props.entries.length > 0} fallback={<p class={styles.none}>{t("railEmpty")}</p>}>
        <ol class={styles.lines}>
          <For each={ids()}>
            {(id) => {
              const entry = createMemo<Entry>((was) => props.entries.find((it) => it.id === id) ?? was!);
              return (
                <RailEntry
                  entry={entry()}
                  today={props.today}
                  now={props.room.now()}
                  isNewest={id === newest()}
                  isHot={props.hot === entry().card}
                  isInNotes={props.inNotes?.has(entry().card)}
                  onHot={(is) => props.onHot(is ? entry().card : undefined)}
                  onShow={() => props.onShow(entry().card)}
                  onPutBack={props.onPutBack && (() => props.onPutBack?.(entry()))}
                />
              );
            }}
          </For>
        </ol>
      </Show>
      <div class={styles.foot2}>
        <Show when={props.onCapture}>
          {(capture) => (
            <button type="button" class={styles.box} onClick={() => capture()()}>
              <Icon of={plusIcon} />
              <span>{t("captureLine")}</span>
              <kbd>{isMac ? "⌘ ⇧ Enter" : "Ctrl Shift Enter"}</kbd>
            </button>
          )}
        </Show>
        <ParkingLot room={props.room} count={parked().length} />
      </div>
    </div>
  );
}

/** What the room set aside, and what becomes of it. */
function ParkingLot(props: { room: Room; count: number }): JSX.Element {
  const t = useWords(words);
  const lot = () => props.room.meeting()!.parkingLot.filter((it) => it.status !== "carried_over");
  return (
    <details class={styles.lot}>
      <summary>
        {t("parkingLot")} <b class="num">{props.count}</b>
      </summary>
      <Show when={lot().length > 0} fallback={<p class={styles.none}>{t("parkingLotEmpty")}</p>}>
        <ul>
          <For each={lot()}>
            {(it) => (
              <li data-closed={it.status === "closed"}>
                <span>{it.text}</span>
                <Show when={props.room.leads()}>
                  <button
                    type="button"
                    onClick={() =>
                      void props.room.answerParked(it.id, it.status === "closed" ? "open" : "closed", null)
                    }
                  >
                    {t(it.status === "closed" ? "reopenParked" : "closeParked")}
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </details>
  );
}
