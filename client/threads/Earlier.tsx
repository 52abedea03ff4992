import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { Post, Wording } from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { DiffText } from "../ui/DiffText.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { RecordChip } from "./Records.tsx";
import styles from "./thread.module.css";
import { words } from "./words.ts";

/** Every wording of a post that was edited, the newest first, each with what is new in it underlined. */
export function Earlier(props: { id: string; post: Post; name: string }) {
  const t = useWords(words);
  const [all, setAll] = createSignal<Wording[]>();
  const [failure, setFailure] = createSignal<unknown>();
  async function load() {
    try {
      const id = props.post.id;
      setAll((await ask(api.threads.posts[":id"].wordings.$get({ param: { id } }))).items.toReversed());
      setFailure(undefined);
    } catch (error) {
      setFailure(() => error);
    }
  }
  // Edited again while somebody looks, it has one wording more.
  createEffect(
    on(
      () => props.post.version,
      () => void load(),
    ),
  );
  return (
    <section id={props.id} class={styles.wordings} aria-label={t("wordings", { name: props.name })}>
      <Show when={failure()}>{(error) => <Failure error={error()} onRetry={() => void load()} />}</Show>
      <Show when={all()} fallback={failure() ? undefined : <Skeleton lines={2} />}>
        {(wordings) => (
          <ol>
            <For each={wordings()}>
              {(it, index) => (
                <li>
                  <p class={styles.when}>
                    {t(index() === 0 ? "wordingNow" : "wordingThen", {
                      when: sayRecent(new Date(it.at).toISOString(), Date.now()),
                    })}
                    <Show when={it.kind}>{(kind) => <span class={styles.kind}>{t(kind())}</span>}</Show>
                  </p>
                  <p class={styles.wording}>
                    <Show when={wordings()[index() + 1]} fallback={it.text}>
                      {(older) => <DiffText was={older().text} now={it.text} />}
                    </Show>
                  </p>
                  <Show when={it.recordIds.length > 0}>
                    <p class={styles.records}>
                      <For each={it.recordIds}>{(id) => <RecordChip id={id} />}</For>
                    </p>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        )}
      </Show>
    </section>
  );
}
