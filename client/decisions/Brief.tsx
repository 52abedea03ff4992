import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { spellDay } from "../commitments/days.ts";
import { recordName } from "../records/record-name.ts";
import { useMe } from "../sign-in/me.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./brief.module.css";
import { lastTime, partnerName, positionOf, useToday } from "./names.ts";
import { StanceGlyph } from "./Stance.tsx";
import { words } from "./words.ts";

/** As long a word as one page has room for, from each partner. */
const reasonMax = 160;
const textMax = 900;

/** One page for taking home to one's own board: what is asked, by when, where others stand, and room to write. */
export function Brief(props: { it: DecisionWithHistory }) {
  const [isPrinting, setPrinting] = createSignal(false);
  onMount(() => {
    const [before, after] = [() => setPrinting(true), () => setPrinting(false)];
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    onCleanup(() => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    });
  });
  return (
    <Show when={isPrinting()}>
      <Sheet it={props.it} />
    </Show>
  );
}

function Sheet(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const today = useToday();
  const it = () => props.it;
  const serves = () =>
    [...it().strategyIds, ...it().indicatorIds].flatMap((id) => {
      const name = recordName(id);
      return name ? [`${name.code} ${name.label}`.trim()] : [];
    });
  return (
    <article class={styles.brief} data-brief>
      <p class={styles.running}>
        <b>{me().initiative.name[language()]}</b>
        <span>
          {t("brief")}, {spellDay(today())}
        </span>
      </p>
      <h1>
        D-{it().number} {it().title}
      </h1>
      <p class={styles.meta}>
        {t("raisedFor")} {partnerName(it().raisedByOrganizationId)}. {t(`method_${it().method}`)}{" "}
        <Show when={isOpen(it()) && it().respondBy}>
          {(day) => <b>{t("openUntil", { day: spellDay(day()), time: lastTime })}.</b>}
        </Show>
      </p>
      <Show when={!isOpen(it()) && it().outcome}>
        <section>
          <h2>{t(`status_${it().status}`)}</h2>
          <p>{cut(it().outcome!, textMax)}</p>
        </section>
      </Show>
      <section class={styles.asked}>
        <h2>{t("proposalV", { version: it().proposalVersion })}</h2>
        <p>{cut(it().proposal, textMax)}</p>
      </section>
      <Show when={it().context}>
        {(context) => (
          <section>
            <h2>{t("context")}</h2>
            <p>{cut(context(), textMax / 2)}</p>
          </section>
        )}
      </Show>
      <Show when={it().options.length > 0}>
        <section>
          <h2>{t("options")}</h2>
          <ol>
            <For each={it().options}>{(option) => <li>{option.title}</li>}</For>
          </ol>
        </section>
      </Show>
      <section>
        <h2>{t("positions")}</h2>
        <ul class={styles.positions}>
          <For each={it().askedIds}>
            {(id) => {
              const said = () => positionOf(it(), id);
              return (
                <li>
                  <StanceGlyph of={said()?.position ?? "not_heard"} />
                  <span>
                    <b>{partnerName(id)}</b> {t(said()?.position ?? (isOpen(it()) ? "not_heard" : "unheard"))}
                    <Show when={said()?.reason}>{(reason) => <i> {cut(reason(), reasonMax)}</i>}</Show>
                  </span>
                </li>
              );
            }}
          </For>
        </ul>
      </section>
      <Show when={serves().length > 0}>
        <p class={styles.meta}>
          {t("serves")}: {serves().join(", ")}
        </p>
      </Show>
      <Show when={isOpen(it())}>
        <section class={styles.own}>
          <h2>{t("briefAsk")}</h2>
          <p>
            ☐ {t("pick_consent")} &nbsp; ☐ {t("pick_consent_with_reservation")} &nbsp; ☐{" "}
            {t("pick_stand_aside")} &nbsp; ☐ {t("pick_objection")}
          </p>
          <h2>{t("briefNotes")}</h2>
        </section>
      </Show>
      <p class={styles.meta}>
        {location.host}/decisions/{it().id}
      </p>
    </article>
  );
}

/** As much of a text as there is room for, in whole words. */
function cut(text: string, max: number) {
  if (text.length <= max) return text;
  const some = text.slice(0, max);
  return `${some.slice(0, some.lastIndexOf(" "))} …`;
}
