import { For, type JSX, Show } from "solid-js";
import { organizations } from "../organizations/organizations.ts";
import { words as peopleWords } from "../people/words.ts";
import { useMe } from "../sign-in/me.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { checkIcon } from "../ui/icons.ts";
import { useWords } from "../words/words.ts";
import { firstSteps, stepsTaken, takeStep } from "./first-steps.ts";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** Three steps on a thread; each is done when it was really taken here. */
export function FirstSteps() {
  const t = useWords(words);
  const p = useWords(peopleWords);
  const me = useMe();
  const taken = () => stepsTaken(me().person.id);
  const next = () => firstSteps.find((it) => !taken().includes(it));
  const voices = () => (organizations.value() ?? []).filter((it) => it.hasVoice).length;
  const steps = (): Record<
    (typeof firstSteps)[number],
    { title: string; text: string; actions: JSX.Element }
  > => ({
    speak: {
      title: t("stepSpeak"),
      text: t("stepSpeakText", {
        name: me().person.name,
        role: p(me().person.role).toLocaleLowerCase(),
        organization: me().organization.name,
      }),
      actions: (
        <>
          <Button
            kind={next() === "speak" ? "primary" : "default"}
            onClick={() => takeStep(me().person.id, "speak")}
          >
            {t("stepSpeakYes")}
          </Button>
          <ButtonLink kind="ghost" href="/settings">
            {t("stepSpeakChange")}
          </ButtonLink>
        </>
      ),
    },
    read: {
      title: t("stepRead"),
      text: t("stepReadText"),
      actions: (
        <ButtonLink
          kind={next() === "read" ? "primary" : "default"}
          href={`/common-agenda/${me().person.language}`}
        >
          {t("stepReadGo")}
        </ButtonLink>
      ),
    },
    meet: {
      title: t("stepMeet"),
      text: voices() > 0 ? t("stepMeetText", { count: voices() }) : "",
      actions: (
        <ButtonLink kind={next() === "meet" ? "primary" : "default"} href="/partners">
          {t("stepMeetGo")}
        </ButtonLink>
      ),
    },
  });
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps">
        {t("firstSteps")} <small>{t("firstStepsSmall")}</small>
        <button type="button" onClick={() => takeStep(me().person.id, ...firstSteps)}>
          {t("skip")}
        </button>
      </h2>
      <ol class={styles.steps}>
        <For each={firstSteps}>
          {(step) => (
            <li
              classList={{ [styles.done!]: taken().includes(step), [styles.next!]: next() === step }}
              aria-current={next() === step ? "step" : undefined}
            >
              <span class={styles.knot} aria-hidden="true" />
              <div class={styles.card}>
                <div>
                  <b>{steps()[step].title}</b>
                  <p>{steps()[step].text}</p>
                </div>
                <Show
                  when={!taken().includes(step)}
                  fallback={
                    <span class={styles.isDone}>
                      <Icon of={checkIcon} />
                      {t("done")}
                    </span>
                  }
                >
                  <div class={styles.actions}>{steps()[step].actions}</div>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
