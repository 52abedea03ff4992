import { createResource, For, Match, Show, Switch } from "solid-js";
import type { SignIn } from "../../shared/sign-in/sign-in.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { monitorIcon } from "../ui/icons.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { Card } from "./Card.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

/** Every browser that is signed in as this person, and the way to end it. */
export function SignInsCard() {
  const t = useWords(words);
  const [signIns, { refetch }] = createResource(async () => (await ask(api.me["sign-ins"].$get())).items);
  // `latest` would suspend the page while it is first asked; the state does not.
  const known = () =>
    signIns.state === "ready" || signIns.state === "refreshing" ? signIns.latest : undefined;
  /** The server names it as “Firefox on Windows”; empty when the browser does not say. */
  const deviceName = ({ device }: SignIn) => {
    const [browser, system] = device.split(" on ");
    if (!browser) return t("unknownDevice");
    return system ? t("device", { browser, system }) : browser;
  };
  const doing = createDoing();
  const end = (it: SignIn) =>
    doing.run(async () => {
      await ask(api.me["sign-ins"][":id"].$delete({ param: { id: it.id } }));
      toast(t("ended"));
      await refetch();
    });
  const endOthers = () =>
    doing.run(async () => {
      await ask(api.me["sign-ins"].$delete());
      toast(t("endedOthers"));
      await refetch();
    });
  return (
    <Card title={t("signIns")} lead={t("signInsLead")}>
      <Switch fallback={<Skeleton lines={2} />}>
        <Match when={signIns.error}>
          <Failure error={signIns.error} onRetry={refetch} />
        </Match>
        <Match when={known()}>
          {(all) => (
            <>
              <ul class={styles.signIns}>
                <For each={all()}>
                  {(it) => (
                    <li>
                      <Icon of={monitorIcon} />
                      <span>
                        <b>{deviceName(it)}</b>
                        <Show when={it.isThisOne}> ({t("thisOne")})</Show>
                        <small>{t("lastUsed", { when: sayRecent(it.lastUsedAt, Date.now()) })}</small>
                        <small>{t("since", { when: sayRecent(it.createdAt, Date.now()) })}</small>
                      </span>
                      <Show when={!it.isThisOne}>
                        <Button
                          size="small"
                          disabled={doing.isBusy() || !isOnline()}
                          aria-label={t("endOf", { device: deviceName(it) })}
                          onClick={() => end(it)}
                        >
                          {t("end")}
                        </Button>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={doing.failure()}>
                <Failure error={doing.failure()} />
              </Show>
              <Show when={all().length > 1}>
                <div>
                  <Button disabled={doing.isBusy() || !isOnline()} onClick={endOthers}>
                    {t("endOthers")}
                  </Button>
                </div>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </Card>
  );
}
