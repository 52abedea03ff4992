import { createSignal, type JSX, Show } from "solid-js";
import type { ActView, DoAct } from "../../shared/acts/act.ts";
import { isOnline } from "../online.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./act.module.css";
import { CommitmentCard } from "./CommitmentCard.tsx";
import { DecisionCard } from "./DecisionCard.tsx";
import { MinutesCard } from "./MinutesCard.tsx";
import { ReadingCard } from "./ReadingCard.tsx";
import { ReadingFields } from "./ReadingFields.tsx";
import { words } from "./words.ts";

export type Answer = Pick<DoAct, "note" | "reason" | "dueOn"> &
  Partial<Pick<DoAct, "value" | "unit" | "isProvisional">>;

/** The question that a mailed button stands for, and its one button. */
export function ActForm(props: {
  view: ActView;
  isBusy: boolean;
  /** What is wrong with single fields. */
  fields: Readonly<Record<string, string>>;
  onAct: (answer: Answer) => void;
  children: JSX.Element;
}) {
  const t = useWords(words);
  const asks = () => questions[props.view.kind];
  const [note, setNote] = createSignal("");
  const [reason, setReason] = createSignal("");
  const [dueOn, setDueOn] = createSignal("");
  const needsDate = () => props.view.kind === "commitment.renegotiate";
  const needsReason = () =>
    needsDate() ||
    ["commitment.decline", "decision.reservation", "decision.objection"].includes(props.view.kind);
  const mayNote = () =>
    ["commitment.keep", "decision.consent", "decision.stand_aside"].includes(props.view.kind);
  const [reading, setReading] = createSignal<Partial<Answer>>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.view.reading && !reading()) return;
    props.onAct({
      note: note().trim() || null,
      reason: reason().trim() || null,
      dueOn: dueOn() || null,
      ...(props.view.reading ? reading() : {}),
    });
  };
  const change = () => {
    const { said, meeting } = props.view;
    if (meeting) return t("corrected");
    if (!said) return t("hasChanged");
    return t(said.isReader ? "youChanged" : "changedBy", { name: said.by, day: sayDay(said.on) });
  };
  return (
    <>
      <h1>{t(asks().title, { owner: props.view.decision?.organization ?? "" })}</h1>
      <Show when={props.view.kind === "reminders.stop"}>
        <p class={styles.lead}>{t("stopText")}</p>
      </Show>
      <Show when={props.view.hasChanged}>
        <div class={styles.gap}>
          <Banner kind="info">{change()}</Banner>
        </div>
      </Show>
      <Show when={props.view.commitment}>{(it) => <CommitmentCard commitment={it()} />}</Show>
      <Show when={props.view.meeting}>{(it) => <MinutesCard meeting={it()} />}</Show>
      <Show when={props.view.decision}>{(it) => <DecisionCard decision={it()} />}</Show>
      <Show when={props.view.reading}>{(it) => <ReadingCard reading={it()} />}</Show>
      <form class={styles.form} onSubmit={submit}>
        <Show when={props.view.reading}>
          {(it) => <ReadingFields reading={it()} fields={props.fields} onAnswer={setReading} />}
        </Show>
        <Show when={needsDate()}>
          <TextField
            label={t("newDate")}
            name="dueOn"
            type="date"
            required
            min={props.view.today}
            value={dueOn()}
            onInput={(event) => setDueOn(event.currentTarget.value)}
            hint={t("newDateHint", { day: sayDay(props.view.commitment?.dueOn ?? props.view.today) })}
            error={props.fields.dueOn}
          />
        </Show>
        <Show when={needsReason()}>
          <TextField
            label={t("reason")}
            name="reason"
            required
            maxLength={1000}
            value={reason()}
            onInput={(event) => setReason(event.currentTarget.value)}
            hint={t("reasonHint")}
            error={props.fields.reason}
          />
        </Show>
        <Show when={mayNote()}>
          <TextField
            label={t(props.view.decision ? "reason" : "note")}
            name="note"
            maxLength={1000}
            value={note()}
            onInput={(event) => setNote(event.currentTarget.value)}
            hint={t("noteHint")}
            error={props.fields.note}
          />
        </Show>
        {props.children}
        <div class={styles.press}>
          <Button kind="primary" size="large" type="submit" disabled={props.isBusy || !isOnline()}>
            {t(asks().button)}
          </Button>
        </div>
        <p class={styles.meta}>{t("asReader", { name: props.view.reader ?? "" })}</p>
      </form>
    </>
  );
}

const questions = {
  "commitment.accept": { title: "accept", button: "acceptButton" },
  "commitment.decline": { title: "decline", button: "declineButton" },
  "commitment.keep": { title: "keep", button: "keepButton" },
  "commitment.renegotiate": { title: "renegotiate", button: "renegotiateButton" },
  "decision.consent": { title: "consent", button: "consentButton" },
  "decision.reservation": { title: "reservation", button: "reservationButton" },
  "decision.stand_aside": { title: "aside", button: "asideButton" },
  "decision.objection": { title: "object", button: "objectButton" },
  "minutes.confirm": { title: "confirm", button: "confirmButton" },
  "reading.report": { title: "report", button: "reportButton" },
  "reminders.stop": { title: "stop", button: "stopButton" },
} as const satisfies Record<ActView["kind"], object>;
