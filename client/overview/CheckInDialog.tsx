import { createEffect, createSignal, on } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { type CheckIn, limits, type Way, ways } from "../../shared/overview/check-in.ts";
import { WordsField } from "../commitments/Words.tsx";
import { FormDialog } from "../decisions/FormDialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { changeCheckIn, noteCheckIn, overview, removeCheckIn } from "./overview.ts";
import { words } from "./words.ts";

/** Notes a contact with a partner, or puts an own note right: what was said, and when to ask again. */
export function CheckInDialog(props: {
  open: boolean;
  /** The note that is put right. */
  was?: CheckIn | undefined;
  organization: { id: string; shortName: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const today = () => overview.value()?.today ?? "";
  const empty = () => ({ id: newId("chk"), on: today(), way: "call" as Way, note: "", nextOn: "" });
  const begin = () => {
    const was = props.was;
    return was
      ? { id: newId("chk"), on: was.on, way: was.way, note: was.note, nextOn: was.nextOn ?? "" }
      : empty();
  };
  const [said, setSaid] = createSignal(empty());
  const change = (more: Partial<ReturnType<typeof said>>) => setSaid({ ...said(), ...more });
  // What was written for one partner never goes to another.
  createEffect(on([() => props.organization.id, () => props.open], () => props.open && setSaid(begin())));
  const save = async () => {
    const { nextOn, ...rest } = said();
    const { id: organizationId, shortName } = props.organization;
    const was = props.was;
    if (was) {
      const { on, way, note } = rest;
      const now = { seq: was.seq, on, way, note: note.trim(), nextOn: nextOn || null };
      if (!(await doing.run(() => changeCheckIn(was.id, now)))) return;
      props.onClose();
      toast(t("noteChanged", { partner: shortName }));
      return;
    }
    const asked = { ...rest, organizationId, nextOn: nextOn || null };
    if (!(await doing.run(() => noteCheckIn(asked)))) return;
    props.onClose();
    toast(t("noted", { partner: shortName }), () => void doing.run(() => removeCheckIn(asked.id)));
  };
  return (
    <FormDialog
      open={props.open}
      title={t(props.was ? "changeTitle" : "noteTitle", { partner: props.organization.shortName })}
      act={t(props.was ? "saveNote" : "noteIt")}
      doing={doing}
      isBlocked={said().note.trim() === ""}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <SelectField
        label={t("way")}
        value={said().way}
        options={ways.map((value) => ({ value, label: t(`way_${value}`) }))}
        onChange={(event) => change({ way: event.currentTarget.value as Way })}
      />
      <TextField
        label={t("day")}
        type="date"
        required
        max={today()}
        value={said().on}
        error={doing.fields().on}
        onInput={(event) => change({ on: event.currentTarget.value })}
      />
      <WordsField
        label={t("whatWasSaid")}
        hint={t("onlyBackbone")}
        maxLength={limits.noteMax}
        rows={4}
        value={said().note}
        error={doing.fields().note}
        onInput={(event) => change({ note: event.currentTarget.value })}
      />
      <TextField
        label={t("nextOn")}
        type="date"
        min={said().on}
        value={said().nextOn}
        error={doing.fields().nextOn}
        onInput={(event) => change({ nextOn: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
