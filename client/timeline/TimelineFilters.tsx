import { For } from "solid-js";
import { organizations } from "../organizations/organizations.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { useWords } from "../words/words.ts";
import styles from "./timeline.module.css";
import type { Filter } from "./timeline.ts";
import { words } from "./words.ts";

const kinds = [
  "decision",
  "commitment",
  "meeting",
  "indicator",
  "activity",
  "person",
  "agenda",
  "organization",
] as const;

/** What narrows the timeline; all of it stands in the address. */
export function TimelineFilters(props: {
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
  setFirst: (element: HTMLElement) => void;
  setDate: (element: HTMLInputElement) => void;
}) {
  const t = useWords(words);
  return (
    <div class={styles.filters}>
      <Segmented
        label={t("kind")}
        value={props.filter.kind ?? ""}
        onChange={(kind) => props.onChange({ kind: kind || undefined })}
        options={[
          { value: "", label: t("all") },
          ...kinds.map((it) => ({ value: it as string, label: t(it) })),
        ]}
      />
      <select
        ref={props.setFirst}
        class={styles.filter}
        classList={{ [styles.on!]: Boolean(props.filter.partner) }}
        aria-label={t("partner")}
        onChange={(event) => props.onChange({ partner: event.currentTarget.value || undefined })}
      >
        <option value="">{t("allPartners")}</option>
        <For each={organizations.value()}>
          {(it) => (
            <option value={it.id} selected={it.id === props.filter.partner}>
              {it.shortName}
            </option>
          )}
        </For>
      </select>
      <label class={styles.filter} classList={{ [styles.on!]: Boolean(props.filter.until) }}>
        {t("until")}
        <input
          ref={props.setDate}
          type="date"
          value={props.filter.until ?? ""}
          onChange={(event) => props.onChange({ until: event.currentTarget.value || undefined })}
        />
      </label>
    </div>
  );
}
