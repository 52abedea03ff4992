import { createEffect, createSignal, on, Show } from "solid-js";
import { addDays } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { newId } from "../../shared/ids.ts";
import { type Visibility, visibilities } from "../../shared/roles.ts";
import { WordsField } from "../commitments/Words.tsx";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { useMe } from "../sign-in/me.ts";
import { createDoing } from "../ui/doing.ts";
import { SelectField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { DetailFields, type Details, passageOf } from "./DetailFields.tsx";
import styles from "./dialogs.module.css";
import { FormDialog } from "./FormDialog.tsx";
import { groups, useToday } from "./names.ts";
import { say } from "./open.ts";
import { words } from "./words.ts";

/** As long as partners have to answer when nobody says otherwise. */
const usualDays = 14;

/** A proposal that is put to a group between meetings. */
export function NewDecisionDialog(props: {
  open: boolean;
  /** The decision that it would replace. */
  replaces?: Decision | undefined;
  onClose: () => void;
  onMade: (it: Decision) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const today = useToday();
  const doing = createDoing();
  const fresh = (): Details => ({
    title: "",
    context: "",
    options: [],
    method: "consent",
    respondBy: addDays(today(), usualDays),
    daysMin: String(me().initiative.governance?.asyncDaysMin ?? 0),
    indicatorIds: props.replaces?.indicatorIds ?? [],
    strategyIds: props.replaces?.strategyIds ?? [],
    quote: "",
  });
  const [details, setDetails] = createSignal(fresh());
  const [proposal, setProposal] = createSignal("");
  const [groupId, setGroupId] = createSignal("");
  const [visibility, setVisibility] = createSignal<Visibility>("partners");
  /** Sent twice, it is one. */
  let id = newId("dec");
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        void commonAgenda.need();
        id = newId("dec");
        setDetails(fresh());
        setProposal("");
        setGroupId(props.replaces?.groupId ?? groups.value()?.[0]?.id ?? "");
        setVisibility(props.replaces?.visibility ?? "partners");
      },
    ),
  );
  const raise = async () => {
    const { title, context, daysMin, respondBy, quote, ...said } = details();
    let made: Decision | undefined;
    const isMade = await doing.run(async () => {
      made = await say.raise({
        ...said,
        id,
        title: title.trim() || null,
        proposal: proposal().trim(),
        context: context.trim() || null,
        respondBy: respondBy || null,
        daysMin: daysMin === "" ? null : Number(daysMin),
        visibility: visibility(),
        groupId: groupId() || (groups.value()?.[0]?.id ?? null),
        raisedByOrganizationId: null,
        fromMeetingId: null,
        fromItemId: null,
        quote: null,
        passage: passageOf(quote, null, commonAgenda.value()),
        supersedesId: props.replaces?.id ?? null,
      });
    });
    if (!isMade || !made) return;
    toast(t("raised", { number: made.number }));
    props.onMade(made);
  };
  return (
    <FormDialog
      open={props.open}
      title={t("newTitle")}
      act={t("raise")}
      doing={doing}
      isBlocked={proposal().trim() === ""}
      onAct={() => void raise()}
      onClose={props.onClose}
    >
      <p class={styles.lead}>
        {t("newLead")}
        <Show when={props.replaces}>{(older) => ` ${t("replacing", { number: older().number })}`}</Show>
      </p>
      <WordsField
        label={t("proposal")}
        rows={4}
        required
        autofocus
        maxLength={4000}
        value={proposal()}
        error={doing.fields().proposal}
        onInput={(event) => setProposal(event.currentTarget.value)}
      />
      <div class={styles.pair}>
        <SelectField
          label={t("group")}
          value={groupId()}
          error={doing.fields().groupId}
          options={(groups.value() ?? []).map((it) => ({ value: it.id, label: it.name[language()] }))}
          onChange={(event) => setGroupId(event.currentTarget.value)}
        />
        <SelectField
          label={t("visibility")}
          value={visibility()}
          error={doing.fields().visibility}
          options={visibilities
            .filter((it) => it !== "backbone" || me().person.role === "backbone")
            .map((it) => ({ value: it, label: t(`seen_${it}`) }))}
          onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
        />
      </div>
      <DetailFields
        value={details()}
        onChange={(change) => setDetails({ ...details(), ...change })}
        today={today()}
        fields={doing.fields()}
      />
    </FormDialog>
  );
}
