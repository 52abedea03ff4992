import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { refreshCwIcon, shieldCheckIcon, triangleAlertIcon } from "../ui/icons.ts";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./chain.module.css";
import { verification } from "./timeline.ts";
import { words } from "./words.ts";

/** Whether the log can be relied on: the server walks the whole chain when the page opens, and when asked again. */
export function ChainBanner() {
  const t = useWords(words);
  const [isChecking, setChecking] = createSignal(false);
  async function check() {
    setChecking(true);
    await verification.load();
    setChecking(false);
  }
  onMount(check);
  const found = verification.value;
  const broken = () => found()?.broken;
  return (
    <div
      class={styles.chain}
      classList={{ [styles.broken!]: Boolean(broken()), [styles.quiet!]: isChecking() || !found() }}
      role={broken() ? "alert" : "status"}
    >
      <Icon of={isChecking() ? refreshCwIcon : broken() ? triangleAlertIcon : shieldCheckIcon} />
      <div>
        <Switch fallback={<b>{t("notChecked")}</b>}>
          <Match when={isChecking()}>
            <b>{t("checking")}</b>
            <small>{t("checkingText")}</small>
          </Match>
          <Match when={broken()}>
            {(it) => (
              <>
                <b>{t("brokenTitle", { count: it().seq })}</b>
                <small>
                  {t(`broken_${it().reason}`)} {t("brokenText")}
                </small>
              </>
            )}
          </Match>
          <Match when={found()}>
            {(it) => (
              <>
                <b>{t("verified", { count: it().events })}</b>
                <small>
                  {t("verifiedText", { when: sayRecent(it().checkedAt, Date.now()) })}{" "}
                  <Show when={it().erased > 0}>{t("erased", { count: it().erased })}</Show>
                </small>
              </>
            )}
          </Match>
        </Switch>
      </div>
      <Links />
      <Button size="small" disabled={isChecking() || !isOnline()} onClick={check}>
        {t("checkAgain")}
      </Button>
    </div>
  );
}

/** Nine links of a chain. */
const Links = () => (
  <svg class={styles.links} viewBox="0 0 150 16" width="150" height="16" aria-hidden="true" fill="none">
    {Array.from({ length: 9 }, (_, index) => (
      <>
        <circle cx={8 + 16 * index} cy="8" r="4.6" />
        {index < 8 && <path d={`M${13 + 16 * index} 8h6`} />}
      </>
    ))}
  </svg>
);
