import { createMemo, createSignal, For, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { wordDiff } from "../../shared/decisions/diff.ts";
import { isOpen, versionsOf } from "../../shared/decisions/readings.ts";
import { spellDay } from "../commitments/days.ts";
import { DiffText } from "../ui/DiffText.tsx";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { personName } from "./names.ts";
import styles from "./proposal.module.css";
import { words } from "./words.ts";

/** What is asked, as it stands, with what is new in it underlined. */
export function Proposal(props: { it: DecisionWithHistory }) {
  const t = useWords(words);
  const [showsChanges, setShowsChanges] = createSignal(false);
  const versions = createMemo(() => versionsOf(props.it));
  const before = () => versions().at(-2)?.text;
  const pieces = createMemo(() => {
    const was = before();
    return was === undefined ? undefined : wordDiff(was, props.it.proposal);
  });
  /** When the last wording was put to the group, from its event. */
  const changedAt = () => props.it.history.findLast(({ type }) => type === "decision.reworded")?.at;
  return (
    <>
      <div class={styles.head}>
        <b>{t("proposalV", { version: props.it.proposalVersion })}</b>
        <span>
          <Show when={changedAt()} fallback={t("asRaised")}>
            {(at) => t("changedAgo", { when: sayRecent(new Date(at()).toISOString(), Date.now()) })}
          </Show>
        </span>
        <Show when={versions().length > 1}>
          <button
            type="button"
            class={styles.what}
            aria-expanded={showsChanges()}
            onClick={() => setShowsChanges(!showsChanges())}
          >
            {t(showsChanges() ? "hideChanges" : "whatChanged")}
          </button>
        </Show>
      </div>
      <p class={styles.text} data-proposal>
        <Show when={isOpen(props.it) && pieces()} fallback={props.it.proposal}>
          {(all) => (
            <For each={all().filter((it) => it.is !== "removed")}>
              {(it) => (
                <Show when={it.is === "added"} fallback={it.text}>
                  {<ins>{it.text}</ins>}
                </Show>
              )}
            </For>
          )}
        </Show>
      </p>
      <Show when={showsChanges()}>
        <section class={styles.changes} aria-label={t("versions")}>
          <ol>
            <For each={versions().toReversed()}>
              {(it, index) => (
                <li>
                  <p class={styles.by}>
                    {t("versionBy", {
                      version: it.version,
                      name: personName(it.byPersonId),
                      day: spellDay(it.on),
                    })}
                    <Show when={it.note}>{(note) => <q>{note()}</q>}</Show>
                  </p>
                  <p class={styles.version}>
                    <Show when={versions().toReversed()[index() + 1]} fallback={it.text}>
                      {(older) => <DiffText was={older().text} now={it.text} />}
                    </Show>
                  </p>
                </li>
              )}
            </For>
          </ol>
        </section>
      </Show>
    </>
  );
}
