import { For, Show } from "solid-js";
import { dayIn } from "../../../shared/dates.ts";
import { api, ask } from "../../api.ts";
import { isOnline } from "../../online.ts";
import { useMe } from "../../sign-in/me.ts";
import { Button } from "../../ui/Button.tsx";
import { sayWeekdayWithin } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import styles from "./lobby.module.css";
import { partnerName, personOf } from "./people.ts";
import type { Room } from "./room.ts";
import { SinceLastTime } from "./SinceLastTime.tsx";
import { sayTimeIn } from "./times.ts";
import { words } from "./words.ts";

/** What stands above the notes until the room is open: who opens it, and what happened since last time. */
export function Lobby(props: { room: Room; onToNotes: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const meeting = () => props.room.meeting()!;
  const startsAt = () => Date.parse(meeting().startsAtInstant);
  const opener = () => personOf(meeting().facilitatorId)?.name;
  const readersDay = () => dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, startsAt());
  return (
    <div class={styles.lobby}>
      <section class={styles.door} aria-label={t("lobby")}>
        <div>
          <p class={styles.when}>
            {t("opensAt", { day: sayWeekdayWithin(readersDay()), time: sayTimeIn(startsAt()) })}
          </p>
          <p class={styles.why}>
            <Show
              when={props.room.leads()}
              fallback={opener() ? t("opensSoon", { name: opener()! }) : t("opensSoonNobody")}
            >
              {t("openRoomWhy")}
            </Show>
          </p>
        </div>
        <Show when={props.room.leads()}>
          <Button
            kind="primary"
            size="large"
            disabled={props.room.isBusy() || !isOnline()}
            onClick={() => void props.room.open()}
          >
            {t("openRoom")}
          </Button>
        </Show>
        <Show when={me().person.role !== "observer"}>
          <p class={styles.also}>
            {t("alreadyWrite")}{" "}
            <button type="button" onClick={() => props.onToNotes()}>
              {t("toNotes")}
            </button>
          </p>
        </Show>
      </section>
      <SinceLastTime meetingId={props.room.id} />
      <Show when={meeting().parkedBefore.length > 0}>
        <section class={styles.part} aria-labelledby="parked-before">
          <h2 id="parked-before">{t("parkedBefore")}</h2>
          <ul>
            <For each={meeting().parkedBefore}>
              {(it) => (
                <li class={styles.parked}>
                  <span class={styles.what}>
                    {it.text}
                    <Show when={partnerName(it.raisedById)}>
                      {(name) => <small>{t("raisedBy", { organization: name() })}</small>}
                    </Show>
                  </span>
                  <Show when={props.room.leads()}>
                    <Button
                      size="small"
                      aria-label={t("putOnAgendaOf", { text: it.text })}
                      disabled={props.room.isBusy() || !isOnline()}
                      onClick={() => void putOnAgenda(it.meetingId, it.id)}
                    >
                      {t("putOnAgenda")}
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </div>
  );

  async function putOnAgenda(from: string, parked: string) {
    await props.room.do(() =>
      ask(
        api.meetings[":id"]["parking-lot"][":parked"].$patch({
          param: { id: from, parked },
          json: { status: "carried_over", toMeetingId: props.room.id },
        }),
      ),
    );
  }
}
