import { For } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Pulse } from "../../shared/overview/pulse.ts";
import type { Person } from "../../shared/people/person.ts";
import { sayNumber } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** Four counts, all of them made from what the tables below show. */
export function PartnerTotals(props: {
  organizations: Organization[];
  people: Person[];
  /** For the backbone: who has been quiet, and after how many days that is said. */
  pulse: Pulse[] | undefined;
  quietAfterDays: number | undefined;
}) {
  const t = useWords(words);
  const withVoice = () => props.organizations.filter((it) => it.hasVoice);
  const totals = () => {
    const voices = withVoice().length;
    const alternates = withVoice().filter((it) =>
      props.people.some((one) => one.organizationId === it.id && one.role === "alternate"),
    ).length;
    const everybody = props.people.length;
    const quiet = props.pulse?.filter((it) => it.isQuiet).length;
    const waiting = props.people.filter((it) => it.isInvited).length;
    return [
      { count: voices, what: t("kpiVoices", { count: voices }) },
      { count: alternates, what: t("kpiAlternates", { count: alternates }) },
      quiet === undefined
        ? { count: everybody, what: t("kpiPeople", { count: everybody }) }
        : {
            count: quiet,
            what: t("kpiQuiet", { count: quiet, days: props.quietAfterDays ?? 0 }),
            isWarning: quiet > 0,
          },
      { count: waiting, what: t("kpiWaiting", { count: waiting }) },
    ];
  };
  return (
    <ul class={styles.totals}>
      <For each={totals()}>
        {(it) => (
          <li>
            <b class="num" classList={{ [styles.warning!]: "isWarning" in it && it.isWarning }}>
              {sayNumber(it.count)}
            </b>
            {it.what}
          </li>
        )}
      </For>
    </ul>
  );
}
