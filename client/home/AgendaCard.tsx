import { For, Show } from "solid-js";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { useMe } from "../sign-in/me.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayDay, sayRecent } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** The one text that everybody shares: which version, when it was last written in, and the way in. */
export function AgendaCard(props: { now: number }) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  /** My own language first: it is the one button that is filled. */
  const documents = () =>
    [...(commonAgenda.value()?.documents ?? [])].sort(
      (a, b) => Number(b.language === me().person.language) - Number(a.language === me().person.language),
    );
  const changedAt = () =>
    documents()
      .flatMap((it) => it.changedAt ?? [])
      .sort()
      .at(-1);
  return (
    <section class={styles.agenda} aria-labelledby="the-agenda">
      <p>{t("agenda")}</p>
      <Show
        when={commonAgenda.value()}
        fallback={
          <>
            <h2 id="the-agenda">{t("agenda")}</h2>
            <Show when={!commonAgenda.failure()}>
              <Skeleton lines={2} />
            </Show>
          </>
        }
      >
        {(it) => (
          <>
            <h2 id="the-agenda">{it().title[language()]}</h2>
            <p>
              {it().status === "adopted" && it().adoptedOn
                ? t("agendaVersion", { version: it().version, day: sayDay(it().adoptedOn!) })
                : t("agendaDraft", { version: it().version })}
            </p>
            <Show when={changedAt()}>
              {(at) => <p>{t("agendaChanged", { when: sayRecent(at(), props.now) })}</p>}
            </Show>
            <Show when={it().nextReviewOn}>
              {(day) => <p>{t("agendaReview", { day: sayDay(day()) })}</p>}
            </Show>
            <div class={styles.row}>
              <For each={documents()}>
                {(document) => (
                  <ButtonLink size="large" href={`/common-agenda/${document.language}`}>
                    {t(document.language === "en" ? "agendaEn" : "agendaEs")}
                  </ButtonLink>
                )}
              </For>
            </div>
          </>
        )}
      </Show>
    </section>
  );
}
