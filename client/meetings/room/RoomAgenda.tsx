import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { AgendaItem } from "../../../shared/meetings/meeting.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { arrowRightIcon, checkIcon, ellipsisIcon } from "../../ui/icons.ts";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { useWords } from "../../words/words.ts";
import styles from "./agenda.module.css";
import { currentItem, nextItem, plannedItems } from "./agenda.ts";
import { personOf } from "./people.ts";
import type { Room } from "./room.ts";
import { createTimer, TimeLeft, TimerBar } from "./Timer.tsx";
import { words } from "./words.ts";

/** What the meeting talks about, where the room is, and how long it stays there. */
export function RoomAgenda(props: {
  room: Room;
  /** Shows the notes of an item on this screen alone. */
  onShow: (item: AgendaItem) => void;
}) {
  const t = useWords(words);
  const meeting = () => props.room.meeting()!;
  const items = () => plannedItems(meeting());
  /** By their ids, so that a row stays the same row when the meeting is read again. */
  const ids = createMemo(() => items().map((it) => it.id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const isLive = () => meeting().status === "live";
  return (
    <Show when={items().length > 0} fallback={<p class={styles.none}>{t("noAgenda")}</p>}>
      <ol class={styles.items}>
        <For each={ids()}>
          {(id, index) => {
            // A row that is on its way out still stands for what it was.
            const item = createMemo<AgendaItem>((was) => items().find((it) => it.id === id) ?? was!);
            const isNow = () => isLive() && meeting().current?.itemId === id;
            const isDone = () => item().isDone && !isNow();
            const lead = () => personOf(item().leadId)?.name;
            const about = () => {
              if (isNow() && lead()) return t("leads", { name: lead()! });
              return lead()
                ? t("purposeAndLead", { purpose: t(item().purpose), name: lead()! })
                : t(item().purpose);
            };
            return (
              <li
                class={styles.item}
                data-done={isDone()}
                data-now={isNow()}
                aria-current={isNow() ? "step" : undefined}
              >
                <span class={`num ${styles.number}`}>
                  <Show when={isDone()} fallback={index() + 1}>
                    <Icon of={checkIcon} label={t("itemDone")} />
                  </Show>
                </span>
                <button
                  type="button"
                  class={styles.title}
                  title={t("showInNotes", { title: item().title })}
                  onClick={() => props.onShow(item())}
                >
                  {item().title}
                  <small>{about()}</small>
                </button>
                <span class={`num ${styles.minutes}`}>{t("minutes", { count: item().minutes })}</span>
                <Show when={isLive() && props.room.leads() && !isNow()}>
                  <Button
                    class={styles.take}
                    size="small"
                    kind="ghost"
                    icon={arrowRightIcon}
                    aria-label={t("takeHere", { number: index() + 1, title: item().title })}
                    disabled={!props.room.mayMove()}
                    onClick={() => void props.room.goTo(id)}
                  />
                </Show>
                <Show when={isNow()}>
                  <Now room={props.room} />
                </Show>
              </li>
            );
          }}
        </For>
      </ol>
      <Show when={isLive() && !currentItem(meeting())}>
        <div class={styles.between}>
          <Show when={nextItem(meeting())} fallback={<p>{t("agendaDone")}</p>}>
            <Show when={props.room.leads()}>
              <Button
                kind="soft"
                size="small"
                disabled={!props.room.mayMove()}
                onClick={() => void props.room.next()}
              >
                {t("startAgenda")}
              </Button>
            </Show>
          </Show>
        </div>
      </Show>
      <Show when={isLive() && props.room.leads() && !props.room.mayMove()}>
        <p class={styles.none}>{t("moveOffline")}</p>
      </Show>
    </Show>
  );
}

/** The timer of the current item, and what whoever leads the room does with it. */
function Now(props: { room: Room }) {
  const t = useWords(words);
  const meeting = () => props.room.meeting()!;
  const reading = createTimer(() => meeting().current!, props.room.now);
  const items = (): MenuItem[] => [
    { label: t("restartTimer"), onSelect: () => void props.room.restartTimer() },
    { label: t("fiveMore"), onSelect: () => void props.room.addMinutes(5) },
  ];
  return (
    <Show when={meeting().current}>
      <div class={styles.timer}>
        <TimerBar reading={reading()} />
        <div class={styles.row}>
          <TimeLeft reading={reading()} />
          <Show when={props.room.leads()}>
            <Switch>
              <Match when={props.room.mayMove()}>
                <span class={styles.verbs}>
                  <button
                    type="button"
                    class={styles.next}
                    aria-keyshortcuts="N Alt+Shift+N"
                    onClick={() => void props.room.next()}
                  >
                    {t(nextItem(meeting()) ? "nextItem" : "finishAgenda")}
                  </button>
                  <Menu
                    label={t("timerMenu")}
                    align="end"
                    items={items}
                    trigger={(button) => (
                      <Button
                        {...button}
                        size="small"
                        kind="ghost"
                        icon={ellipsisIcon}
                        aria-label={t("timerMenu")}
                      />
                    )}
                  />
                </span>
              </Match>
              <Match when={true}>
                <button type="button" class={styles.next} disabled title={t("moveOffline")}>
                  {t("nextItem")}
                </button>
              </Match>
            </Switch>
          </Show>
        </div>
      </div>
    </Show>
  );
}
