import { createEffect, createSignal, onMount, Show } from "solid-js";
import { type Language, languages } from "../../../shared/languages.ts";
import { isOnline } from "../../online.ts";
import { Button } from "../../ui/Button.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { toast } from "../../ui/toast.ts";
import { languageNames, useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { RecapSheet } from "../recap/RecapSheet.tsx";
import { recapOf, sendRecap } from "../recap/recaps.ts";
import styles from "./read-back.module.css";
import { words } from "./words.ts";

/** The recap before it is sent, in both languages. `Enter` sends it. */
export function Preview(props: { meetingId: string; onClose: () => void; onSent: () => void }) {
  const t = useWords(words);
  const doing = createDoing();
  const [language, setLanguage] = createSignal<Language>(useLanguage()());
  const kept = () => recapOf(props.meetingId);
  let acts: HTMLElement | undefined;
  createEffect(() => void kept().load());
  onMount(() => acts?.querySelector<HTMLElement>("[data-first]")?.focus());
  const send = async () => {
    const isDone = await doing.run(() => sendRecap(props.meetingId));
    if (!isDone) return;
    toast(t("sent"));
    props.onSent();
    props.onClose();
  };
  return (
    <>
      <div
        class={styles.bar}
        ref={(it) => {
          acts = it;
        }}
      >
        <p>
          <b>{t("closed")}</b> {t("sends")}
        </p>
        <Segmented
          label={t("language")}
          value={language()}
          onChange={setLanguage}
          options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
        />
        <Button onClick={() => props.onClose()}>{t("later")}</Button>
        <Button
          kind="primary"
          size="large"
          hint="Enter"
          data-first=""
          disabled={doing.isBusy() || !isOnline()}
          onClick={() => void send()}
        >
          {t("send")}
        </Button>
      </div>
      <Show when={doing.failure() ?? kept().failure()}>
        {(error) => <Failure error={error()} onRetry={() => void kept().load()} />}
      </Show>
      <Show when={kept().value()} fallback={<Skeleton lines={8} />}>
        {(page) => (
          <div class={styles.preview}>
            <RecapSheet recap={page().recap} language={language()} level={2} />
          </div>
        )}
      </Show>
    </>
  );
}
