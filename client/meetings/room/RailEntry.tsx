import { Show } from "solid-js";
import type { Day } from "../../../shared/dates.ts";
import { OrgTile } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { cloudOffIcon, triangleAlertIcon } from "../../ui/icons.ts";
import { sayDay } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import { kindIcons } from "./icons.ts";
import { partnerName, personOf, tileOf } from "./people.ts";
import styles from "./rail.module.css";
import type { RailEntry as Entry } from "./rail.ts";
import { sayShortDay, sayTimeIn } from "./times.ts";
import { words } from "./words.ts";

/** What was captured a moment ago is said to be new. */
const justNowMs = 60_000;

/** One record in the rail: what it is, in few words. Its number leads to it, the rest to its card. */
export function RailEntry(props: {
  entry: Entry;
  today: Day;
  now: number;
  isNewest: boolean;
  /** Its card, or its entry, is pointed at or has the focus. */
  isHot: boolean;
  /** The notes hold its card; `undefined` while nobody knows. */
  isInNotes: boolean | undefined;
  onHot: (isHot: boolean) => void;
  onShow: () => void;
  onPutBack: (() => void) | undefined;
}) {
  const t = useWords(words);
  const it = () => props.entry;
  const name = () => it().number ?? t(it().kind);
  const href = () =>
    it().isWaiting
      ? undefined
      : it().kind === "commitment"
        ? `/commitments/${it().id}`
        : it().kind === "decision"
          ? `/decisions/${it().id}`
          : undefined;
  const isRecent = () => it().at !== undefined && props.now - it().at! < justNowMs;
  return (
    <li
      class={styles.line}
      data-entry={it().id}
      onPointerEnter={() => props.onHot(true)}
      onPointerLeave={() => props.onHot(false)}
      onFocusIn={() => props.onHot(true)}
      onFocusOut={() => props.onHot(false)}
    >
      <span
        class={styles.knot}
        data-knot
        data-solid={props.isNewest || props.isHot}
        data-waiting={it().isWaiting}
      />
      <article class={styles.entry} data-new={props.isNewest && isRecent()} data-hot={props.isHot}>
        <div class={styles.head} data-kind={it().kind}>
          <Icon of={kindIcons[it().kind]} />
          <Show when={href()} fallback={<span>{name()}</span>}>
            {(to) => (
              <a href={to()} aria-label={t("openRecord", { what: name() })}>
                {name()}
              </a>
            )}
          </Show>
          <Show when={it().at !== undefined}>
            <span class={`num ${styles.time}`}>{isRecent() ? t("justNow") : sayTimeIn(it().at!)}</span>
          </Show>
        </div>
        <Show when={props.isInNotes} fallback={<p class={styles.words}>{it().text}</p>}>
          <button
            type="button"
            class={styles.words}
            title={t("showCard", { what: name() })}
            onClick={() => props.onShow()}
          >
            {it().text}
          </button>
        </Show>
        <div class={styles.foot}>
          <Show when={it().organizationId}>
            {(id) => (
              <span class={styles.owner} title={partnerName(id())}>
                <OrgTile size="small" initials={tileOf(id()).initials} hue={tileOf(id()).hue} />
                <span classList={{ "sr-only": Boolean(personOf(it().personId)) }}>{partnerName(id())}</span>
                <Show when={personOf(it().personId)}>{(person) => <span>{person().name}</span>}</Show>
              </span>
            )}
          </Show>
          <Show when={it().kind === "commitment" && it().dueOn}>
            {(day) => <span class="num">{sayShortDay(day(), props.today)}</span>}
          </Show>
          <State entry={it()} />
        </div>
        <Show when={props.isInNotes === false && it().wasInNotes && !it().isWaiting && props.onPutBack}>
          {(putBack) => (
            <p class={styles.gone}>
              {t("notInNotes")}{" "}
              <button type="button" onClick={() => putBack()()}>
                {t("putBack")}
              </button>
            </p>
          )}
        </Show>
      </article>
    </li>
  );
}

/** What of its state is worth a word: what waits for somebody, and how it ended. */
function State(props: { entry: Entry }) {
  const t = useWords(words);
  const it = () => props.entry;
  return (
    <Show
      when={!it().refusal}
      fallback={
        <span class={styles.chip} data-tone="danger">
          <Icon of={triangleAlertIcon} /> {t("refused", { why: it().refusal! })}
        </span>
      }
    >
      <Show
        when={!it().isWaiting}
        fallback={
          <span class={styles.chip} data-tone="info">
            <Icon of={cloudOffIcon} /> {t("waiting")}
          </span>
        }
      >
        <Show when={it().kind === "commitment" && it().status !== "active" && it().status}>
          {(status) => (
            <span class={styles.chip} data-tone={status() === "offered" ? "thread" : "plain"}>
              {t(status() as "offered")}
            </span>
          )}
        </Show>
        <Show when={it().kind === "decision" && it().status}>
          {(status) => (
            <Show
              when={status() === "open" && it().dueOn}
              fallback={
                <span class={styles.chip} data-tone={status() === "adopted" ? "ok" : "plain"}>
                  {t(status() === "open" ? "decisionOpen" : (status() as "adopted"))}
                </span>
              }
            >
              {(day) => (
                <span class={styles.chip} data-tone="warn">
                  {t("positionsDue", { day: sayDay(day()) })}
                </span>
              )}
            </Show>
          )}
        </Show>
        <Show when={it().kind === "parked"}>
          <span class={styles.chip} data-tone="plain">
            {t(
              it().status === "carried_over"
                ? "carried_over"
                : it().status === "closed"
                  ? "parkedClosed"
                  : "parkedOpen",
            )}
          </span>
        </Show>
      </Show>
    </Show>
  );
}
