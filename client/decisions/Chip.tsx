import { Match, Switch } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { isOpen, isReviewDue } from "../../shared/decisions/readings.ts";
import { sayNearDay } from "../commitments/days.ts";
import { Icon } from "../ui/Icon.tsx";
import { circleCheckIcon, refreshCwIcon, xIcon } from "../ui/icons.ts";
import { useWords } from "../words/words.ts";
import styles from "./chip.module.css";
import { clockIcon } from "./icons.ts";
import { lastTime } from "./names.ts";
import { words } from "./words.ts";

/** How a decision stands, in a word with a sign of its own. */
export function StandingChip(props: { it: Decision; today: Day; long?: boolean }) {
  const t = useWords(words);
  const open = () => {
    const { respondBy } = props.it;
    if (respondBy === null || !props.long) return t("openNoDay");
    const day = sayNearDay(respondBy, props.today);
    return respondBy < props.today ? t("pastLastDay", { day }) : t("openUntil", { day, time: lastTime });
  };
  return (
    <Switch
      fallback={
        <span class={styles.chip} data-stands={props.it.status}>
          <Icon of={xIcon} />
          {t(`status_${props.it.status}`)}
        </span>
      }
    >
      <Match when={isOpen(props.it)}>
        <span class={styles.chip} data-stands="open">
          <Icon of={clockIcon} />
          {open()}
        </span>
      </Match>
      <Match when={isReviewDue(props.it, props.today)}>
        <span class={styles.chip} data-stands="review">
          <Icon of={refreshCwIcon} />
          {t("reviewDue")}
        </span>
      </Match>
      <Match when={props.it.status === "adopted"}>
        <span class={styles.chip} data-stands="adopted">
          <Icon of={circleCheckIcon} />
          {t("status_adopted")}
        </span>
      </Match>
    </Switch>
  );
}
