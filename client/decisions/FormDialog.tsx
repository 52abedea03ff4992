import { createUniqueId, type JSX, Show } from "solid-js";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { words } from "./words.ts";

/** A dialog with one form: what is wrong stands above its two buttons, and nothing written is lost. */
export function FormDialog(props: {
  open: boolean;
  title: string;
  /** What the last button says. */
  act: string;
  doing: ReturnType<typeof createDoing>;
  /** Why it cannot be pressed yet. */
  isBlocked?: boolean;
  onAct: () => void;
  onClose: () => void;
  children: JSX.Element;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            type="submit"
            form={id}
            disabled={props.doing.isBusy() || !isOnline() || props.isBlocked === true}
            title={isOnline() ? undefined : t("offlineReason")}
          >
            {props.act}
          </Button>
        </>
      }
    >
      <form
        id={id}
        class={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          props.onAct();
        }}
      >
        {props.children}
        <Show when={props.doing.failure()}>
          <Failure error={props.doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
