import { A } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { commitments } from "../commitments/commitments.ts";
import { sayNearDay } from "../commitments/days.ts";
import { sendIcon } from "../commitments/icons.ts";
import { organizationOf } from "../commitments/names.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { type Missing, missingOf } from "./missing.ts";
import styles from "./not-reported.module.css";
import { daysAgo, sayPeriod } from "./say.ts";
import { words } from "./words.ts";

/** Who has not reported: the partner, the day, and the commitment that carries the number. */
export function NotReported(props: {
  charts: readonly IndicatorChart[];
  today: string;
  mayRemind: boolean;
  onRemind: (it: Missing) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const missing = createMemo(() => missingOf(props.charts, props.today));
  return (
    <section class={styles.box} aria-labelledby="not-yet-reported">
      <h2 id="not-yet-reported">{t("nyrTitle")}</h2>
      <Show when={missing().length > 0} fallback={<p class={styles.none}>{t("nyrNone")}</p>}>
        <ul>
          <For each={missing()}>
            {(it) => (
              <li data-missing={`${it.chart.id} ${it.period}`}>
                <Partner id={it.chart.reporterOrganizationId} />
                <span class={styles.what}>
                  <A href={`/indicators/${it.chart.id}`}>
                    {it.standing === "provisional"
                      ? t("nyrProvisional", {
                          name: `${it.chart.code} ${it.chart.name[language()]}`,
                          period: sayPeriod(it.period),
                        })
                      : `${it.chart.code} ${it.chart.name[language()]}, ${sayPeriod(it.period)}`}
                  </A>
                  <small>
                    <Show
                      when={it.standing === "provisional" && it.note}
                      fallback={<Due missing={it} today={props.today} />}
                    >
                      {it.note}
                    </Show>
                  </small>
                </span>
                <Show when={props.mayRemind}>
                  <Button
                    size="small"
                    kind={it.standing === "provisional" ? "ghost" : "default"}
                    {...(it.standing === "provisional" ? {} : { icon: sendIcon })}
                    onClick={() => props.onRemind(it)}
                  >
                    {t(it.standing === "provisional" ? "askFinal" : "remind")}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function Due(props: { missing: Missing; today: string }) {
  const t = useWords(words);
  const ago = () => daysAgo(props.missing.dueOn, props.today);
  const day = () => sayNearDay(props.missing.dueOn, props.today);
  /** What its reporter promised about just this number, and still has to keep; the nearest date first. */
  const carrier = () => {
    const { chart, dueOn } = props.missing;
    const far = (day: string) => Math.abs(daysAgo(day, dueOn));
    return (commitments.value() ?? [])
      .filter(
        (it) =>
          (it.status === "active" || it.status === "offered") &&
          it.indicatorIds.includes(chart.id) &&
          it.ownerOrganizationId === chart.reporterOrganizationId,
      )
      .sort((a, b) => a.indicatorIds.length - b.indicatorIds.length || far(a.dueOn) - far(b.dueOn))[0];
  };
  return (
    <>
      {ago() > 0 ? t("nyrDueAgo", { day: day(), count: ago() }) : t("nyrDue", { day: day() })}
      <Show when={carrier()}>
        {(it) => (
          <>
            {"; "}
            <A href={`/commitments/${it().id}`}>{t("nyrCarries", { code: `C-${it().number}` })}</A>
          </>
        )}
      </Show>
    </>
  );
}

const Partner = (props: { id: string }) => (
  <Show when={organizationOf(props.id)} fallback={<span />}>
    {(it) => <OrgTile initials={initialsOf(it().shortName)} hue={it().hue} name={it().shortName} />}
  </Show>
);
