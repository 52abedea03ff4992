import { createSignal } from "solid-js";
import { planLimits } from "../../shared/action-plans/plan.ts";
import type { Day } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import dialogs from "../commitments/dialogs.module.css";
import { partnersHere } from "../organizations/organizations.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { usePlans } from "./live-plans.ts";
import { strategies } from "./plans.ts";
import { words } from "./words.ts";

/** A new activity: what and for which strategy; all else is filled in where it stands. */
export function AddActivity(props: {
  strategyId: string | undefined;
  today: Day;
  onClose: () => void;
  onAdded: (id: string) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const all = () => strategies.value() ?? [];
  const [title, setTitle] = createSignal("");
  const [strategyId, setStrategy] = createSignal(props.strategyId ?? all()[0]?.id ?? "");
  const [leadId, setLeadId] = createSignal("");
  const [startsOn, setStart] = createSignal(props.today);
  const [endsOn, setEnd] = createSignal(`${Number(props.today.slice(0, 4)) + 1}-12-31`);
  function add() {
    if (!title().trim()) return;
    const id = newId("act");
    const group = all().find((it) => it.id === strategyId())?.ownerGroupId ?? null;
    const isAdded = plans.add(group, {
      id,
      title: title().trim(),
      strategyId: strategyId(),
      leadOrganizationId: leadId() || null,
      startsOn: startsOn(),
      endsOn: endsOn() < startsOn() ? startsOn() : endsOn(),
    });
    if (isAdded) props.onAdded(id);
  }
  return (
    <Dialog
      open
      title={t("addActivity")}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="add-activity">
            {t("add")}
          </Button>
        </>
      }
    >
      <form
        id="add-activity"
        class={dialogs.fields}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t("newTitle")}
          required
          autofocus
          maxLength={planLimits.titleLength}
          value={title()}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <SelectField
          label={t("strategy")}
          value={strategyId()}
          onChange={(event) => setStrategy(event.currentTarget.value)}
          options={all().map((it) => ({ value: it.id, label: `${it.order} ${it.name[language()]}` }))}
        />
        <SelectField
          label={t("lead")}
          value={leadId()}
          onChange={(event) => setLeadId(event.currentTarget.value)}
          options={[
            { value: "", label: t("nobody") },
            ...partnersHere().map((it) => ({ value: it.id, label: it.shortName })),
          ]}
        />
        <TextField
          label={t("fromWhen")}
          type="date"
          required
          value={startsOn()}
          onInput={(event) => setStart(event.currentTarget.value)}
        />
        <TextField
          label={t("toWhen")}
          type="date"
          required
          value={endsOn()}
          onInput={(event) => setEnd(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
