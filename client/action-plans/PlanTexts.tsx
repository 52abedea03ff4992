import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, For, on, Show, Suspense } from "solid-js";
import { lazyPart } from "../lazy-part.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useWords } from "../words/words.ts";
import { type LivePlans, usePlans } from "./live-plans.ts";
import styles from "./texts.module.css";
import { words } from "./words.ts";

/** The editor is large; it comes with the first text that somebody opens. */
const PlanText = lazyPart(() => import("./PlanText.tsx"));

/** What each group says of its plan in whole sentences, written together like every text here. */
export default function PlanTexts(props: { panelIn: HTMLElement }) {
  const t = useWords(words);
  const plans = usePlans();
  return (
    <section class={styles.texts} aria-labelledby="plan-texts">
      <h2 id="plan-texts">{t("narrative")}</h2>
      <For each={plans.plans}>{(plan) => <OneText plan={plan} panelIn={props.panelIn} />}</For>
    </section>
  );
}

function OneText(props: { plan: LivePlans["plans"][number]; panelIn: HTMLElement }) {
  const [search] = useSearchParams<{ text?: string }>();
  const { groupId, title } = props.plan;
  const [isOpen, setOpen] = createSignal(false);
  // A mail leads to a passage of a text, which is closed until then.
  createEffect(
    on(
      () => search.text,
      (text) => text === groupId && setOpen(true),
    ),
  );
  return (
    <details class={styles.text} open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <Show when={isOpen()}>
        <Suspense fallback={<Skeleton lines={3} />}>
          <PlanText plan={props.plan} panelIn={props.panelIn} />
        </Suspense>
      </Show>
    </details>
  );
}
