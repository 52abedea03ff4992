import { For, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { useMe } from "../sign-in/me.ts";
import { usePrintedPages } from "../ui/printed-pages.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { spellDay } from "./days.ts";
import type { Group } from "./list.ts";
import { partnerName, personOf } from "./names.ts";
import styles from "./print.module.css";
import { standsOf } from "./Standing.tsx";
import { words } from "./words.ts";

/** The whole list as it goes on paper: every row, each in one piece, its heading above it. */
export function PrintedList(props: {
  groups: Group[];
  labelOf: (key: string) => string;
  today: Day;
  as: string;
}) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  usePrintedPages(() => ({
    language: language(),
    left: me().initiative.name[language()],
    right: `${t("title")}, ${spellDay(props.today)}`,
  }));
  return (
    <div class={styles.printed}>
      <p class={styles.about}>{props.as}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{t("commitment")}</th>
            <th scope="col">{t("owner")}</th>
            <th scope="col">{t("status")}</th>
            <th scope="col">{t("due")}</th>
          </tr>
        </thead>
        <For each={props.groups}>
          {(group) => (
            <tbody>
              <tr>
                <th colspan={5} scope="rowgroup">
                  {props.labelOf(group.key)} ({group.rows.length})
                </th>
              </tr>
              <For each={group.rows}>
                {({ it }) => (
                  <tr>
                    <td>C-{it.number}</td>
                    <td>{it.what}</td>
                    <td>
                      {partnerName(it.ownerOrganizationId)}
                      <Show when={personOf(it.ownerPersonId)}>{(one) => `, ${one().name}`}</Show>
                    </td>
                    <td>{t(standsOf(it, props.today))}</td>
                    <td>{spellDay(it.closedOn ?? it.dueOn)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          )}
        </For>
      </table>
    </div>
  );
}
