import { createMemo, For, Show } from "solid-js";
import { changesBetween, countChanges } from "../../shared/common-agenda/changes.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf, currentVersion, standingOf, versionOf } from "../../shared/common-agenda/readings.ts";
import type { Language } from "../../shared/languages.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { voicesOf } from "../../shared/roles.ts";
import { organizations } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { useLiveAgenda, versionText } from "./adoption.ts";
import { words } from "./adoption-words.ts";

/** Which partners have adopted what, a tile each, and what waits for the reader's own. */
export default function AdoptionBar(props: {
  agenda: CommonAgenda;
  language: Language;
  /** The text as it is written now; `undefined` before it is there. */
  working: string | undefined;
  onWho: () => void;
  onWorking: () => void;
  onAdopt: (organizationId: string) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  useLiveAgenda();
  const current = () => currentVersion(props.agenda);
  const partners = createMemo(() => (organizations.value() ?? []).filter((it) => it.hasVoice));
  const standing = (id: string) => standingOf(props.agenda, id);
  const count = (is: ReturnType<typeof standing>) => partners().filter((it) => standing(it.id) === is).length;
  const textOf = (id: string | undefined) =>
    id === undefined ? undefined : versionText(id).value()?.texts[props.language];
  const workingChanges = createMemo(() => {
    const was = textOf(current()?.id);
    return was === undefined || props.working === undefined
      ? undefined
      : countChanges(changesBetween(was, props.working));
  });
  const waiting = createMemo(() =>
    current()
      ? voicesOf(whoOf(me())).filter(
          (id) => partners().some((it) => it.id === id) && standing(id) === "reviewing",
        )
      : [],
  );
  return (
    <Show when={organizations.value()}>
      <section class={styles.bar} aria-label={t("versions")} data-adoption>
        <Show
          when={current()}
          fallback={
            <>
              <b>{t("none")}</b>
              <p>{t("noneText")}</p>
            </>
          }
        >
          {(version) => (
            <>
              <div class={styles.head}>
                <b>
                  {t("bar", {
                    count: partners().length - count("reviewing"),
                    all: partners().length,
                    version: version().number,
                  })}
                </b>
                <button type="button" class={styles.link} onClick={() => props.onWho()}>
                  {t("seeWho")}
                </button>
              </div>
              <ul class={styles.tiles}>
                <For each={partners()}>
                  {(it) => (
                    <li
                      data-hue={it.hue}
                      data-standing={standing(it.id)}
                      title={t(`is_${standing(it.id)}`, { partner: it.shortName })}
                    >
                      <span aria-hidden="true">{initialsOf(it.shortName)}</span>
                      <span class="sr-only">{t(`is_${standing(it.id)}`, { partner: it.shortName })}</span>
                    </li>
                  )}
                </For>
              </ul>
              <div class={styles.legend}>
                <span>{t("adopted", { count: count("adopted") })}</span>
                <Show when={count("reservation")}>{(n) => <span>{t("reserved", { count: n() })}</span>}</Show>
                <Show when={count("reviewing")}>{(n) => <span>{t("reviewing", { count: n() })}</span>}</Show>
                <Show when={workingChanges() !== undefined}>
                  <Show when={workingChanges()} fallback={<span class={styles.end}>{t("workingSame")}</span>}>
                    {(n) => (
                      <button
                        type="button"
                        class={`${styles.link} ${styles.end}`}
                        onClick={() => props.onWorking()}
                      >
                        {t("working", { count: n() })}
                      </button>
                    )}
                  </Show>
                </Show>
              </div>
              <For each={waiting()}>
                {(id) => (
                  <Waiting
                    agenda={props.agenda}
                    organizationId={id}
                    textOf={textOf}
                    onAdopt={() => props.onAdopt(id)}
                  />
                )}
              </For>
            </>
          )}
        </Show>
      </section>
    </Show>
  );
}

/** What the reader's own organization has adopted, and the way to what is new. */
function Waiting(props: {
  agenda: CommonAgenda;
  organizationId: string;
  textOf: (id: string | undefined) => string | undefined;
  onAdopt: () => void;
}) {
  const t = useWords(words);
  const partner = () => organizations.value()?.find((it) => it.id === props.organizationId)?.shortName ?? "—";
  const current = () => currentVersion(props.agenda)!;
  const older = () => versionOf(props.agenda, adoptionOf(props.agenda, props.organizationId)?.versionId);
  const changes = createMemo(() => {
    const [was, now] = [props.textOf(older()?.id), props.textOf(current().id)];
    return was === undefined || now === undefined ? undefined : countChanges(changesBetween(was, now));
  });
  const said = () => {
    const it = older();
    if (!it) return t("oursNone", { partner: partner() });
    const values = { partner: partner(), older: it.number, version: current().number };
    const count = changes();
    return count ? t("oursOlder_changes", { ...values, count }) : t("oursOlder", values);
  };
  return (
    <div class={styles.waiting} data-waiting={props.organizationId}>
      <span>{said()}</span>
      <Button kind="primary" onClick={() => props.onAdopt()}>
        {t(older() ? "seeChanges" : "readAndAdopt")}
      </Button>
    </div>
  );
}
