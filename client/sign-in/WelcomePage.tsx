import { createResource, Match, onMount, Show, Switch } from "solid-js";
import { api, ask } from "../api.ts";
import { unsentEdits } from "../documents/offline-copies.ts";
import { isOnline } from "../online.ts";
import { announce } from "../ui/announce.ts";
import { Banner } from "../ui/Banner.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useWords } from "../words/words.ts";
import { Door } from "./Door.tsx";
import { wasSignedOut } from "./me.ts";
import { SamplePeople } from "./SamplePeople.tsx";
import { SignInForm } from "./SignInForm.tsx";
import styles from "./welcome.module.css";
import { words } from "./words.ts";

/** How to come in: a mailed link, a password, or as somebody of the sample. */
export default function WelcomePage() {
  const t = useWords(words);
  const [welcome, { refetch }] = createResource(() => ask(api.welcome.$get()));
  const waiting = unsentEdits();
  onMount(() => wasSignedOut() && announce(t("wasSignedOut"), "assertive"));
  const known = () => (welcome.state === "ready" ? welcome() : undefined);
  return (
    <Door title={t("welcomeTitle")} initiative={known()?.initiative}>
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={welcome.error}>
          <h1>{t("comeIn")}</h1>
          <div class={styles.gap}>
            <Failure error={welcome.error} onRetry={refetch} />
          </div>
        </Match>
        <Match when={known()?.needsSetUp}>
          <h1>{t("needsSetUp")}</h1>
          <p class={styles.lead}>{t("needsSetUpText")}</p>
        </Match>
        <Match when={known()}>
          {(it) => (
            <>
              <Show when={!isOnline()}>
                <div class={styles.gap}>
                  <Banner kind="offline">{t("signedOutOffline")}</Banner>
                </div>
              </Show>
              <Show when={wasSignedOut() || waiting > 0}>
                <div class={styles.gap}>
                  <Banner kind="warn">
                    {wasSignedOut() ? t("wasSignedOut") : ""}{" "}
                    {waiting > 0 ? t("editsWait", { count: waiting }) : ""}
                  </Banner>
                </div>
              </Show>
              <SignInForm isSample={it().samplePeople.length > 0} />
              <Show when={it().samplePeople.length > 0}>
                <SamplePeople people={it().samplePeople} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </Door>
  );
}
