import { createMemo, For, type JSX, Match, Show, Switch } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import type { CaptureChoices } from "../../shared/documents/capture.ts";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { Popover } from "../ui/Popover.tsx";
import { sayNumber, sayWeekday } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { type Field, indicatorNamed, type Place, readingIn } from "./compose.ts";
import { type Owner, readCommitment, type Unsettled } from "./draft.ts";
import styles from "./fields.module.css";
import type { CaptureAt } from "./lines.ts";
import { type Choice, PickList } from "./PickList.tsx";
import type { Section } from "./servables.ts";
import { words } from "./words.ts";

export interface FieldsHandle {
  /** Brings the keyboard to a field; `opens` shows at once what can be chosen. */
  focus(field: Field | "first" | "last", opens?: boolean): void;
}

/** The fields below a line that is being captured: what was understood, and what can be chosen instead. */
export function CaptureFields(props: {
  at: CaptureAt;
  place: Place;
  sections: readonly Section[];
  /** Whether the words of a reading are for this person's own organization. */
  onChoose: (choices: Partial<CaptureChoices>) => void;
  onRecord: () => void;
  /** The keyboard goes back into the line. */
  onLeave: () => void;
  ref?: (handle: FieldsHandle) => void;
}) {
  const t = useWords(words);
  let box!: HTMLFieldSetElement;
  const buttons = () => [...box.querySelectorAll<HTMLButtonElement>("button[data-field]")];
  props.ref?.({
    focus(field, opens = false) {
      const all = buttons();
      const found =
        field === "first"
          ? all[0]
          : field === "last"
            ? all.at(-1)
            : (all.find((it) => it.dataset.field === field) ?? all.at(-1));
      found?.focus();
      if (opens && found?.dataset.field !== "record") found?.click();
    },
  });
  /** Goes on to what is still open, or to the button that records. */
  const goOn = () =>
    queueMicrotask(() => {
      const open = buttons().find((it) => it.dataset.unsettled !== undefined) ?? buttons().at(-1);
      open?.focus();
    });
  const choose = (choices: Partial<CaptureChoices>) => {
    props.onChoose(choices);
    goOn();
  };
  const draft = createMemo(() => readCommitment(props.at, props.place.directory));

  return (
    <fieldset
      ref={box}
      class={styles.fields}
      aria-label={t(props.at.kind)}
      on:keydown={(event: KeyboardEvent) => {
        if (event.target instanceof Element && event.target.closest("[popover]")) return;
        const all = buttons();
        const at = all.indexOf(event.target as HTMLButtonElement);
        const leaves =
          event.key === "Escape" || (event.key === "Tab" && at === (event.shiftKey ? 0 : all.length - 1));
        if (!leaves) return;
        event.preventDefault();
        event.stopPropagation();
        props.onLeave();
      }}
    >
      <Switch>
        <Match when={props.at.kind === "commitment"}>
          <WhoField draft={draft()} place={props.place} onChoose={choose} />
          <ByField draft={draft()} today={props.place.directory.today} onChoose={choose} />
          <ServesField draft={draft()} place={props.place} choices={props.at.choices} onChoose={choose} />
          <Show when={draft().helps.length > 0}>
            <span class={styles.said}>
              <em>{t("helps")}</em>
              {draft()
                .helps.map((id) => props.place.directory.organizations.find((it) => it.id === id)?.shortName)
                .join(", ")}
            </span>
          </Show>
        </Match>
        <Match when={props.at.kind === "decision"}>
          <Chip
            field="stands"
            name={t("stands")}
            value={t(props.at.choices.more === "agreed" ? "agreed" : "open")}
          >
            {(close) => (
              <Choices
                label={t("stands")}
                options={[
                  { id: "", label: t("open") },
                  { id: "agreed", label: t("agreed") },
                ]}
                chosen={props.at.choices.more}
                onPick={(more) => {
                  close();
                  choose({ more });
                }}
              />
            )}
          </Chip>
        </Match>
        <Match when={props.at.kind === "indicator"}>
          <IndicatorFields at={props.at} place={props.place} onChoose={choose} />
        </Match>
        <Match when={props.at.kind === "passage"}>
          <Chip
            field="which"
            name={t("which")}
            value={
              props.sections.find((it) => it.target === props.at.choices.serves)?.heading ?? t("passageAsk")
            }
            isUnsettled={!props.at.choices.serves}
          >
            {(close) => (
              <PickList
                label={t("passageAsk")}
                choices={props.sections.map((it) => ({
                  id: it.target,
                  label: it.heading,
                  names: [it.heading],
                }))}
                onPick={(serves) => {
                  close();
                  choose({ serves });
                }}
              />
            )}
          </Chip>
        </Match>
      </Switch>
      <button type="button" class={styles.record} data-field="record" onClick={() => props.onRecord()}>
        {t("record")}
        <span aria-hidden="true">
          <kbd>↵</kbd>
        </span>
      </button>
    </fieldset>
  );
}

type Draft = ReturnType<typeof readCommitment>;
type OnChoose = (choices: Partial<CaptureChoices>) => void;

/** A field as a chip: its name and what it says; a press or Enter opens what can be chosen. */
function Chip(props: {
  field: Field;
  name: string;
  value: JSX.Element;
  isUnsettled?: boolean;
  children: (close: () => void) => JSX.Element;
}) {
  return (
    <Popover
      label={props.name}
      trigger={(button) => (
        <button
          {...button}
          type="button"
          class={styles.chip}
          data-field={props.field}
          data-unsettled={props.isUnsettled ? "" : undefined}
        >
          <em>{props.name}</em> <span class={styles.value}>{props.value}</span>
        </button>
      )}
    >
      {props.children}
    </Popover>
  );
}

const unsettledIn = <Name extends Unsettled["field"]>(draft: Draft, field: Name) =>
  draft.unsettled.find((it): it is Unsettled & { field: Name } => it.field === field);

function WhoField(props: { draft: Draft; place: Place; onChoose: OnChoose }) {
  const t = useWords(words);
  const organizations = () => props.place.directory.organizations;
  const organizationOf = (id: string) => organizations().find((it) => it.id === id);
  const unsettled = () => unsettledIn(props.draft, "who");
  const saysNot = () => {
    const it = unsettled()!;
    if (it.because === "missing") return t("whoAsk");
    return t(it.because === "several" ? "whoSeveral" : "whoUnknown", { name: it.said });
  };
  const choices = createMemo((): Choice[] => {
    const { people } = props.place.directory;
    const partners = organizations().map(
      (it): Choice => ({
        id: `${it.id}/`,
        label: it.name,
        names: [it.name, it.shortName],
        hint: t("partner"),
        mark: <Tile of={it} />,
      }),
    );
    const persons = people.map((it): Choice => {
      const organization = organizationOf(it.organizationId);
      return {
        id: `${it.organizationId}/${it.id}`,
        label: it.name,
        names: [it.name],
        hint: organization?.shortName ?? "",
        mark: <Avatar name={it.name} hue={organization?.hue ?? 0} size="small" />,
      };
    });
    const between = unsettled()?.between ?? [];
    const first = ({ id }: Choice) =>
      between.some((it) => `${it.organizationId}/${it.personId ?? ""}` === id);
    const all = [...partners, ...persons];
    return [...all.filter(first), ...all.filter((it) => !first(it))];
  });
  return (
    <Chip
      field="who"
      name={t("who")}
      isUnsettled={unsettled() !== undefined}
      value={
        <Show when={props.draft.owner} fallback={saysNot()}>
          {(owner) => <OwnerName owner={owner()} place={props.place} />}
        </Show>
      }
    >
      {(close) => (
        <PickList
          label={t("whoFind")}
          choices={choices()}
          onPick={(id) => {
            const [owner = "", person = ""] = id.split("/");
            close();
            props.onChoose({ owner, person });
          }}
        />
      )}
    </Chip>
  );
}

const Tile = (props: { of: Organization }) => (
  <OrgTile initials={initialsOf(props.of.name)} hue={props.of.hue} size="small" />
);

function OwnerName(props: { owner: Owner; place: Place }) {
  const organization = () =>
    props.place.directory.organizations.find((it) => it.id === props.owner.organizationId);
  const person = () => props.place.directory.people.find((it) => it.id === props.owner.personId);
  return (
    <>
      <Show when={organization()}>{(it) => <Tile of={it()} />}</Show>
      {person() ? `${person()!.name}, ${organization()?.shortName ?? ""}` : organization()?.name}
    </>
  );
}

function ByField(props: { draft: Draft; today: Day; onChoose: OnChoose }) {
  const t = useWords(words);
  const unsettled = () => unsettledIn(props.draft, "by");
  const between = () => unsettled()?.between ?? [];
  const value = () => {
    const it = unsettled();
    if (!it) return sayWeekday(props.draft.due!);
    if (it.because === "missing") return t("byAsk");
    if (it.because === "ambiguous") {
      const [first = "", ...others] = it.between.map(sayWeekday);
      return t("byAmbiguous", {
        days: others.reduce((all, next) => t("or", { first: all, second: next }), first),
      });
    }
    return t(it.because === "past" ? "byPast" : "byImpossible", { said: it.said });
  };
  return (
    <Chip field="by" name={t("by")} value={value()} isUnsettled={unsettled() !== undefined}>
      {(close) => {
        const pick = (due: Day) => {
          close();
          props.onChoose({ due });
        };
        return (
          <div class={styles.days}>
            <Show when={between().length > 0}>
              <p>{t("byChoose", { said: unsettled()?.said ?? "" })}</p>
              <Choices
                label={t("by")}
                options={between().map((day) => ({ id: day, label: sayWeekday(day) }))}
                onPick={pick}
              />
            </Show>
            <label class={styles.dayField}>
              <span>{between().length > 0 ? t("byOther") : t("byAsk")}</span>
              <input
                type="date"
                min={props.today}
                value={props.draft.due ?? ""}
                ref={(it) => between().length === 0 && queueMicrotask(() => it.focus())}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && event.currentTarget.value) pick(event.currentTarget.value);
                }}
                onChange={(event) =>
                  event.currentTarget.value && props.onChoose({ due: event.currentTarget.value })
                }
              />
            </label>
          </div>
        );
      }}
    </Chip>
  );
}

/** A few answers, one press each; the first has the focus. */
function Choices(props: {
  label: string;
  options: { id: string; label: string }[];
  chosen?: string;
  onPick: (id: string) => void;
}) {
  return (
    <div class={styles.answers} role="group" aria-label={props.label}>
      <For each={props.options}>
        {(it, index) => (
          <button
            type="button"
            aria-pressed={props.chosen === undefined ? undefined : props.chosen === it.id}
            ref={(button) => {
              const isFirst = props.chosen === undefined ? index() === 0 : props.chosen === it.id;
              if (isFirst) queueMicrotask(() => button.focus());
            }}
            onClick={() => props.onPick(it.id)}
          >
            {it.label}
          </button>
        )}
      </For>
    </div>
  );
}

function ServesField(props: { draft: Draft; place: Place; choices: CaptureChoices; onChoose: OnChoose }) {
  const t = useWords(words);
  const kindName = { strategy: "strategy", activity: "activity", indicator: "indicator" } as const;
  const value = () => {
    const [unknown] = props.draft.servesUnknown;
    if (props.draft.serves.length > 0) return props.draft.serves.map((it) => it.label).join(", ");
    return unknown ? t("servesUnknown", { name: unknown }) : t("servesNothing");
  };
  return (
    <Chip field="serves" name={t("serves")} value={value()}>
      {(close) => (
        <PickList
          label={t("servesFind")}
          chosen={props.draft.serves.map((it) => it.id)}
          choices={props.place.directory.servables.map((it) => ({
            id: it.id,
            label: it.label,
            names: it.names,
            hint: t(kindName[it.kind]),
          }))}
          onPick={(id) => {
            const chosen = props.choices.serves.split(",").filter(Boolean);
            close();
            const serves = chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id];
            props.onChoose({ serves: serves.join(",") });
          }}
        />
      )}
    </Chip>
  );
}

function IndicatorFields(props: { at: CaptureAt; place: Place; onChoose: OnChoose }) {
  const t = useWords(words);
  const indicators = () => props.place.directory.servables.filter((it) => it.kind === "indicator");
  const chosen = () => {
    const id = props.at.choices.serves || indicatorNamed(props.at, props.place.directory);
    return indicators().find((it) => it.id === id);
  };
  const reading = () => readingIn(props.at.choices.more);
  const example = () => {
    const [year, month] = props.place.directory.today.split("-");
    return `${year}-Q${Math.ceil(Number(month) / 3)}`;
  };
  const sayReading = () => {
    const { period, value } = reading();
    if (!value) return t("readingNone");
    const number = Number(value.replace(",", "."));
    return Number.isNaN(number) ? t("valueWrong") : `${sayNumber(number)}, ${period}`;
  };
  return (
    <>
      <Chip
        field="which"
        name={t("which")}
        value={chosen()?.label ?? t("whichAsk")}
        isUnsettled={chosen() === undefined}
      >
        {(close) => (
          <PickList
            label={t("whichAsk")}
            choices={indicators().map((it) => ({ id: it.id, label: it.label, names: it.names }))}
            onPick={(serves) => {
              close();
              props.onChoose({ serves });
            }}
          />
        )}
      </Chip>
      <Chip field="reading" name={t("reading")} value={sayReading()}>
        {(close) => {
          let period!: HTMLInputElement;
          let value!: HTMLInputElement;
          const done = () => {
            const said = value.value.trim() ? `${period.value.trim()}=${value.value.trim()}` : "";
            close();
            props.onChoose({ more: said });
          };
          const onEnter = (event: KeyboardEvent) => event.key === "Enter" && done();
          return (
            <div class={styles.days}>
              <label class={styles.dayField}>
                <span>{t("value")}</span>
                <input
                  ref={(it) => {
                    value = it;
                    queueMicrotask(() => it.focus());
                  }}
                  inputmode="decimal"
                  value={reading().value}
                  onKeyDown={onEnter}
                />
              </label>
              <label class={styles.dayField}>
                <span>{t("period")}</span>
                <input
                  ref={period}
                  value={reading().period || example()}
                  title={t("periodHint", { example: example() })}
                  onKeyDown={onEnter}
                />
              </label>
              <button type="button" class={styles.done} onClick={done}>
                {t("done")}
              </button>
            </div>
          );
        }}
      </Chip>
    </>
  );
}
