import { useLocation, useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onMount, Show, Suspense, Switch } from "solid-js";
import { type Language, languages } from "../../../shared/languages.ts";
import type { RecapForm } from "../../../shared/meetings/recap.ts";
import { lazyPart } from "../../lazy-part.ts";
import { useLive } from "../../live.ts";
import { isOnline } from "../../online.ts";
import { arriveAt } from "../../shell/arrival.ts";
import { useKeys } from "../../shell/keyboard.ts";
import { Heading, Page } from "../../shell/Page.tsx";
import { useMe } from "../../sign-in/me.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { createDoing } from "../../ui/doing.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { usePrintedPages } from "../../ui/printed-pages.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { toast } from "../../ui/toast.ts";
import { languageNames, useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { printerIcon } from "../icons.ts";
import { meetingOf } from "../meetings.ts";
import { Errata } from "./Errata.tsx";
import { RecapAside } from "./RecapAside.tsx";
import { RecapSheet } from "./RecapSheet.tsx";
import styles from "./recap.module.css";
import { confirmMinutes, leads, loadRecap, mayConfirm, recapOf, sendRecap } from "./recaps.ts";
import { words } from "./words.ts";

const ReadBackDialog = lazyPart(() => import("../read-back/ReadBackDialog.tsx"));

/** What a meeting came to: the sheet, and beside it what became of the sheet. */
export default function RecapPage() {
  const t = useWords(words);
  const me = useMe();
  const params = useParams<{ meeting: string }>();
  const location = useLocation();
  const [search, setSearch] = useSearchParams<{ form?: string }>();
  const navigate = useNavigate();
  const reads = useLanguage();
  const [readsBack, setReadsBack] = createSignal(false);
  const doing = createDoing();
  const meeting = () => meetingOf(params.meeting).value();
  const recap = () => recapOf(params.meeting).value()?.recap;
  const failure = () => meetingOf(params.meeting).failure() ?? recapOf(params.meeting).failure();
  const language = (): Language => languages.find((it) => location.hash === `#${it}`) ?? reads();
  const form = (): RecapForm => (search.form === "short" ? "short" : "full");
  const title = () => meeting()?.title ?? t("recap");

  const load = () => void loadRecap(params.meeting);
  createEffect(on(() => params.meeting, load));
  const live = useLive(
    () => undefined,
    // What was sent stays as it is; what is said of it does not.
    ({ refs, type }) => {
      if (refs[0] === params.meeting || (type.startsWith("commitment.") && !recap()?.sentOn)) load();
    },
    load,
  );
  createEffect(() => meeting() && isOnline() && live.open());
  usePrintedPages(() => ({
    language: language(),
    left: recap()?.initiative[language()] ?? "",
    right: title(),
  }));

  const isConfirmable = () => {
    const it = meeting();
    return it !== undefined && mayConfirm(me(), it);
  };
  const isLed = () => {
    const it = meeting();
    return it !== undefined && leads(me(), it);
  };
  const confirm = () =>
    doing.run(async () => {
      await confirmMinutes(params.meeting);
      toast(t("confirmed", { organization: me().organization.shortName }));
    });
  const send = () =>
    doing.run(async () => {
      await sendRecap(params.meeting);
      toast(t("sentNow"));
    });
  const mayReadBack = () => isLed() && meeting()?.status === "live";
  useKeys((): Record<string, () => void> => (mayReadBack() ? { b: () => void setReadsBack(true) } : {}));

  const Languages = (own: { class: string | undefined }) => (
    <Segmented
      class={own.class}
      label={t("language")}
      value={language()}
      onChange={(it) =>
        navigate(`${location.pathname}${location.search}#${it}`, { replace: true, scroll: false })
      }
      options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
    />
  );

  return (
    <Page
      title={title()}
      crumb={
        <>
          <a href="/meetings">{t("meetings")}</a>
          <span aria-hidden="true">/</span>
          <b class={styles.crumb}>{title()}</b>
          <Languages class={styles.inBar} />
        </>
      }
      actions={
        <>
          <Show when={recap()}>
            <Button icon={printerIcon} aria-label={t("print")} onClick={() => print()}>
              <span class={styles.wide}>{t("print")}</span>
            </Button>
          </Show>
          <Show when={isConfirmable()}>
            <Button kind="primary" disabled={doing.isBusy() || !isOnline()} onClick={() => void confirm()}>
              <span class={styles.wide}>{t("confirm")}</span>
              <span class={styles.narrow}>{t("confirmShort")}</span>
            </Button>
          </Show>
        </>
      }
    >
      <div class={styles.page}>
        <div class={styles.sheet}>
          <Languages class={styles.onPhone} />
          <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
          <Show when={failure()}>
            {(error) => (
              <Show when={isOnline() || !recap()}>
                <Failure error={error()} onRetry={load} />
              </Show>
            )}
          </Show>
          <Switch>
            <Match when={!(meeting() && recap())}>
              <Show when={!failure()}>
                <Heading class={styles.hidden}>{t("recap")}</Heading>
                <Skeleton lines={9} />
              </Show>
            </Match>
            <Match when={meeting()?.status === "scheduled" || meeting()?.status === "cancelled"}>
              <Heading>{title()}</Heading>
              <EmptyState
                title={t(meeting()?.status === "cancelled" ? "cancelled" : "notBegun")}
                action={<ButtonLink href={`/meetings/${params.meeting}`}>{t("toMeeting")}</ButtonLink>}
              >
                {meeting()?.status === "cancelled" ? meeting()?.cancelReason : t("notBegunText")}
              </EmptyState>
            </Match>
            <Match when={recap()}>
              {(it) => (
                <>
                  <Show when={it().sentOn === null}>
                    <div class={styles.draft}>
                      <Banner
                        kind="info"
                        action={
                          <Show when={isLed()}>
                            <Show
                              when={meeting()?.status === "live"}
                              fallback={
                                <Button
                                  size="small"
                                  kind="primary"
                                  disabled={doing.isBusy() || !isOnline()}
                                  title={isOnline() ? undefined : t("offline")}
                                  onClick={() => void send()}
                                >
                                  {t("send")}
                                </Button>
                              }
                            >
                              <Button size="small" kind="primary" onClick={() => setReadsBack(true)}>
                                {t("readBack")}
                              </Button>
                            </Show>
                          </Show>
                        }
                      >
                        {t(meeting()?.status === "live" ? "draftLive" : "draft")}
                      </Banner>
                    </div>
                  </Show>
                  <RecapSheet recap={it()} language={language()} form={form()}>
                    <Errata meeting={meeting()!} />
                  </RecapSheet>
                  <Arrived />
                </>
              )}
            </Match>
          </Switch>
        </div>
        <Show when={recap() && meeting() && /live|held/.test(meeting()!.status)}>
          <RecapAside
            page={recapOf(params.meeting).value()!}
            meeting={meeting()!}
            language={language()}
            form={form()}
            onForm={(it) => setSearch({ form: it === "short" ? it : undefined }, { replace: true })}
          />
        </Show>
      </div>
      <Show when={meeting()}>
        {(it) => (
          <Suspense>
            <Show when={readsBack()}>
              <ReadBackDialog
                meeting={it()}
                open={readsBack()}
                onClose={() => setReadsBack(false)}
                onClosed={load}
              />
            </Show>
          </Suspense>
        )}
      </Show>
    </Page>
  );
}

/** The sheet's heading takes the focus over from the one that stood there while it was coming. */
function Arrived() {
  onMount(() => {
    const main = document.getElementById("main") ?? undefined;
    if (document.activeElement === document.body || document.activeElement === main) arriveAt(main);
  });
  return null;
}
