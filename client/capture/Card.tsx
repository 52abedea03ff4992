import { A } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { RecordKind } from "../../shared/documents/record.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.ts";
import { kindOf } from "./kinds.ts";
import styles from "./notes.module.css";
import { words } from "./words.ts";

/** What a card shows, whatever the record is. */
export interface CardFace {
  kind: RecordKind;
  /** Such as C-24. */
  number?: string | undefined;
  what: string;
  /** How it stands: a glyph and a word. */
  standing?: JSX.Element;
  owner?: { name: string; hue: number } | undefined;
  person?: { name: string; hue: number } | undefined;
  /** Spelled out. */
  due?: string | undefined;
  more?: readonly string[];
  /** The record's own page. */
  href?: string | undefined;
}

/** A record in the text, as in the rail: its kind and number, what was said, who and by when. */
export function RecordCard(props: {
  face: CardFace;
  /** What a screen reader is told of it. */
  label: string;
  isSelected?: boolean;
  /** What is wrong with it, and what can be done. */
  trouble?: JSX.Element;
}) {
  return (
    <div
      class={styles.card}
      data-kind={props.face.kind}
      data-selected={props.isSelected ? "" : undefined}
      role="group"
      aria-label={props.label}
    >
      <div class={styles.head}>
        <span class={styles.kindIcon}>
          <Icon of={kindOf(props.face.kind).icon} />
        </span>
        <Show
          when={props.face.href}
          fallback={<KindAndNumber kind={props.face.kind} number={props.face.number} />}
        >
          {(href) => (
            <A href={href()} class={styles.kindLink} tabIndex={-1}>
              <KindAndNumber kind={props.face.kind} number={props.face.number} />
            </A>
          )}
        </Show>
        <span class={styles.headEnd}>{props.face.standing}</span>
      </div>
      <p class={styles.what}>{props.face.what}</p>
      <Show when={props.face.owner || props.face.due || props.face.more?.length}>
        <div class={styles.meta}>
          <Show when={props.face.owner}>
            {(owner) => (
              <OrgTile
                initials={initialsOf(owner().name)}
                hue={owner().hue}
                name={owner().name}
                size="small"
              />
            )}
          </Show>
          <Show when={props.face.person}>
            {(person) => (
              <span class={styles.person}>
                <Avatar name={person().name} hue={person().hue} size="small" />
                {person().name}
              </span>
            )}
          </Show>
          <Show when={props.face.due}>
            <span class={`${styles.due} num`}>
              <Icon of={calendarIcon} />
              {props.face.due}
            </span>
          </Show>
          {props.face.more?.map((it) => (
            <span class="num">{it}</span>
          ))}
        </div>
      </Show>
      {props.trouble}
    </div>
  );
}

function KindAndNumber(props: { kind: RecordKind; number: string | undefined }) {
  const t = useWords(words);
  return (
    <>
      <b>{t(props.kind)}</b>
      <Show when={props.number}>
        <span class={`${styles.number} num`}>{props.number}</span>
      </Show>
    </>
  );
}

/** Lucide's calendar (ISC licence). */
const calendarIcon =
  '<path d="M8 2v4"/><path d="M16 2v4"/><rect width="18" height="18" x="3" y="4" rx="2"/><path d="M3 10h18"/>';

/** The place of a card that was deleted: a thin line that everybody sees, until somebody leaves it out. */
export function GonePlace(props: {
  number: string;
  isEditable: boolean;
  isSelected: boolean;
  onPutBack: () => void;
  onLeaveOut: () => void;
}) {
  const t = useWords(words);
  return (
    <div
      class={styles.gone}
      data-selected={props.isSelected ? "" : undefined}
      role="group"
      aria-label={t("wasHere", { number: props.number })}
    >
      <span>{t("wasHere", { number: props.number })}</span>
      <Show when={props.isEditable}>
        <button type="button" tabIndex={-1} onClick={() => props.onPutBack()}>
          {t("putBack")}
        </button>
        <button type="button" tabIndex={-1} onClick={() => props.onLeaveOut()}>
          {t("leaveOut")}
        </button>
      </Show>
    </div>
  );
}

/** A word with a shape of its own for what has no standing yet: it waits, is on its way, or was refused. */
export function Pending(props: { is: "waiting" | "sending" | "refused" | "hidden" | "loading" }) {
  const t = useWords(words);
  return (
    <span class={styles.pending} data-is={props.is}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <Switch>
          <Match when={props.is === "refused"}>
            <path
              d="M8 2 14.5 13.5h-13z"
              fill="none"
              stroke="currentColor"
              stroke-width="1.9"
              stroke-linejoin="round"
            />
            <path d="M8 6.3v3.2M8 11.4v.2" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
          </Match>
          <Match when={props.is === "waiting"}>
            <path
              d="M8 11V3M4.8 6 8 2.8 11.2 6M2.5 13.5h11"
              fill="none"
              stroke="currentColor"
              stroke-width="1.9"
            />
          </Match>
          <Match when={true}>
            <circle
              cx="8"
              cy="8"
              r="6"
              fill="none"
              stroke="currentColor"
              stroke-width="2"
              stroke-dasharray="2.6 2.1"
            />
          </Match>
        </Switch>
      </svg>
      {t(props.is)}
    </span>
  );
}
