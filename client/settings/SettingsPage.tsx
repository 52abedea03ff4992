import { createSignal, Show } from "solid-js";
import { type Language, languages } from "../../shared/languages.ts";
import { may } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { words as peopleWords } from "../people/words.ts";
import { letters, useLetters } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { openShortcuts } from "../shell/palette.ts";
import { askToSignOut } from "../shell/sign-out.ts";
import { whoOf } from "../shell/who.ts";
import { setMe, useMe } from "../sign-in/me.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, ChoiceField, SelectField, TextField } from "../ui/Field.tsx";
import { chooseTheme, type Theme, theme } from "../ui/theme.ts";
import { toast } from "../ui/toast.ts";
import { languageNames, useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { Card } from "./Card.tsx";
import { GovernanceCard } from "./GovernanceCard.tsx";
import { MailCard } from "./MailCard.tsx";
import { changeMyLanguage } from "./my-language.ts";
import { PasswordCard } from "./PasswordCard.tsx";
import { SignInsCard } from "./SignInsCard.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

/** What a person sets for themselves. */
export default function SettingsPage() {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const themes: Theme[] = ["light", "dark", "system"];
  return (
    <Page title={t("title")}>
      <div class={styles.page}>
        <Heading>{t("title")}</Heading>
        <p class={styles.lead}>{t(may.setGovernance(whoOf(me())) ? "leadBackbone" : "lead")}</p>
        <YouCard />
        <Card title={t("reading")}>
          <SelectField
            label={t("language")}
            value={language()}
            onChange={(event) => changeMyLanguage(event.currentTarget.value as Language)}
            options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
          />
          <ChoiceField
            label={t("theme")}
            name="theme"
            value={theme()}
            onChange={chooseTheme}
            options={themes.map((it) => ({ value: it, label: t(it) }))}
          />
        </Card>
        <Card title={t("keyboard")}>
          <CheckField
            label={t("letters")}
            note={t("lettersNote")}
            checked={letters()}
            onChange={useLetters}
          />
          <div>
            <Button onClick={openShortcuts}>{t("allShortcuts")}</Button>
          </div>
        </Card>
        <MailCard />
        <PasswordCard />
        <SignInsCard />
        <Show when={may.setGovernance(whoOf(me()))}>
          <GovernanceCard />
        </Show>
        <Show when={may.readOutbox(whoOf(me()))}>
          <Card title={t("backbone")} lead={t("outboxText")}>
            <div>
              <ButtonLink href="/outbox">{t("outboxOpen")}</ButtonLink>
            </div>
          </Card>
        </Show>
        <div>
          <Button onClick={askToSignOut}>{t("signOut")}</Button>
        </div>
      </div>
    </Page>
  );
}

function YouCard() {
  const t = useWords(words);
  const p = useWords(peopleWords);
  const me = useMe();
  const [name, setName] = createSignal(me().person.name);
  const doing = createDoing();
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const isDone = await doing.run(async () => setMe(await ask(api.me.$patch({ json: { name: name() } }))));
    if (isDone) toast(t("saved"));
  };
  return (
    <Card title={t("you")}>
      <form class={styles.form} onSubmit={save}>
        <TextField
          label={t("name")}
          name="name"
          autocomplete="name"
          required
          maxLength={120}
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
          error={doing.fields().name}
        />
        <TextField label={t("email")} value={me().person.email ?? ""} readOnly hint={t("emailNote")} />
        <div>
          <p class={styles.label}>{t("part")}</p>
          <p>{t("partText", { role: p(me().person.role), organization: me().organization.name })}</p>
        </div>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
        <div>
          <Button
            kind="primary"
            type="submit"
            disabled={doing.isBusy() || !isOnline() || name().trim() === me().person.name}
            title={isOnline() ? undefined : t("offline")}
          >
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
