import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Day } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import { type Visibility, visibilities, voiceFor } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { partnersHere, people, peopleOf } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { offer } from "./commitments.ts";
import { spellDay } from "./days.ts";
import styles from "./dialogs.module.css";
import { type Draft, readDraft } from "./draft.ts";
import { groups, namedServed, partnerName, servedName } from "./names.ts";
import { WordsField } from "./Words.tsx";
import { words } from "./words.ts";

/** Asks for what and who; the date comes next. One line can say it all, and is understood while it is typed. */
export function NewCommitmentDialog(props: {
  open: boolean;
  today: Day;
  /** What the list serves or whose it is just now: the likely choice. */
  proposed: { partner: string | undefined; serves: string | undefined };
  onClose: () => void;
  onMade: (it: Commitment) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const doing = createDoing();
  const [line, setLine] = createSignal("");
  const [chosen, setChosen] = createSignal<Partial<Chosen>>({});
  const [isDateAsked, setDateAsked] = createSignal(false);
  let id = newId("com");
  let dateField: HTMLInputElement | undefined;
  const change = (more: Partial<Chosen>) => setChosen((was) => ({ ...was, ...more }));

  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        // Sent twice, by an impatient finger or a line that broke, it is one commitment.
        id = newId("com");
        doing.clear();
        setLine("");
        setChosen({});
        setDateAsked(false);
      },
    ),
  );

  const draft = createMemo((): Draft => {
    const known = {
      organizations: partnersHere(),
      people: people.value() ?? [],
      served: namedServed(),
    };
    return readDraft(line(), props.today, known);
  });
  /** What was chosen by hand comes before what the line says. */
  const owner = () => chosen().owner ?? draft().owner?.organizationId ?? proposedOwner() ?? "";
  const proposedOwner = () => partnersHere().find((it) => it.id === props.proposed.partner)?.id;
  const person = () => {
    const said = chosen().person ?? (chosen().owner ? "" : draft().owner?.personId) ?? "";
    return peopleOf(owner()).some((it) => it.id === said) ? said : "";
  };
  const due = () => {
    const said = draft().due;
    return chosen().due ?? (said?.kind === "day" ? said.day : "");
  };
  const serves = () =>
    chosen().serves ?? draft().activityId ?? draft().strategyIds[0] ?? draft().indicatorIds[0] ?? proposed();
  /** What the list serves just now, or the activity from which somebody came; it may have gone since. */
  const proposed = () =>
    namedServed().some((it) => it.id === props.proposed.serves) ? (props.proposed.serves ?? "") : "";
  const supports = () => chosen().supports ?? draft().supportOrganizationIds;
  const visibility = () => chosen().visibility ?? "partners";
  const group = () => chosen().group ?? groups.value()?.[0]?.id ?? "";
  const isOwn = () => owner() !== "" && voiceFor(whoOf(me()), owner()) === "own";
  /** What was chosen by hand is among those that the line names. */
  const withChosen = (prefix: string, said: string[]) =>
    serves().startsWith(prefix) && !said.includes(serves()) ? [serves(), ...said] : said;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!due()) {
      setDateAsked(true);
      dateField?.focus();
      return;
    }
    await doing.run(async () => {
      const made = await offer({
        id,
        what: draft().what,
        ownerOrganizationId: owner(),
        ownerPersonId: person() || null,
        supportOrganizationIds: supports().filter((it) => it !== owner()),
        dueOn: due(),
        activityId: serves().startsWith("act_") ? serves() : draft().activityId,
        strategyIds: withChosen("str_", draft().strategyIds),
        indicatorIds: withChosen("ind_", draft().indicatorIds),
        contribution: null,
        visibility: visibility(),
        groupId: visibility() === "group" ? group() : null,
        fromMeetingId: null,
        fromItemId: null,
        fromDecisionId: null,
        quote: null,
      });
      toast(
        made.status === "offered"
          ? t("offeredTo", { number: made.number, partner: partnerName(made.ownerOrganizationId) })
          : t("recorded", { number: made.number }),
      );
      props.onMade(made);
    });
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("newTitle")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            type="submit"
            form="new-commitment"
            disabled={doing.isBusy() || !isOnline() || !draft().what || !owner()}
          >
            {isOwn() ? t("record") : t("offer")}
          </Button>
        </>
      }
    >
      <form id="new-commitment" class={styles.fields} onSubmit={submit}>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offlineReason")}</Banner>
        </Show>
        <WordsField
          label={t("newWhat")}
          autofocus
          required
          rows={2}
          maxLength={500}
          placeholder={t("newExample")}
          value={line()}
          onInput={(event) => setLine(event.currentTarget.value.replace(/\n/g, " "))}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
          error={doing.fields().what}
        />
        <Understood draft={draft()} onDay={(day) => change({ due: day })} chosenDay={chosen().due} />
        <div class={styles.pair}>
          <SelectField
            label={t("newWho")}
            required
            value={owner()}
            onChange={(event) => change({ owner: event.currentTarget.value, person: "" })}
            options={[
              ...(owner() ? [] : [{ value: "", label: t("choosePartner") }]),
              ...partnersHere().map((it) => ({ value: it.id, label: it.shortName })),
            ]}
          />
          <SelectField
            label={t("person")}
            value={person()}
            onChange={(event) => change({ person: event.currentTarget.value })}
            options={[
              { value: "", label: t("nobodyNamed") },
              ...peopleOf(owner()).map((it) => ({ value: it.id, label: it.name })),
            ]}
          />
        </div>
        <div class={styles.pair}>
          <TextField
            ref={(element: HTMLInputElement) => {
              dateField = element;
            }}
            label={t("newBy")}
            type="date"
            min={props.today}
            value={due()}
            onInput={(event) => change({ due: event.currentTarget.value })}
            error={doing.fields().dueOn ?? (isDateAsked() && !due() ? t("byWhen") : undefined)}
          />
          <SelectField
            label={t("serves")}
            value={serves()}
            onChange={(event) => change({ serves: event.currentTarget.value })}
            options={[
              { value: "", label: t("nothingNamed") },
              ...namedServed().map((it) => ({ value: it.id, label: it.name })),
            ]}
          />
        </div>
        <fieldset class={styles.helpers}>
          <legend>{t("helps")}</legend>
          <For each={partnersHere().filter((it) => it.id !== owner())}>
            {(it) => (
              <label>
                <input
                  type="checkbox"
                  checked={supports().includes(it.id)}
                  onChange={(event) =>
                    change({
                      supports: event.currentTarget.checked
                        ? [...supports(), it.id]
                        : supports().filter((one) => one !== it.id),
                    })
                  }
                />
                {it.shortName}
              </label>
            )}
          </For>
        </fieldset>
        <div class={styles.pair}>
          <SelectField
            label={t("visibility")}
            value={visibility()}
            onChange={(event) => change({ visibility: event.currentTarget.value as Visibility })}
            options={visibilities.map((it) => ({ value: it, label: t(`seen_${it}`) }))}
          />
          <Show when={visibility() === "group"}>
            <SelectField
              label={t("group")}
              value={group()}
              onChange={(event) => change({ group: event.currentTarget.value })}
              options={(groups.value() ?? []).map((it) => ({ value: it.id, label: it.name[language()] }))}
            />
          </Show>
        </div>
        <Show when={owner() && !isOwn()}>
          <p class={styles.lead}>{t("offerNote", { partner: partnerName(owner()) })}</p>
        </Show>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}

interface Chosen {
  owner: string;
  person: string;
  due: Day;
  serves: string;
  supports: string[];
  visibility: Visibility;
  group: string;
}

/** What the line was understood to say, in words; a date that can be read in two ways is asked. */
function Understood(props: { draft: Draft; chosenDay: Day | undefined; onDay: (day: Day) => void }) {
  const t = useWords(words);
  const due = () => props.draft.due;
  return (
    <div class={styles.read} aria-live="polite">
      <Show when={props.draft.owner}>
        {(it) => (
          <span class={styles.part}>{t("readWho", { partner: partnerName(it().organizationId) })}</span>
        )}
      </Show>
      <For each={props.draft.unknown}>
        {(name) => <span class={`${styles.part} ${styles.doubt}`}>{t("readNobody", { name })}</span>}
      </For>
      <For each={props.draft.supportOrganizationIds}>
        {(id) => <span class={styles.part}>{t("readHelps", { partner: partnerName(id) })}</span>}
      </For>
      <For
        each={[
          ...(props.draft.activityId ? [props.draft.activityId] : []),
          ...props.draft.strategyIds,
          ...props.draft.indicatorIds,
        ]}
      >
        {(id) => <span class={styles.part}>{t("readServes", { name: servedName(id) })}</span>}
      </For>
      <Show when={due()?.kind === "day" && (due() as { day: Day }).day}>
        {(day) => <span class={styles.part}>{t("readDue", { day: spellDay(day()) })}</span>}
      </Show>
      <Show when={due()?.kind === "past" && (due() as { day: Day }).day}>
        {(day) => (
          <span class={`${styles.part} ${styles.doubt}`}>{t("readPast", { day: spellDay(day()) })}</span>
        )}
      </Show>
      <Show when={due()?.kind === "impossible"}>
        <span class={`${styles.part} ${styles.doubt}`}>{t("readImpossible")}</span>
      </Show>
      <Show when={!props.chosenDay && due()?.kind === "ambiguous" && (due() as { days: Day[] }).days}>
        {(days) => (
          <>
            <span class={`${styles.part} ${styles.doubt}`}>{t("readWhich")}</span>
            <For each={days()}>
              {(day) => (
                <button type="button" class={styles.choice} onClick={() => props.onDay(day)}>
                  {spellDay(day)}
                </button>
              )}
            </For>
          </>
        )}
      </Show>
    </div>
  );
}
