import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { changesBetween, countChanges } from "../../shared/common-agenda/changes.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { currentVersion } from "../../shared/common-agenda/readings.ts";
import { nextNumber, type WorkingText } from "../../shared/common-agenda/version.ts";
import type { Language } from "../../shared/languages.ts";
import { WordsField } from "../commitments/Words.tsx";
import { decisions } from "../decisions/decisions.ts";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { languageNames } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { say, versionText, workingText } from "./adoption.ts";
import { words } from "./adoption-words.ts";
import { Changes } from "./Changes.tsx";

/** The text as it stands, put to the partners under a number: what is new in it stands here before it goes. */
export default function PublishDialog(props: {
  agenda: CommonAgenda;
  language: Language;
  onClose: () => void;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const last = () => currentVersion(props.agenda);
  const [number, setNumber] = createSignal(nextNumber(last()?.number));
  const [note, setNote] = createSignal("");
  const [decisionId, setDecisionId] = createSignal("");
  const [working, setWorking] = createSignal<WorkingText>();
  const reading = createDoing();
  const read = () => reading.run(async () => setWorking(await workingText()));
  onMount(() => {
    void decisions.need();
    void read();
  });
  const carrying = createMemo(() =>
    (decisions.value() ?? [])
      .filter(({ status }) => status === "adopted")
      .toSorted((a, b) => b.number - a.number),
  );
  /** The source language first. */
  const languages = () => props.agenda.documents.map((it) => it.language);
  const changesIn = (language: Language) => {
    const now = working()?.texts[language];
    const id = last()?.id;
    const was = id === undefined ? "" : versionText(id).value()?.texts[language];
    return now === undefined || was === undefined ? undefined : changesBetween(was, now);
  };
  const isSame = () => {
    const it = last();
    return it !== undefined && working()?.hash === it.hash;
  };
  const publish = async () => {
    const seen = working();
    if (!seen) return;
    const { hash } = seen;
    const json = {
      number: number().trim(),
      hash,
      note: note().trim() || null,
      decisionId: decisionId() || null,
    };
    if (!(await doing.run(() => say.published(json)))) return;
    toast(t("published", { version: json.number }));
    props.onClose();
  };
  return (
    <Dialog
      open
      shape="reading"
      title={t("publishTitle")}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            type="submit"
            form="publish-agenda"
            disabled={doing.isBusy() || !isOnline() || reading.isBusy() || !working() || isSame()}
            title={isOnline() ? undefined : t("offlineReason")}
          >
            {t("publishDo", { version: number() })}
          </Button>
        </>
      }
    >
      <form
        id="publish-agenda"
        class={styles.sheet}
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <p class={styles.lead}>{t("publishLead")}</p>
        <TextField
          label={t("publishNumber")}
          hint={last() ? t("publishNumberHint", { version: last()!.number }) : undefined}
          required
          inputmode="decimal"
          maxLength={7}
          value={number()}
          error={doing.fields().number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <WordsField
          label={t("publishNote")}
          rows={2}
          maxLength={280}
          value={note()}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <SelectField
          label={t("publishDecision")}
          value={decisionId()}
          error={doing.fields().decisionId}
          options={[
            { value: "", label: t("publishNoDecision") },
            ...carrying().map((it) => ({ value: it.id, label: `D-${it.number} ${it.title}` })),
          ]}
          onChange={(event) => setDecisionId(event.currentTarget.value)}
        />
        <Show when={isSame()}>
          <p class={styles.note}>{t("publishSame", { version: last()!.number })}</p>
        </Show>
        <Show when={!isSame()}>
          <For each={languages()}>
            {(language) => (
              <Show
                when={changesIn(language)}
                fallback={reading.failure() ? undefined : <Skeleton lines={3} />}
              >
                {(all) => (
                  <section>
                    <h3 class={styles.languageHead}>
                      {!last()
                        ? t("publishAll", { language: languageNames[language] })
                        : countChanges(all()) === 0
                          ? t("publishUnchanged", { language: languageNames[language] })
                          : t("publishChanges", {
                              count: countChanges(all()),
                              language: languageNames[language],
                            })}
                    </h3>
                    <Changes changes={all()} isWhole={false} lang={language} />
                  </section>
                )}
              </Show>
            )}
          </For>
        </Show>
        <Show when={doing.failure() ?? reading.failure()}>
          <Failure
            error={doing.failure() ?? reading.failure()}
            onRetry={() => {
              doing.clear();
              void read();
            }}
          />
        </Show>
      </form>
    </Dialog>
  );
}
