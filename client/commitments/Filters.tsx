import { createMemo, For, type JSX, Show } from "solid-js";
import { organizations } from "../organizations/organizations.ts";
import { Icon } from "../ui/Icon.tsx";
import { chevronDownIcon, xIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./filters.module.css";
import { boardIcon, partnersIcon, tableIcon } from "./icons.ts";
import { type Row, servedBy } from "./list.ts";
import { groups, meetingName, meetings, partnerName, servedName } from "./names.ts";
import { groupings, type Shape, type Show as Shown, shows, type View } from "./view.ts";
import { words } from "./words.ts";

type Change = (change: Partial<View>) => void;

/** How the list is shown and what narrows it; every choice stands in the address. */
export function Filters(props: {
  view: View;
  /** All there are: the menus offer only what some commitment has. */
  rows: Row[];
  today: string;
  text: string;
  onChange: Change;
  onText: (text: string) => void;
  setField: (field: HTMLInputElement) => void;
  end: JSX.Element;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const served = createMemo(() => [...new Set(props.rows.flatMap(({ it }) => servedBy(it)))]);
  const met = createMemo(() => new Set(props.rows.map(({ it }) => it.fromMeetingId)));
  const inGroups = createMemo(() => new Set(props.rows.map(({ it }) => it.groupId)));

  const chips = (): Chip[] => [
    {
      name: "show",
      label: t("status"),
      chosen: props.view.show === "all" ? undefined : t(`show_${props.view.show}`),
      options: () => shows.map((it) => ({ value: it, label: t(`show_${it}`) })),
      value: props.view.show,
      onChoose: (it) => props.onChange({ show: (it ?? "all") as Shown }),
    },
    {
      name: "partner",
      label: t("partner"),
      chosen: props.view.partner && partnerName(props.view.partner),
      options: () => (organizations.value() ?? []).map((it) => ({ value: it.id, label: it.shortName })),
      value: props.view.partner,
      onChoose: (partner) => props.onChange({ partner }),
    },
    {
      name: "serves",
      label: t("serves"),
      chosen: props.view.serves && servedName(props.view.serves),
      options: () =>
        served()
          .map((value) => ({ value, label: servedName(value) }))
          .sort((a, b) => a.label.localeCompare(b.label)),
      value: props.view.serves,
      onChoose: (serves) => props.onChange({ serves }),
    },
    {
      name: "meeting",
      label: t("meeting"),
      chosen: props.view.meeting && meetingName(props.view.meeting, props.today),
      options: () =>
        (meetings.value() ?? [])
          .filter((it) => met().has(it.id))
          .map((it) => ({ value: it.id, label: meetingName(it.id, props.today) })),
      value: props.view.meeting,
      onChoose: (meeting) => props.onChange({ meeting }),
    },
    {
      name: "group",
      label: t("group"),
      chosen: props.view.group && groups.value()?.find((it) => it.id === props.view.group)?.name[language()],
      options: () =>
        (groups.value() ?? [])
          .filter((it) => inGroups().has(it.id))
          .map((it) => ({ value: it.id, label: it.name[language()] })),
      value: props.view.group,
      onChoose: (group) => props.onChange({ group }),
    },
  ];
  return (
    <div class={styles.filters}>
      <Segmented
        class={styles.shapes}
        label={t("shape")}
        value={props.view.as}
        onChange={(as: Shape) => props.onChange({ as })}
        options={[
          { value: "table", label: t("asTable"), icon: tableIcon },
          { value: "board", label: t("asBoard"), icon: boardIcon },
          { value: "partner", label: t("asPartner"), icon: partnersIcon },
        ]}
      />
      <input
        ref={props.setField}
        type="search"
        class={styles.text}
        aria-label={t("filterText")}
        aria-keyshortcuts="/"
        placeholder={t("filterText")}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // The browser would empty the field by itself, and the list would not hear of it.
          event.preventDefault();
          if (props.text) props.onText("");
          else event.currentTarget.blur();
        }}
      />
      <For each={chips().map((it) => it.name)}>
        {(name) => <FilterChip {...chips().find((it) => it.name === name)!} />}
      </For>
      <div class={styles.end}>
        <Show when={props.view.as === "table"}>
          <Menu
            label={t("groupedBy")}
            align="end"
            items={() =>
              groupings.map((by) => ({
                label: t(`by_${by}`),
                isChecked: props.view.by === by,
                onSelect: () => props.onChange({ by }),
              }))
            }
            trigger={(button) => (
              <button type="button" {...button} class={styles.by}>
                {t("groupedByIs", { by: t(`by_${props.view.by}`) })}
                <Icon of={chevronDownIcon} />
              </button>
            )}
          />
        </Show>
        {props.end}
      </div>
    </div>
  );
}

interface Chip {
  name: keyof View;
  label: string;
  chosen: string | undefined;
  value: string | undefined;
  options: () => { value: string; label: string }[];
  onChoose: (value: string | undefined) => void;
}

/** A filter that says what it holds, and a cross that takes it away. */
function FilterChip(props: Chip) {
  const t = useWords(words);
  return (
    <span class={styles.chip} classList={{ [styles.on!]: Boolean(props.chosen) }}>
      <Menu
        label={props.label}
        items={() =>
          props.options().map(
            (it): MenuItem => ({
              label: it.label,
              isChecked: it.value === props.value,
              onSelect: () => props.onChoose(it.value),
            }),
          )
        }
        trigger={(button) => (
          <button type="button" {...button} data-filter={props.name}>
            <Show when={props.chosen} fallback={props.label}>
              <span class="sr-only">{props.label}: </span>
              {props.chosen}
            </Show>
            <Show when={!props.chosen}>
              <Icon of={chevronDownIcon} />
            </Show>
          </button>
        )}
      />
      <Show when={props.chosen}>
        <button
          type="button"
          class={styles.clear}
          aria-label={t("removeFilter", { filter: props.label })}
          onClick={() => props.onChoose(undefined)}
        >
          <Icon of={xIcon} />
        </button>
      </Show>
    </span>
  );
}
