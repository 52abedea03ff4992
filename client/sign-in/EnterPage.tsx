import { useNavigate, useParams } from "@solidjs/router";
import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import { api, ask, Problem } from "../api.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { logInIcon } from "../ui/icons.ts";
import { useWords } from "../words/words.ts";
import { Door } from "./Door.tsx";
import { comeIn, whoIsHere } from "./me.ts";
import { SignInForm } from "./SignInForm.tsx";
import styles from "./welcome.module.css";
import { words } from "./words.ts";

/**
 * Where a mailed link or an invitation leads. Opening it changes nothing, because mail programs open links by
 * themselves; the one button does.
 */
export default function EnterPage() {
  const t = useWords(words);
  const params = useParams<{ token: string }>();
  const navigate = useNavigate();
  const [welcome] = createResource(() => ask(api.welcome.$get()).catch(() => undefined));
  const [isSpent, setSpent] = createSignal(false);
  const doing = createDoing();
  const enter = () =>
    doing.run(async () => {
      try {
        await comeIn(await ask(api["sign-in"].link.confirm.$post({ json: { token: params.token } })));
        navigate("/", { replace: true });
      } catch (error) {
        const isOver =
          error instanceof Problem && ["not_found", "invalid", "conflict", "forbidden"].includes(error.code);
        if (!isOver) throw error;
        setSpent(true);
      }
    });
  return (
    <Door title={t("enterTitle")} initiative={welcome()?.initiative}>
      <Switch>
        <Match when={isSpent()}>
          <SignInForm
            isSample={(welcome()?.samplePeople.length ?? 0) > 0}
            heading={t("enterFailed")}
            lead={t("enterFailedText")}
          />
          <div class={styles.actions}>
            <ButtonLink href="/" kind="ghost">
              {t("toWelcome")}
            </ButtonLink>
          </div>
        </Match>
        <Match when={!isSpent()}>
          <h1>{t("enterTitle")}</h1>
          <p class={styles.lead}>{t("enterText")}</p>
          <Show when={whoIsHere()}>
            {(me) => <p class={styles.note}>{t("enterAs", { name: me().person.name })}</p>}
          </Show>
          <div class={styles.actions}>
            <Button kind="primary" size="large" icon={logInIcon} disabled={doing.isBusy()} onClick={enter}>
              {t("enter")}
            </Button>
          </div>
          <Show when={doing.failure()}>
            <div class={styles.gap}>
              <Failure error={doing.failure()} onRetry={enter} />
            </div>
          </Show>
        </Match>
      </Switch>
    </Door>
  );
}
