import { createEffect, createSignal, on } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { limits, type Way, ways } from "../../shared/overview/check-in.ts";
import { WordsField } from "../commitments/Words.tsx";
import { FormDialog } from "../decisions/FormDialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { noteCheckIn, overview, removeCheckIn } from "./overview.ts";
import { words } from "./words.ts";

/** Notes a contact with a partner: what was said, and when to ask again. */
export function CheckInDialog(props: {
  open: boolean;
  organization: { id: string; shortName: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const today = () => overview.value()?.today ?? "";
  const empty = () => ({ id: newId("chk"), on: today(), way: "call" as Way, note: "", nextOn: "" });
  const [said, setSaid] = createSignal(empty());
  const change = (more: Partial<ReturnType<typeof said>>) => setSaid({ ...said(), ...more });
  // What was written for one partner never goes to another.
  createEffect(on([() => props.organization.id, () => props.open], () => props.open && setSaid(empty())));
  const save = async () => {
    const { nextOn, ...rest } = said();
    const { id: organizationId, shortName } = props.organization;
    const asked = { ...rest, organizationId, nextOn: nextOn || null };
    if (!(await doing.run(() => noteCheckIn(asked)))) return;
    props.onClose();
    toast(t("noted", { partner: shortName }), () => void doing.run(() => removeCheckIn(asked.id)));
  };
  return (
    <FormDialog
      open={props.open}
      title={t("noteTitle", { partner: props.organization.shortName })}
      act={t("noteIt")}
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
