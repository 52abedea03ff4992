import { createSignal, Show } from "solid-js";
import { passwordLengthMax, passwordLengthMin } from "../../shared/sign-in/sign-in.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { setMe, useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { Card } from "./Card.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

/** Sets a password, or changes the one in use. */
export function PasswordCard() {
  const t = useWords(words);
  const me = useMe();
  const [current, setCurrent] = createSignal("");
  const [password, setPassword] = createSignal("");
  const doing = createDoing();
  const has = () => me().person.hasPassword;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const json = { password: password(), ...(has() ? { current: current() } : {}) };
    if (!(await doing.run(() => ask(api.me.password.$put({ json }))))) return;
    setMe({ ...me(), person: { ...me().person, hasPassword: true } });
    setCurrent("");
    setPassword("");
    toast(t("passwordSet"));
  };
  return (
    <Card title={t("password")} lead={has() ? t("passwordHas") : t("passwordNone")}>
      <form class={styles.form} onSubmit={save}>
        {/* Password managers look for the address beside the password. */}
        <input type="email" autocomplete="username" value={me().person.email ?? ""} hidden readOnly />
        <Show when={has()}>
          <TextField
            label={t("current")}
            type="password"
            autocomplete="current-password"
            required
            value={current()}
            onInput={(event) => setCurrent(event.currentTarget.value)}
            error={doing.fields().current}
          />
        </Show>
        <TextField
          label={t("newOne")}
          type="password"
          autocomplete="new-password"
          required
          minLength={passwordLengthMin}
          maxLength={passwordLengthMax}
          value={password()}
          onInput={(event) => setPassword(event.currentTarget.value)}
          hint={t("newHint", { count: passwordLengthMin })}
          error={doing.fields().password}
        />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
        <div>
          <Button
            type="submit"
            disabled={doing.isBusy() || !isOnline()}
            title={isOnline() ? undefined : t("offline")}
          >
            {has() ? t("changePassword") : t("setPassword")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
