import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { type Language, languages } from "../../shared/languages.ts";
import { passwordLengthMax, passwordLengthMin } from "../../shared/sign-in/sign-in.ts";
import { api, ask } from "../api.ts";
import { Door } from "../sign-in/Door.tsx";
import { comeIn } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { chooseLanguage, languageNames, useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

/** The first page of a new place, opened once with the link from the server's window. */
export default function SetUpPage() {
  const t = useWords(words);
  const language = useLanguage();
  const params = useParams<{ token: string }>();
  const navigate = useNavigate();
  const doing = createDoing();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([own, ...Intl.supportedValuesOf("timeZone")])];
  const [zone, setZone] = createSignal(own);

  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const json = {
      token: params.token,
      initiative: text("initiative"),
      organization: text("organization"),
      name: text("name"),
      email: text("email"),
      language: language(),
      timeZone: zone(),
      ...(text("password") ? { password: text("password") } : {}),
    };
    void doing.run(async () => {
      await comeIn(await ask(api["set-up"].$post({ json })));
      navigate("/", { replace: true });
    });
  };

  return (
    <Door title={t("title")} initiative={undefined}>
      <h1>{t("heading")}</h1>
      <p class={styles.lead}>{t("lead")}</p>
      <form class={styles.form} onSubmit={submit}>
        <TextField
          label={t("initiative")}
          name="initiative"
          required
          maxLength={120}
          placeholder={t("initiativeExample")}
          error={doing.fields().initiative}
        />
        <TextField
          label={t("organization")}
          name="organization"
          required
          maxLength={120}
          autocomplete="organization"
          hint={t("organizationHint")}
          error={doing.fields().organization}
        />
        <TextField
          label={t("name")}
          name="name"
          required
          maxLength={120}
          autocomplete="name"
          error={doing.fields().name}
        />
        <TextField
          label={t("email")}
          name="email"
          type="email"
          required
          maxLength={254}
          autocomplete="email"
          error={doing.fields().email}
        />
        <TextField
          label={t("password")}
          name="password"
          type="password"
          minLength={passwordLengthMin}
          maxLength={passwordLengthMax}
          autocomplete="new-password"
          hint={t("passwordHint", { count: passwordLengthMin })}
          error={doing.fields().password}
        />
        <div class={styles.two}>
          <SelectField
            label={t("language")}
            value={language()}
            onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
            options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
          />
          <SelectField
            label={t("timeZone")}
            value={zone()}
            onChange={(event) => setZone(event.currentTarget.value)}
            options={zones.map((it) => ({ value: it, label: it.replaceAll("_", " ") }))}
          />
        </div>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
        <div>
          <Button kind="primary" size="large" type="submit" disabled={doing.isBusy()}>
            {t("start")}
          </Button>
        </div>
      </form>
    </Door>
  );
}
