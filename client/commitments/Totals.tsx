import { For, Show } from "solid-js";
import { keptRateFormula } from "../../shared/commitments/readings.ts";
import { useMe } from "../sign-in/me.ts";
import { Icon } from "../ui/Icon.tsx";
import { Popover } from "../ui/Popover.tsx";
import { sayNumber } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { keptRates } from "./commitments.ts";
import { infoSmallIcon } from "./icons.ts";
import type { totalsOf } from "./list.ts";
import { sayShare } from "./share.ts";
import styles from "./totals.module.css";
import type { Show as Shown } from "./view.ts";
import { words } from "./words.ts";

const kinds = ["open", "week", "past", "offered", "help"] as const;

/** Six numbers; the five that count commitments are also the way to see them. */
export function Totals(props: {
  /** `undefined` while only the beginning of the list is known. */
  totals: ReturnType<typeof totalsOf> | undefined;
  show: Shown;
  onShow: (show: Shown) => void;
}) {
  const t = useWords(words);
  return (
    <div class={styles.totals}>
      <KeptRate />
      <For each={kinds}>
        {(kind) => (
          <button
            type="button"
            class={styles.total}
            data-total={kind}
            aria-pressed={props.show === kind}
            onClick={() => props.onShow(props.show === kind ? "open" : kind)}
          >
            <b class="num" classList={{ [styles[kind]!]: (props.totals?.[kind] ?? 0) > 0 }}>
              {props.totals ? sayNumber(props.totals[kind]) : "…"}
            </b>
            {t(`total_${kind}`)}
          </button>
        )}
      </For>
    </div>
  );
}

/** The initiative's kept rate, and the own partner's, with how they are counted. */
function KeptRate() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const rates = () => keptRates.value();
  const own = () => rates()?.organizations.find((it) => it.organizationId === me().organization.id);
  return (
    <div class={styles.total} data-total="kept-rate">
      <b class="num">{rates() ? sayShare(rates()!.initiative.share) : "…"}</b>
      <span class={styles.rate}>
        {t("keptRate")}
        <Popover
          label={t("keptRateHow")}
          trigger={(button) => (
            <button type="button" {...button} class={styles.how} aria-label={t("keptRateHow")}>
              <Icon of={infoSmallIcon} />
            </button>
          )}
        >
          {() => (
            <div class={styles.formula}>
              <Show when={rates()?.initiative}>
                {(it) => <p>{t("keptOf", { kept: it().kept, n: it().n })}</p>}
              </Show>
              <Show when={own()}>
                {(it) => (
                  <p>{t("keptOwn", { partner: me().organization.shortName, kept: it().kept, n: it().n })}</p>
                )}
              </Show>
              <p>{keptRateFormula[language()]}</p>
              <p>{t("keptWho")}</p>
            </div>
          )}
        </Popover>
      </span>
    </div>
  );
}
