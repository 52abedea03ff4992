import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { addDays } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import { isOfCadence, periodOf, previousPeriod } from "../../shared/indicators/period.ts";
import type { NewRound, ReadingMails, RoundWithAnswers } from "../../shared/indicators/round.ts";
import { sayNearDay } from "../commitments/days.ts";
import dialogs from "../commitments/dialogs.module.css";
import { sendIcon } from "../commitments/icons.ts";
import { partnerName } from "../commitments/names.ts";
import { FormDialog } from "../decisions/FormDialog.tsx";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { sayList } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { Mails } from "./CallDialog.tsx";
import { charts, closeRound, openRound, previewRound, rounds } from "./charts.ts";
import styles from "./not-reported.module.css";
import { words } from "./round-words.ts";
import { sayPeriod, sayValue } from "./say.ts";

/** The rounds that are open: what came, who is still to be heard, and how to end them. */
export function Rounds(props: {
  today: string;
  mayAsk: boolean;
  onRemind: (items: { indicatorId: string; period: string }[]) => void;
}) {
  const t = useWords(words);
  const doing = createDoing();
  const open = () => (rounds.value() ?? []).filter((it) => it.closedOn === null && it.answers.length > 0);
  const close = (it: RoundWithAnswers) =>
    doing.run(async () => {
      await closeRound(it.id);
      toast(t("closed", { period: sayPeriod(it.period) }));
    });
  return (
    <For each={open()}>
      {(it) => {
        const waiting = () => it.answers.filter(({ standing }) => standing === "waiting");
        const missing = () =>
          it.answers.filter(({ standing }) => standing === "waiting" || standing === "provisional");
        return (
          <section class={styles.box} aria-label={t("roundOf", { period: sayPeriod(it.period) })}>
            <h2>{t("roundOf", { period: sayPeriod(it.period) })}</h2>
            <ul>
              <li>
                <span class={styles.count}>
                  {t("count", { said: it.answers.length - waiting().length, all: it.answers.length })}
                  <small>{t("until", { day: sayNearDay(it.dueOn, props.today) })}</small>
                </span>
                <span class={styles.what}>
                  <Show when={waiting().length > 0} fallback={t("everybody")}>
                    {t("waitingFor", {
                      partners: sayList([
                        ...new Set(waiting().map((one) => partnerName(one.reporterOrganizationId))),
                      ]),
                    })}
                  </Show>
                </span>
                <Show when={props.mayAsk}>
                  <span class={styles.acts}>
                    <Show when={missing().length > 0}>
                      <Button
                        size="small"
                        icon={sendIcon}
                        onClick={() =>
                          props.onRemind(
                            missing().map(({ indicatorId }) => ({ indicatorId, period: it.period })),
                          )
                        }
                      >
                        {t("remind")}
                      </Button>
                    </Show>
                    <Button
                      size="small"
                      kind="ghost"
                      disabled={doing.isBusy() || !isOnline()}
                      onClick={() => void close(it)}
                    >
                      {t("close")}
                    </Button>
                  </span>
                </Show>
              </li>
              <For each={it.answers}>{(one) => <Answer it={one} />}</For>
            </ul>
            <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
          </section>
        );
      }}
    </For>
  );
}

function Answer(props: { it: RoundWithAnswers["answers"][number] }) {
  const t = useWords(words);
  const language = useLanguage();
  const chart = () => charts.value()?.find((it) => it.id === props.it.indicatorId);
  const said = () => {
    const { standing, reading } = props.it;
    const value = reading?.value;
    if (standing === "waiting" || value === null || value === undefined)
      return standing === "not_collected" ? t("notCollected", { why: reading?.note ?? "" }) : t("waiting");
    const written = sayValue(value, chart()?.unit ?? "");
    return standing === "provisional" ? t("provisional", { value: written }) : written;
  };
  return (
    <li data-answer={props.it.indicatorId}>
      <span>{partnerName(props.it.reporterOrganizationId)}</span>
      <span class={styles.what}>
        {chart()?.code} {chart()?.name[language()]}
      </span>
      <span class={styles.said} data-standing={props.it.standing}>
        {said()}
      </span>
    </li>
  );
}

/** So many periods back can be asked for. */
const periodsMax = 8;
const daysToAnswer = 14;

/** Opens a round: a period, which indicators, until when; then the very mails, before any of them goes out. */
export function RoundDialog(props: { open: boolean; today: string; onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const doing = createDoing();
  const [cadence, setCadence] = createSignal<"monthly" | "quarterly" | "yearly">("quarterly");
  const [period, setPeriod] = createSignal("");
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [dueOn, setDueOn] = createSignal("");
  const [note, setNote] = createSignal("");
  const [preview, setPreview] = createSignal<ReadingMails>();
  let id = newId("rnd");
  const all = createMemo(() => (charts.value() ?? []).filter((it) => it.cadence === cadence()));
  const cadencesHere = () =>
    (["monthly", "quarterly", "yearly"] as const).filter((one) =>
      (charts.value() ?? []).some((it) => it.cadence === one),
    );
  const periods = createMemo(() => {
    const some: string[] = [];
    let one = previousPeriod(periodOf(cadence(), props.today));
    for (let back = 0; back < periodsMax; back += 1) {
      some.push(one);
      one = previousPeriod(one);
    }
    return some;
  });
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        id = newId("rnd");
        doing.clear();
        setPreview(undefined);
        setNote("");
        setDueOn(addDays(props.today, daysToAnswer));
        choose(cadencesHere().includes("quarterly") ? "quarterly" : (cadencesHere()[0] ?? "quarterly"));
      },
    ),
  );
  function choose(one: "monthly" | "quarterly" | "yearly") {
    setCadence(one);
    setPeriod(periods()[0]!);
    setChosen(new Set(all().map((it) => it.id)));
    setPreview(undefined);
  }
  const asked = (): NewRound => ({
    id,
    period: period(),
    indicatorIds: [...chosen()],
    dueOn: dueOn(),
    note: note().trim() || null,
  });
  const act = () =>
    doing.run(async () => {
      if (!preview()) {
        setPreview(await previewRound(asked()));
        return;
      }
      const opened = await openRound(asked());
      toast(t("opened", { period: sayPeriod(period()), count: opened.mails.length }));
      props.onClose();
    });
  return (
    <FormDialog
      open={props.open}
      title={t("title")}
      act={preview() ? t("open", { count: preview()!.mails.length }) : t("look")}
      doing={doing}
      isBlocked={chosen().size === 0 || !isOfCadence(period(), cadence()) || dueOn() === ""}
      onAct={() => void act()}
      onClose={props.onClose}
    >
      <Show
        when={preview()}
        fallback={
          <>
            <div class={dialogs.pair}>
              <Show when={cadencesHere().length > 1}>
                <SelectField
                  label={t("cadence")}
                  value={cadence()}
                  options={cadencesHere().map((one) => ({ value: one, label: t(one) }))}
                  onChange={(event) => choose(event.currentTarget.value as "quarterly")}
                />
              </Show>
              <SelectField
                label={t("period")}
                value={period()}
                options={periods().map((one) => ({ value: one, label: sayPeriod(one) }))}
                onChange={(event) => setPeriod(event.currentTarget.value)}
              />
              <TextField
                label={t("dueOn")}
                type="date"
                required
                min={props.today}
                value={dueOn()}
                error={doing.fields().dueOn}
                onInput={(event) => setDueOn(event.currentTarget.value)}
              />
            </div>
            <fieldset class={dialogs.helpers}>
              <legend>{t("which")}</legend>
              <For each={all()}>
                {(it) => (
                  <label>
                    <input
                      type="checkbox"
                      checked={chosen().has(it.id)}
                      onChange={(event) => {
                        const now = new Set(chosen());
                        if (event.currentTarget.checked) now.add(it.id);
                        else now.delete(it.id);
                        setChosen(now);
                      }}
                    />
                    {it.code} {it.name[language()]}
                  </label>
                )}
              </For>
            </fieldset>
            <TextField
              label={t("note")}
              hint={t("noteHint")}
              maxLength={500}
              value={note()}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          </>
        }
      >
        {(it) => (
          <>
            <p class={dialogs.lead}>{t(it().mails.length > 0 ? "lead" : "nobody")}</p>
            <Mails mails={it()} />
            <div>
              <Button size="small" onClick={() => setPreview(undefined)}>
                {t("back")}
              </Button>
            </div>
          </>
        )}
      </Show>
    </FormDialog>
  );
}
