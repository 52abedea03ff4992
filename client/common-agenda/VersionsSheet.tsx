import { A } from "@solidjs/router";
import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { changesBetween, countChanges } from "../../shared/common-agenda/changes.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf } from "../../shared/common-agenda/readings.ts";
import type { AgendaVersion } from "../../shared/common-agenda/version.ts";
import type { Language } from "../../shared/languages.ts";
import { decisions } from "../decisions/decisions.ts";
import { organizations, people } from "../organizations/organizations.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { versionText } from "./adoption.ts";
import { words } from "./adoption-words.ts";
import { Changes } from "./Changes.tsx";

/** Every version that was put to the partners, with what was new in it; above them what the working copy changes. */
export default function VersionsSheet(props: {
  agenda: CommonAgenda;
  language: Language;
  /** The text as it is written now. */
  working: string | undefined;
  onClose: () => void;
}) {
  const t = useWords(words);
  const older = (it: AgendaVersion) => props.agenda.versions.find(({ place }) => place === it.place - 1);
  const textOf = (id: string) => versionText(id).value()?.texts[props.language];
  onMount(() => {
    if (props.agenda.versions.some((it) => it.decisionId)) void decisions.need();
  });
  const working = createMemo(() => {
    const [first] = props.agenda.versions;
    const was = first && textOf(first.id);
    return was === undefined || props.working === undefined ? undefined : changesBetween(was, props.working);
  });
  return (
    <Dialog open shape="reading" title={t("versionsTitle")} onClose={props.onClose}>
      <ol class={styles.versions}>
        <Show when={working()}>
          {(all) => (
            <li>
              <h3>{t("workingHead")}</h3>
              <p>
                {countChanges(all()) > 0 ? t("working", { count: countChanges(all()) }) : t("workingSame")}
              </p>
              <Show when={countChanges(all()) > 0}>
                <Changes changes={all()} isWhole={false} lang={props.language} />
              </Show>
            </li>
          )}
        </Show>
        <For each={props.agenda.versions}>
          {(it) => <Version {...props} version={it} older={older(it)} textOf={textOf} />}
        </For>
      </ol>
      <Show when={props.agenda.versions.length === 0}>
        <p>{t("noneText")}</p>
      </Show>
    </Dialog>
  );
}

function Version(props: {
  agenda: CommonAgenda;
  language: Language;
  version: AgendaVersion;
  older: AgendaVersion | undefined;
  textOf: (id: string) => string | undefined;
}) {
  const t = useWords(words);
  const [isWhole, setWhole] = createSignal(false);
  const person = () => people.value()?.find((it) => it.id === props.version.byPersonId)?.name ?? "—";
  const decision = () => decisions.value()?.find((it) => it.id === props.version.decisionId);
  /** Who has not gone on to a later one. */
  const adoptedBy = () =>
    (organizations.value() ?? []).filter(
      (it) => it.hasVoice && adoptionOf(props.agenda, it.id)?.versionId === props.version.id,
    ).length;
  const changes = createMemo(() => {
    const now = props.textOf(props.version.id);
    const was = props.older ? props.textOf(props.older.id) : now;
    return now === undefined || was === undefined ? undefined : changesBetween(was, now);
  });
  const failure = () => versionText(props.version.id).failure();
  return (
    <li data-version={props.version.number}>
      <h3>{t("versionHead", { version: props.version.number })}</h3>
      <p>{t("versionBy", { day: sayDay(props.version.publishedOn), person: person() })}</p>
      <Show when={props.version.note}>{(note) => <p class={styles.note}>{note()}</p>}</Show>
      <Show when={decision()}>
        {(it) => (
          <p>
            <A class={styles.link} href={`/decisions/${it().id}`}>
              {t("byDecision", { number: it().number })}
            </A>
          </p>
        )}
      </Show>
      <p class={styles.quiet}>{t("adoptedBy", { count: adoptedBy() })}</p>
      <Show
        when={changes()}
        fallback={
          <Show when={failure()} fallback={<Skeleton lines={3} />}>
            {(error) => <Failure error={error()} />}
          </Show>
        }
      >
        {(all) => (
          <>
            <p class={styles.quiet}>
              {props.older
                ? t("changedFrom", { count: countChanges(all()), older: props.older.number })
                : t("firstVersion")}
            </p>
            <button
              type="button"
              class={styles.link}
              aria-expanded={isWhole()}
              onClick={() => setWhole(!isWhole())}
            >
              {t(isWhole() ? "onlyChanges" : "whole")}
            </button>
            <Changes changes={all()} isWhole={isWhole()} lang={props.language} />
          </>
        )}
      </Show>
    </li>
  );
}
