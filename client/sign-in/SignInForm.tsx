import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { announce } from "../ui/announce.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { TextField } from "../ui/Field.tsx";
import { mailIcon } from "../ui/icons.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { comeIn } from "./me.ts";
import styles from "./welcome.module.css";
import { words } from "./words.ts";

/** A mailed link, or a password. The answer never says whether the address is known. */
export function SignInForm(props: { isSample: boolean; heading?: string; lead?: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [byPassword, setByPassword] = createSignal(false);
  const [isSent, setSent] = createSignal(false);
  const doing = createDoing();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void doing.run(async () => {
      if (byPassword()) {
        const json = { email: email(), password: password() };
        return comeIn(await ask(api["sign-in"].password.$post({ json })));
      }
      await ask(api["sign-in"].link.$post({ json: { email: email(), language: language() } }));
      setSent(true);
      announce(t("onItsWay"));
    });
  };

  return (
    <>
      <h1 tabindex="-1">{props.heading ?? t("comeIn")}</h1>
      <p class={styles.lead}>{byPassword() ? t("withPassword") : (props.lead ?? t("weMail"))}</p>
      <Show
        when={!isSent()}
        fallback={
          <div class={styles.sent}>
            <Banner kind="ok">{t("onItsWay")}</Banner>
            <Show when={props.isSample}>
              <p class={styles.note}>{t("whereIsMail")}</p>
            </Show>
            <button type="button" class={styles.link} onClick={() => setSent(false)}>
              {t("anotherAddress")}
            </button>
          </div>
        }
      >
        <form class={styles.form} classList={{ [styles.stacked!]: byPassword() }} onSubmit={submit}>
          <TextField
            label={t("email")}
            type="email"
            name="email"
            autocomplete="email"
            required
            placeholder={t("emailExample")}
            value={email()}
            onInput={(event) => setEmail(event.currentTarget.value)}
            error={doing.fields().email}
          />
          <Show when={byPassword()}>
            <TextField
              label={t("password")}
              type="password"
              name="password"
              autocomplete="current-password"
              required
              value={password()}
              onInput={(event) => setPassword(event.currentTarget.value)}
              error={doing.fields().password}
            />
          </Show>
          <Button
            kind="primary"
            size="large"
            type="submit"
            disabled={doing.isBusy()}
            icon={byPassword() ? "" : mailIcon}
          >
            {byPassword() ? t("signIn") : t("mailMe")}
          </Button>
          <Show when={doing.failure()}>
            <div class={styles.wide}>
              <Failure error={doing.failure()} />
            </div>
          </Show>
          <button
            type="button"
            class={`${styles.link} ${styles.wide}`}
            onClick={() => {
              doing.clear();
              setByPassword((was) => !was);
            }}
          >
            {byPassword() ? t("useLink") : t("usePassword")}
          </button>
        </form>
      </Show>
    </>
  );
}
