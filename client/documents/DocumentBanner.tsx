import { Match, Show, Switch } from "solid-js";
import { Banner } from "../ui/Banner.tsx";
import { useWords } from "../words/words.ts";
import { CopiesAside } from "./CopiesAside.tsx";
import styles from "./document.module.css";
import type { ToldDocument } from "./document-state.ts";
import { words } from "./words.ts";

/** What a person must know of the document's state, one line at a time; nothing when all is well. */
export function DocumentBanner(props: {
  document: ToldDocument;
  /** Who can let somebody write here. */
  askWhom?: string | undefined;
  onSignIn: () => void;
}) {
  const t = useWords(words);
  const state = () => props.document.state();
  const edits = () => {
    const now = state();
    return "edits" in now ? now.edits : 0;
  };
  const retry = (
    <button type="button" class={styles.bannerAction} onClick={() => props.document.connection.retry()}>
      {t("tryAgain")}
    </button>
  );
  return (
    <>
      <Switch>
        <Match when={state().is === "signed-out"}>
          <Banner
            kind="warn"
            action={
              <button type="button" class={styles.bannerAction} onClick={() => props.onSignIn()}>
                {t("signIn")}
              </button>
            }
          >
            {edits() > 0 ? t("bannerSignedOutCount", { count: edits() }) : t("bannerSignedOut")}
          </Banner>
        </Match>
        <Match when={state().is === "no-access"}>
          <Banner kind="warn">{t("bannerNoAccess")}</Banner>
        </Match>
        <Match when={state().is === "gone"}>
          <Banner kind="warn">{t("bannerGone")}</Banner>
        </Match>
        <Match when={state().is === "restored"}>
          <Banner
            kind="warn"
            action={
              <button type="button" class={styles.bannerAction} onClick={() => location.reload()}>
                {t("reload")}
              </button>
            }
          >
            {t("bannerRestored")}
          </Banner>
        </Match>
        <Match when={!props.document.mayEdit() && edits() > 0}>
          <Banner kind="warn">{t("bannerNotTaken", { count: edits() })}</Banner>
        </Match>
        <Match when={state().is === "not-saved"}>
          <Banner kind="error" action={retry}>
            {t("bannerNotSaved")}
          </Banner>
        </Match>
        <Match when={state().is === "offline"}>
          <Banner kind="offline" action={retry}>
            <Show when={props.document.hasText()} fallback={t("notHere")}>
              <Show when={props.document.mayEdit()} fallback={t("bannerOfflineReading")}>
                {edits() > 0 ? t("bannerOfflineCount", { count: edits() }) : t("bannerOffline")}
              </Show>
            </Show>
          </Banner>
        </Match>
        <Match when={props.document.backWith() !== undefined}>
          <Banner kind="ok">
            {props.document.backWith()
              ? t("bannerSynced", { count: props.document.backWith()! })
              : t("bannerBack")}
          </Banner>
        </Match>
        <Match when={!props.document.mayEdit()}>
          <Banner kind="readOnly">
            {t("bannerReadOnly")} {props.askWhom ? t("askToEdit", { who: props.askWhom }) : t("askBackbone")}
          </Banner>
        </Match>
      </Switch>
      <CopiesAside document={props.document} />
    </>
  );
}
