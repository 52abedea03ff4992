import { createUniqueId, For, Show } from "solid-js";
import { activities, strategies } from "../action-plans/plans.ts";
import { commitments } from "../commitments/commitments.ts";
import { decisions } from "../decisions/decisions.ts";
import { indicators } from "../indicators/indicators.ts";
import { type RecordName, recordName } from "../records/record-name.ts";
import { Button } from "../ui/Button.tsx";
import { xIcon } from "../ui/icons.ts";
import { type Choice, PickList } from "../ui/PickList.tsx";
import { Popover } from "../ui/Popover.tsx";
import { useWords } from "../words/words.ts";
import { words } from "./agenda-words.ts";
import { linkIcon } from "./icons.ts";
import styles from "./meetings.module.css";

/** As many records as one item can be about. */
const linkedMax = 20;

/** How a record is called on an agenda: by its code and its words; by its kind alone while nobody knows more. */
export function useLinkedNames() {
  const t = useWords(words);
  const kinds = { dec_: "aDecision", com_: "aCommitment", ind_: "anIndicator", str_: "aStrategy" } as const;
  return (id: string) => {
    const it = recordName(id);
    if (it) return `${it.code} ${it.label}`.trim();
    return t(kinds[id.slice(0, 4) as keyof typeof kinds] ?? "anActivity");
  };
}

const kindWords = {
  decision: "aDecision",
  commitment: "aCommitment",
  indicator: "anIndicator",
  activity: "anActivity",
  strategy: "aStrategy",
} as const;

/** Everything that an item can be about and that is still open: decisions first, they are what meetings are for. */
function linkable(): (RecordName & { id: string })[] {
  const named = (all: readonly { id: string }[] | undefined) =>
    (all ?? []).flatMap(({ id }) => {
      const name = recordName(id);
      return name ? [{ ...name, id }] : [];
    });
  return [
    ...named(decisions.value()?.filter((it) => it.status === "open")),
    ...named(commitments.value()?.filter((it) => it.status === "active" || it.status === "offered")),
    ...named(strategies.value()),
    ...named(activities.value()),
    ...named(indicators.value()),
    ...named(decisions.value()?.filter((it) => it.status !== "open")),
  ];
}

/** What an item of the agenda is about: each record by its name, and a list to find others by a few letters. */
export function LinkedRecords(props: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useWords(words);
  const id = createUniqueId();
  const nameOf = useLinkedNames();
  const choices = (): Choice[] =>
    linkable()
      .filter((it) => !props.ids.includes(it.id))
      .map((it) => ({
        id: it.id,
        label: `${it.code} ${it.label}`.trim(),
        names: [it.code, it.label],
        hint: t(kindWords[it.kind as keyof typeof kindWords]),
      }));
  return (
    <div class={styles.linked} role="group" aria-labelledby={id}>
      <span id={id} class={styles.linkedLabel}>
        {t("about")}
      </span>
      <Show when={props.ids.length > 0}>
        <ul>
          <For each={props.ids}>
            {(one) => (
              <li>
                <span>{nameOf(one)}</span>
                <Button
                  size="small"
                  kind="ghost"
                  icon={xIcon}
                  aria-label={t("unlink", { name: nameOf(one) })}
                  onClick={() => props.onChange(props.ids.filter((it) => it !== one))}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.ids.length < linkedMax}>
        <Popover
          label={t("link")}
          trigger={(button) => (
            <Button {...button} size="small" icon={linkIcon}>
              {t("link")}
            </Button>
          )}
        >
          {(close) => (
            <PickList
              label={t("linkFind")}
              choices={choices()}
              onPick={(picked) => {
                close();
                props.onChange([...props.ids, picked]);
              }}
            />
          )}
        </Popover>
      </Show>
    </div>
  );
}
