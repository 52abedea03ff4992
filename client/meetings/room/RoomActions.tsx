import { useNavigate } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { CaretSwitch, caretItem } from "../../documents/CaretSwitch.tsx";
import type { OpenDocument } from "../../documents/document-state.ts";
import { Presence } from "../../documents/Presence.tsx";
import { SaveState } from "../../documents/SaveState.tsx";
import { useMe } from "../../sign-in/me.ts";
import type { PassagesState } from "../../threads/Passages.tsx";
import { Button } from "../../ui/Button.tsx";
import { arrowLeftIcon, checkIcon, ellipsisIcon } from "../../ui/icons.ts";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import { messagesIcon } from "../icons.ts";
import { panelRightIcon, shareIcon } from "./icons.ts";
import styles from "./room.module.css";
import type { Room } from "./room.ts";
import { minutesSince } from "./timer.ts";
import { words } from "./words.ts";

/** "Live · 47 min", "Closed" … */
export function RoomState(props: { room: Room }) {
  const t = useWords(words);
  const meeting = () => props.room.meeting()!;
  return (
    <Switch>
      <Match when={meeting().status === "live"}>
        <span class={`num ${styles.live}`} data-testid="live">
          <span class={styles.wideWords}>
            {t("liveFor", { minutes: minutesSince(meeting().startedAt ?? 0, props.room.now()) })}
          </span>
          <span class={styles.phoneWords}>{t("live")}</span>
        </span>
      </Match>
      <Match when={meeting().status === "held"}>
        <span class={styles.state}>{t("closed")}</span>
      </Match>
      <Match when={meeting().status === "scheduled"}>
        <span class={styles.state}>{t("scheduled")}</span>
      </Match>
    </Switch>
  );
}

/** The end of the top bar: what is saved, who is here, and what one does with the meeting as a whole. */
export function RoomActions(props: {
  room: Room;
  document: OpenDocument;
  /** How many records were captured, where their list is a sheet. */
  captured: number | undefined;
  onCaptured: () => void;
  onClose: () => void;
  /** Where the button goes that lists what is spoken of in the notes. */
  passagesIn: (bar: HTMLElement) => void;
  passages: PassagesState | undefined;
}) {
  const t = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const isClosable = () => props.room.leads() && props.room.meeting()?.status === "live";
  const invite = () => {
    navigator.clipboard.writeText(`${location.origin}/meetings/${props.room.id}`).then(
      () => toast(t("linkCopied")),
      () => toast(t("notCopied")),
    );
  };
  const items = (): MenuItem[] => [
    { label: t("allMeetings"), icon: arrowLeftIcon, onSelect: () => navigate("/meetings") },
    { label: t("copyLink"), icon: shareIcon, onSelect: invite },
    caretItem(me().person.id),
    ...(props.passages
      ? [{ label: props.passages.label(), icon: messagesIcon, onSelect: () => props.passages?.openList() }]
      : []),
    ...(isClosable() ? [{ label: t("readBack"), icon: checkIcon, onSelect: () => props.onClose() }] : []),
  ];
  return (
    <>
      <span class={styles.phoneOnly}>
        <RoomState room={props.room} />
      </span>
      <SaveState state={props.document.state()} mayEdit={props.document.mayEdit()} />
      <Presence
        awareness={props.document.connection.awareness}
        me={{
          personId: me().person.id,
          name: me().person.name,
          organization: me().organization.shortName,
          hue: me().organization.hue,
        }}
      />
      <Show when={props.captured !== undefined}>
        <Button icon={panelRightIcon} onClick={() => props.onCaptured()}>
          {t("capturedCount", { count: props.captured! })}
        </Button>
      </Show>
      <span class={styles.wideOnly}>
        <CaretSwitch personId={me().person.id} />
        <span class={styles.passagesIn} ref={(it) => props.passagesIn(it)} />
        <Button icon={shareIcon} onClick={invite}>
          {t("invite")}
        </Button>
      </span>
      <Show when={isClosable()}>
        <Button kind="primary" class={styles.notPhone} onClick={() => props.onClose()}>
          {t("readBack")}
        </Button>
      </Show>
      <span class={styles.narrowOnly}>
        <Menu
          label={t("more")}
          align="end"
          items={items}
          trigger={(button) => <Button {...button} kind="ghost" icon={ellipsisIcon} aria-label={t("more")} />}
        />
      </span>
    </>
  );
}
