import { createEffect, createSignal, on } from "solid-js";
import type { BulkChange } from "../../shared/commitments/changes.ts";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { WordsField } from "./Words.tsx";
import { words } from "./words.ts";

/** Asks once for the reason that is then said of each. */
export function BulkReasonDialog(props: {
  change: BulkChange | undefined;
  count: number;
  onSay: (reason: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const [reason, setReason] = createSignal("");
  createEffect(
    on(
      () => props.change,
      () => setReason(""),
    ),
  );
  const said = () => reason().trim();
  return (
    <Dialog
      open={props.change !== undefined}
      onClose={props.onClose}
      title={props.change ? t("bulkTitle", { count: props.count, act: t(`act_${props.change}`) }) : ""}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="bulk-reason" disabled={!said() || !isOnline()}>
            {props.change ? t(`act_${props.change}`) : ""}
          </Button>
        </>
      }
    >
      <form
        id="bulk-reason"
        class={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (said()) props.onSay(said());
        }}
      >
        <WordsField
          label={props.change ? t(`reason_${props.change}`) : ""}
          autofocus
          required
          value={reason()}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
