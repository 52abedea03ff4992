import { type JSX, Show } from "solid-js";
import type { ActivityStatus } from "../../shared/action-plans/activity.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { organizations } from "../organizations/organizations.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { useWords } from "../words/words.ts";
import styles from "./pieces.module.css";
import { words } from "./words.ts";

/** One shape a state, so that none is told by its color alone. */
const shapeOf = (status: ActivityStatus) => {
  switch (status) {
    case "planned":
      return <circle cx="8" cy="8" r="5.6" stroke-dasharray="2.6 2.2" />;
    case "on_track":
      return (
        <>
          <circle cx="8" cy="8" r="5.8" />
          <path d="M8 4.4a3.6 3.6 0 0 1 0 7.2z" fill="currentColor" stroke="none" />
        </>
      );
    case "at_risk":
      return <path d="M8 2.2 14.2 13H1.8zM8 6.4v3M8 11.2v.1" />;
    case "delayed":
      return <path d="M8 1.4 14.6 8 8 14.6 1.4 8zM6.6 5.8v4.4M9.4 5.8v4.4" />;
    case "done":
      return <path d="M2.2 8a5.8 5.8 0 1 0 11.6 0A5.8 5.8 0 1 0 2.2 8M5.4 8.2l1.9 1.9 3.4-3.8" />;
    case "stopped":
      return <path d="M2.6 2.6h10.8v10.8H2.6zM5.6 8h4.8" />;
  }
};

/** How an activity goes: a shape and a word. */
export function Status(props: { status: ActivityStatus; isQuiet?: boolean }) {
  const t = useWords(words);
  return (
    <span class={styles.status} data-status={props.status}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shapeOf(props.status)}
      </svg>
      <span class={props.isQuiet ? "sr-only" : ""}>{t(`s_${props.status}`)}</span>
    </span>
  );
}

/** A partner by tile and name; one that has left says so, and one that is not known any more is struck through as well. */
export function Partner(props: { id: string; tileOnly?: boolean }) {
  const t = useWords(words);
  const it = () => organizations.value()?.find((one) => one.id === props.id);
  return (
    <Show
      when={it()}
      fallback={
        <span class={styles.gone}>
          <s>{props.id.replace(/^org_/, "")}</s> <small>{t("gone")}</small>
        </span>
      }
    >
      {(one) => (
        <Show
          when={!props.tileOnly}
          fallback={
            <span
              title={one().removedOn === null ? one().shortName : `${one().shortName} (${t("gone")})`}
              class={styles.tileOnly}
            >
              <OrgTile initials={initialsOf(one().shortName)} hue={one().hue} />
              <span class="sr-only">
                {one().shortName}
                {one().removedOn === null ? "" : ` (${t("gone")})`}
              </span>
            </span>
          }
        >
          <OrgTile initials={initialsOf(one().shortName)} hue={one().hue} name={one().shortName} />
          <Show when={one().removedOn !== null}>
            {" "}
            <small class={styles.gone}>{t("gone")}</small>
          </Show>
        </Show>
      )}
    </Show>
  );
}

/** What an organization does in an activity: filled leads, a triangle leads and is behind, a ring supports. */
export const Dot = (props: { as: "lead" | "behind" | "support" | "none" }) => (
  <i class={styles.dot} data-as={props.as} aria-hidden="true" />
);

/** The number of a strategy, round. */
export const Order = (props: { of: number }) => <span class={`${styles.order} num`}>{props.of}</span>;

/** A few words that want attention. */
export const Flag = (props: { kind: "indicator" | "danger" | "warn" | "plain"; children: JSX.Element }) => (
  <span class={styles.flag} data-kind={props.kind}>
    {props.children}
  </span>
);
