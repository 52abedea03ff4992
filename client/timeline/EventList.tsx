import { A } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import type { LogItem } from "../../shared/log/event.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { chartLineIcon, signpostIcon, table2Icon } from "../records/icons.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import {
  activityIcon,
  handshakeIcon,
  houseIcon,
  networkIcon,
  userRoundIcon,
  usersRoundIcon,
} from "../ui/icons.ts";
import { dayOf, sayDaysAway, sayNumber, sayTime, sayWeekday } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { sayFingerprint } from "./fingerprint.ts";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

const icons: Record<string, string> = {
  initiative: houseIcon,
  organization: networkIcon,
  person: userRoundIcon,
  meeting: usersRoundIcon,
  commitment: handshakeIcon,
  decision: signpostIcon,
  indicator: chartLineIcon,
  strategy: table2Icon,
  activity: table2Icon,
};

/** Who stands before the sentence: people speak for themselves about people, else the organization does. */
export const whoOf = ({ kind, by }: LogItem) => (kind === "person" ? by.name : (by.organization ?? by.name));

/** Events by day, the newest first, on one thread. */
export function EventList(props: { items: LogItem[]; selected: number | undefined; search: string }) {
  const days = createMemo(() => Map.groupBy(props.items, (it) => dayOf(it.at)));
  return (
    // A day stays while events come to it.
    <For each={[...days().keys()]}>
      {(day) => (
        <section class={styles.day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            {sayWeekday(day)} <small>{sayDaysAway(day, Date.now())}</small>
          </h2>
          <ol class={styles.events}>
            <For each={days().get(day) ?? []}>
              {(item) => <Line item={item} isSelected={item.seq === props.selected} search={props.search} />}
            </For>
          </ol>
        </section>
      )}
    </For>
  );
}

function Line(props: { item: LogItem; isSelected: boolean; search: string }) {
  const language = useLanguage();
  const { item } = props;
  return (
    <li class={styles.event} classList={{ [styles.selected!]: props.isSelected }}>
      <span class={styles.knot} aria-hidden="true" />
      <A
        href={`/timeline/${item.seq}${props.search}`}
        replace
        noScroll
        data-row={item.seq}
        data-kind={item.kind}
      >
        <time class={styles.time} datetime={item.at}>
          {sayTime(item.at)}
        </time>
        <OrgTile initials={initialsOf(item.by.organization ?? item.by.name)} hue={item.by.hue} />
        <span class={styles.text}>
          <span>
            <span class={styles.who}>{whoOf(item)}</span> <Sentence item={item} />
          </span>
          <Show when={item.note}>{(note) => <small>{note()[language()]}</small>}</Show>
        </span>
        <span class={styles.record} aria-hidden="true">
          <Icon of={icons[item.kind] ?? activityIcon} />
        </span>
        <span class={styles.number}>
          {sayNumber(item.seq)}
          <small>{sayFingerprint(item.hash, 8)}</small>
        </span>
      </A>
    </li>
  );
}

/** What happened, in the reader's language, its record in bold. */
export function Sentence(props: { item: LogItem }) {
  const t = useWords(words);
  const language = useLanguage();
  const parts = () => (props.item.text?.[language()] ?? t("erasedLine")).split("{it}");
  return (
    <>
      {parts()[0]}
      <Show when={parts().length > 1}>
        <b>{props.item.it?.[language()]}</b>
        {parts()[1]}
      </Show>
    </>
  );
}
