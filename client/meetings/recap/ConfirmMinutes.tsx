import { createEffect, Show } from "solid-js";
import { useLive } from "../../live.ts";
import { isOnline } from "../../online.ts";
import { useMe } from "../../sign-in/me.ts";
import { Button } from "../../ui/Button.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import { meetingOf } from "../meetings.ts";
import styles from "./recap.module.css";
import { confirmMinutes, mayConfirm } from "./recaps.ts";
import { words } from "./words.ts";

/**
 * Asks whoever speaks for a member to confirm the minutes of a meeting that was held, with one press. Shows nothing to
 * others, nor once it is done, by whomever of the organization. The group's next meeting holds it.
 */
export default function ConfirmMinutes(props: { meetingId: string }) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  createEffect(() => void meetingOf(props.meetingId).load());
  const live = useLive(
    () => undefined,
    ({ type, refs }) => {
      if (type === "meeting.minutes_confirmed" && refs[0] === props.meetingId)
        void meetingOf(props.meetingId).load();
    },
  );
  live.open();
  const asked = () => {
    const it = meetingOf(props.meetingId).value();
    return it && mayConfirm(me(), it) ? it : undefined;
  };
  const confirm = () =>
    doing.run(async () => {
      await confirmMinutes(props.meetingId);
      toast(t("confirmed", { organization: me().organization.shortName }));
    });
  /** What stands below waits for this, so that it does not jump. */
  const isOnItsWay = () => {
    const { value, failure } = meetingOf(props.meetingId);
    return value() === undefined && !failure();
  };
  return (
    <Show when={asked()} fallback={isOnItsWay() && <span data-loading="" />}>
      {(it) => (
        <section class={styles.ask} aria-labelledby="minutes-before">
          <p id="minutes-before">{t("confirmAsk", { title: it().title })}</p>
          <a href={`/meetings/${it().id}/recap`}>{t("readFirst")}</a>
          <Button
            size="small"
            kind="primary"
            disabled={doing.isBusy() || !isOnline()}
            onClick={() => void confirm()}
          >
            {t("confirmShort")}
          </Button>
          <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
        </section>
      )}
    </Show>
  );
}
