import { useParams } from "@solidjs/router";
import { createEffect, For, Show } from "solid-js";
import { Heading, Page } from "../shell/Page.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayWeekday } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./meetings.module.css";
import { meetingOf } from "./meetings.ts";
import { words } from "./words.ts";

/** One meeting and its agenda. */
export default function MeetingPage() {
  const t = useWords(words);
  const params = useParams<{ meeting: string }>();
  const kept = () => meetingOf(params.meeting);
  createEffect(() => void kept().load());
  return (
    <Page title={kept().value()?.title ?? t("meeting")}>
      <div class={styles.page}>
        <Heading>{kept().value()?.title ?? t("meeting")}</Heading>
        <Show when={kept().failure()}>
          {(error) => <Failure error={error()} onRetry={() => void kept().load()} />}
        </Show>
        <Show when={kept().value()} fallback={<Skeleton lines={6} />}>
          {(meeting) => (
            <>
              <p>{sayWeekday(meeting().day)}</p>
              <ol>
                <For each={meeting().agenda}>{(it) => <li>{it.title}</li>}</For>
              </ol>
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}
