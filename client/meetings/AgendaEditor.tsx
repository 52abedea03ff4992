import { createEffect, createMemo, createSignal, For, on, onMount, Show } from "solid-js";
import type { AgendaItem } from "../../shared/meetings/meeting.ts";
import { may } from "../../shared/roles.ts";
import type { ThreadCount } from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { commitments } from "../commitments/commitments.ts";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { loadRecords } from "../records/record-name.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { plusIcon } from "../ui/icons.ts";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { AgendaRow } from "./AgendaRow.tsx";
import styles from "./agenda.module.css";
import { createAgenda } from "./agenda.ts";
import { words } from "./agenda-words.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { minutesBetween, movedTo, placeAt } from "./listed.ts";
import { meetings } from "./meetings.ts";

/** The agenda of a meeting, to be prepared together: before the meeting on its own page, and in the room. */
export function AgendaEditor(props: { meetingId: string }) {
  return (
    <Show when={props.meetingId} keyed>
      {(id) => <Editor meetingId={id} />}
    </Show>
  );
}

function Editor(props: { meetingId: string }) {
  const t = useWords(words);
  const me = useMe();
  const agenda = createAgenda(props.meetingId);
  const [writing, setWriting] = createSignal<{ item?: AgendaItem } | undefined>();
  const [isSending, setSending] = createSignal(false);
  const [openThread, setOpenThread] = createSignal<string>();
  const [grabbed, setGrabbed] = createSignal<{ id: string; ids: string[] }>();
  let list: HTMLOListElement | undefined;

  const meeting = agenda.meeting;
  const who = () => whoOf(me());
  const leads = () => meeting() !== undefined && may.leadMeeting(who(), meeting()!);
  const isOpen = () => meeting()?.status === "scheduled" || meeting()?.status === "live";
  const mayWrite = () => isOpen() && may.takePart(who());
  const items = agenda.items;
  const ids = createMemo(() => items().map((it) => it.id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });

  // A signal and no resource: the page must not wait for how much is said under its items.
  const [counts, setCounts] = createSignal<ThreadCount[]>([]);
  const countThreads = () =>
    ask(api.threads.counts.$get({ query: { meeting: props.meetingId } })).then(
      (it) => setCounts(it.items),
      () => {},
    );
  const countOf = (id: string) => counts().find((it) => it.of === `${props.meetingId}/${id}`);
  /** A post under one of our items, said here or where the item was before. */
  const isUnderOurs = (refs: readonly string[]) =>
    refs[1] === props.meetingId || counts().some((it) => it.thread === refs[2]);
  const live = useLive(
    () => undefined,
    (item) => {
      if (/^meeting\./.test(item.type) && item.refs.includes(props.meetingId)) void agenda.load();
      if (/^thread\./.test(item.type) && isUnderOurs(item.refs)) void countThreads();
    },
    () => {
      void agenda.load();
      void countThreads();
    },
  );
  onMount(() => {
    void loadPartners();
    void loadRecords();
    void commitments.need();
    void countThreads();
    live.open();
  });

  const planned = () =>
    items()
      .filter((it) => it.status === "planned")
      .reduce((sum, it) => sum + it.minutes, 0);
  const length = () => (meeting() ? minutesBetween(meeting()!.startsAt, meeting()!.endsAt) : 0);
  const over = () => planned() - length();
  const later = () => {
    const it = meetings.value()?.find((one) => one.id === meeting()?.nextId);
    return it && it.status === "scheduled" ? it : undefined;
  };
  /** The people of the group who have an address of their own and get the mail. */
  const receivers = () =>
    (people.value() ?? []).filter(
      (it) => it.role !== "observer" && meeting()?.memberIds.includes(it.organizationId),
    ).length;

  /** Puts an item at another place; the order before can be had back. */
  async function put(id: string, place: number) {
    const were = ids();
    const now = movedTo(were, id, place);
    if (now.join() === were.join()) return;
    const title = items().find((it) => it.id === id)?.title ?? "";
    if (!(await agenda.order(now))) return;
    toast(t("ordered"), () => void agenda.order(were));
    announce(t("dropped", { title, place: now.indexOf(id) + 1, of: now.length }));
  }

  /** Space takes hold and puts down, the arrows move in between, Esc puts back. */
  function onGripKey(event: KeyboardEvent, it: AgendaItem) {
    const held = grabbed();
    const say = (key: "grabbed" | "movedTo" | "putBack", order: string[]) =>
      announce(t(key, { title: it.title, place: order.indexOf(it.id) + 1, of: order.length }), "assertive");
    if (!held) {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      setGrabbed({ id: it.id, ids: ids() });
      say("grabbed", ids());
      return;
    }
    const at = ids().indexOf(it.id);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: ids().length - 1 }[event.key];
    event.preventDefault();
    event.stopPropagation();
    if (to !== undefined) {
      const now = movedTo(ids(), it.id, to);
      agenda.draftOrder(now);
      say("movedTo", now);
      focusGrip(it.id);
    } else if (event.key === "Escape") {
      agenda.draftOrder(undefined);
      setGrabbed(undefined);
      say("putBack", held.ids);
      focusGrip(it.id);
    } else if (event.key === " " || event.key === "Enter") void drop(it);
  }
  async function drop(it: AgendaItem) {
    const now = ids();
    setGrabbed(undefined);
    agenda.draftOrder(undefined);
    await put(it.id, now.indexOf(it.id));
    focusGrip(it.id);
  }
  /** Whoever goes elsewhere while holding an item leaves it where it was. */
  function letGo(id: string) {
    if (grabbed()?.id !== id) return;
    requestAnimationFrame(() => {
      if (document.activeElement?.getAttribute("data-grip") === id || grabbed()?.id !== id) return;
      setGrabbed(undefined);
      agenda.draftOrder(undefined);
    });
  }
  /** A row that moves in the list loses the focus; it is given back at once, and so nobody lets go. */
  const focusGrip = (id: string) =>
    list?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(id)}"]`)?.focus();

  /** The pointer carries an item; the others make room. */
  function onGripDown(event: PointerEvent, it: AgendaItem) {
    if (event.button !== 0 || !list || !isOnline()) return;
    event.preventDefault();
    const grip = event.currentTarget as HTMLElement;
    grip.focus();
    const were = ids();
    const from = were.indexOf(it.id);
    const middles = [...list.children].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    const startY = event.clientY;
    let place = from;
    const onMove = (moved: PointerEvent) => {
      place = placeAt(middles, from, middles[from]! + moved.clientY - startY);
      agenda.draftOrder(movedTo(were, it.id, place));
    };
    const end = (isDone: boolean) => {
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", onUp);
      removeEventListener("pointercancel", onCancel);
      agenda.draftOrder(undefined);
      setGrabbed(undefined);
      if (isDone) void put(it.id, place);
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    setGrabbed({ id: it.id, ids: were });
    // On the window: a row that moves in the list loses hold of the pointer.
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onUp);
    addEventListener("pointercancel", onCancel);
  }

  async function remove(it: AgendaItem, key: "removed" | "declined") {
    const were = ids();
    if (!(await agenda.remove(it.id))) return;
    // Whoever does not lead would only propose it again.
    const back = async () => {
      const { id, title, purpose, minutes, leadId, recordIds } = it;
      await agenda.add({ title, purpose, minutes, leadId, recordIds }, id);
      await agenda.order(were);
    };
    toast(t(key, { title: it.title }), leads() && it.status === "planned" ? () => void back() : undefined);
  }
  async function toLater(it: AgendaItem, copies: boolean) {
    const to = later();
    if (!to || !(await agenda.move(it.id, to.id, copies))) return;
    void meetings.load();
    toast(
      t(copies ? "copied" : "moved", { title: to.title }),
      copies ? undefined : () => void agenda.bringBack(it.id, to.id),
    );
  }
  async function send() {
    setSending(false);
    if (await agenda.send()) toast(t("sentToast"));
  }
  createEffect(on(isOnline, (is) => is && void agenda.load(), { defer: true }));

  return (
    <section class={styles.agenda} aria-labelledby="agenda-heading">
      <div class={styles.head}>
        <h2 id="agenda-heading">{t("agenda")}</h2>
        <Show when={mayWrite()}>
          <Button size="small" icon={plusIcon} disabled={!isOnline()} onClick={() => setWriting({})}>
            {t(leads() ? "add" : "propose")}
          </Button>
        </Show>
        <Show
          when={
            leads() && meeting()?.status === "scheduled" && !meeting()?.agendaSentOn && items().length > 0
          }
        >
          <Button size="small" kind="soft" disabled={!isOnline()} onClick={() => setSending(true)}>
            {t("send")}
          </Button>
        </Show>
      </div>
      <Show when={!isOnline()}>
        <p class={styles.note}>{t("offline")}</p>
      </Show>
      <Show when={meeting()}>
        {(it) => (
          <>
            <Show
              when={items().length > 0}
              fallback={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
            >
              <p class={styles.note}>
                <span class="num">{t("total", { planned: planned(), length: length() })}</span>{" "}
                <Show when={it().agendaSentOn}>
                  {(day) => (
                    <>
                      {t("sent", {
                        day: sayDay(day()),
                        lead: t("leadDays", { count: it().agendaLeadDays ?? 0 }),
                      })}
                    </>
                  )}
                </Show>
              </p>
              <Show when={over() > 0 && isOpen()}>
                <Banner kind="warn">{t("over", { count: over() })}</Banner>
              </Show>
              <Show when={leads() && isOpen()}>
                <p class="sr-only" id="grip-hint">
                  {t("gripHint")}
                </p>
              </Show>
              <ol class={styles.items} ref={list}>
                <For each={ids()}>
                  {(id, index) => {
                    // A row that is on its way out still stands for what it was.
                    const one = createMemo<AgendaItem>(
                      (was) => items().find((each) => each.id === id) ?? was!,
                    );
                    return (
                      <AgendaRow
                        item={one()}
                        meetingId={props.meetingId}
                        place={index()}
                        of={ids().length}
                        leads={leads() && isOpen()}
                        mayChange={mayWrite() && (leads() || isOwnProposal(one(), me().person.id))}
                        isGrabbed={grabbed()?.id === id}
                        isBusy={agenda.isBusy() || !isOnline()}
                        later={later()}
                        count={countOf(id)}
                        isThreadOpen={openThread() === id}
                        onThread={() => setOpenThread((was) => (was === id ? undefined : id))}
                        onRead={() => void countThreads()}
                        onGripKey={(event) => onGripKey(event, one())}
                        onGripDown={(event) => onGripDown(event, one())}
                        onGripBlur={() => letGo(id)}
                        onPut={(place) => void put(id, place)}
                        onEdit={() => setWriting({ item: one() })}
                        onRemove={() => void remove(one(), "removed")}
                        onAccept={() =>
                          void agenda
                            .accept(id)
                            .then((is) => is && toast(t("accepted", { title: one().title })))
                        }
                        onDecline={() => void remove(one(), "declined")}
                        onLater={(copies) => void toLater(one(), copies)}
                      />
                    );
                  }}
                </For>
              </ol>
            </Show>
            <Show when={leads() && isOpen() && it().parkedBefore.length > 0}>
              <section class={styles.parked} aria-labelledby="parked-for-agenda">
                <h3 id="parked-for-agenda">{t("parkedBefore")}</h3>
                <p class={styles.note}>{t("parkedText")}</p>
                <ul>
                  <For each={it().parkedBefore}>
                    {(parked) => (
                      <li>
                        <span>
                          {parked.text}
                          <Show when={organizations.value()?.find((one) => one.id === parked.raisedById)}>
                            {(raiser) => <small>{t("raisedBy", { name: raiser().shortName })}</small>}
                          </Show>
                        </span>
                        <Button
                          size="small"
                          aria-label={t("putOnOf", { text: parked.text })}
                          title={t("putOn")}
                          disabled={agenda.isBusy() || !isOnline()}
                          onClick={() => void agenda.takeParked(parked.meetingId, parked.id)}
                        >
                          {t("putOn")}
                        </Button>
                      </li>
                    )}
                  </For>
                </ul>
              </section>
            </Show>
          </>
        )}
      </Show>
      <ItemDialog
        open={writing() !== undefined}
        item={writing()?.item}
        proposes={!leads()}
        onClose={() => setWriting(undefined)}
        onSave={async (written, id) => {
          const was = writing()?.item;
          if (was) return agenda.change(was, written);
          await agenda.add(written, id);
          toast(t(leads() ? "added" : "proposedToast", { title: written.title }));
        }}
      />
      <Dialog
        open={isSending()}
        onClose={() => setSending(false)}
        title={t("sendTitle")}
        footer={
          <>
            <Button onClick={() => setSending(false)}>{t("notNow")}</Button>
            <Button kind="primary" disabled={!isOnline()} onClick={() => void send()}>
              {t("sendNow")}
            </Button>
          </>
        }
      >
        <p>{t("sendText", { count: receivers() })}</p>
      </Dialog>
    </section>
  );
}

/** Whoever proposed an item holds it until it is taken in. */
const isOwnProposal = (it: AgendaItem, personId: string) =>
  it.status === "proposed" && it.proposedBy === personId;
