import { createEffect, createSignal, on } from "solid-js";
import { addDays } from "../../shared/dates.ts";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { gradients, needsReason, type PositionKind, positions } from "../../shared/decisions/words.ts";
import { spellDay } from "../commitments/days.ts";
import { WordsField } from "../commitments/Words.tsx";
import { useMe } from "../sign-in/me.ts";
import { createDoing } from "../ui/doing.ts";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { FormDialog } from "./FormDialog.tsx";
import { partnerName, timesSpoken, useToday } from "./names.ts";
import { say } from "./open.ts";
import { words } from "./words.ts";

interface DialogProps {
  it: DecisionWithHistory;
  open: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}

/** Puts something right beside what was closed. */
export function CorrectDialog(props: DialogProps) {
  const t = useWords(words);
  const doing = createDoing();
  const [text, setText] = createSignal("");
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        setText("");
      },
    ),
  );
  const save = async () => {
    const isSaved = await doing.run(() => say.correction(props.it, text().trim()));
    await props.onChanged();
    if (!isSaved) return;
    toast(t("corrected"));
    props.onClose();
  };
  return (
    <FormDialog
      open={props.open}
      title={t("correctTitle", { number: props.it.number })}
      act={t("correct")}
      doing={doing}
      isBlocked={text().trim() === ""}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <p class={styles.lead}>{t("correctLead")}</p>
      <WordsField
        label={t("correction")}
        rows={4}
        required
        maxLength={2000}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** It was looked at again, and holds until the next time. */
export function ReviewDialog(props: DialogProps) {
  const t = useWords(words);
  const me = useMe();
  const today = useToday();
  const doing = createDoing();
  const [note, setNote] = createSignal("");
  const [day, setDay] = createSignal("");
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        setNote("");
        setDay(addDays(today(), me().initiative.governance?.reviewAfterDays ?? 180));
      },
    ),
  );
  const save = async () => {
    const isSaved = await doing.run(() => say.review(props.it, day(), note().trim() || null));
    await props.onChanged();
    if (!isSaved) return;
    toast(t("reviewed", { day: spellDay(day()) }));
    props.onClose();
  };
  return (
    <FormDialog
      open={props.open}
      title={t("reviewTitle", { number: props.it.number })}
      act={t("review")}
      doing={doing}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <p class={styles.lead}>{t("reviewLead")}</p>
      <TextField
        label={t("reviewDay")}
        type="date"
        required
        min={today()}
        value={day()}
        error={doing.fields().reviewOn}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <WordsField
        label={t("reviewNote")}
        rows={3}
        maxLength={2000}
        value={note()}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** What a partner said on the telephone, written down by the backbone and shown as such. */
export function OnBehalfDialog(props: DialogProps) {
  const t = useWords(words);
  const doing = createDoing();
  const [organizationId, setOrganizationId] = createSignal("");
  const [said, setSaid] = createSignal("consent");
  const [reason, setReason] = createSignal("");
  const isGraded = () => props.it.method === "gradients";
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        setOrganizationId(props.it.stillToHearFrom[0] ?? props.it.askedIds[0] ?? "");
        setSaid(isGraded() ? "1" : "consent");
        setReason("");
      },
    ),
  );
  const level = () => (isGraded() && said() !== "recused" ? Number(said()) : null);
  const position = (): PositionKind =>
    level() === null ? (said() as PositionKind) : gradients[level()! - 1]!;
  const save = async () => {
    const isSaved = await doing.run(() =>
      say.position(props.it.id, {
        organizationId: organizationId(),
        position: position(),
        level: level(),
        reason: reason().trim() || null,
        proposalVersion: props.it.proposalVersion,
        before: timesSpoken(props.it, organizationId()),
      }),
    );
    await props.onChanged();
    if (!isSaved) return;
    toast(t("recorded", { partner: partnerName(organizationId()) }));
    props.onClose();
  };
  const choices = () =>
    isGraded()
      ? [
          ...gradients.map((_, at) => ({
            value: String(at + 1),
            label: t(`level_${(at + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`),
          })),
          { value: "recused", label: t("recused") },
        ]
      : positions.map((value) => ({ value, label: t(value) }));
  return (
    <FormDialog
      open={props.open}
      title={t("recordFor")}
      act={t("record")}
      doing={doing}
      onAct={() => void save()}
      onClose={props.onClose}
    >
      <p class={styles.lead}>{t("recordForLead")}</p>
      <div class={styles.pair}>
        <SelectField
          label={t("partner")}
          value={organizationId()}
          options={props.it.askedIds.map((value) => ({ value, label: partnerName(value) }))}
          onChange={(event) => setOrganizationId(event.currentTarget.value)}
        />
        <SelectField
          label={t("position")}
          value={said()}
          options={choices()}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
      </div>
      <WordsField
        label={t("reason")}
        hint={t(needsReason(position()) ? "reasonNeeded" : "reasonPerhaps")}
        rows={2}
        required={needsReason(position())}
        maxLength={2000}
        value={reason()}
        error={doing.fields().reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
