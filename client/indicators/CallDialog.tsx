import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { ReadingCall, ReadingMails } from "../../shared/indicators/round.ts";
import dialogs from "../commitments/dialogs.module.css";
import { sendIcon } from "../commitments/icons.ts";
import { partnerName } from "../commitments/names.ts";
import { isOnline } from "../online.ts";
import { recordName } from "../records/record-name.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { previewCall, sendCall } from "./charts.ts";
import { sayPeriod } from "./say.ts";
import { words } from "./words.ts";

/** Shows who would get which words before anything is sent; one press then sends all of it. */
export function CallDialog(props: { items: ReadingCall["items"] | undefined; onClose: () => void }) {
  const t = useWords(words);
  const reading = createDoing();
  const sending = createDoing();
  const [preview, setPreview] = createSignal<ReadingMails>();
  const look = () =>
    reading.run(async () => {
      const { items } = props;
      if (items) setPreview(await previewCall({ items }));
    });
  createEffect(
    on(
      () => props.items,
      (items) => {
        setPreview(undefined);
        sending.clear();
        if (items) void look();
      },
    ),
  );
  const count = () => preview()?.mails.length ?? 0;
  const send = () =>
    sending.run(async () => {
      const sent = await sendCall({ items: props.items ?? [] });
      toast(t("sent", { count: sent.mails.length }));
      props.onClose();
    });
  return (
    <Dialog
      open={props.items !== undefined}
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
            {t("send", { count: count() })}
          </Button>
        </>
      }
    >
      <Show when={reading.failure()}>
        {(error) => <Failure error={error()} onRetry={() => void look()} />}
      </Show>
      <Show when={preview()} fallback={<Show when={!reading.failure()}>{<Skeleton lines={4} />}</Show>}>
        {(it) => (
          <>
            <p class={dialogs.lead}>{t(count() > 0 ? "remindLead" : "remindNobody")}</p>
            <Mails mails={it()} />
          </>
        )}
      </Show>
      <Show when={sending.failure()}>{(error) => <Failure error={error()} />}</Show>
    </Dialog>
  );
}

/** The very words that go out, and whom they do not reach. */
export function Mails(props: { mails: ReadingMails }) {
  const t = useWords(words);
  return (
    <>
      <ul class={dialogs.mails}>
        <For each={props.mails.mails}>
          {(mail, index) => (
            <li>
              <details open={index() === 0}>
                <summary>
                  <b>{mail.name}</b>
                  <small>
                    {partnerName(mail.organizationId)}, {sayLanguage(mail.language)},{" "}
                    {t("about", { count: mail.indicatorIds.length })}
                  </small>
                </summary>
                <div lang={mail.language}>
                  <p class={dialogs.subject}>{mail.subject}</p>
                  <pre>{mail.text}</pre>
                </div>
              </details>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.mails.left.length > 0}>
        <h3 class={dialogs.sub}>{t("leftOut")}</h3>
        <ul class={dialogs.left}>
          <For each={props.mails.left}>
            {(it) => (
              <li>
                {recordName(it.indicatorId)?.code} {sayPeriod(it.period)}: {t(`left_${it.why}`)}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
