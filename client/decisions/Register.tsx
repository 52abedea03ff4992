import { A } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import { spellDay } from "../commitments/days.ts";
import { useMe } from "../sign-in/me.ts";
import { unreadOf } from "../threads/unread.ts";
import { Keyed } from "../ui/Keyed.tsx";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { StandingChip } from "./Chip.tsx";
import { partnerName, positionOf, useVoices } from "./names.ts";
import styles from "./register.module.css";
import { StanceGlyph } from "./Stance.tsx";
import type { Row } from "./view.ts";
import { words } from "./words.ts";

/** As many rows as a screen holds; more are drawn as they come near. */
const drawnAtOnce = 20;

/** The rows of the register; on a phone each is a card. */
export function Register(props: {
  rows: readonly Row[];
  /** What narrows the rows: as long as it is the same, what changes in them changes nothing of how many are drawn. */
  lookedFor: string;
  today: Day;
  at: string | undefined;
  onAt: (id: string) => void;
  /** On paper all of them are needed. */
  isPrinting: boolean;
}) {
  const t = useWords(words);
  const me = useMe();
  const hasVoice = () => me().organization.hasVoice;
  /** How many of them are drawn; whoever looks for others begins anew. */
  const drawing = createMemo(
    on(
      () => props.lookedFor,
      () => createSignal(drawnAtOnce),
    ),
  );
  const some = createMemo(() => (props.isPrinting ? props.rows : props.rows.slice(0, drawing()[0]())));
  function drawMore() {
    const [count, setCount] = drawing();
    if (count() < props.rows.length) setCount((was) => was + drawnAtOnce);
  }
  let end: HTMLDivElement | undefined;
  onMount(() => {
    const observer = new IntersectionObserver((seen) => seen.at(-1)?.isIntersecting && drawMore(), {
      rootMargin: "600px",
    });
    // Watched anew after every change: what is still near says so only once.
    createEffect(
      on(some, () => {
        if (!end) return;
        observer.unobserve(end);
        observer.observe(end);
      }),
    );
    onCleanup(() => observer.disconnect());
  });
  return (
    <>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{t("decision")}</th>
            <th scope="col">{t("standing")}</th>
            <th scope="col">{t("heard")}</th>
            <Show when={hasVoice()}>
              <th scope="col">{t("ourPosition")}</th>
            </Show>
            <th scope="col">{t("when")}</th>
          </tr>
        </thead>
        <tbody>
          <Keyed each={some()} by={({ it }) => it.id}>
            {(row) => (
              <Line row={row()} hasVoice={hasVoice()} today={props.today} at={props.at} onAt={props.onAt} />
            )}
          </Keyed>
        </tbody>
      </table>
      <div ref={end} />
    </>
  );
}

function Line(props: {
  row: Row;
  /** Whether the reader's organization takes positions at all: the backbone does not. */
  hasVoice: boolean;
  today: Day;
  at: string | undefined;
  onAt: (id: string) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const voices = useVoices();
  const it = () => props.row.it;
  const own = () => positionOf(it(), voices()[0] ?? me().organization.id);
  const news = () => unreadOf(it().id);
  const when = () => {
    const { respondBy, decidedOn, reviewOn, status } = it();
    if (isOpen(it())) return respondBy ? t("answersBy", { day: spellDay(respondBy) }) : t("noDay");
    if (status === "adopted" && reviewOn) return t("reviewOn", { day: spellDay(reviewOn) });
    return decidedOn ? t("decidedOn", { day: spellDay(decidedOn) }) : "";
  };
  return (
    <tr data-decision={it().id} data-ours={props.row.isOurs}>
      <td class="num">D-{it().number}</td>
      <th scope="row">
        <A
          href={`/decisions/${it().id}`}
          data-row={it().id}
          class={styles.name}
          onFocus={() => props.onAt(it().id)}
        >
          {it().title}
        </A>
        <Show when={props.row.objecting.length > 0}>
          <small class={styles.objects}>
            <StanceGlyph of="objection" />
            {t("objects", { names: sayList(props.row.objecting.map(partnerName)) })}
          </small>
        </Show>
        <Show when={news() > 0}>
          <small class={styles.news}>{t("unread", { count: news() })}</small>
        </Show>
      </th>
      <td>
        <StandingChip it={it()} today={props.today} />
      </td>
      <td class="num" data-label={t("heard")}>
        <span class="sr-only">{t("heardOfLong", { heard: props.row.heard, asked: props.row.asked })}</span>
        <span aria-hidden="true">{t("heardOf", { heard: props.row.heard, asked: props.row.asked })}</span>
        <Show when={props.row.missing.length > 0}>
          <small>{props.row.missing.slice(0, 3).map(partnerName).join(", ")}</small>
        </Show>
      </td>
      <Show when={props.hasVoice}>
        <td data-label={t("ourPosition")}>
          <Show when={props.row.asked > 0}>
            <span class={styles.stance}>
              <StanceGlyph of={own()?.position ?? "not_heard"} />
              {t(own()?.position ?? (isOpen(it()) ? "not_heard" : "unheard"))}
            </span>
          </Show>
        </td>
      </Show>
      <td class={styles.when}>{when()}</td>
    </tr>
  );
}
