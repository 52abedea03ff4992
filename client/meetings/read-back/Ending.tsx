import { createSignal, createUniqueId, onMount, Show } from "solid-js";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { isOnline } from "../../online.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createDoing } from "../../ui/doing.ts";
import { Failure } from "../../ui/Failure.tsx";
import { useWords } from "../../words/words.ts";
import styles from "./read-back.module.css";
import { closeMeeting, type ReadBack } from "./read-back.ts";
import { words } from "./words.ts";

/** What worked and what to change, for whoever wants to say it; then the meeting is closed. `Enter` closes. */
export function Ending(props: {
  meeting: MeetingWithAgenda;
  readBack: ReadBack;
  unsent: number;
  onClosed: () => void;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  const doing = createDoing();
  const [plus, setPlus] = createSignal((props.meeting.debrief?.plus ?? []).join("\n"));
  const [delta, setDelta] = createSignal((props.meeting.debrief?.delta ?? []).join("\n"));
  let button: HTMLElement | undefined;
  onMount(() => button?.querySelector("button")?.focus());
  const linesOf = (text: string) =>
    text
      .split("\n")
      .map((it) => it.trim())
      .filter((it) => it !== "");
  const close = () =>
    doing.run(async () => {
      await props.readBack.settled();
      await closeMeeting(props.meeting.id, linesOf(plus()), linesOf(delta()));
      props.onClosed();
    });
  const stand = () => props.readBack.count("confirmed");
  const aside = () => props.readBack.count("parked");
  const Lines = (own: { name: string; label: string; value: string; onChange: (text: string) => void }) => (
    <div>
      <label for={`${id}-${own.name}`}>{own.label}</label>
      <textarea
        id={`${id}-${own.name}`}
        rows="3"
        aria-describedby={`${id}-hint`}
        value={own.value}
        onInput={(event) => own.onChange(event.currentTarget.value)}
      />
    </div>
  );
  return (
    <section class={styles.ending} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t("ending")}</h3>
      <p>
        {t("summary", {
          stand: stand(),
          aside: aside(),
          left: (props.readBack.records() ?? []).length - stand() - aside(),
        })}
      </p>
      <Show when={props.unsent > 0}>
        <Banner kind="warn">
          {t("unsent", { count: props.unsent })} {t("unsentText")}
        </Banner>
      </Show>
      <div class={styles.debrief}>
        <Lines name="plus" label={t("plus")} value={plus()} onChange={setPlus} />
        <Lines name="delta" label={t("delta")} value={delta()} onChange={setDelta} />
        <small id={`${id}-hint`}>{t("lines")}</small>
      </div>
      <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      <p class={styles.quiet}>{t("closeText")}</p>
      <div
        ref={(it) => {
          button = it;
        }}
      >
        <Button
          kind="primary"
          size="large"
          hint="Enter"
          disabled={doing.isBusy() || !isOnline()}
          onClick={() => void close()}
        >
          {t("close")}
        </Button>
      </div>
    </section>
  );
}
