import { createSignal, createUniqueId, Show } from "solid-js";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import styles from "./recap.module.css";
import { correctMinutes } from "./recaps.ts";
import { words } from "./words.ts";

/** Writes down what is wrong in minutes that were sent. */
export function CorrectionDialog(props: { meetingId: string; open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const id = createUniqueId();
  const doing = createDoing();
  const [was, setWas] = createSignal("");
  const [text, setText] = createSignal("");
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const isDone = await doing.run(() => correctMinutes(props.meetingId, { was: was(), text: text() }));
    if (!isDone) return;
    setWas("");
    setText("");
    props.onClose();
    toast(t("correctDone"));
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("correctTitle")}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form={id} disabled={doing.isBusy() || text().trim() === ""}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} class={styles.form} onSubmit={(event) => void save(event)}>
        <p>{t("correctText")}</p>
        <label for={`${id}-was`}>{t("correctWas")}</label>
        <textarea
          id={`${id}-was`}
          rows="2"
          maxlength="1000"
          aria-describedby={`${id}-hint`}
          value={was()}
          onInput={(event) => setWas(event.currentTarget.value)}
        />
        <small id={`${id}-hint`}>{t("correctWasHint")}</small>
        <label for={`${id}-text`}>{t("correctNow")}</label>
        <textarea
          id={`${id}-text`}
          rows="3"
          maxlength="1000"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      </form>
    </Dialog>
  );
}
