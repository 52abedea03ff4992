import { createEffect, createSignal, on, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { type AgendaItem, type Purpose, purposes } from "../../shared/meetings/meeting.ts";
import { commitments } from "../commitments/commitments.ts";
import { isOnline } from "../online.ts";
import { organizations, people } from "../organizations/organizations.ts";
import formStyles from "../people/people.module.css";
import { loadRecords } from "../records/record-name.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { useWords } from "../words/words.ts";
import { words } from "./agenda-words.ts";
import { LinkedRecords } from "./LinkedRecords.tsx";
import styles from "./meetings.module.css";

/** As much of an item as somebody writes. */
export type WrittenItem = Pick<AgendaItem, "title" | "purpose" | "minutes" | "leadId" | "recordIds">;

/** Asks for an item of the agenda, new or changed. */
export function ItemDialog(props: {
  open: boolean;
  /** The item that is changed. */
  item?: AgendaItem | undefined;
  /** What is written is only proposed. */
  proposes: boolean;
  onClose: () => void;
  /** The id stays the same until it was sent: sent twice, it is one item. */
  onSave: (written: WrittenItem, id: string) => Promise<void>;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const [title, setTitle] = createSignal("");
  const [purpose, setPurpose] = createSignal<Purpose>("discuss");
  const [minutes, setMinutes] = createSignal(15);
  const [leadId, setLeadId] = createSignal("");
  const [recordIds, setRecordIds] = createSignal<readonly string[]>([]);
  let id = newId("itm");
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        void loadRecords();
        void commitments.need();
        id = newId("itm");
        const it = props.item;
        setTitle(it?.title ?? "");
        setPurpose(it?.purpose ?? "discuss");
        setMinutes(it?.minutes ?? 15);
        setLeadId(it?.leadId ?? "");
        setRecordIds(it?.recordIds ?? []);
      },
    ),
  );
  const persons = () => [
    { value: "", label: t("nobody") },
    ...(people.value() ?? [])
      .filter((it) => it.role !== "observer")
      .map((it) => ({
        value: it.id,
        label: `${it.name}, ${organizations.value()?.find((one) => one.id === it.organizationId)?.shortName ?? ""}`,
      })),
  ];
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const written = {
      title: title(),
      purpose: purpose(),
      minutes: minutes(),
      leadId: leadId() || null,
      recordIds: [...recordIds()],
    };
    if (await doing.run(() => props.onSave(written, id))) props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t(props.item ? "editItem" : props.proposes ? "propose" : "add")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="agenda-item" disabled={doing.isBusy() || !isOnline()}>
            {t(props.item ? "save" : props.proposes ? "propose" : "add")}
          </Button>
        </>
      }
    >
      <form id="agenda-item" class={formStyles.form} onSubmit={submit}>
        <Show when={props.proposes && !props.item}>
          <p>{t("proposeNote")}</p>
        </Show>
        <TextField
          label={t("itemTitle")}
          required
          autofocus
          maxLength={160}
          value={title()}
          onInput={(event) => setTitle(event.currentTarget.value)}
          error={doing.fields().title}
        />
        <div class={styles.pair}>
          <SelectField
            label={t("purpose")}
            value={purpose()}
            onChange={(event) => setPurpose(event.currentTarget.value as Purpose)}
            options={purposes.map((it) => ({ value: it, label: t(it) }))}
          />
          <TextField
            label={t("minutes")}
            type="number"
            min={1}
            max={480}
            required
            value={minutes()}
            onInput={(event) => setMinutes(event.currentTarget.valueAsNumber)}
            error={doing.fields().minutes}
          />
        </div>
        <SelectField
          label={t("lead")}
          value={leadId()}
          onChange={(event) => setLeadId(event.currentTarget.value)}
          options={persons()}
          error={doing.fields().leadId}
        />
        <LinkedRecords ids={recordIds()} onChange={setRecordIds} />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
