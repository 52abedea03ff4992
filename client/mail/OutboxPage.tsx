import { createResource, For, Match, Show, Switch } from "solid-js";
import { may } from "../../shared/roles.ts";
import type { OutboxMail } from "../../shared/sign-in/sign-in.ts";
import { api, ask } from "../api.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { copyIcon, refreshCwIcon } from "../ui/icons.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayRecent } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./outbox.module.css";
import { words } from "./words.ts";

/** Mails of this server with their links, for the backbone. */
export default function OutboxPage() {
  const t = useWords(words);
  const me = useMe();
  const mayRead = () => may.readOutbox(whoOf(me()));
  const [outbox, { refetch }] = createResource(mayRead, () => ask(api.outbox.$get()));
  const known = () => (outbox.state === "ready" || outbox.state === "refreshing" ? outbox.latest : undefined);
  return (
    <Page
      title={t("title")}
      actions={
        <Show when={mayRead()}>
          <Button icon={refreshCwIcon} onClick={refetch}>
            {t("reload")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <Heading>{t("title")}</Heading>
        <Show
          when={mayRead()}
          fallback={
            <EmptyState title={t("denied")} action={<ButtonLink href="/">{t("home")}</ButtonLink>}>
              {t("deniedText")}
            </EmptyState>
          }
        >
          <p class={styles.lead}>{t("lead")}</p>
          <Switch fallback={<Skeleton lines={5} />}>
            <Match when={outbox.error}>
              <Failure error={outbox.error} onRetry={refetch} />
            </Match>
            <Match when={known()}>
              {(it) => (
                <>
                  <Show when={!it().mailServer}>
                    <Banner kind="warn">{t("noMailServer")}</Banner>
                  </Show>
                  <Show
                    when={it().items.length > 0}
                    fallback={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
                  >
                    <ul class={styles.mails}>
                      <For each={it().items}>{(mail) => <Mail mail={mail} />}</For>
                    </ul>
                  </Show>
                </>
              )}
            </Match>
          </Switch>
        </Show>
      </div>
    </Page>
  );
}

function Mail(props: { mail: OutboxMail }) {
  const t = useWords(words);
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => toast(t("copied")),
      () => toast(t("copyFailed")),
    );
  return (
    <li class={styles.mail}>
      <div class={styles.head}>
        <h2>{props.mail.subject}</h2>
        <div class={styles.links}>
          <For each={props.mail.links}>
            {(it) => (
              <Button size="small" icon={copyIcon} onClick={() => copy(it.address)}>
                {it.label ? t("copyNamed", { label: it.label }) : t("copyLink")}
              </Button>
            )}
          </For>
        </div>
      </div>
      <p class={styles.meta}>
        {t("to", { to: props.mail.to })} ·{" "}
        {t("written", { when: sayRecent(props.mail.createdAt, Date.now()) })} ·{" "}
        {props.mail.sentAt ? t("sent", { when: sayRecent(props.mail.sentAt, Date.now()) }) : t("waits")}
      </p>
      <p class={styles.text}>{props.mail.text}</p>
    </li>
  );
}
