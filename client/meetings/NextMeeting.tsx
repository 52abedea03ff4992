import { createEffect, createSignal, Show } from "solid-js";
import type { Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { expectedOf } from "../../shared/meetings/readings.ts";
import { api, ask } from "../api.ts";
import { useMe } from "../sign-in/me.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { useWords } from "../words/words.ts";
import styles from "./meetings.module.css";
import { When } from "./When.tsx";
import { words } from "./words.ts";

/** The meeting that is next, or going on: when and where, who is expected, and the ways in. */
export function NextMeeting(props: { meeting: Meeting; isOwn: boolean }) {
  const t = useWords(words);
  const me = useMe();
  const it = () => props.meeting;
  const isLive = () => it().status === "live";
  const [full, setFull] = createSignal<MeetingWithAgenda>();
  // Again with every list that comes: the list does not know who announced themselves.
  createEffect(() => {
    const { id } = it();
    // Without a connection the card says what the list knows.
    ask(api.meetings[":id"].$get({ param: { id } })).then(
      (loaded) => id === it().id && setFull(loaded),
      () => undefined,
    );
  });
  const page = () => (full()?.id === it().id ? full() : undefined);
  /** Before anybody answered, a nought would say that nobody comes. */
  const isSaid = () => isLive() || (page()?.announced.length ?? 0) > 0;
  const attending = ({ memberIds, announced, quorum }: MeetingWithAgenda) =>
    isLive()
      ? t("hereNow", { present: quorum.present, members: quorum.members })
      : t("expected", { expected: expectedOf(memberIds, announced), members: memberIds.length });
  return (
    <section class={styles.next} aria-labelledby="next-meeting">
      <p>
        {isLive()
          ? t("liveNow")
          : props.isOwn
            ? t("nextFor", { organization: me().organization.shortName })
            : t("next")}
      </p>
      <h2 id="next-meeting">{it().title}</h2>
      <p>
        <When of={it()} withDay />
        {it().place ? ` · ${it().place}` : ""}
      </p>
      <p>
        {it().itemCount === 0
          ? t("agendaEmpty")
          : t("agendaHas", { count: it().itemCount, minutes: it().itemMinutes })}
        <Show when={isSaid() && page()}>{(meeting) => ` · ${attending(meeting())}`}</Show>
      </p>
      <div class={styles.acts}>
        <ButtonLink size="large" href={`/meetings/${it().id}`}>
          {t(isLive() ? "joinNotes" : "joinRoom")}
        </ButtonLink>
        <ButtonLink size="large" href={`/meetings/${it().id}/agenda`}>
          {t(isLive() ? "seeAgenda" : "prepare")}
        </ButtonLink>
      </div>
    </section>
  );
}
