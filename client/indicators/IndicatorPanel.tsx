import { Show, Suspense } from "solid-js";
import type { IndicatorChart, IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { linkIcon } from "../commitments/icons.ts";
import panel from "../commitments/panel.module.css";
import { lazyPart } from "../lazy-part.ts";
import { chartLineIcon } from "../records/icons.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { xIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { words as parts } from "../ui/words.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./panel.module.css";
import { words } from "./words.ts";

/** Comes when the first indicator is opened: the page of all of them stands without it. */
const About = lazyPart(() => import("./AboutIndicator.tsx"));

/** What the panel shows, and what can be asked of it. */
export interface PanelProps {
  id: string | undefined;
  chart: IndicatorChart | undefined;
  value: IndicatorWithReadings | undefined;
  failure: unknown;
  today: string;
  onRetry: () => void;
  onClose: () => void;
  onReport: (period?: string) => void;
  onDefine: () => void;
}

/** Beside the charts where there is room, a sheet over them where there is none. */
export function IndicatorPanel(props: PanelProps) {
  const t = useWords(words);
  const p = useWords(parts);
  const language = useLanguage();
  const isWide = createMedia("(min-width: 1181px)");
  const name = () => props.chart?.name[language()] ?? props.value?.name[language()] ?? t("indicator");
  const code = () => props.value && `${props.value.code}, ${t(props.value.level)}`;
  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}/indicators/${props.id}`);
      toast(p("copied"));
    } catch {
      toast(p("copyFailed"));
    }
  }
  const Inside = () => (
    <Show
      when={props.value}
      fallback={
        <Show when={props.failure} fallback={<Skeleton lines={7} />}>
          {(error) => <Failure error={error()} onRetry={props.onRetry} />}
        </Show>
      }
    >
      {(it) => (
        <Suspense fallback={<Skeleton lines={7} />}>
          <About {...props} value={it()} />
        </Suspense>
      )}
    </Show>
  );
  const Kind = () => (
    <span class={styles.kind}>
      <Icon of={chartLineIcon} />
      {t("indicator")}
    </span>
  );
  return (
    <Show
      when={isWide()}
      fallback={
        <Dialog
          shape="record"
          open={props.id !== undefined}
          onClose={props.onClose}
          title={name()}
          isUntitled={!props.chart && !props.value}
        >
          <p class={panel.top}>
            <Kind />
            <span class="num">{code()}</span>
          </p>
          <Inside />
        </Dialog>
      }
    >
      <Show when={props.id}>
        <aside class={panel.panel} aria-label={t("panel", { name: name() })}>
          <div class={panel.top}>
            <Kind />
            <span class="num">{code()}</span>
            <span class={panel.keys}>
              <Button
                kind="ghost"
                size="small"
                icon={linkIcon}
                aria-label={t("copyLink")}
                onClick={copyLink}
              />
              <Button
                kind="ghost"
                size="small"
                icon={xIcon}
                aria-label={t("close")}
                onClick={props.onClose}
              />
            </span>
          </div>
          <h2>{name()}</h2>
          <Inside />
        </aside>
      </Show>
    </Show>
  );
}
