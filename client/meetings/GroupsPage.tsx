import { For, onMount, Show } from "solid-js";
import { Heading, Page } from "../shell/Page.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./meetings.module.css";
import { groups } from "./meetings.ts";
import { words } from "./words.ts";

/** The steering committee and the working groups. */
export default function GroupsPage() {
  const t = useWords(words);
  const language = useLanguage();
  onMount(groups.load);
  return (
    <Page title={t("groups")}>
      <div class={styles.page}>
        <Heading>{t("groups")}</Heading>
        <Show when={groups.failure()}>{(error) => <Failure error={error()} onRetry={groups.load} />}</Show>
        <Show when={groups.value()} fallback={<Skeleton lines={6} />}>
          {(all) => (
            <ul>
              <For each={all()}>{(it) => <li>{it.name[language()]}</li>}</For>
            </ul>
          )}
        </Show>
      </div>
    </Page>
  );
}
