import { createMemo, For } from "solid-js";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./matrix.module.css";
import { Dot } from "./pieces.tsx";
import { words } from "./words.ts";

/** What a cell shows of one activity. */
export interface Token {
  id: string;
  code: string;
  as: "lead" | "behind" | "support";
}

/** One strategy and one partner. */
export function MatrixCell(props: {
  /** Its column. */
  place: number;
  tokens: Token[];
  strategy: string;
  partner: string;
  isTabStop: boolean;
  isSelected: boolean;
  isCrossed: boolean;
  onFocus: () => void;
  onOpen: () => void;
}) {
  const t = useWords(words);
  const tokens = () => props.tokens;
  const label = createMemo(() => {
    const named = (it: Token) => (it.as === "behind" ? t("behindPlan", { code: it.code }) : it.code);
    const leads = tokens().filter((it) => it.as !== "support");
    const supports = tokens().filter((it) => it.as === "support");
    const [led, helped] = [sayList(leads.map(named)), sayList(supports.map(named))];
    const parts =
      leads.length > 0 && supports.length > 0
        ? t("cellBoth", { leads: led, supports: helped })
        : leads.length > 0
          ? t("cellLeads", { codes: led })
          : supports.length > 0
            ? t("cellSupports", { codes: helped })
            : t("keyNone");
    return t("cellName", { partner: props.partner, strategy: props.strategy, parts });
  });
  return (
    <td
      data-place={props.place}
      data-selected={props.isSelected ? "" : undefined}
      data-crossed={props.isCrossed ? "" : undefined}
    >
      <button
        type="button"
        class={styles.cell}
        aria-label={label()}
        aria-pressed={props.isSelected}
        tabindex={props.isTabStop ? 0 : -1}
        onFocus={props.onFocus}
        onClick={props.onOpen}
      >
        <span class={styles.tokens} aria-hidden="true">
          <For each={tokens()} fallback={<Dot as="none" />}>
            {(it) => (
              <span class={styles.token} data-as={it.as}>
                <Dot as={it.as} />
                {it.code}
              </span>
            )}
          </For>
        </span>
      </button>
    </td>
  );
}

/** Whether two cells show the same. */
export const sameTokens = (a: readonly Token[], b: readonly Token[]) =>
  a.length === b.length &&
  a.every((it, i) => it.id === b[i]!.id && it.code === b[i]!.code && it.as === b[i]!.as);
