import { createMemo, createSignal, Show } from "solid-js";
import { changesBetween, countChanges } from "../../shared/common-agenda/changes.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf, currentVersion, versionOf } from "../../shared/common-agenda/readings.ts";
import type { AdoptionKind } from "../../shared/common-agenda/version.ts";
import type { Language } from "../../shared/languages.ts";
import { may } from "../../shared/roles.ts";
import { WordsField } from "../commitments/Words.tsx";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { say, versionText } from "./adoption.ts";
import { words } from "./adoption-words.ts";
import { Changes } from "./Changes.tsx";
import { commonAgenda } from "./common-agenda.ts";

/** What is new for one organization since it last adopted, and the button that adopts just that. */
export default function AdoptSheet(props: {
  agenda: CommonAgenda;
  organizationId: string;
  language: Language;
  onClose: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  // What is adopted is what is read here, whatever is put to the partners meanwhile.
  const [readId, setReadId] = createSignal(currentVersion(props.agenda)!.id);
  const [isWhole, setWhole] = createSignal(false);
  const [kind, setKind] = createSignal<AdoptionKind>("plain");
  const [reason, setReason] = createSignal("");
  const partner = () => organizations.value()?.find((it) => it.id === props.organizationId)?.shortName ?? "—";
  const version = () => versionOf(props.agenda, readId())!;
  const last = () => adoptionOf(props.agenda, props.organizationId);
  const older = () => {
    const it = versionOf(props.agenda, last()?.versionId);
    return it?.id === readId() ? undefined : it;
  };
  const isOwn = () => may.speakFor(whoOf(me()), props.organizationId);
  const newer = () => {
    const now = currentVersion(props.agenda)!;
    return now.id === readId() ? undefined : now;
  };
  const read = createMemo(() => versionText(readId()));
  const before = createMemo(() => {
    const it = older();
    return it && versionText(it.id);
  });
  const changes = createMemo(() => {
    const now = read().value()?.texts[props.language];
    const was = before() ? before()!.value()?.texts[props.language] : now;
    return now === undefined || was === undefined ? undefined : changesBetween(was, now);
  });
  const count = () => countChanges(changes() ?? []);
  const lead = () => {
    const it = older();
    const values = { partner: partner(), version: version().number, older: it?.number ?? "" };
    if (it && count() === 0) return t("sinceWords", values);
    if (it) return t("sinceOurs", { ...values, count: count(), day: sayDay(last()!.on) });
    return t(last() ? "sinceSame" : "sinceNone", values);
  };
  const adopt = async () => {
    if (!isOnline() || doing.isBusy() || !changes() || newer()) return;
    const asked = {
      versionId: readId(),
      organizationId: props.organizationId,
      kind: kind(),
      reason: kind() === "plain" ? null : reason().trim() || null,
      after: last()?.seq ?? null,
    };
    if (!(await doing.run(() => say.adopted(asked)))) {
      // What another one said meanwhile stands behind the sentence that tells of it.
      void commonAgenda.load();
      return;
    }
    const values = { partner: partner(), version: version().number };
    toast(t(asked.kind === "plain" ? "done" : "doneReserved", values));
    props.onClose();
  };
  return (
    <Dialog
      open
      shape="reading"
      title={t("adoptTitle", { version: version().number, partner: partner() })}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => setKind(kind() === "plain" ? "reservation" : "plain")}>
            {t(kind() === "plain" ? "withReservation" : "withoutReservation")}
          </Button>
          <Button
            kind="primary"
            hint="Ctrl ↵"
            aria-keyshortcuts="Control+Enter"
            disabled={doing.isBusy() || !isOnline() || !changes() || newer() !== undefined}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={() => void adopt()}
          >
            {kind() === "plain" ? t("adopt", { version: version().number }) : t("adoptReserved")}
          </Button>
        </>
      }
    >
      <div
        class={styles.sheet}
        ref={(element) => {
          // Also while a button of the sheet's foot has the focus.
          queueMicrotask(() =>
            element.closest("dialog")?.addEventListener("keydown", (event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void adopt();
            }),
          );
        }}
      >
        <Show when={newer()}>
          {(it) => (
            <Banner
              kind="info"
              action={
                <Button size="small" onClick={() => setReadId(it().id)}>
                  {t("lookAtNewer")}
                </Button>
              }
            >
              {t("newer", { version: it().number })}
            </Banner>
          )}
        </Show>
        <Show when={!isOwn()}>
          <Banner kind="info">{t("onBehalf", { partner: partner() })}</Banner>
        </Show>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offlineReason")}</Banner>
        </Show>
        <Show
          when={changes()}
          fallback={
            <Show when={read().failure() ?? before()?.failure()} fallback={<Skeleton lines={5} />}>
              {(error) => (
                <Failure
                  error={error()}
                  onRetry={() => {
                    void read().load();
                    void before()?.load();
                  }}
                />
              )}
            </Show>
          }
        >
          {(all) => (
            <>
              <p class={styles.lead}>{lead()}</p>
              <Show when={older() && version().note}>{(note) => <p class={styles.note}>{note()}</p>}</Show>
              <Show when={older()}>
                <button type="button" class={styles.link} onClick={() => setWhole(!isWhole())}>
                  {t(isWhole() ? "onlyChanges" : "whole")}
                </button>
              </Show>
              <Changes changes={all()} isWhole={isWhole() || !older()} lang={props.language} />
            </>
          )}
        </Show>
        <Show when={kind() === "reservation"}>
          <WordsField
            label={t("reason")}
            hint={t("reasonHint", { version: version().number })}
            rows={3}
            maxLength={1000}
            ref={(element: HTMLTextAreaElement) => queueMicrotask(() => element.focus())}
            value={reason()}
            error={doing.fields().reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </Show>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </div>
    </Dialog>
  );
}
