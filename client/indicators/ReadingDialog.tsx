import { createEffect, createMemo, createSignal, Index, on, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import type { IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { periodEnd, periodOf, previousPeriod } from "../../shared/indicators/period.ts";
import { may } from "../../shared/roles.ts";
import { Problem } from "../api.ts";
import dialogs from "../commitments/dialogs.module.css";
import { personName } from "../commitments/names.ts";
import { WordsField } from "../commitments/Words.tsx";
import { isOnline } from "../online.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { sayRecent } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { charts, readIndicator, report } from "./charts.ts";
import { NumberField, type NumberSaid } from "./NumberField.tsx";
import styles from "./reading.module.css";
import { words } from "./reading-words.ts";
import { sayPeriod, sayValue } from "./say.ts";

/** Which reading the form begins with. */
export interface ReadingAsked {
  indicatorId?: string | undefined;
  period?: string | undefined;
}

/** So many periods back can be chosen; older ones are corrected from the panel. */
const periodsMax = 12;

interface GroupSaid {
  group: string;
  by?: string | undefined;
  number: NumberSaid;
  n: string;
  /** It was told before and is too few to show: it stays as it was. */
  isHidden: boolean;
}

/** Adds a reading, or corrects one: what was said before stays beside it. */
export function ReadingDialog(props: {
  asked: ReadingAsked | undefined;
  today: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const doing = createDoing();
  const [indicatorId, setIndicatorId] = createSignal("");
  const [period, setPeriod] = createSignal("");
  const [number, setNumber] = createSignal<NumberSaid>({ text: "" });
  const [isProvisional, setProvisional] = createSignal(false);
  const [isNone, setNone] = createSignal(false);
  const [note, setNote] = createSignal("");
  const [groups, setGroups] = createSignal<GroupSaid[]>([]);
  const [whole, setWhole] = createSignal<IndicatorWithReadings>();
  /** What somebody else said while this form was open. */
  const [theirs, setTheirs] = createSignal<IndicatorWithReadings["dataPoints"][number]>();
  let id = newId("rdg");

  const mine = createMemo(() =>
    (charts.value() ?? []).filter((it) => may.report(whoOf(me()), it.reporterOrganizationId)),
  );
  const chart = () => mine().find((it) => it.id === indicatorId());
  /** The periods that can be reported, the newest first: the one that runs, and those that are over. */
  const periods = createMemo(() => {
    const it = chart();
    if (!it) return [];
    const all: string[] = [];
    let one = periodOf(it.cadence, props.today);
    for (let back = 0; back <= periodsMax; back += 1) {
      all.push(one);
      one = previousPeriod(one);
    }
    return props.asked?.period && !all.includes(props.asked.period) ? [...all, props.asked.period] : all;
  });
  const runs = () => period() !== "" && periodEnd(period()) >= props.today;
  const before = () => whole()?.dataPoints.find((it) => it.period === period());

  createEffect(
    on(
      () => props.asked,
      (asked) => {
        if (!asked) return;
        id = newId("rdg");
        doing.clear();
        setTheirs(undefined);
        choose(asked.indicatorId ?? (mine().length === 1 ? mine()[0]!.id : ""), asked.period);
      },
    ),
  );
  // Somebody came here by an address, before the indicators were read.
  createEffect(() => {
    if (props.asked && period() === "" && chart()) choose(indicatorId(), props.asked.period);
  });
  function choose(indicator: string, wanted?: string) {
    setIndicatorId(indicator);
    setWhole(undefined);
    const it = chart();
    const last = it && previousPeriod(periodOf(it.cadence, props.today));
    startPeriod(wanted ?? last ?? "");
    if (indicator)
      void readIndicator(indicator).then(
        (found) => {
          if (indicatorId() !== indicator) return;
          setWhole(found);
          startPeriod(period());
        },
        () => {},
      );
  }
  /** A correction begins with what holds now; the groups are those of the newest reading that has any. */
  function startPeriod(wanted: string) {
    setPeriod(wanted);
    const now = before();
    const it = chart();
    setNumber(
      now?.value === null || now?.value === undefined || !it
        ? { text: "" }
        : { text: sayValue(now.value, it.unit), value: now.value },
    );
    setNone(false);
    setProvisional(runs());
    setNote(now?.note ?? "");
    const known = now?.disaggregation.length
      ? now.disaggregation
      : (whole()?.dataPoints.findLast((one) => one.disaggregation.length > 0)?.disaggregation ?? []);
    setGroups(
      known.map(({ group, by, value, n }) => ({
        group,
        by,
        number:
          now && value !== null && now.disaggregation.length > 0 && it
            ? { text: sayValue(value, it.unit), value }
            : { text: "" },
        n: now && n !== undefined && n !== null && now.disaggregation.length > 0 ? `${n}` : "",
        isHidden: now !== undefined && now.disaggregation.length > 0 && value === null,
      })),
    );
  }
  const changeGroup = (index: number, more: Partial<GroupSaid>) =>
    setGroups((all) => all.map((it, at) => (at === index ? { ...it, ...more } : it)));

  const told = () =>
    groups()
      .filter((it) => it.isHidden || it.number.value !== undefined)
      .map((it) => ({
        group: it.group.trim(),
        ...(it.by ? { by: it.by } : {}),
        value: it.isHidden ? null : it.number.value!,
        ...(it.isHidden || it.n.trim() === "" ? {} : { n: Number(it.n) }),
      }));
  /** What was typed and is no number yet: nothing is left out in silence. */
  const isUnclear = () =>
    (!isNone() && number().value === undefined) ||
    groups().some((it) => it.number.text.trim() !== "" && it.number.value === undefined) ||
    groups().some((it) => it.n.trim() !== "" && !/^\d+$/.test(it.n.trim()));

  const send = (replacesId: string | null) =>
    doing.run(async () => {
      const it = chart();
      if (!it) return;
      const was = before();
      try {
        const said = await report(it.id, {
          id,
          period: period(),
          value: isNone() ? null : number().value!,
          unit: it.unit,
          isProvisional: !isNone() && (isProvisional() || runs()),
          note: note().trim() || null,
          disaggregation: isNone() ? [] : told(),
          replacesId,
          fromMeetingId: null,
          fromItemId: null,
        });
        const name = `${it.code}, ${sayPeriod(said.period)}`;
        toast(
          said.value === null
            ? t("saidNone", { name })
            : t("said", { name, value: sayValue(said.value, it.unit) }),
          () => void takeBack(it.id, said.id, was).catch((error: Error) => toast(error.message)),
        );
        props.onClose();
      } catch (error) {
        if (!(error instanceof Problem && error.code === "conflict")) throw error;
        // Somebody was faster: theirs is shown, and nothing is overwritten without a word.
        const now = await readIndicator(it.id);
        setWhole(now);
        const other = now.dataPoints.find((one) => one.period === period());
        if (!other || other.id === replacesId) throw error;
        setTheirs(other);
      }
    });
  /** Undo is a further word: the reading that was there is said again, and nothing is erased. */
  async function takeBack(
    indicator: string,
    replacesId: string,
    was: IndicatorWithReadings["dataPoints"][number] | undefined,
  ) {
    const value = was?.value ?? null;
    await report(indicator, {
      id: newId("rdg"),
      period: period(),
      value,
      isProvisional: was?.status === "provisional" || (value !== null && runs()),
      note: was?.note ?? t("takenBack"),
      disaggregation: value === null ? [] : (was?.disaggregation ?? []),
      replacesId,
      fromMeetingId: null,
      fromItemId: null,
    });
    toast(t("takenBackDone"));
  }

  return (
    <Dialog
      open={props.asked !== undefined}
      onClose={props.onClose}
      title={t("title")}
      footer={
        <Show when={!theirs()} fallback={<Button onClick={props.onClose}>{t("keepTheirs")}</Button>}>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            type="submit"
            form="new-reading"
            disabled={
              doing.isBusy() || !isOnline() || !chart() || isUnclear() || (isNone() && !note().trim())
            }
          >
            {t("send")}
          </Button>
        </Show>
      }
    >
      <form
        id="new-reading"
        class={dialogs.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void send(before()?.id ?? null);
        }}
      >
        <Show when={theirs()}>
          {(it) => (
            <Banner
              kind="info"
              action={
                <Button size="small" onClick={() => void send(it().id)}>
                  {t("useMine")}
                </Button>
              }
            >
              {t("conflict", {
                name: personName(it().saidBy),
                value: it().value === null ? t("noValue") : sayValue(it().value!, chart()?.unit ?? ""),
                when: sayRecent(new Date(it().saidAt).toISOString(), Date.now()),
              })}
            </Banner>
          )}
        </Show>
        <div class={dialogs.pair}>
          <SelectField
            label={t("indicator")}
            value={indicatorId()}
            options={[
              ...(chart() ? [] : [{ value: "", label: t("choose") }]),
              ...mine().map((it) => ({ value: it.id, label: `${it.code} ${it.name[language()]}` })),
            ]}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <SelectField
            label={t("period")}
            value={period()}
            options={periods().map((it) => ({ value: it, label: sayPeriod(it) }))}
            onChange={(event) => startPeriod(event.currentTarget.value)}
            error={doing.fields().period}
          />
        </div>
        <Show when={chart()}>
          {(it) => (
            <>
              <p class={styles.definition}>{it().definition}</p>
              <Show when={before()}>
                {(was) => (
                  <p class={styles.now}>
                    {was().value === null
                      ? t("nowNone", { note: was().note ?? "" })
                      : t(was().status === "provisional" ? "nowProvisional" : "now", {
                          value: sayValue(was().value!, it().unit),
                        })}
                  </p>
                )}
              </Show>
              <Show when={!isNone()}>
                <NumberField
                  label={t("value")}
                  unit={it().unit}
                  said={number()}
                  onSay={setNumber}
                  error={doing.fields().value}
                  required
                />
                <CheckField
                  label={t("provisional")}
                  note={t(runs() ? "stillRuns" : "provisionalNote")}
                  checked={isProvisional() || runs()}
                  onChange={setProvisional}
                />
              </Show>
              <CheckField label={t("none")} checked={isNone()} onChange={setNone} />
              <WordsField
                label={t(isNone() ? "because" : "note")}
                rows={2}
                required={isNone()}
                value={note()}
                onInput={(event) => setNote(event.currentTarget.value)}
                error={doing.fields().note}
              />
              <Show when={!isNone() && it().disaggregateBy.length > 0}>
                <fieldset class={styles.groups}>
                  <legend>{t("groups", { what: it().disaggregateBy.join(", ") })}</legend>
                  <Show when={it().smallestGroup !== null}>
                    <p class={styles.definition}>{t("smallest", { count: it().smallestGroup! })}</p>
                  </Show>
                  <Index each={groups()}>
                    {(one, index) => (
                      <GroupRow
                        it={one()}
                        unit={it().unit}
                        ways={it().disaggregateBy}
                        asksPeople={it().smallestGroup !== null}
                        onChange={(more) => changeGroup(index, more)}
                        onRemove={() => setGroups((all) => all.filter((_, at) => at !== index))}
                      />
                    )}
                  </Index>
                  <Button
                    size="small"
                    onClick={() =>
                      setGroups((all) => [
                        ...all,
                        {
                          group: "",
                          number: { text: "" },
                          n: "",
                          isHidden: false,
                          // Where there is one way alone it need not be said.
                          by: it().disaggregateBy.length > 1 ? it().disaggregateBy[0] : undefined,
                        },
                      ])
                    }
                  >
                    {t("addGroup")}
                  </Button>
                  <Show when={doing.fields().disaggregation}>
                    {(wrong) => <p class={styles.wrong}>{wrong()}</p>}
                  </Show>
                </fieldset>
              </Show>
            </>
          )}
        </Show>
        <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      </form>
    </Dialog>
  );
}

function GroupRow(props: {
  it: GroupSaid;
  unit: string;
  /** The ways in which this indicator is broken down. */
  ways: readonly string[];
  asksPeople: boolean;
  onChange: (more: Partial<GroupSaid>) => void;
  onRemove: () => void;
}) {
  const t = useWords(words);
  return (
    <div class={styles.group}>
      <Show when={props.ways.length > 1 && !props.it.isHidden}>
        <SelectField
          label={t("way")}
          value={props.it.by ?? props.ways[0]!}
          options={props.ways.map((it) => ({ value: it, label: it }))}
          onChange={(event) => props.onChange({ by: event.currentTarget.value })}
        />
      </Show>
      <TextField
        label={t("group")}
        maxLength={80}
        required={props.it.number.text.trim() !== ""}
        value={props.it.group}
        readOnly={props.it.isHidden}
        onChange={(event) => props.onChange({ group: event.currentTarget.value })}
      />
      <Show when={!props.it.isHidden} fallback={<p class={styles.hidden}>{t("staysHidden")}</p>}>
        <NumberField
          label={t("value")}
          unit={props.unit}
          said={props.it.number}
          onSay={(number) => props.onChange({ number })}
        />
        <Show when={props.asksPeople}>
          <TextField
            label={t("people")}
            inputmode="numeric"
            maxLength={9}
            value={props.it.n}
            onChange={(event) => props.onChange({ n: event.currentTarget.value })}
          />
        </Show>
      </Show>
      <Button size="small" kind="ghost" onClick={props.onRemove}>
        {t("removeGroup")}
      </Button>
    </div>
  );
}
