import { createEffect, createSignal, on, Show } from "solid-js";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import formStyles from "../people/people.module.css";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { ChoiceField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { words } from "./words.ts";

/** Asks why a meeting is called off; of a series also whether the later ones are. */
export function CallOffDialog(props: {
  open: boolean;
  meeting: MeetingRecord;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const [reason, setReason] = createSignal("");
  const [scope, setScope] = createSignal<"this" | "following">("this");
  createEffect(
    on(
      () => props.open,
      () => {
        doing.clear();
        setReason("");
        setScope("this");
      },
    ),
  );
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const json = { reason: reason(), following: scope() === "following" };
    const isDone = await doing.run(() =>
      ask(api.meetings[":id"].cancellation.$post({ param: { id: props.meeting.id }, json })),
    );
    if (!isDone) return;
    toast(t("calledOffToast"));
    props.onDone();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("callOffTitle")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("keep")}</Button>
          <Button kind="danger" type="submit" form="call-off" disabled={doing.isBusy() || !isOnline()}>
            {t("callOff")}
          </Button>
        </>
      }
    >
      <form id="call-off" class={formStyles.form} onSubmit={submit}>
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          required
          autofocus
          maxLength={500}
          value={reason()}
          onInput={(event) => setReason(event.currentTarget.value)}
          error={doing.fields().reason}
        />
        <Show when={props.meeting.seriesId}>
          <ChoiceField
            label={t("scope")}
            name="call-off-scope"
            value={scope()}
            onChange={setScope}
            options={[
              { value: "this", label: t("onlyThis") },
              { value: "following", label: t("following") },
            ]}
          />
        </Show>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
