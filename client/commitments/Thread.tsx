import { A } from "@solidjs/router";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import type { Day } from "../../shared/dates.ts";
import type { HistoryItem } from "../../shared/log/history.ts";
import { recordName } from "../records/record-name.ts";
import { sayRecent } from "../words/dates.ts";
import { type Say, useWords } from "../words/words.ts";
import { spellDay } from "./days.ts";
import { servedBy } from "./list.ts";
import { meetingName, meetingOf, organizationOf, partnerName, personName, servedName } from "./names.ts";
import styles from "./panel.module.css";
import { words } from "./words.ts";

/** Where a commitment came from and what became of it, the first thing first. */
export function Thread(props: { it: CommitmentWithHistory; today: Day }) {
  const t = useWords(words);
  const sources = createMemo(() => servedBy(props.it));
  return (
    <section aria-labelledby="its-thread">
      <h3 id="its-thread" class={styles.title}>
        {t("itsThread")}
      </h3>
      <ol class={styles.thread}>
        <For each={sources()}>
          {(id) => (
            <Knot kind="source">
              <A href={recordName(id)?.href ?? `/commitments?show=all&serves=${encodeURIComponent(id)}`}>
                {servedName(id)}
              </A>
              <small>{t("servesThis")}</small>
            </Knot>
          )}
        </For>
        <Show when={props.it.fromMeetingId}>
          {(id) => (
            <Knot kind="source">
              <A href={`/meetings/${id()}`}>{meetingOf(id())?.title ?? t("meeting")}</A>
              <Show when={props.it.quote}>{(quote) => <q class={styles.note}>{quote()}</q>}</Show>
              <Show when={meetingOf(id())}>
                {(one) => <small>{t("saidOn", { day: spellDay(one().day) })}</small>}
              </Show>
            </Knot>
          )}
        </Show>
        <For each={props.it.history}>
          {(item) => (
            <Knot kind={bigTypes.has(item.type) ? "big" : "small"}>
              <span>{tellItem(item, t)}</span>
              <Show when={noteOf(item)}>{(note) => <q class={styles.note}>{note()}</q>}</Show>
              <small>
                {item.by.name}
                <Show when={organizationOf(item.by.organizationId)}>{(one) => `, ${one().shortName}`}</Show>,{" "}
                <A href={`/timeline/${item.seq}`}>{sayRecent(new Date(item.at).toISOString(), Date.now())}</A>
                <Show when={item.onBehalf}>
                  <br />
                  <b>{t("onBehalfLong")}</b>
                </Show>
                <Show when={item.data?.agreedAtMeetingId as string | null | undefined}>
                  {(id) => (
                    <>
                      <br />
                      <A href={`/meetings/${id()}`}>
                        {t("agreedAt", { meeting: meetingName(id(), props.today) })}
                      </A>
                    </>
                  )}
                </Show>
              </small>
            </Knot>
          )}
        </For>
      </ol>
    </section>
  );
}

const Knot = (props: { kind: "source" | "big" | "small"; children: JSX.Element }) => (
  <li class={styles[props.kind]}>
    <span class={styles.knot} aria-hidden="true" />
    <div>{props.children}</div>
  </li>
);

/** What changes how it stands; the rest are updates along the way. */
const bigTypes = new Set([
  "commitment.offered",
  "commitment.accepted",
  "commitment.declined",
  "commitment.kept",
  "commitment.not_kept",
  "commitment.released",
  "commitment.reopened",
]);

const noteOf = ({ type, data }: HistoryItem): string | undefined =>
  (data?.reason ?? data?.note ?? (type === "commitment.reworded" ? data?.what : undefined)) || undefined;

/** One thing that happened, as a sentence of its own. */
function tellItem({ type, data }: HistoryItem, t: Say<keyof (typeof words)["en"]>): string {
  if (!data) return t("erased");
  switch (type) {
    case "commitment.offered":
      return t("told_offered", { owner: partnerName(data.ownerOrganizationId), day: spellDay(data.dueOn) });
    case "commitment.accepted":
      return t("told_accepted");
    case "commitment.declined":
      return t("told_declined");
    case "commitment.kept":
      return t("told_kept");
    case "commitment.not_kept":
      return t("told_not_kept");
    case "commitment.released":
      return t("told_released");
    case "commitment.renegotiated":
      return t(data.on > data.fromDueOn ? "told_moved_late" : "told_moved", {
        from: spellDay(data.fromDueOn),
        to: spellDay(data.toDueOn),
      });
    case "commitment.help_asked":
      return t("told_help_asked");
    case "commitment.help_found":
      return t("told_help_found");
    case "commitment.handed_over":
      return t("told_handed_over", {
        to: data.personId ? personName(data.personId) : partnerName(data.organizationId),
      });
    case "commitment.noted":
      return t("told_noted");
    case "commitment.reopened":
      return t("told_reopened");
    case "commitment.reworded":
      return t("told_reworded");
    case "commitment.reminded":
      return t("told_reminded", { name: personName(data.personId) });
    case "log.begun":
      return t("told_begun");
    default:
      return t("told_unknown");
  }
}
