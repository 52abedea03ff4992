import { createMemo, createSignal, For, Show } from "solid-js";
import { mentionEntries } from "../common-agenda/mentions.ts";
import { areCaretsHidden } from "../documents/CaretSwitch.tsx";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { Editor } from "../documents/Editor.tsx";
import { useMe } from "../sign-in/me.ts";
import { useWords } from "../words/words.ts";
import { type LivePlans, usePlans } from "./live-plans.ts";
import styles from "./texts.module.css";
import { words } from "./words.ts";

/** What each group says of its plan in whole sentences, written together like every text here. */
export default function PlanTexts() {
  const t = useWords(words);
  const plans = usePlans();
  return (
    <section class={styles.texts} aria-labelledby="plan-texts">
      <h2 id="plan-texts">{t("narrative")}</h2>
      <For each={plans.plans}>{(plan) => <PlanText plan={plan} />}</For>
    </section>
  );
}

function PlanText(props: { plan: LivePlans["plans"][number] }) {
  const t = useWords(words);
  const me = useMe();
  const [isOpen, setOpen] = createSignal(false);
  const [toolbarIn, setToolbarIn] = createSignal<HTMLElement>();
  const mentions = createMemo(() => mentionEntries({ person: t("person"), organization: t("partner") }));
  const { open, title, language } = props.plan;
  return (
    <details class={styles.text} open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <Show when={isOpen()}>
        <div class={styles.tools} ref={setToolbarIn} />
        <div class={styles.paper}>
          <Show when={open.hasText() && toolbarIn()} fallback={<DocumentSkeleton state={open.state()} />}>
            {(place) => (
              <Editor
                connection={open.connection}
                label={`${t("narrative")}: ${title}`}
                lang={language}
                isEditable={open.mayEdit() && !open.isEnded()}
                toolbarIn={place()}
                showsCarets={!areCaretsHidden(me().person.id)}
                mentions={mentions()}
                onHeadings={() => {}}
                ref={() => {}}
              />
            )}
          </Show>
        </div>
      </Show>
    </details>
  );
}
