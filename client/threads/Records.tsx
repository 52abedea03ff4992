import { A } from "@solidjs/router";
import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { commitments } from "../commitments/commitments.ts";
import { decisions } from "../decisions/decisions.ts";
import { indicators } from "../indicators/indicators.ts";
import { type RecordName, recordName } from "../records/record-name.ts";
import { findsFor } from "../shell/finds.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { plusIcon, xIcon } from "../ui/icons.ts";
import { Popover } from "../ui/Popover.tsx";
import { useWords } from "../words/words.ts";
import styles from "./thread.module.css";
import { words } from "./words.ts";

const shownMax = 8;

/** A record that a post brings along, with a way to its page; what is not for the reader's eyes is not named. */
export function RecordChip(props: { id: string; onRemove?: () => void }) {
  const t = useWords(words);
  const it = () => recordName(props.id);
  return (
    <Show when={it()}>
      {(name) => (
        <span class={styles.record} data-kind={name().kind}>
          <Show when={name().href && !props.onRemove} fallback={sayName(name())}>
            <A href={name().href!}>{sayName(name())}</A>
          </Show>
          <Show when={props.onRemove}>
            <button
              type="button"
              aria-label={t("leaveOut", { name: sayName(name()) })}
              onClick={() => props.onRemove?.()}
            >
              <Icon of={xIcon} />
            </button>
          </Show>
        </span>
      )}
    </Show>
  );
}

const sayName = ({ code, label }: RecordName) => `${code} ${label}`.trim();

/** Finds an indicator, a commitment or a decision to bring along. */
export function AddRecord(props: { onAdd: (id: string) => void }) {
  const t = useWords(words);
  return (
    <Popover
      label={t("addRecord")}
      trigger={(button) => (
        <Button {...button} size="small" kind="ghost" icon={plusIcon}>
          {t("addRecord")}
        </Button>
      )}
    >
      {(close) => (
        <Choice
          onChoose={(id) => {
            close();
            props.onAdd(id);
          }}
        />
      )}
    </Popover>
  );
}

function Choice(props: { onChoose: (id: string) => void }) {
  const t = useWords(words);
  const [wanted, setWanted] = createSignal("");
  let field: HTMLInputElement | undefined;
  onMount(() => {
    field?.focus();
    if (!indicators.value()) void indicators.load();
    if (!commitments.value()) void commitments.load();
    if (!decisions.value()) void decisions.load();
  });
  const all = createMemo(() =>
    [
      ...(indicators.value() ?? []).map((it) => it.id),
      ...(decisions.value() ?? []).map((it) => it.id),
      ...(commitments.value() ?? []).map((it) => it.id),
    ].flatMap((id) => {
      const name = recordName(id);
      return name ? [{ id, label: sayName(name) }] : [];
    }),
  );
  const found = createMemo(() => findsFor(all(), wanted()).slice(0, shownMax));
  return (
    <div class={styles.choice}>
      <input
        ref={field}
        type="search"
        aria-label={t("findRecord")}
        placeholder={t("findRecord")}
        onInput={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          const [first] = found();
          if (first) props.onChoose(first.id);
        }}
      />
      <ul>
        <For each={found()} fallback={<li class={styles.note}>{t("noRecord")}</li>}>
          {(it) => (
            <li>
              <button type="button" onClick={() => props.onChoose(it.id)}>
                {it.label}
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
