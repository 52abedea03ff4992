import { For, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";
import { useMe } from "../sign-in/me.ts";
import { localeOf, sayDay } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { clocksDiffer, dayOfSpan, readersZone } from "../words/zones.ts";
import styles from "./meetings.module.css";
import { groupOf } from "./meetings.ts";
import { When } from "./When.tsx";
import { words } from "./words.ts";

interface State {
  text: string;
  look?: "live" | "ok" | "warn";
}

/** A meeting in the list: when, what, where, and what it waits for. */
export function MeetingRow(props: { meeting: Meeting; today: Day }) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const it = () => props.meeting;
  const day = () => {
    const zone = me().initiative.timeZone;
    return dayOfSpan(it(), clocksDiffer(it(), readersZone(), zone) ? readersZone() : zone);
  };
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language()), { ...options, timeZone: "UTC" }).format(
      Date.parse(`${day()}T00:00Z`),
    );
  const states = (): State[] => {
    const { quorum, confirmedBy, recapSentOn, isRecapLate } = it();
    switch (it().status) {
      case "live":
        return [{ text: t("live"), look: "live" }];
      case "cancelled":
        return [{ text: t("calledOff", { reason: it().cancelReason ?? "" }) }];
      case "scheduled":
        return [
          ...(it().day < props.today ? [{ text: t("notClosed"), look: "warn" as const }] : []),
          it().itemCount === 0
            ? { text: t("agendaEmpty") }
            : { text: t("agendaHas", { count: it().itemCount, minutes: it().itemMinutes }) },
          it().agendaSentOn
            ? { text: t("agendaSent", { day: sayDay(it().agendaSentOn!) }), look: "ok" }
            : { text: t("agendaNot") },
        ];
      case "held":
        return [
          {
            text: t(quorum.isMet ? "quorumMet" : "quorumNot", {
              present: quorum.present,
              members: quorum.members,
            }),
            ...(quorum.isMet ? {} : { look: "warn" as const }),
          },
          recapSentOn
            ? isRecapLate
              ? { text: t("recapSentLate", { day: sayDay(recapSentOn) }), look: "warn" }
              : { text: t("recapSent", { day: sayDay(recapSentOn) }), look: "ok" }
            : {
                text: t(isRecapLate ? "recapLate" : "recapDue"),
                ...(isRecapLate ? { look: "warn" as const } : {}),
              },
          ...(recapSentOn
            ? [{ text: t("confirmed", { count: confirmedBy.length, of: quorum.members }) }]
            : []),
        ];
    }
  };
  return (
    <li class={styles.row} data-status={it().status}>
      <span class={styles.date} aria-hidden="true">
        <b class="num">{part({ day: "numeric" })}</b>
        <small>{part({ weekday: "short" })}</small>
      </span>
      <div class={styles.what}>
        <a href={`/meetings/${it().id}`} data-row={it().id}>
          {it().title}
        </a>
        <p class={styles.about}>
          <span class="sr-only">{part({ weekday: "long", day: "numeric", month: "long" })}, </span>
          <When of={it()} />
          <Show when={it().place}>
            {(place) => (
              <>
                {" · "}
                {place()}
              </>
            )}
          </Show>
          <Show when={groupOf(it().groupId)}>
            {(group) => (
              <>
                {" · "}
                {group().name[language()]}
              </>
            )}
          </Show>
        </p>
        <ul class={styles.states}>
          <For each={states()}>{(state) => <li data-look={state.look}>{state.text}</li>}</For>
        </ul>
      </div>
      <Show when={it().status === "scheduled" && it().day >= props.today}>
        <a class={styles.side} href={`/meetings/${it().id}/agenda`}>
          {t("seeAgenda")}
          <span class="sr-only">: {it().title}</span>
        </a>
      </Show>
    </li>
  );
}
