import { For, onMount, Show } from "solid-js";
import { Heading, Page } from "../shell/Page.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayWeekday } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./meetings.module.css";
import { loadMeetings, meetings } from "./meetings.ts";
import { words } from "./words.ts";

/** What is next, and what was said. */
export default function MeetingsPage() {
  const t = useWords(words);
  onMount(loadMeetings);
  return (
    <Page title={t("title")}>
      <div class={styles.page}>
        <Heading>{t("title")}</Heading>
        <Show when={meetings.failure()}>{(error) => <Failure error={error()} onRetry={loadMeetings} />}</Show>
        <Show when={meetings.value()} fallback={<Skeleton lines={6} />}>
          {(all) => (
            <ul>
              <For each={all()}>
                {(it) => (
                  <li>
                    <a href={`/meetings/${it.id}`}>{it.title}</a> {sayWeekday(it.day)}
                  </li>
                )}
              </For>
            </ul>
          )}
        </Show>
      </div>
    </Page>
  );
}
