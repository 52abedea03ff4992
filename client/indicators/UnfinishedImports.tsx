import { createSignal, For, onMount, Show } from "solid-js";
import type { UnfinishedImport } from "../../shared/indicators/import.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./import.module.css";
import { writeAll } from "./import-file.ts";
import { words } from "./import-words.ts";

/** Imports of one's own that stopped in their middle: how far they are, and a way to go on with them. */
export function UnfinishedImports() {
  const t = useWords(words);
  const doing = createDoing();
  const [left, setLeft] = createSignal<readonly UnfinishedImport[]>([]);
  const load = async () => setLeft((await ask(api.indicators.imports.$get())).items);
  // Without a way to the server there is nothing to go on with either.
  onMount(() => void load().catch(() => {}));
  const goOn = (it: UnfinishedImport) =>
    doing.run(async () => {
      const { written } = await writeAll(it.id, it.fingerprint, (now) =>
        setLeft((were) => were.map((one) => (one.id === it.id ? { ...one, ...now } : one))),
      );
      toast(t("done", { count: written }));
      await load();
    });
  return (
    <Show when={left().length > 0}>
      <div class={styles.unfinished} role="status">
        <For each={left()}>
          {(it) => (
            <Banner
              kind="warn"
              action={
                <Button size="small" disabled={doing.isBusy() || !isOnline()} onClick={() => void goOn(it)}>
                  {t("goOn")}
                </Button>
              }
            >
              {t("unfinished", { file: it.file, written: it.written, count: it.readings })}
            </Banner>
          )}
        </For>
        <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      </div>
    </Show>
  );
}
