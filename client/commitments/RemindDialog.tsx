import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { Reminders } from "../../shared/commitments/bulk.ts";
import { isOnline } from "../online.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { commitments, previewReminders, sendReminders } from "./commitments.ts";
import styles from "./dialogs.module.css";
import { sendIcon } from "./icons.ts";
import { partnerName } from "./names.ts";
import { words } from "./words.ts";

/** Shows who would get which words before anything is sent; one press then sends all of it. */
export function RemindDialog(props: { ids: string[] | undefined; onClose: () => void }) {
  const t = useWords(words);
  const reading = createDoing();
  const sending = createDoing();
  const [preview, setPreview] = createSignal<Reminders>();
  const look = () =>
    reading.run(async () => {
      const { ids } = props;
      if (ids) setPreview(await previewReminders(ids));
    });
  createEffect(
    on(
      () => props.ids,
      (ids) => {
        setPreview(undefined);
        sending.clear();
        if (ids) void look();
      },
    ),
  );
  const count = () => preview()?.mails.length ?? 0;
  const left = () => preview()?.left ?? [];
  const numberOf = (id: string) => commitments.value()?.find((it) => it.id === id)?.number ?? 0;
  async function send() {
    await sending.run(async () => {
      const sent = await sendReminders(props.ids ?? []);
      toast(t("remindersSent", { count: sent.mails.length }));
      props.onClose();
    });
  }
  return (
    <Dialog
      open={props.ids !== undefined}
      onClose={props.onClose}
      title={t("remindTitle")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            icon={sendIcon}
            disabled={count() === 0 || sending.isBusy() || !isOnline()}
            onClick={() => void send()}
          >
            {t("sendReminders", { count: count() })}
          </Button>
        </>
      }
    >
      <Show when={reading.failure()}>
        <Failure error={reading.failure()} onRetry={() => void look()} />
      </Show>
      <Show when={preview()} fallback={<Show when={!reading.failure()}>{<Skeleton lines={4} />}</Show>}>
        <p class={styles.lead}>{t(count() > 0 ? "remindLead" : "remindNobody")}</p>
        <ul class={styles.mails}>
          <For each={preview()!.mails}>
            {(mail, index) => (
              <li>
                <details open={index() === 0}>
                  <summary>
                    <b>{mail.name}</b>
                    <small>
                      {partnerName(mail.organizationId)}, {sayLanguage(mail.language)},{" "}
                      {t("about", { count: mail.commitmentIds.length })}
                    </small>
                  </summary>
                  <div lang={mail.language}>
                    <p class={styles.subject}>{mail.subject}</p>
                    <pre>{mail.text}</pre>
                  </div>
                </details>
              </li>
            )}
          </For>
        </ul>
        <Show when={left().length > 0}>
          <h3 class={styles.sub}>{t("leftOut")}</h3>
          <ul class={styles.left}>
            <For each={left()}>
              {(it) => (
                <li>
                  C-{numberOf(it.id)}: {t(`left_${it.why}`)}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
      <Show when={sending.failure()}>
        <Failure error={sending.failure()} />
      </Show>
    </Dialog>
  );
}
