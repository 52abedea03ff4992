import { For, Show } from "solid-js";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";
import { sayNearDay } from "../../commitments/days.ts";
import { useWords } from "../../words/words.ts";
import type { LiveActivity } from "../live-plans.ts";
import { Partner, Status } from "../pieces.tsx";
import { inOrder, standsOn, stateOf } from "./milestones.ts";
import { sayMonth } from "./months.ts";
import { MilestoneSign } from "./signs.tsx";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

/** All that the timeline shows, as a table. */
export function TimelineTable(props: {
  activities: readonly LiveActivity[];
  today: Day;
  onOpen: (id: string, among?: readonly string[]) => void;
}) {
  const t = useWords(words);
  return (
    <div class={styles.tableWrap}>
      <table class={styles.table}>
        <caption class="sr-only">{t("timelineName")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("c_code")}</th>
            <th scope="col">{t("c_title")}</th>
            <th scope="col">{t("c_lead")}</th>
            <th scope="col">{t("c_state")}</th>
            <th scope="col">{t("c_starts")}</th>
            <th scope="col">{t("c_ends")}</th>
            <th scope="col">{t("c_milestones")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.activities}>
            {(it) => (
              <tr>
                <td class="num">{it.code ?? t("newCode")}</td>
                <th scope="row">
                  <a
                    href={`/plan/${it.id}${location.search}`}
                    onClick={(event) => {
                      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                      event.preventDefault();
                      props.onOpen(
                        it.id,
                        props.activities.map((one) => one.id),
                      );
                    }}
                  >
                    {it.title || "—"}
                  </a>
                </th>
                <td>
                  <Show when={it.leadOrganizationId} fallback={t("nobody")}>
                    {(id) => <Partner id={id()} />}
                  </Show>
                </td>
                <td>
                  <Status status={it.status} />
                </td>
                <td>{isPlanDay(it.startsOn) ? sayMonth(it.startsOn) : "—"}</td>
                <td>{isPlanDay(it.endsOn) ? sayMonth(it.endsOn) : "—"}</td>
                <td>
                  <ul>
                    <For each={inOrder(it.milestones)} fallback={<li>{t("noMilestone")}</li>}>
                      {(one) => (
                        <li>
                          <MilestoneSign state={stateOf(one, props.today)} />
                          <span>
                            {sayMilestone(
                              one.title || t("noTitle"),
                              standsOn(one),
                              stateOf(one, props.today),
                            )}
                          </span>
                        </li>
                      )}
                    </For>
                  </ul>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );

  function sayMilestone(title: string, on: string, state: ReturnType<typeof stateOf>) {
    if (!isPlanDay(on)) return t("msUndated", { title });
    const key = state === "done" ? "msDone" : state === "late" ? "msLate" : "msAhead";
    return t(key, { title, day: sayNearDay(on, props.today) });
  }
}
