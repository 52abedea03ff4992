import { createEffect, createSignal, on } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { createDoing } from "../ui/doing.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { DetailFields, type Details, passageOf } from "./DetailFields.tsx";
import { FormDialog } from "./FormDialog.tsx";
import { useToday } from "./names.ts";
import { say } from "./open.ts";
import { words } from "./words.ts";

const detailsOf = (it: DecisionWithHistory): Details => ({
  title: it.title,
  context: it.context ?? "",
  options: it.options,
  method: it.method,
  respondBy: it.respondBy ?? "",
  daysMin: String(it.daysMin),
  indicatorIds: it.indicatorIds,
  strategyIds: it.strategyIds,
  quote: it.passage?.quote ?? "",
});

/** Puts the dates of an open decision right, and what it is about; its proposal has versions of its own. */
export function DetailsDialog(props: {
  it: DecisionWithHistory;
  open: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const today = useToday();
  const doing = createDoing();
  const [details, setDetails] = createSignal(detailsOf(props.it));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        void commonAgenda.need();
        setDetails(detailsOf(props.it));
      },
    ),
  );
  const save = async () => {
    const { title, context, daysMin, respondBy, method, quote, ...said } = details();
    const isSaved = await doing.run(() =>
      say.change(props.it.id, {
        version: props.it.version,
        ...said,
        title: title.trim() || props.it.title,
        context: context.trim() || null,
        respondBy: respondBy || null,
        daysMin: Number(daysMin || 0),
        passage: passageOf(quote, props.it.passage, commonAgenda.value()),
        ...(props.it.positions.length > 0 ? {} : { method }),
      }),
    );
    await props.onChanged();
    if (!isSaved) return;
    toast(t("saved"));
    props.onClose();
  };
  return (
    <FormDialog
      open={props.open}
      title={t("detailsTitle", { number: props.it.number })}
      act={t("save")}
      doing={doing}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <DetailFields
        value={details()}
        onChange={(change) => setDetails({ ...details(), ...change })}
        today={today()}
        fields={doing.fields()}
        methodStays={props.it.positions.length > 0}
      />
    </FormDialog>
  );
}
