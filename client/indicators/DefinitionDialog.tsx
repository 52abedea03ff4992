import { createEffect, createSignal, For, on, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import type { Definition, Indicator } from "../../shared/indicators/indicator.ts";
import { aggregations, dueDaysUsual } from "../../shared/indicators/indicator.ts";
import { cadences, isOfCadence, readPeriod } from "../../shared/indicators/period.ts";
import { unitKept, unitNamed, writeUnit } from "../../shared/indicators/units.ts";
import { may, visibilities } from "../../shared/roles.ts";
import { strategies } from "../action-plans/plans.ts";
import dialogs from "../commitments/dialogs.module.css";
import { WordsField } from "../commitments/Words.tsx";
import { FormDialog } from "../decisions/FormDialog.tsx";
import { partnersToChoose, peopleOf } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { createDoing } from "../ui/doing.ts";
import { CheckField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { define, redefine } from "./charts.ts";
import { words } from "./definition-words.ts";
import { NumberField, type NumberSaid } from "./NumberField.tsx";
import { sayPeriod, sayValue } from "./say.ts";

/** Period and value of a baseline or a target, as they are typed. */
interface At {
  period: string;
  number: NumberSaid;
}
const targets = ["baseline", "interimTarget", "target"] as const;

/** Defines an indicator, or defines one anew; `was` is the one that changes. */
export default function DefinitionDialog(props: {
  open: boolean;
  was: Indicator | undefined;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const doing = createDoing();
  const [it, setIt] = createSignal<Definition>(empty(me().organization.id));
  const [at, setAt] = createSignal<Record<(typeof targets)[number], At>>(noTargets);
  const [groups, setGroups] = createSignal("");
  const [smallest, setSmallest] = createSignal("");
  const [due, setDue] = createSignal(`${dueDaysUsual}`);
  const [breaks, setBreaks] = createSignal(false);
  const [since, setSince] = createSignal("");
  const [why, setWhy] = createSignal("");
  // As it was when the form was opened: what somebody else says meanwhile is told, and not written over.
  const [was, setWas] = createSignal<Indicator>();
  let id = newId("ind");
  const change = (more: Partial<Definition>) => setIt((was) => ({ ...was, ...more }));
  const isBackbone = () => may.defineIndicator(whoOf(me()), "");

  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        const before = props.was;
        setWas(before);
        id = newId("ind");
        doing.clear();
        const begun = before ? definitionOf(before) : empty(me().organization.id);
        setIt({ ...begun, unit: writeUnit(begun.unit, language()) });
        const typed = (name: (typeof targets)[number]): At => {
          const one = before?.[name];
          return one
            ? {
                period: sayPeriod(one.period),
                number: { text: sayValue(one.value, before!.unit), value: one.value },
              }
            : { period: "", number: { text: "" } };
        };
        setAt({
          baseline: typed("baseline"),
          interimTarget: typed("interimTarget"),
          target: typed("target"),
        });
        setGroups(before?.disaggregateBy.join(", ") ?? "");
        setSmallest(before?.smallestGroup ? `${before.smallestGroup}` : "");
        setDue(`${before?.dueDays ?? dueDaysUsual}`);
        setBreaks(false);
        setSince("");
        setWhy("");
      },
    ),
  );
  const isOtherUnit = () => was() !== undefined && unitNamed(was()!.unit) !== unitNamed(it().unit);
  /** How it is measured has changed in words, so that somebody has to say whether the series goes on. */
  const mayBreak = () =>
    was() !== undefined &&
    (isOtherUnit() ||
      was()!.definition !== it().definition ||
      was()!.dataSource !== it().dataSource ||
      breaks());
  const sinceRead = () => readPeriod(since());

  function targetOf(name: (typeof targets)[number]) {
    const { period, number } = at()[name];
    if (period.trim() === "" && number.text.trim() === "") return null;
    return { period: readPeriod(period) ?? period, value: number.value ?? Number.NaN };
  }
  const wrongTarget = (name: (typeof targets)[number]) => {
    const one = targetOf(name);
    return one !== null && (!isOfCadence(one.period, it().cadence) || Number.isNaN(one.value));
  };
  const isBlocked = () =>
    targets.some(wrongTarget) ||
    !/^\d{0,3}$/.test(smallest().trim()) ||
    !/^\d{1,3}$/.test(due().trim()) ||
    ((breaks() || isOtherUnit()) && (!sinceRead() || why().trim() === ""));

  const send = () =>
    doing.run(async () => {
      const definition: Definition = {
        ...it(),
        unit: unitKept(it().unit),
        baseline: targetOf("baseline"),
        interimTarget: targetOf("interimTarget"),
        target: targetOf("target"),
        disaggregateBy: groups()
          .split(",")
          .map((one) => one.trim())
          .filter(Boolean),
        smallestGroup: smallest().trim() === "" ? null : Number(smallest()),
        sharingNote: it().sharingNote?.trim() || null,
        dueDays: Number(due()),
      };
      const before = was();
      const done = before
        ? await redefine(before.id, {
            ...definition,
            version: before.version,
            break: breaks() || isOtherUnit() ? { period: sinceRead()!, reason: why().trim() } : null,
          })
        : await define({ id, ...definition });
      toast(t(before ? "changed" : "made", { code: done.code }));
      props.onDone(done.id);
    });

  const text = (name: "definition" | "dataSource" | "sharingNote") => ({
    label: t(name),
    value: it()[name] ?? "",
    error: doing.fields()[name],
    onInput: (event: { currentTarget: HTMLTextAreaElement }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <FormDialog
      open={props.open}
      title={t(was() ? "titleAnew" : "title")}
      act={t(was() ? "save" : "define")}
      doing={doing}
      isBlocked={isBlocked()}
      onAct={() => void send()}
      onClose={props.onClose}
    >
      <div class={dialogs.pair}>
        <TextField
          label={t("nameEn")}
          required
          maxLength={160}
          value={it().name.en}
          error={doing.fields()["name.en"]}
          onInput={(event) => change({ name: { ...it().name, en: event.currentTarget.value } })}
        />
        <TextField
          label={t("nameEs")}
          required
          maxLength={160}
          value={it().name.es}
          error={doing.fields()["name.es"]}
          onInput={(event) => change({ name: { ...it().name, es: event.currentTarget.value } })}
        />
      </div>
      <WordsField {...text("definition")} required maxLength={2000} />
      <div class={dialogs.pair}>
        <TextField
          label={t("unit")}
          hint={t("unitHint")}
          required
          maxLength={40}
          value={it().unit}
          error={doing.fields().unit}
          onInput={(event) => change({ unit: event.currentTarget.value })}
        />
        <SelectField
          label={t("direction")}
          value={it().direction}
          options={[
            { value: "increase", label: t("increase") },
            { value: "decrease", label: t("decrease") },
          ]}
          onChange={(event) => change({ direction: event.currentTarget.value as Definition["direction"] })}
        />
        <SelectField
          label={t("level")}
          value={it().level}
          options={[
            { value: "core", label: t("core") },
            { value: "contributing", label: t("contributing") },
          ]}
          onChange={(event) => change({ level: event.currentTarget.value as Definition["level"] })}
        />
        <SelectField
          label={t("cadence")}
          value={it().cadence}
          options={cadences.map((one) => ({ value: one, label: t(one) }))}
          error={doing.fields().cadence}
          onChange={(event) => change({ cadence: event.currentTarget.value as Definition["cadence"] })}
        />
      </div>
      <Show when={mayBreak()}>
        <CheckField
          label={t("breaks")}
          note={t(isOtherUnit() ? "breaksUnit" : "breaksNote")}
          checked={breaks() || isOtherUnit()}
          onChange={setBreaks}
        />
        <Show when={breaks() || isOtherUnit()}>
          <div class={dialogs.pair}>
            <TextField
              label={t("since")}
              hint={sinceRead() ? sayPeriod(sinceRead()!) : t("periodHint")}
              required
              value={since()}
              error={doing.fields().break}
              onInput={(event) => setSince(event.currentTarget.value)}
            />
            <TextField
              label={t("why")}
              required
              maxLength={500}
              value={why()}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </div>
        </Show>
      </Show>
      <For each={targets}>
        {(name) => (
          <div class={dialogs.pair}>
            <NumberField
              label={t(name)}
              unit={it().unit || "–"}
              said={at()[name].number}
              error={doing.fields()[name]}
              onSay={(number) => setAt((all) => ({ ...all, [name]: { ...all[name], number } }))}
            />
            <TextField
              label={t("inPeriod")}
              hint={t("periodHint")}
              value={at()[name].period}
              error={
                at()[name].period.trim() !== "" && wrongTarget(name) && at()[name].number.value !== undefined
                  ? t("wrongPeriod")
                  : undefined
              }
              onInput={(event) => {
                const period = event.currentTarget.value;
                setAt((all) => ({ ...all, [name]: { ...all[name], period } }));
              }}
            />
          </div>
        )}
      </For>
      <div class={dialogs.pair}>
        <SelectField
          label={t("reporter")}
          value={it().reporterOrganizationId}
          disabled={!isBackbone()}
          options={partnersToChoose(was()?.reporterOrganizationId).map((one) => ({
            value: one.id,
            label: one.shortName,
          }))}
          onChange={(event) =>
            change({ reporterOrganizationId: event.currentTarget.value, reporterPersonId: null })
          }
        />
        <SelectField
          label={t("person")}
          value={it().reporterPersonId ?? ""}
          options={[
            { value: "", label: t("whoSpeaks") },
            ...peopleOf(it().reporterOrganizationId).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => change({ reporterPersonId: event.currentTarget.value || null })}
        />
        <TextField
          label={t("dueDays")}
          inputmode="numeric"
          required
          value={due()}
          onInput={(event) => setDue(event.currentTarget.value)}
        />
        <SelectField
          label={t("aggregation")}
          value={it().aggregation}
          options={aggregations.map((one) => ({ value: one, label: t(`agg_${one}`) }))}
          onChange={(event) =>
            change({ aggregation: event.currentTarget.value as Definition["aggregation"] })
          }
        />
      </div>
      <WordsField {...text("dataSource")} rows={2} required maxLength={500} />
      <div class={dialogs.pair}>
        <TextField
          label={t("groups")}
          hint={t("groupsHint")}
          value={groups()}
          error={doing.fields().disaggregateBy}
          onInput={(event) => setGroups(event.currentTarget.value)}
        />
        <TextField
          label={t("smallest")}
          hint={t("smallestHint")}
          inputmode="numeric"
          value={smallest()}
          error={doing.fields().smallestGroup}
          onInput={(event) => setSmallest(event.currentTarget.value)}
        />
      </div>
      <WordsField {...text("sharingNote")} rows={2} />
      <fieldset class={dialogs.helpers}>
        <legend>{t("strategies")}</legend>
        <For each={strategies.value() ?? []}>
          {(one) => (
            <label>
              <input
                type="checkbox"
                checked={it().strategyIds.includes(one.id)}
                onChange={(event) =>
                  change({
                    strategyIds: event.currentTarget.checked
                      ? [...it().strategyIds, one.id]
                      : it().strategyIds.filter((other) => other !== one.id),
                  })
                }
              />
              {one.name[language()]}
            </label>
          )}
        </For>
      </fieldset>
      <SelectField
        label={t("visibility")}
        value={it().visibility}
        options={visibilities
          .filter((one) => one !== "group" || it().visibility === "group")
          .map((one) => ({ value: one, label: t(`seen_${one}`) }))}
        onChange={(event) => change({ visibility: event.currentTarget.value as Definition["visibility"] })}
      />
    </FormDialog>
  );
}

const noTargets: Record<(typeof targets)[number], At> = {
  baseline: { period: "", number: { text: "" } },
  interimTarget: { period: "", number: { text: "" } },
  target: { period: "", number: { text: "" } },
};

const empty = (organizationId: string): Definition => ({
  name: { en: "", es: "" },
  level: "contributing",
  strategyIds: [],
  definition: "",
  unit: "percent",
  direction: "increase",
  baseline: null,
  target: null,
  interimTarget: null,
  dataSource: "",
  cadence: "quarterly",
  reporterOrganizationId: organizationId,
  reporterPersonId: null,
  disaggregateBy: [],
  smallestGroup: null,
  aggregation: "latest",
  sharingNote: null,
  dueDays: dueDaysUsual,
  visibility: "partners",
});

/** As much of an indicator as is said of it. */
const definitionOf = (it: Indicator): Definition => ({
  name: it.name,
  level: it.level,
  strategyIds: it.strategyIds,
  definition: it.definition,
  unit: it.unit,
  direction: it.direction,
  baseline: it.baseline,
  target: it.target,
  interimTarget: it.interimTarget,
  dataSource: it.dataSource,
  cadence: it.cadence,
  reporterOrganizationId: it.reporterOrganizationId,
  reporterPersonId: it.reporterPersonId,
  disaggregateBy: it.disaggregateBy,
  smallestGroup: it.smallestGroup,
  aggregation: it.aggregation,
  sharingNote: it.sharingNote,
  dueDays: it.dueDays,
  visibility: it.visibility,
});
