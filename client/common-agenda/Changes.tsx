import { createMemo, For, Show } from "solid-js";
import { type Change, isHeading, plainOf } from "../../shared/common-agenda/changes.ts";
import { DiffText } from "../ui/DiffText.tsx";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { words } from "./adoption-words.ts";

/**
 * What became of a text: new words underlined, words that went crossed out. Of what stayed, only the headings under
 * which something changed are shown, unless the whole is asked for.
 */
export function Changes(props: { changes: readonly Change[]; isWhole: boolean; lang: string }) {
  const shown = createMemo(() => (props.isWhole ? props.changes : withHeadings(props.changes)));
  return (
    <div class={styles.text} lang={props.lang} data-changes>
      <For each={shown()}>{(it) => <Block change={it} />}</For>
    </div>
  );
}

function Block(props: { change: Change }) {
  const t = useWords(words);
  const block = () => props.change.now ?? props.change.was ?? "";
  const plain = (text: string | null) => (text === null ? "" : plainOf(text));
  const inside = () => (
    <Show when={props.change.is !== "same"} fallback={plainOf(block())}>
      <DiffText was={plain(props.change.was)} now={plain(props.change.now)} />
    </Show>
  );
  const label = () => {
    const { is } = props.change;
    if (is === "same") return undefined;
    return t(is === "added" ? "addedBlock" : is === "removed" ? "removedBlock" : "changedBlock");
  };
  return (
    <div class={styles.block} data-change={props.change.is}>
      <Show when={label()}>{(it) => <span class="sr-only">{it()}: </span>}</Show>
      <Show when={isHeading(block())} fallback={<p>{inside()}</p>}>
        <h3>{inside()}</h3>
      </Show>
    </div>
  );
}

/** The changes, each section under its heading. */
function withHeadings(changes: readonly Change[]): Change[] {
  const shown: Change[] = [];
  let heading: Change | undefined;
  for (const it of changes) {
    const isHead = isHeading(it.now ?? it.was ?? "");
    if (it.is !== "same") {
      if (heading && !isHead) shown.push(heading);
      if (!isHead || it.is !== "removed") heading = undefined;
      shown.push(it);
    } else if (isHead) heading = it;
  }
  return shown;
}
