import { Show } from "solid-js";
import { api, ask } from "../../api.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { useWords } from "../../words/words.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

/** Asks once more before nobody can write any more. */
export function CloseDialog(props: { room: Room; open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const doing = createDoing();
  const close = async () => {
    const isDone = await doing.run(() =>
      ask(api.meetings[":id"].closing.$post({ param: { id: props.room.id } })),
    );
    if (!isDone) return;
    props.onClose();
    await props.room.load();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("closeTitle")}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("notYet")}</Button>
          <Button kind="primary" disabled={doing.isBusy()} onClick={() => void close()}>
            {t("close")}
          </Button>
        </>
      }
    >
      <p>{t("closeText")}</p>
      <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
    </Dialog>
  );
}
