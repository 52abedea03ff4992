import { For, Show } from "solid-js";
import type { BulkAnswer } from "../../shared/commitments/bulk.ts";
import type { BulkChange } from "../../shared/commitments/changes.ts";
import { isOnline } from "../online.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { useWords } from "../words/words.ts";
import styles from "./commitments.module.css";
import { commitments } from "./commitments.ts";
import { words } from "./words.ts";

/** What can be done with the chosen rows. */
export function BulkBar(props: {
  count: number;
  mayRemind: boolean;
  onStatus: () => void;
  onRemind: () => void;
  onClear: () => void;
}) {
  const t = useWords(words);
  return (
    <Show when={props.count > 0}>
      <div class={styles.bulk} role="group" aria-label={t("chosen", { count: props.count })}>
        <b>{t("chosen", { count: props.count })}</b>
        <Button size="small" kind="primary" hint="S" disabled={!isOnline()} onClick={props.onStatus}>
          {t("status")}
        </Button>
        <Show when={props.mayRemind}>
          <Button size="small" hint="R" disabled={!isOnline()} onClick={props.onRemind}>
            {t("remind")}
          </Button>
        </Show>
        <Button size="small" kind="ghost" hint="Esc" onClick={props.onClear}>
          {t("chooseNone")}
        </Button>
      </div>
    </Show>
  );
}

/** What could not be said of several, each with its reason and its way on. */
export interface BulkFailure {
  change: BulkChange;
  note: string | null;
  items: BulkAnswer["items"];
}

export function BulkFailures(props: {
  failure: BulkFailure | undefined;
  onAgain: (ids: string[]) => void;
  onLeave: () => void;
}) {
  const t = useWords(words);
  const numberOf = (id: string) => commitments.value()?.find((it) => it.id === id)?.number ?? 0;
  const conflicts = () =>
    (props.failure?.items ?? []).filter((it) => it.problem?.code === "conflict").map((it) => it.id);
  return (
    <Show when={props.failure}>
      {(it) => (
        <div role="alert" class={styles.failures}>
          <Banner kind="warn">
            <p>{t("bulkNotAll", { count: it().items.length, act: t(`act_${it().change}`) })}</p>
            <ul>
              <For each={it().items}>
                {(one) => (
                  <li>
                    <b>C-{numberOf(one.id)}</b> {one.problem?.title}
                  </li>
                )}
              </For>
            </ul>
            <div class={styles.failureActions}>
              <Button size="small" onClick={props.onLeave}>
                {t("keepAsItIs")}
              </Button>
              <Show when={conflicts().length > 0}>
                <Button size="small" kind="primary" onClick={() => props.onAgain(conflicts())}>
                  {t("changeAnyway")}
                </Button>
              </Show>
            </div>
          </Banner>
        </div>
      )}
    </Show>
  );
}
