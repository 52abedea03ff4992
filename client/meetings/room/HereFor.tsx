import { createSignal, Match, Show, Switch } from "solid-js";
import type { Announcement } from "../../../shared/meetings/meeting.ts";
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
  /** Before the meeting, whether they said if they come; while it goes on, whether it is noted that they are there. */
  const isNoted = () =>
    meeting().status === "scheduled"
      ? meeting().announced.some((it) => it.organizationId === own().id)
      : meeting().attendance.some((it) => it.organizationId === own().id && it.status !== "excused");
  const isAskable = () => speaks() && !isNoted() && !isAsked() && props.room.mayNote(own().id);
  const sayHere = async () => {
    const isDone = await props.room.attend(own().id, asOneself(), me().person.id);
    if (isDone) toast(t("hereNoted", { organization: own().shortName }));
  };
  const say = (answer: Announcement["answer"]) => void props.room.announce(own().id, answer);
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
            <div class={styles.answers}>
              <Button kind="primary" disabled={props.room.isBusy()} onClick={() => void sayHere()}>
                {t("hereYes")}
              </Button>
              <Button kind="ghost" onClick={dismiss}>
                {t("hereNo")}
              </Button>
            </div>
          </Match>
          <Match when={meeting().status === "scheduled"}>
            <p>
              <b>{t("comeFor", { organization: own().shortName })}</b>
            </p>
            <div class={styles.answers}>
              <Button disabled={props.room.isBusy()} onClick={() => say("comes")}>
                {t("comeYes")}
              </Button>
              <Button disabled={props.room.isBusy()} onClick={() => say("alternate_comes")}>
                {t("comeAlternate")}
              </Button>
              <Button kind="ghost" disabled={props.room.isBusy()} onClick={() => say("cannot_come")}>
                {t("comeNo")}
              </Button>
            </div>
          </Match>
        </Switch>
      </section>
    </Show>
  );
}
