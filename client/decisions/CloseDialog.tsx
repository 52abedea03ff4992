import { createEffect, createSignal, For, on, Show } from "solid-js";
import { addDays } from "../../shared/dates.ts";
import type { Hindrance } from "../../shared/decisions/closing.ts";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { newId } from "../../shared/ids.ts";
import { commitments, offer } from "../commitments/commitments.ts";
import { spellDay } from "../commitments/days.ts";
import { WordsField } from "../commitments/Words.tsx";
import { partnersHere } from "../organizations/organizations.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, ChoiceField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { FormDialog } from "./FormDialog.tsx";
import { partnerName, useToday } from "./names.ts";
import { say } from "./open.ts";
import { words } from "./words.ts";

type How = "adopted" | "not_adopted" | "withdrawn";

/** How a decision ends between meetings: what holds, when it is looked at again, and what follows, be it nothing. */
export function CloseDialog(props: {
  it: DecisionWithHistory;
  open: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const me = useMe();
  const today = useToday();
  const doing = createDoing();
  const [how, setHow] = createSignal<How>("adopted");
  const [outcome, setOutcome] = createSignal("");
  const [reviewOn, setReviewOn] = createSignal("");
  const [optionId, setOptionId] = createSignal("");
  const [ids, setIds] = createSignal<string[]>([]);
  const [isNone, setNone] = createSignal(false);
  const [isFallback, setFallback] = createSignal(false);
  const named = () => (commitments.value() ?? []).filter((it) => it.fromDecisionId === props.it.id);
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        doing.clear();
        setHow(props.it.verdict.hindrances.length === 0 ? "adopted" : "not_adopted");
        setOutcome(props.it.verdict.hindrances.length === 0 ? props.it.proposal : "");
        setReviewOn(addDays(today(), me().initiative.governance?.reviewAfterDays ?? 180));
        setOptionId("");
        setIds(named().map((it) => it.id));
        setNone(false);
        setFallback(false);
      },
    ),
  );
  const hindrances = () => (isFallback() ? (props.it.verdict.fallback ?? []) : props.it.verdict.hindrances);
  const isAdopted = () => how() === "adopted";
  const choose = (it: How) => {
    setHow(it);
    if (it === "adopted" && outcome() === "") setOutcome(props.it.proposal);
    else if (it !== "adopted" && outcome() === props.it.proposal) setOutcome("");
  };
  const close = async () => {
    const isClosed = await doing.run(() =>
      say.closing(props.it.id, {
        version: props.it.version,
        status: how(),
        outcome: outcome().trim(),
        chosenOptionId: isAdopted() ? optionId() || null : null,
        reviewOn: isAdopted() ? reviewOn() || null : null,
        commitmentIds: isAdopted() ? ids() : [],
        noCommitments: isAdopted() && isNone() && ids().length === 0,
        isFallback: isAdopted() && isFallback(),
      }),
    );
    await props.onChanged();
    if (!isClosed) return;
    toast(t("closed", { number: props.it.number }));
    props.onClose();
  };
  const fallsBack = () => props.it.verdict.fallback !== null && props.it.verdict.hindrances.length > 0;
  return (
    <FormDialog
      open={props.open}
      title={t("closeTitle", { number: props.it.number })}
      act={t("closeIt")}
      doing={doing}
      isBlocked={isAdopted() && hindrances().length > 0}
      onAct={() => void close()}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t("closeAs")}
        name="how"
        value={how()}
        onChange={choose}
        options={(["adopted", "not_adopted", "withdrawn"] as const).map((value) => ({
          value,
          label: t(`as_${value}`),
          note: t(`as_${value}_note`),
        }))}
      />
      <Show when={isAdopted()}>
        <Show when={fallsBack()}>
          <CheckField label={t("useFallback")} checked={isFallback()} onChange={setFallback} />
        </Show>
        <Show when={hindrances().length > 0} fallback={<Banner kind="ok">{t("mayClose")}</Banner>}>
          <Banner kind="warn">
            <b>{t("hindrances")}</b>
            <ul class={styles.hindrances}>
              <For each={hindrances()}>{(it) => <li>{sayHindrance(it, t)}</li>}</For>
            </ul>
          </Banner>
        </Show>
      </Show>
      <WordsField
        label={t(isAdopted() ? "outcome" : "outcomeWhy")}
        rows={3}
        required
        maxLength={4000}
        value={outcome()}
        error={doing.fields().outcome}
        onInput={(event) => setOutcome(event.currentTarget.value)}
      />
      <Show when={isAdopted()}>
        <div class={styles.pair}>
          <TextField
            label={t("reviewDay")}
            type="date"
            required
            min={today()}
            value={reviewOn()}
            error={doing.fields().reviewOn}
            onInput={(event) => setReviewOn(event.currentTarget.value)}
          />
          <Show when={props.it.options.length > 0}>
            <SelectField
              label={t("chosenOption")}
              value={optionId()}
              options={[
                { value: "", label: t("noOption") },
                ...props.it.options.map((it) => ({ value: it.id, label: it.title })),
              ]}
              onChange={(event) => setOptionId(event.currentTarget.value)}
            />
          </Show>
        </div>
        <fieldset>
          <legend class={styles.legend}>{t("follow")}</legend>
          <div class={styles.checks}>
            <For each={named()}>
              {(it) => (
                <label>
                  <input
                    type="checkbox"
                    checked={ids().includes(it.id)}
                    onChange={(event) =>
                      setIds(
                        event.currentTarget.checked ? [...ids(), it.id] : ids().filter((id) => id !== it.id),
                      )
                    }
                  />
                  C-{it.number} {it.what}, {partnerName(it.ownerOrganizationId)}, {spellDay(it.dueOn)}
                </label>
              )}
            </For>
            <Show when={ids().length === 0}>
              <label>
                <input
                  type="checkbox"
                  checked={isNone()}
                  onChange={(event) => setNone(event.currentTarget.checked)}
                />
                {t("noCommitments")}
              </label>
            </Show>
            <Show when={doing.fields().commitmentIds}>
              {(error) => <Banner kind="warn">{error()}</Banner>}
            </Show>
          </div>
        </fieldset>
        <AddCommitment it={props.it} today={today()} onMade={(id) => setIds([...ids(), id])} />
      </Show>
      <p class={styles.lead}>{t("immutable")}</p>
    </FormDialog>
  );
}

function sayHindrance(it: Hindrance, t: ReturnType<typeof useWords<keyof (typeof words)["en"]>>) {
  switch (it.is) {
    case "quorum":
      return t("hindrance_quorum", { have: it.have, needed: it.needed });
    case "days":
      return t("hindrance_days", { day: spellDay(it.on) });
    case "objection":
      return t("hindrance_objection", { names: sayList(it.organizationIds.map(partnerName)) });
    case "agreement":
      return t("hindrance_agreement", { have: it.have, needed: it.needed });
  }
}

/** A commitment that follows, offered at once to whoever is to do it. */
function AddCommitment(props: { it: DecisionWithHistory; today: string; onMade: (id: string) => void }) {
  const t = useWords(words);
  const doing = createDoing();
  const [isOpen, setOpen] = createSignal(false);
  const [what, setWhat] = createSignal("");
  const [ownerId, setOwnerId] = createSignal("");
  const [dueOn, setDueOn] = createSignal("");
  let id = newId("com");
  const add = async () => {
    const isMade = await doing.run(async () => {
      const made = await offer({
        id,
        what: what().trim(),
        ownerOrganizationId: ownerId(),
        ownerPersonId: null,
        supportOrganizationIds: [],
        dueOn: dueOn(),
        activityId: null,
        strategyIds: props.it.strategyIds,
        indicatorIds: props.it.indicatorIds,
        contribution: null,
        visibility: props.it.visibility === "public" ? "partners" : props.it.visibility,
        groupId: props.it.groupId,
        fromMeetingId: null,
        fromItemId: null,
        fromDecisionId: props.it.id,
        quote: null,
      });
      props.onMade(made.id);
    });
    if (!isMade) return;
    id = newId("com");
    setWhat("");
    setOpen(false);
  };
  return (
    <Show
      when={isOpen()}
      fallback={
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            {t("newCommitment")}
          </Button>
        </div>
      }
    >
      <div class={styles.inner}>
        <TextField
          label={t("newCommitmentWhat")}
          maxLength={280}
          value={what()}
          error={doing.fields().what}
          onInput={(event) => setWhat(event.currentTarget.value)}
        />
        <div class={styles.pair}>
          <SelectField
            label={t("newCommitmentWho")}
            value={ownerId()}
            options={[
              { value: "", label: "—" },
              ...partnersHere().map((it) => ({ value: it.id, label: it.shortName })),
            ]}
            onChange={(event) => setOwnerId(event.currentTarget.value)}
          />
          <TextField
            label={t("newCommitmentBy")}
            type="date"
            min={props.today}
            value={dueOn()}
            error={doing.fields().dueOn}
            onInput={(event) => setDueOn(event.currentTarget.value)}
          />
        </div>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
        <div>
          <Button
            size="small"
            disabled={doing.isBusy() || !what().trim() || !ownerId() || !dueOn()}
            onClick={() => void add()}
          >
            {t("addIt")}
          </Button>
        </div>
      </div>
    </Show>
  );
}
