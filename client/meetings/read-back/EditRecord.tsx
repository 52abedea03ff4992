import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import { isOpen } from "../../../shared/decisions/readings.ts";
import { newId } from "../../../shared/ids.ts";
import type { IndicatorWithState, NewReading } from "../../../shared/indicators/indicator.ts";
import type { MeetingWithAgenda, ParkedItem } from "../../../shared/meetings/meeting.ts";
import { may, voiceFor } from "../../../shared/roles.ts";
import { api, ask } from "../../api.ts";
import { partnersToChoose } from "../../organizations/organizations.ts";
import { whoOf } from "../../shell/who.ts";
import { useMe } from "../../sign-in/me.ts";
import { Button } from "../../ui/Button.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { useWords } from "../../words/words.ts";
import { organizationOf } from "../recap/recaps.ts";
import type { Captured } from "./captured.ts";
import styles from "./read-back.module.css";
import { words } from "./words.ts";

/**
 * Puts a record right where it is read. An offer changes as a whole; what was accepted keeps its words, and gets a new
 * date with a reason, or a note. A proposal that is open gets other words, and so does what was set aside; beside what
 * was agreed stands a correction.
 * What cannot be changed here says who could.
 */
export function EditRecord(props: {
  record: Captured;
  meeting: MeetingWithAgenda;
  onClose: () => void;
  onSaved: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [what, setWhat] = createSignal(props.record.what);
  const [owner, setOwner] = createSignal(props.record.ownerOrganizationId ?? "");
  const [due, setDue] = createSignal(props.record.dueOn ?? "");
  const [note, setNote] = createSignal("");
  const [value, setValue] = createSignal(String(props.record.indicator?.latest?.value ?? ""));
  let form: HTMLFormElement | undefined;
  onMount(() => form?.querySelector<HTMLElement>("input, button")?.focus());

  const decision = () => props.record.decision;
  const isLedDecision = () => {
    const it = decision();
    const { chairIds } = props.meeting;
    return it !== undefined && may.leadDecision(whoOf(me()), { ...it, chairIds });
  };
  const indicator = () => props.record.indicator;
  /** A reading is never overwritten: another of the same period takes its place. */
  const isReported = () => {
    const it = indicator();
    return it !== undefined && may.report(whoOf(me()), it.reporterOrganizationId);
  };
  const parked = () => props.record.parked;
  const isLedParked = () => parked() !== undefined && may.leadMeeting(whoOf(me()), props.meeting);
  const commitment = () => props.record.commitment;
  const isOffer = () => commitment()?.status === "offered" && commitment()?.handedOverBy === null;
  const isMine = () => {
    const it = commitment();
    return it?.status === "active" && voiceFor(whoOf(me()), it.ownerOrganizationId) !== undefined;
  };
  async function save(event: SubmitEvent) {
    event.preventDefault();
    const it = commitment();
    const proposed = decision();
    const reported = indicator();
    const aside = parked();
    const isDone = await doing.run(async () => {
      if (aside) await rewordParked(aside);
      if (it) await (isOffer() ? reword(it) : change(it));
      if (reported) await report(reported);
      if (proposed) await (isOpen(proposed) ? propose(proposed) : correct(proposed));
    });
    if (isDone) props.onSaved();
  }
  const rewordParked = (it: ParkedItem) =>
    ask(
      api.meetings[":id"]["parking-lot"][":parked"].rewording.$post({
        param: { id: props.meeting.id, parked: it.id },
        json: { was: it.text, text: what() },
      }),
    );
  const propose = ({ id, proposalVersion }: Decision) =>
    ask(
      api.decisions[":id"].proposals.$post({
        param: { id },
        json: { proposalVersion, proposal: what(), note: t("putRight") },
      }),
    );
  const correct = ({ id, version }: Decision) =>
    ask(api.decisions[":id"].corrections.$post({ param: { id }, json: { version, text: note() } }));
  const reword = ({ id, version }: Commitment) =>
    ask(
      api.commitments[":id"].rewording.$post({
        param: { id },
        json: { version, what: what(), ownerOrganizationId: owner(), dueOn: due() },
      }),
    );
  async function report({ id, unit, latest }: IndicatorWithState) {
    if (!latest) return;
    const json: NewReading = {
      id: newId("rdg"),
      period: latest.period,
      value: Number(value()),
      isProvisional: latest.status === "provisional",
      note: note().trim() || latest.note,
      unit,
      // What was said of its groups stays as it was.
      disaggregation: latest.disaggregation.map(({ group, by }) => ({ group, by, value: null })),
      replacesId: latest.id,
      fromMeetingId: props.meeting.id,
      fromItemId: latest.fromItemId,
    };
    await ask(api.indicators[":id"].readings.$post({ param: { id }, json }));
  }
  async function change({ id, version, dueOn }: Commitment) {
    let seen = version;
    if (due() !== dueOn) {
      const json = { version, dueOn: due(), reason: t("putRight"), agreedAtMeetingId: props.meeting.id };
      const answer = await ask(api.commitments[":id"].renegotiation.$post({ param: { id }, json }));
      seen = answer.commitment.version;
    }
    if (note().trim() !== "")
      await ask(
        api.commitments[":id"].notes.$post({ param: { id }, json: { version: seen, note: note().trim() } }),
      );
  }

  return (
    <form
      ref={form}
      class={styles.edit}
      aria-label={t("editTitle")}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        // Before the dialog hears of it: a browser lets a dialog refuse to close only so often.
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <Switch
        fallback={<p>{t("cannot", { name: organizationOf(props.record.ownerOrganizationId ?? "").name })}</p>}
      >
        <Match when={isOffer()}>
          <TextField
            label={t("what")}
            value={what()}
            required
            maxlength={280}
            error={doing.fields().what}
            onInput={(event) => setWhat(event.currentTarget.value)}
          />
          <SelectField
            label={t("owner")}
            value={owner()}
            onChange={(event) => setOwner(event.currentTarget.value)}
            options={partnersToChoose(commitment()?.ownerOrganizationId).map((it) => ({
              value: it.id,
              label: it.shortName,
            }))}
          />
          <DueField />
        </Match>
        <Match when={isLedDecision() && isOpen(decision()!)}>
          <TextField
            label={t("proposal")}
            value={what()}
            required
            maxlength={4000}
            error={doing.fields().proposal}
            onInput={(event) => setWhat(event.currentTarget.value)}
          />
        </Match>
        <Match when={isLedDecision()}>
          <TextField
            label={t("note")}
            hint={t("correctionHint")}
            value={note()}
            required
            maxlength={2000}
            error={doing.fields().text}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </Match>
        <Match when={isLedParked()}>
          <TextField
            label={t("parkedText")}
            value={what()}
            required
            maxlength={500}
            error={doing.fields().text}
            onInput={(event) => setWhat(event.currentTarget.value)}
          />
        </Match>
        <Match when={isReported()}>
          <TextField
            label={t("value", { unit: indicator()!.unit })}
            value={value()}
            type="number"
            step="any"
            required
            error={doing.fields().value}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
          <TextField
            label={t("valueNote")}
            hint={t("valueHint")}
            value={note()}
            maxlength={1000}
            error={doing.fields().note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </Match>
        <Match when={isMine()}>
          <DueField />
          <TextField
            label={t("note")}
            hint={t("noteHint")}
            value={note()}
            maxlength={1000}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </Match>
      </Switch>
      <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      <div class={styles.acts}>
        <Button onClick={() => props.onClose()}>{t("cancel")}</Button>
        <Show when={isOffer() || isMine() || isLedDecision() || isLedParked() || isReported()}>
          <Button kind="primary" type="submit" disabled={doing.isBusy()}>
            {t("save")}
          </Button>
        </Show>
      </div>
    </form>
  );

  function DueField() {
    return (
      <TextField
        label={t("due")}
        type="date"
        required
        value={due()}
        error={doing.fields().dueOn}
        onInput={(event) => setDue(event.currentTarget.value)}
      />
    );
  }
}
