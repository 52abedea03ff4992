import { Show, Suspense } from "solid-js";
import type { AgendaItem, Meeting } from "../../shared/meetings/meeting.ts";
import type { ThreadCount } from "../../shared/threads/post.ts";
import { lazyPart } from "../lazy-part.ts";
import { people } from "../organizations/organizations.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { chevronDownIcon, ellipsisIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { useWords } from "../words/words.ts";
import styles from "./agenda.module.css";
import { words } from "./agenda-words.ts";
import { chevronUpIcon, gripIcon, linkIcon, messagesIcon } from "./icons.ts";
import { useLinkedNames } from "./LinkedRecords.tsx";

const Thread = lazyPart(() => import("../threads/Thread.tsx").then((it) => ({ default: it.Thread })));

/** An item of the agenda with what one may do with it, and its thread underneath. */
export function AgendaRow(props: {
  item: AgendaItem;
  meetingId: string;
  place: number;
  of: number;
  leads: boolean;
  mayChange: boolean;
  isGrabbed: boolean;
  isBusy: boolean;
  later: Meeting | undefined;
  count: ThreadCount | undefined;
  isThreadOpen: boolean;
  onThread: () => void;
  onRead: () => void;
  onGripKey: (event: KeyboardEvent) => void;
  onGripDown: (event: PointerEvent) => void;
  onGripBlur: () => void;
  onPut: (place: number) => void;
  onEdit: () => void;
  onRemove: () => void;
  onAccept: () => void;
  onDecline: () => void;
  onLater: (copies: boolean) => void;
}) {
  const t = useWords(words);
  const nameOf = (id: string | null) => people.value()?.find((it) => it.id === id)?.name;
  const said = () => ({ title: props.item.title, place: props.place + 1, of: props.of });
  const isProposed = () => props.item.status === "proposed";
  const nameOfRecord = useLinkedNames();
  const linked = () => [...new Set(props.item.recordIds.map(nameOfRecord))];
  const menu = (): MenuItem[] => [
    { label: t("edit"), onSelect: props.onEdit },
    ...(props.leads && props.later
      ? [
          { label: t("toNext", { title: props.later.title }), onSelect: () => props.onLater(false) },
          { label: t("copyToNext", { title: props.later.title }), onSelect: () => props.onLater(true) },
        ]
      : props.leads
        ? [{ heading: t("noNext") }]
        : []),
    "divider",
    { label: t("remove"), isDanger: true, onSelect: props.onRemove },
  ];
  return (
    <li class={styles.item} data-grabbed={props.isGrabbed} data-proposed={isProposed()}>
      <Show when={props.leads}>
        <button
          type="button"
          class={styles.grip}
          data-grip={props.item.id}
          aria-label={t("grip", said())}
          aria-describedby="grip-hint"
          aria-pressed={props.isGrabbed}
          onKeyDown={(event) => props.onGripKey(event)}
          onPointerDown={(event) => props.onGripDown(event)}
          onBlur={() => props.onGripBlur()}
        >
          <Icon of={gripIcon} />
        </button>
      </Show>
      <span class={`num ${styles.number}`}>{props.place + 1}</span>
      <div class={styles.what}>
        <b>{props.item.title}</b>
        <p>
          {t(props.item.purpose)}
          <Show when={nameOf(props.item.leadId)}>{(name) => <> · {name()}</>}</Show>
          <Show when={linked().length > 0}>
            {" · "}
            <Icon of={linkIcon} /> {linked().join(", ")}
          </Show>
          <Show when={props.item.fromMeetingId}> · {t("from")}</Show>
        </p>
        <Show when={isProposed()}>
          <p class={styles.proposed}>
            {nameOf(props.item.proposedBy)
              ? t("proposedBy", { name: nameOf(props.item.proposedBy)! })
              : t("proposed")}
          </p>
        </Show>
        <div class={styles.verbs}>
          <Show when={isProposed() && props.leads}>
            <Button size="small" kind="soft" disabled={props.isBusy} onClick={() => props.onAccept()}>
              {t("accept")}
              <span class="sr-only">: {props.item.title}</span>
            </Button>
            <Button size="small" kind="ghost" disabled={props.isBusy} onClick={() => props.onDecline()}>
              {t("decline")}
              <span class="sr-only">: {props.item.title}</span>
            </Button>
          </Show>
          <button
            type="button"
            class={styles.toThread}
            aria-expanded={props.isThreadOpen}
            onClick={() => props.onThread()}
          >
            <Icon of={messagesIcon} />
            {props.count?.count ? t("threadCount", { count: props.count.count }) : t("thread")}
            <span class="sr-only">: {props.item.title}</span>
            <Show when={props.count?.unread}>{(count) => <em>{t("unread", { count: count() })}</em>}</Show>
          </button>
        </div>
      </div>
      <span class={`num ${styles.minutes}`}>{t("min", { count: props.item.minutes })}</span>
      <span class={styles.places}>
        <Show when={props.leads}>
          <Button
            size="small"
            kind="ghost"
            icon={chevronUpIcon}
            aria-label={t("up", said())}
            disabled={props.place === 0 || props.isBusy}
            onClick={() => props.onPut(props.place - 1)}
          />
          <Button
            size="small"
            kind="ghost"
            icon={chevronDownIcon}
            aria-label={t("down", said())}
            disabled={props.place === props.of - 1 || props.isBusy}
            onClick={() => props.onPut(props.place + 1)}
          />
        </Show>
        <Show when={props.mayChange}>
          <Menu
            label={t("more", said())}
            align="end"
            items={menu}
            trigger={(button) => (
              <Button
                {...button}
                size="small"
                kind="ghost"
                icon={ellipsisIcon}
                aria-label={t("more", said())}
              />
            )}
          />
        </Show>
      </span>
      <Show when={props.isThreadOpen}>
        <div class={styles.thread}>
          <Suspense>
            <Thread
              recordKind="agenda_item"
              of={`${props.meetingId}/${props.item.id}`}
              title={props.item.title}
              onRead={() => props.onRead()}
            />
          </Suspense>
        </div>
      </Show>
    </li>
  );
}
