import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import { addDays, type Day } from "../../shared/dates.ts";
import { voiceFor } from "../../shared/roles.ts";
import type { Problem } from "../api.ts";
import { isOnline } from "../online.ts";
import { partnersHere, peopleOf } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { checkIcon } from "../ui/icons.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { type Act, actsFor, isOneTap } from "./acts.ts";
import { readCommitment, say } from "./commitments.ts";
import styles from "./panel.module.css";
import { WordsField } from "./Words.tsx";
import { words } from "./words.ts";

/** What can be said of one commitment by whoever has a voice in it; nothing for others. */
export function Actions(props: {
  it: CommitmentWithHistory;
  today: Day;
  /** What a key asked for, until it is said or given up. */
  asked: Act | undefined;
  onAsk: (act: Act | undefined) => void;
  onChanged: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [conflict, setConflict] = createSignal<{ message: string; again: () => Promise<unknown> }>();
  const voice = () => voiceFor(whoOf(me()), props.it.ownerOrganizationId);
  const possible = createMemo(() => (voice() ? actsFor(props.it) : []));
  const form = () => (props.asked && possible().includes(props.asked) ? props.asked : undefined);
  createEffect(
    on(
      () => props.it.id,
      () => {
        doing.clear();
        setConflict(undefined);
      },
    ),
  );

  /** Says it; whoever was a moment too late is told who was first, and decides again. */
  async function act(what: Act, said: Said) {
    const { id, number } = props.it;
    const attempt = async (version: number) => {
      const now = await carryOut(what, { id, version }, said);
      props.onAsk(undefined);
      setConflict(undefined);
      await props.onChanged();
      tell(what, number, now);
    };
    await doing.run(async () => {
      try {
        await attempt(props.it.version);
      } catch (error) {
        if ((error as Problem).code !== "conflict") throw error;
        await props.onChanged();
        const message = (error as Problem).message;
        setConflict({ message, again: async () => attempt((await readCommitment(id)).version) });
      }
    });
  }

  /** Says what was done; with a way back where a later event can honestly be one. */
  function tell(what: Act, number: number, now: { id: string; version: number }) {
    const closes = what === "kept" || what === "not_kept" || what === "released";
    const undo = closes
      ? () => say.reopened(now, t("undoReason"))
      : what === "help_asked"
        ? () => say.helpFound(now, t("undoReason"))
        : undefined;
    const back =
      undo && (() => void undo().then(props.onChanged, (error) => toast((error as Error).message)));
    toast(t(`done_${what}`, { number }), back);
  }

  return (
    <Show when={possible().length > 0}>
      <div class={styles.actions}>
        <For each={possible()}>
          {(it) => (
            <Button
              size="small"
              kind={isPrimary(it) ? "primary" : it === "help_asked" ? "soft" : "default"}
              {...(isPrimary(it) ? { icon: checkIcon } : {})}
              disabled={doing.isBusy() || !isOnline()}
              title={isOnline() ? undefined : t("offlineReason")}
              aria-expanded={isOneTap(it) ? undefined : form() === it}
              data-act={it}
              onClick={() => (isOneTap(it) ? void act(it, {}) : props.onAsk(form() === it ? undefined : it))}
            >
              {t(`act_${it}`)}
            </Button>
          )}
        </For>
      </div>
      <Show when={voice() === "on_behalf"}>
        <p class={styles.quiet}>{t("onBehalfNote")}</p>
      </Show>
      <Show when={conflict()}>
        {(it) => (
          <div role="alert" class={styles.conflict}>
            <Banner kind="warn">{it().message}</Banner>
            <div class={styles.actions}>
              <Button size="small" onClick={() => setConflict(undefined)}>
                {t("keepAsItIs")}
              </Button>
              <Button
                size="small"
                kind="primary"
                disabled={doing.isBusy()}
                onClick={() => void doing.run(it().again)}
              >
                {t("changeAnyway")}
              </Button>
            </div>
          </div>
        )}
      </Show>
      <Show when={form()} keyed>
        {(it) => (
          <ActForm
            act={it}
            it={props.it}
            today={props.today}
            doing={doing}
            onSay={(said) => void act(it, said)}
            onCancel={() => props.onAsk(undefined)}
          />
        )}
      </Show>
      <Show when={doing.failure() && Object.keys(doing.fields()).length === 0}>
        <Failure error={doing.failure()} />
      </Show>
    </Show>
  );
}

const isPrimary = (act: Act) => act === "accepted" || act === "kept";

interface Said {
  reason?: string;
  dueOn?: Day;
  organizationId?: string;
  personId?: string | null;
}

function carryOut(act: Act, it: { id: string; version: number }, said: Said) {
  const reason = said.reason ?? "";
  switch (act) {
    case "accepted":
      return say.accepted(it);
    case "declined":
      return say.declined(it, reason);
    case "kept":
      return say.kept(it);
    case "not_kept":
      return say.notKept(it, reason);
    case "released":
      return say.released(it, reason);
    case "moved":
      return say.moved(it, said.dueOn!, reason);
    case "help_asked":
      return say.helpAsked(it, reason);
    case "help_found":
      return say.helpFound(it);
    case "handed_over":
      return say.handedOver(it, said.organizationId!, said.personId ?? null, reason);
    case "reopened":
      return say.reopened(it, reason);
  }
}

/** What an act asks for: a reason always, a day for a new date, somebody for a handover. */
function ActForm(props: {
  act: Act;
  it: CommitmentWithHistory;
  today: Day;
  doing: ReturnType<typeof createDoing>;
  onSay: (said: Said) => void;
  onCancel: () => void;
}) {
  const t = useWords(words);
  const [reason, setReason] = createSignal("");
  const [dueOn, setDueOn] = createSignal(
    addDays(props.it.dueOn > props.today ? props.it.dueOn : props.today, 14),
  );
  const [organizationId, setOrganization] = createSignal(props.it.ownerOrganizationId);
  const [personId, setPerson] = createSignal("");
  const candidates = () =>
    peopleOf(organizationId()).filter((it) => it.role !== "observer" && it.id !== props.it.ownerPersonId);
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSay({
          reason: reason().trim(),
          dueOn: dueOn(),
          organizationId: organizationId(),
          personId: personId() || null,
        });
      }}
    >
      <Show when={props.act === "moved"}>
        <TextField
          label={t("newDate")}
          type="date"
          required
          autofocus
          min={props.today}
          value={dueOn()}
          onInput={(event) => setDueOn(event.currentTarget.value)}
          error={props.doing.fields().dueOn}
        />
      </Show>
      <Show when={props.act === "handed_over"}>
        <SelectField
          label={t("handTo")}
          value={organizationId()}
          onChange={(event) => {
            setOrganization(event.currentTarget.value);
            setPerson("");
          }}
          options={partnersHere().map((it) => ({ value: it.id, label: it.shortName }))}
        />
        <SelectField
          label={t("person")}
          value={personId()}
          onChange={(event) => setPerson(event.currentTarget.value)}
          options={[
            { value: "", label: t("nobodyNamed") },
            ...candidates().map((it) => ({ value: it.id, label: it.name })),
          ]}
        />
        <Show when={organizationId() !== props.it.ownerOrganizationId}>
          <p class={styles.quiet}>{t("handNote")}</p>
        </Show>
      </Show>
      <WordsField
        label={t(`reason_${props.act}`)}
        required
        value={reason()}
        onInput={(event) => setReason(event.currentTarget.value)}
        error={props.doing.fields().reason}
        ref={(element) => props.act !== "moved" && queueMicrotask(() => element.focus())}
      />
      <div class={styles.actions}>
        <Button size="small" onClick={props.onCancel}>
          {t("cancel")}
        </Button>
        <Button size="small" kind="primary" type="submit" disabled={props.doing.isBusy() || !isOnline()}>
          {t(`act_${props.act}`)}
        </Button>
      </div>
    </form>
  );
}
