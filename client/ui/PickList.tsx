import { createMemo, createSignal, createUniqueId, For, type JSX, onMount, Show } from "solid-js";
import { plain } from "../words/plain.ts";
import { useWords } from "../words/words.ts";
import { announce } from "./announce.ts";
import styles from "./pick-list.module.css";
import { words } from "./words.ts";

export interface Choice {
  id: string;
  label: string;
  names: readonly string[];
  hint?: string;
  mark?: JSX.Element;
}

const shownMax = 8;

/** A field that finds one of many by a few letters: arrows move, Enter takes, Esc leaves it as it was. */
export function PickList(props: {
  label: string;
  choices: readonly Choice[];
  chosen?: readonly string[];
  onPick: (id: string) => void;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [at, setAt] = createSignal(0);
  let input!: HTMLInputElement;
  onMount(() => input.focus());
  const found = createMemo(() => {
    const wanted = plain(query().trim());
    // What is called so comes before what only has a word like it.
    const begins = (it: Choice) => it.names.some((name) => plain(name).startsWith(wanted));
    const hasWord = (it: Choice) =>
      it.names.some((name) =>
        plain(name)
          .split(/[^\p{L}\p{N}]+/u)
          .some((word) => word.startsWith(wanted)),
      );
    const first = props.choices.filter(begins);
    return [...first, ...props.choices.filter((it) => !begins(it) && hasWord(it))].slice(0, shownMax);
  });
  const move = (by: number) => {
    const count = found().length;
    if (count === 0) return;
    setAt((was) => (was + by + count) % count);
    announce(found()[at()]!.label);
  };
  return (
    <div class={styles.pick}>
      <input
        ref={input}
        class={styles.find}
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found()[at()] ? `${id}-${found()[at()]!.id}` : undefined}
        autocomplete="off"
        placeholder={props.label}
        value={query()}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "Enter") {
            // Also when nothing is found: a form around it is not meant.
            const it = found()[at()];
            if (it) props.onPick(it.id);
          } else return;
          event.preventDefault();
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.label} class={styles.choices}>
        <For each={found()}>
          {(it, index) => (
            <div
              id={`${id}-${it.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={index() === at()}
              data-chosen={props.chosen?.includes(it.id) ? "" : undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                props.onPick(it.id);
              }}
            >
              {it.mark}
              <span>
                <b>{it.label}</b>
                <Show when={it.hint}>
                  <small>{it.hint}</small>
                </Show>
              </span>
            </div>
          )}
        </For>
      </div>
      <Show when={found().length === 0}>
        <p class={styles.none}>{t("noneCalled", { query: query() })}</p>
      </Show>
    </div>
  );
}
