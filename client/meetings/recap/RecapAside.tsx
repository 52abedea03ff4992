import { createSignal, For, Show } from "solid-js";
import type { Language } from "../../../shared/languages.ts";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import type { RecapForm, RecapPage } from "../../../shared/meetings/recap.ts";
import { recapToMarkdown } from "../../../shared/meetings/recap-markdown.ts";
import { recapWords } from "../../../shared/meetings/recap-words.ts";
import { initialsOf } from "../../../shared/organizations/organization.ts";
import { useMe } from "../../sign-in/me.ts";
import { OrgTile } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { copyIcon, pencilIcon, shieldCheckIcon } from "../../ui/icons.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { toast } from "../../ui/toast.ts";
import { sayDay, sayList, sayWeekday } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import { meetings } from "../meetings.ts";
import { CorrectionDialog } from "./CorrectionDialog.tsx";
import styles from "./recap.module.css";
import { mayCorrect, organizationOf } from "./recaps.ts";
import { words } from "./words.ts";

/** What became of the recap: when it was sent, who confirmed it, what came after the meeting. */
export function RecapAside(props: {
  page: RecapPage;
  meeting: MeetingWithAgenda;
  language: Language;
  form: RecapForm;
  onForm: (form: RecapForm) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const [corrects, setCorrects] = createSignal(false);
  void meetings.need();
  const titled = (id: string | null) => meetings.value()?.find((it) => it.id === id);
  const confirmed = () => props.meeting.confirmations.map((it) => it.organizationId);
  const waiting = () => props.meeting.memberIds.filter((id) => !confirmed().includes(id));

  /** The corrections come after the text, which stays the text that was sent. */
  const markdown = (form: RecapForm) => {
    const text = recapToMarkdown(props.page.recap, props.language, form);
    const said = props.meeting.errata.map((it) =>
      [it.was ? recapWords[props.language].instead(it.was) : "", it.text].filter(Boolean).join(" "),
    );
    if (said.length === 0) return text;
    return `${text}\n## ${recapWords[props.language].erratum}\n\n${said.map((it) => `- ${it}`).join("\n")}\n`;
  };
  const copy = (form: RecapForm) =>
    navigator.clipboard.writeText(markdown(form)).then(
      () => toast(t("copied")),
      () => toast(t("copyFailed")),
    );

  const whatHolds = ({ holds, namesErased: count }: NonNullable<RecapPage["sent"]>) => {
    if (holds === false) return t("holdsNot");
    if (holds === null) return t("notCompared", { count });
    return count === 0 ? t("holds") : t("holdsButNames", { count });
  };

  return (
    <aside class={styles.aside} aria-label={t("about")}>
      <Show when={props.page.sent} fallback={<Late meeting={props.meeting} />}>
        {(sent) => (
          <section>
            <h2>{t("sentTitle")}</h2>
            <p>
              {sent().daysAfter === 0
                ? t("sentSameDay", { day: sayWeekday(sent().on) })
                : t("sentOn", { day: sayWeekday(sent().on), count: sent().daysAfter })}{" "}
              <span classList={{ [styles.late!]: sent().daysAfter > sent().daysAgreed }}>
                {t("late", { count: sent().daysAgreed })}
              </span>
            </p>
            <Show when={sent().mailedTo}>{(count) => <p>{t("mailed", { count: count() })}</p>}</Show>
            <Show when={(props.meeting.agendaLeadDays ?? 0) > 0}>
              <p>{t("agenda", { count: props.meeting.agendaLeadDays! })}</p>
            </Show>
            <Show when={sent().sha256}>
              {(prints) => (
                <div class={sent().holds === false ? styles.late : styles.holds}>
                  <Icon of={shieldCheckIcon} />
                  <p>
                    {whatHolds(sent())}
                    <code title={prints()[props.language]}>
                      {t("fingerprint", { print: prints()[props.language].slice(0, 8) })}
                    </code>
                  </p>
                </div>
              )}
            </Show>
            <Show when={props.page.arrivedLater.length > 0}>
              <p class={styles.arrived}>{t("arrivedLater", { count: props.page.arrivedLater.length })}</p>
              <ul>
                <For each={props.page.arrivedLater}>
                  {(it) => (
                    <li>
                      <a href={`/commitments/${it.id}`}>
                        C-{it.number} {it.what}
                      </a>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </section>
        )}
      </Show>
      <Show when={props.page.sent}>
        <section>
          <h2>{t("confirmedTitle")}</h2>
          <p>{t("confirmedBy", { some: confirmed().length, all: props.meeting.memberIds.length })}</p>
          <div class={styles.tiles}>
            <For each={confirmed()}>
              {(id) => {
                const it = () => organizationOf(id);
                return (
                  <OrgTile initials={initialsOf(it().name)} hue={it().hue} name={it().name} size="small" />
                );
              }}
            </For>
          </div>
          <Show when={confirmed().length > 0 && waiting().length > 0}>
            <p>{t("waitingFor", { names: sayList(waiting().map((id) => organizationOf(id).name)) })}</p>
          </Show>
          <Show when={mayCorrect(me(), props.meeting)}>
            <Button size="small" icon={pencilIcon} onClick={() => setCorrects(true)}>
              {t("correct")}
            </Button>
          </Show>
        </section>
      </Show>
      <section>
        <h2>{t("nextTitle")}</h2>
        <Show when={titled(props.meeting.nextId)} fallback={<p>{t("noNext")}</p>}>
          {(next) => (
            <p>
              <a href={`/meetings/${next().id}`}>
                <b>
                  {sayWeekday(next().day)}, {next().startsAt}
                  <Show when={next().place}>, {next().place}</Show>
                </b>
              </a>
            </p>
          )}
        </Show>
        <Show when={props.page.recap.next?.meetingId === props.meeting.nextId && props.page.recap.next}>
          {(next) => (
            <ol class={styles.agenda}>
              <For each={next().agenda}>{(it) => <li>{it}</li>}</For>
            </ol>
          )}
        </Show>
      </section>
      <section>
        <h2>{t("thread")}</h2>
        <ol class={styles.thread}>
          <Show when={titled(props.meeting.previousId)}>
            {(it) => (
              <li>
                <a href={`/meetings/${it().id}/recap`}>{it().title}</a>
                <small>{sayDay(it().day)}</small>
              </li>
            )}
          </Show>
          <li aria-current="true">
            <a href={`/meetings/${props.meeting.id}`}>{t("thisMeeting")}</a>
            <small>
              {t("thisMade", {
                day: sayDay(props.meeting.day),
                decisions: t("decisions", { count: props.page.recap.decided.length }),
                commitments: t("commitments", { count: props.page.recap.tookOn.length }),
              })}
            </small>
          </li>
          <Show when={titled(props.meeting.nextId)}>
            {(it) => (
              <li>
                <a href={`/meetings/${it().id}`}>{it().title}</a>
                <small>{sayDay(it().day)}</small>
              </li>
            )}
          </Show>
        </ol>
      </section>
      <section>
        <h2>{t("take")}</h2>
        <div class={styles.take}>
          <Segmented
            label={t("form")}
            value={props.form}
            onChange={props.onForm}
            options={[
              { value: "full", label: t("full") },
              { value: "short", label: t("short") },
            ]}
          />
          <Button size="small" icon={copyIcon} onClick={() => void copy("full")}>
            {t("copy")}
          </Button>
          <Button size="small" icon={copyIcon} onClick={() => void copy("short")}>
            {t("copyShort")}
          </Button>
          <a
            class={styles.file}
            href={`/api/meetings/${props.meeting.id}/recap.md?language=${props.language}&form=${props.form}`}
            download=""
            rel="external"
          >
            {t(props.form === "short" ? "downloadShort" : "download")}
          </a>
        </div>
      </section>
      <CorrectionDialog meetingId={props.meeting.id} open={corrects()} onClose={() => setCorrects(false)} />
    </aside>
  );
}

/** Held, and its recap should have gone out by now. */
const Late = (props: { meeting: MeetingWithAgenda }) => {
  const t = useWords(words);
  return (
    <Show when={props.meeting.isRecapLate}>
      <section>
        <h2>{t("recap")}</h2>
        <p class={styles.late}>{t("notSentLate")}</p>
      </section>
    </Show>
  );
};
