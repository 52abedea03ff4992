import { createEffect, createSignal, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { capturesOf } from "../../capture/captures.ts";
import { useLive } from "../../live.ts";
import { isOnline } from "../../online.ts";
import { loadPartners } from "../../organizations/organizations.ts";
import { useMe } from "../../sign-in/me.ts";
import { announce } from "../../ui/announce.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { isTextField } from "../../ui/focus.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useWords } from "../../words/words.ts";
import { Ending } from "./Ending.tsx";
import { Preview } from "./Preview.tsx";
import { Record } from "./Record.tsx";
import styles from "./read-back.module.css";
import { createReadBack } from "./read-back.ts";
import { words } from "./words.ts";

/**
 * Reads back what was captured, one by one and for the whole room to see; then closes the meeting and sends its recap.
 */
export default function ReadBackDialog(props: {
  meeting: MeetingWithAgenda;
  open: boolean;
  onClose: () => void;
  /** The meeting was closed, or its recap sent. */
  onClosed: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const captures = capturesOf(me().person.id);
  /** What waits in this browser; what waits in those of others only they can know. */
  const unsent = () => captures.all().filter((it) => it.meetingId === props.meeting.id).length;
  const readBack = createReadBack(() => props.meeting);
  const [isEditing, setEditing] = createSignal(false);
  const [isClosed, setClosed] = createSignal(false);

  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        setClosed(props.meeting.status === "held");
        void readBack.load();
        void loadPartners();
      },
    ),
  );
  const live = useLive(
    () => undefined,
    (event) => {
      if (/^(commitment|decision|indicator)\./.test(event.type)) void readBack.refresh();
    },
  );
  live.open();
  createEffect(
    on(
      () => JSON.stringify(props.meeting.parkingLot),
      () => props.open && void readBack.refresh(),
      { defer: true },
    ),
  );
  createEffect(() => {
    const it = readBack.current();
    if (!it || !props.open) return;
    const count = readBack.records()!.length;
    announce(t("announced", { at: readBack.at() + 1, count, what: it.what }));
  });

  const judge = (verdict: "confirmed" | "parked") => {
    if (isOnline()) readBack.judge(verdict);
  };
  const keys = (): { [key: string]: () => void } => {
    const moves = {
      arrowleft: () => readBack.go(-1),
      arrowright: () => readBack.go(1),
      u: () => readBack.undo(),
    };
    if (isClosed() || isEditing()) return {};
    if (readBack.isAtEnd()) return { arrowleft: moves.arrowleft, u: moves.u };
    return {
      ...moves,
      y: () => judge("confirmed"),
      p: () => judge("parked"),
      e: () => isOnline() && setEditing(true),
    };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!props.open || event.defaultPrevented || isTextField(event.target)) return;
    if (event.altKey || event.metaKey || event.isComposing) return;
    const isUndo = event.ctrlKey && event.key.toLowerCase() === "z";
    if (event.ctrlKey && !isUndo) return;
    const act = keys()[isUndo ? "u" : event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", onKeyDown);
  onCleanup(() => removeEventListener("keydown", onKeyDown));

  return (
    <Dialog
      shape="full"
      open={props.open}
      title={`${t("title")}: ${props.meeting.title}`}
      // Esc leaves the fields first.
      onClose={() => (isEditing() ? setEditing(false) : props.onClose())}
    >
      <div class={styles.stage}>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offline")}</Banner>
        </Show>
        <Show when={readBack.failure()}>
          {(error) => <Failure error={error()} onRetry={() => void readBack.load()} />}
        </Show>
        <Switch>
          <Match when={isClosed()}>
            <Preview meetingId={props.meeting.id} onClose={props.onClose} onSent={props.onClosed} />
          </Match>
          <Match when={!readBack.records()}>
            <Show when={!readBack.failure()}>
              <Skeleton lines={5} />
            </Show>
          </Match>
          <Match when={readBack.current()}>
            {(it) => (
              <Record
                record={it()}
                at={readBack.at()}
                count={readBack.records()!.length}
                verdict={readBack.verdictOf(it().id)}
                meeting={props.meeting}
                isEditing={isEditing()}
                onEdit={setEditing}
                onChanged={() => void readBack.refresh()}
                onJudge={judge}
                onGo={readBack.go}
                onUndo={readBack.undo}
              />
            )}
          </Match>
          <Match when={readBack.isAtEnd()}>
            <Show when={readBack.records()!.length === 0}>
              <EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState>
            </Show>
            <Ending
              meeting={props.meeting}
              readBack={readBack}
              unsent={unsent()}
              onClosed={() => {
                setClosed(true);
                props.onClosed();
              }}
            />
            <Show when={readBack.records()!.length > 0}>
              <Button kind="ghost" onClick={readBack.toRecords}>
                {t("back")}
              </Button>
            </Show>
          </Match>
        </Switch>
      </div>
    </Dialog>
  );
}
