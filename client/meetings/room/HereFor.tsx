import { createSignal, Match, Show, Switch } from "solid-js";
import { useMe } from "../../sign-in/me.ts";
import { Button } from "../../ui/Button.tsx";
import { recall, remember } from "../../ui/storage.ts";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import styles from "./here-for.module.css";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

/**
 * Asks somebody who speaks for an organization, once, whether they are there for it. A page that is open says nothing:
 * who was there stands in the minutes and counts for the quorum, so that a person says it.
 */
export function HereFor(props: { room: Room }) {
  const t = useWords(words);
  const me = useMe();
  const key = `ct:asked-here:${props.room.id}`;
  const [isAsked, setAsked] = createSignal(recall(key) === me().person.id);
  const meeting = () => props.room.meeting()!;
  const own = () => me().organization;
  const speaks = () => ["representative", "alternate"].includes(me().person.role);
  const isNoted = () => meeting().attendance.some((it) => it.organizationId === own().id);
  const isAskable = () => speaks() && !isNoted() && !isAsked() && props.room.mayNote(own().id);
  const say = async (status: "present" | "alternate" | "excused", personId: string | null) => {
    const isLive = meeting().status === "live";
    const isDone = await props.room.attend(own().id, status, personId);
    if (isDone && isLive) toast(t("hereNoted", { organization: own().shortName }));
  };
  const dismiss = () => {
    remember(key, me().person.id);
    setAsked(true);
  };
  const asOneself = () => (me().person.role === "alternate" ? "alternate" : "present");
  return (
    <Show when={isAskable()}>
      <section class={styles.ask} aria-label={t("inTheRoom")}>
        <Switch>
          <Match when={meeting().status === "live"}>
            <p>
              <b>{t("hereFor", { organization: own().shortName })}</b>
              <small>{t("hereForWhy")}</small>
            </p>
            <Button
              kind="primary"
              disabled={props.room.isBusy()}
              onClick={() => void say(asOneself(), me().person.id)}
            >
              {t("hereYes")}
            </Button>
            <Button kind="ghost" onClick={dismiss}>
              {t("hereNo")}
            </Button>
          </Match>
          <Match when={meeting().status === "scheduled"}>
            <p>
              <b>{t("comeFor", { organization: own().shortName })}</b>
            </p>
            <Button disabled={props.room.isBusy()} onClick={() => void say("present", null)}>
              {t("comeYes")}
            </Button>
            <Button disabled={props.room.isBusy()} onClick={() => void say("alternate", null)}>
              {t("comeAlternate")}
            </Button>
            <Button kind="ghost" disabled={props.room.isBusy()} onClick={() => void say("excused", null)}>
              {t("comeNo")}
            </Button>
          </Match>
        </Switch>
      </section>
    </Show>
  );
}
