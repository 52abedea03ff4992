import { createEffect, createSignal, type JSX, Match, on, Show, Switch, untrack } from "solid-js";
import type { LogItem } from "../../shared/log/event.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { announce } from "../ui/announce.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import {
  chevronLeftIcon,
  chevronRightIcon,
  copyIcon,
  downloadIcon,
  receiptIcon,
  shieldCheckIcon,
  xIcon,
} from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayInstant } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { Sentence, whoOf } from "./EventList.tsx";
import { isRight, mayCount, receiptOf, sayFingerprint } from "./fingerprint.ts";
import styles from "./receipt.module.css";
import { readEvent } from "./timeline.ts";
import { words } from "./words.ts";

interface PanelProps {
  seq: number | undefined;
  /** The newest event that is known: when it changes, what comes after this one may be there. */
  newest: number | undefined;
  onClose: () => void;
  onTurn: (step: 1 | -1) => void;
}

/** The receipt of one event: beside the list where there is room, a sheet over it where there is none. */
export function ReceiptPanel(props: PanelProps) {
  const t = useWords(words);
  const isWide = createMedia("(min-width: 1181px)");
  return (
    <Show
      when={isWide()}
      fallback={
        <Dialog
          shape="record"
          open={props.seq !== undefined}
          onClose={props.onClose}
          title={t("panel", { count: props.seq ?? 0 })}
        >
          <Show when={props.seq !== undefined}>
            <About {...props} />
          </Show>
        </Dialog>
      }
    >
      <Show when={props.seq}>
        {(seq) => (
          <aside class={styles.panel} aria-label={t("panel", { count: seq() })}>
            <div class={styles.top}>
              <span class={styles.chip}>
                <Icon of={receiptIcon} />
                {t("receipt")}
              </span>
              <span class={styles.number}>{t("event", { count: seq() })}</span>
              <span class={styles.keys}>
                <Small
                  icon={chevronLeftIcon}
                  label={t("previous")}
                  key="["
                  onClick={() => props.onTurn(-1)}
                />
                <Small icon={chevronRightIcon} label={t("next")} key="]" onClick={() => props.onTurn(1)} />
                <Small icon={xIcon} label={t("close")} onClick={props.onClose} />
              </span>
            </div>
            <About {...props} />
          </aside>
        )}
      </Show>
    </Show>
  );
}

const Small = (props: { icon: string; label: string; key?: string; onClick: () => void }) => (
  <Button
    kind="ghost"
    size="small"
    icon={props.icon}
    aria-label={props.label}
    aria-keyshortcuts={props.key}
    onClick={props.onClick}
  />
);

function About(props: PanelProps) {
  const t = useWords(words);
  const [found, setFound] = createSignal<Awaited<ReturnType<typeof readEvent>> | null>(null);
  const [failure, setFailure] = createSignal<unknown>();
  let asked = 0;
  async function look(seq: number) {
    asked += 1;
    const mine = asked;
    try {
      const event = await readEvent(seq);
      if (mine !== asked) return;
      setFailure(undefined);
      setFound(() => event);
    } catch (error) {
      if (mine === asked) setFailure(() => error);
    }
  }
  createEffect(
    on([() => props.seq, () => props.newest], ([seq]) => {
      // What is shown stays while the event after it is looked for.
      if (untrack(found)?.item.seq !== seq) setFound(null);
      if (seq !== undefined) void look(seq);
    }),
  );
  return (
    <Switch fallback={<Banner kind="warn">{t("gone")}</Banner>}>
      <Match when={found()}>{(it) => <Receipt item={it().item} next={it().next} />}</Match>
      <Match when={failure()}>
        {(error) => <Failure error={error()} onRetry={() => void look(props.seq!)} />}
      </Match>
      <Match when={found() === null}>
        <Skeleton lines={6} />
      </Match>
    </Switch>
  );
}

function Receipt(props: { item: LogItem; next: LogItem | undefined }) {
  const t = useWords(words);
  const me = useMe();
  const [isGood, setGood] = createSignal<boolean>();
  const item = () => props.item;
  // What was counted holds for that event alone.
  createEffect(
    on(
      () => item().seq,
      () => setGood(undefined),
    ),
  );
  const text = () => receiptOf(item(), me().initiative.id);
  async function check() {
    const good = await isRight(item(), me().initiative.id);
    setGood(good);
    announce(t(good ? "checkGood" : "checkBad"));
  }
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => toast(t("copied")),
      () => toast(t("copyFailed")),
    );
  return (
    <div class={styles.about}>
      <h2>
        {whoOf(item())} <Sentence item={item()} />
      </h2>
      <dl class={styles.facts}>
        <dt>{t("when")}</dt>
        <dd>{sayInstant(item().at)}</dd>
        <dt>{t("by")}</dt>
        <dd>
          {item().by.name}
          <Show when={item().onBehalf}>, {t("onBehalf")}</Show>
        </dd>
        <Show when={item().by.organization}>
          {(organization) => (
            <>
              <dt>{t("for")}</dt>
              <dd>
                <OrgTile initials={initialsOf(organization())} hue={item().by.hue} name={organization()} />
              </dd>
            </>
          )}
        </Show>
      </dl>
      <div class={styles.holds}>
        <h3>{t("holds")}</h3>
        <dl>
          <Print label={item().seq > 1 ? t("before", { count: item().seq - 1 }) : t("beforeFirst")}>
            {sayFingerprint(item().prevHash)}
          </Print>
          <Print label={t("this")} isThis>
            {sayFingerprint(item().hash)}
          </Print>
          <Print label={props.next ? t("after", { count: props.next.seq }) : t("afterNone")}>
            {props.next ? sayFingerprint(props.next.hash) : t("notYet")}
          </Print>
        </dl>
        <p>{t("holdsText")}</p>
      </div>
      <Show when={isGood() !== undefined}>
        <Banner kind={isGood() ? "ok" : "error"}>{t(isGood() ? "checkGood" : "checkBad")}</Banner>
      </Show>
      <div class={styles.acts}>
        <Button size="small" icon={downloadIcon} onClick={() => save(`receipt-${item().seq}.json`, text())}>
          {t("save")}
        </Button>
        <Button size="small" icon={copyIcon} onClick={copy}>
          {t("copy")}
        </Button>
        <Show when={mayCount()}>
          <Button size="small" icon={shieldCheckIcon} onClick={check}>
            {t("check")}
          </Button>
        </Show>
      </div>
    </div>
  );
}

const Print = (props: { label: string; isThis?: boolean; children: JSX.Element }) => (
  <div>
    <dt>{props.label}</dt>
    <dd classList={{ [styles.me!]: props.isThis ?? false }}>{props.children}</dd>
  </div>
);

/** Hands the reader a file. */
function save(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
