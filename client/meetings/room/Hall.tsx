import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show, Suspense } from "solid-js";
import { dayIn } from "../../../shared/dates.ts";
import { notesDocument } from "../../../shared/documents/name.ts";
import { may } from "../../../shared/roles.ts";
import { CaptureBar } from "../../capture/CaptureBar.tsx";
import { openNotes } from "../../capture/Notes.tsx";
import { DocumentBanner } from "../../documents/DocumentBanner.tsx";
import { lazyPart } from "../../lazy-part.ts";
import { people } from "../../organizations/organizations.ts";
import { useKeys } from "../../shell/keyboard.ts";
import { Heading, Page } from "../../shell/Page.tsx";
import { whoOf } from "../../shell/who.ts";
import { signInAgain, useMe } from "../../sign-in/me.ts";
import type { PassagesState } from "../../threads/Passages.tsx";
import { announce } from "../../ui/announce.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { createMedia } from "../../ui/media.ts";
import { sayWeekday } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { Attendance } from "./Attendance.tsx";
import { currentItem, plannedItems } from "./agenda.ts";
import { CaptureRail, Counts } from "./CaptureRail.tsx";
import { createEntries } from "./entries.ts";
import { createFollowing } from "./following.ts";
import { HereFor } from "./HereFor.tsx";
import { listenForChord } from "./keys.ts";
import { Lobby } from "./Lobby.tsx";
import { RoomActions, RoomState } from "./RoomActions.tsx";
import { RoomAgenda } from "./RoomAgenda.tsx";
import { RoomHead, type View } from "./RoomHead.tsx";
import { type NotesHandle, RoomNotes } from "./RoomNotes.tsx";
import type { CapturedKind, RailEntry } from "./rail.ts";
import styles from "./room.module.css";
import type { Room } from "./room.ts";
import { ThreadLines } from "./ThreadLines.tsx";
import { isElsewhere, placeOf, sayTimeIn } from "./times.ts";
import { words } from "./words.ts";

const ConfirmMinutes = lazyPart(() => import("../recap/ConfirmMinutes.tsx"));
const Passages = lazyPart(() => import("../../threads/Passages.tsx"));
const ReadBackDialog = lazyPart(() => import("../read-back/ReadBackDialog.tsx"));

/** The room of one meeting: its agenda, its notes and what is captured, before, during and after it. */
export function Hall(props: { room: Room }) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const meeting = () => props.room.meeting()!;
  const isOpen = () => meeting().status === "scheduled" || meeting().status === "live";
  const document = openNotes(meeting());
  const isEditable = () => document.mayEdit() && isOpen() && !document.isEnded();
  const isWide = createMedia("(min-width: 1181px)");
  const isPhone = createMedia("(max-width: 720px)");
  const [view, setView] = createSignal<View>("notes");
  const [showsCaptured, setShowsCaptured] = createSignal(false);
  /** Undefined until it is asked for: it comes then, and stays. */
  const [readsBack, setReadsBack] = createSignal<boolean>();
  const [hot, setHot] = createSignal<string>();
  const [changes, setChanges] = createSignal(0);
  const [notes, setNotes] = createSignal<NotesHandle>();
  const [toolbarIn, setToolbarIn] = createSignal<HTMLElement>();
  const [places, setPlaces] = createSignal<{ room: HTMLElement; notes: HTMLElement; rail: HTMLElement }>();
  const [barIn, setBarIn] = createSignal<HTMLElement>();
  const [panelIn, setPanelIn] = createSignal<HTMLElement>();
  const [passages, setPassages] = createSignal<PassagesState>();
  let hall!: HTMLDivElement;
  let scroller!: HTMLDivElement;
  let rail!: HTMLElement;
  let notesHeading: HTMLElement | undefined;

  const { entries, isNew } = createEntries(props.room, announce);
  const newest = () => entries().at(-1)?.id;
  const inNotes = createMemo(() => {
    changes();
    return notes()?.inText();
  });
  const putBack = (it: RailEntry) => notes()?.putBack(it.kind, it.card);
  const capture = (kind: CapturedKind) => {
    setView("notes");
    notes()?.capture(kind);
  };
  const railName = () =>
    (
      ({
        scheduled: "capturedBefore",
        live: "capturedToday",
        held: "captured",
        cancelled: "captured",
      }) as const
    )[meeting().status];
  const speaksForMember = () =>
    may.speakFor(whoOf(me()), me().organization.id) && meeting().memberIds.includes(me().organization.id);
  const entryOf = (id: string) => entries().find((it) => it.id === id);
  const ids = createMemo(() => entries().map((it) => it.id), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const today = createMemo(() => dayIn(me().initiative.timeZone, props.room.now()));
  const current = () => (meeting().status === "live" ? currentItem(meeting()) : undefined);
  const following = createFollowing({
    scroller: () => scroller,
    notes,
    current: () => current()?.item,
  });
  onMount(() => setPlaces({ room: hall, notes: scroller, rail }));
  // Whoever took the room to an item gives it its heading, once, as soon as their notes are those that everybody has.
  const headed = new Set<string>();
  createEffect(
    on(
      () => isEditable() && document.state().is === "saved" && notes() && current()?.item.id,
      (id) => {
        const it = current()?.item;
        if (!id || !it || headed.has(id) || !props.room.isOwnMove(id)) return;
        headed.add(id);
        notes()?.giveHeading(it, plannedItems(meeting()));
      },
    ),
  );
  createEffect(
    on(
      () => current()?.item.id,
      (id, was) => {
        const now = current();
        if (!id || !now || was === id) return;
        following.moved(now.item, props.room.isOwnMove(id));
        announce(t("roomIsAt", { number: now.number, title: now.item.title }));
      },
      { defer: true },
    ),
  );
  const next = () => void props.room.next();
  const restart = () => void props.room.restartTimer();
  const keys = { n: next, t: restart, b: () => void setReadsBack(true) };
  useKeys((): Record<string, () => void> => (props.room.mayMove() ? keys : {}));
  listenForChord(() => props.room.mayMove(), keys);

  const cardOf = (id: string) => scroller.querySelector<HTMLElement>(`[data-record="${CSS.escape(id)}"]`);
  function showCard(id: string) {
    setShowsCaptured(false);
    setView("notes");
    // A sheet that closes gives the focus back first; a part that was hidden has no place before it is shown.
    requestAnimationFrame(() => {
      const card = cardOf(id);
      card?.scrollIntoView({ block: "center", behavior: "instant" });
      notes()?.focusLine(id);
      setHot(id);
    });
  }
  // The card that is pointed at in the rail is marked in the notes as well; its element is the editor's.
  createEffect(
    on(hot, (id, was) => {
      if (was) cardOf(was)?.removeAttribute("data-hot");
      if (id) cardOf(id)?.setAttribute("data-hot", "");
    }),
  );
  const pointAt = (event: Event) => {
    const card = (event.target as Element | null)?.closest?.<HTMLElement>("[data-record]");
    setHot(card?.dataset.record);
  };
  const toNotes = () => {
    notesHeading?.scrollIntoView({ block: "start", behavior: "instant" });
    scroller.querySelector<HTMLElement>('[data-testid="document-text"]')?.focus({ preventScroll: true });
  };
  onCleanup(() => setHot(undefined));

  const list = () => (
    <CaptureRail
      room={props.room}
      entries={entries()}
      today={today()}
      inNotes={inNotes()}
      hot={hot()}
      onHot={setHot}
      onShow={showCard}
      onPutBack={isEditable() ? putBack : undefined}
      onCapture={isEditable() ? () => notes()?.captureMenu() : undefined}
    />
  );

  return (
    <Page
      title={meeting().title}
      fills
      saysOffline
      crumb={
        <>
          <a href="/meetings" class={styles.crumbLink}>
            {t("meetings")}
          </a>
          <span aria-hidden="true">/</span>
          <b>{meeting().title}</b>
          <RoomState room={props.room} />
        </>
      }
      actions={
        <RoomActions
          room={props.room}
          document={document}
          captured={isWide() || isPhone() ? undefined : entries().length}
          onCaptured={() => setShowsCaptured(true)}
          onClose={() => setReadsBack(true)}
          passagesIn={setBarIn}
          passages={passages()}
        />
      }
    >
      <div ref={hall} class={styles.hall} data-view={view()} data-own-bar>
        <RoomHead room={props.room} view={view()} captured={entries().length} onView={setView} />
        <aside id="part-agenda" class={styles.agenda} aria-label={t("agendaAndPeople")}>
          <h2 class={styles.columnHead}>
            {t("agenda")}
            <small class="num">
              {meeting().startsAt}–{meeting().endsAt}
            </small>
          </h2>
          <RoomAgenda
            room={props.room}
            onShow={(item) => {
              setView("notes");
              requestAnimationFrame(() => following.goTo(item));
            }}
          />
          <Show when={meeting().status === "scheduled" && may.takePart(whoOf(me()))}>
            <a class={styles.prepare} href={`/meetings/${props.room.id}/agenda`}>
              {t(props.room.leads() ? "prepare" : "propose")}
            </a>
          </Show>
          <Attendance room={props.room} />
        </aside>
        <section id="part-notes" class={styles.middle} aria-label={t("notes")}>
          <div class={styles.tools} ref={setToolbarIn} data-comes={isEditable()} />
          <Show when={following.isLeftBehind() && current()}>
            {(at) => (
              <p class={styles.behind} role="status">
                {t("roomIsAt", { number: at().number, title: at().item.title })}
                <button type="button" onClick={() => following.catchUp()}>
                  {t("goThere")}
                </button>
              </p>
            )}
          </Show>
          <div
            ref={scroller}
            class={styles.scroll}
            data-document-column
            onPointerOver={pointAt}
            onPointerLeave={() => setHot(undefined)}
            onFocusIn={pointAt}
          >
            <div class={styles.paper}>
              <div class={styles.banners}>
                <Show when={meeting().status === "held"}>
                  <Banner
                    kind="readOnly"
                    action={
                      <a class={styles.bannerLink} href={`/meetings/${props.room.id}/recap`}>
                        {t("toRecap")}
                      </a>
                    }
                  >
                    {t("closedBanner")}
                  </Banner>
                </Show>
                <Show when={isOpen()}>
                  <Show
                    when={may.editDocuments(whoOf(me()))}
                    fallback={<Banner kind="readOnly">{t("readAlong")}</Banner>}
                  >
                    <DocumentBanner
                      document={document}
                      askWhom={people.value()?.find((it) => it.role === "backbone")?.name}
                      onSignIn={() => void signInAgain().then(() => document.connection.retry())}
                    />
                  </Show>
                </Show>
              </div>
              <Heading class={styles.title}>{meeting().title}</Heading>
              <About room={props.room} />
              <HereFor room={props.room} />
              <Show when={isOpen() && speaksForMember() && meeting().previousId}>
                {(id) => (
                  <Suspense fallback={<span data-loading="" />}>
                    <ConfirmMinutes meetingId={id()} />
                  </Suspense>
                )}
              </Show>
              <Show when={meeting().status === "scheduled"}>
                <Lobby room={props.room} onToNotes={toNotes} />
                <h2
                  class={styles.notesHeading}
                  ref={(it) => {
                    notesHeading = it;
                  }}
                >
                  {t("notesHeading")}
                </h2>
              </Show>
              <div class={styles.text}>
                <Show when={toolbarIn()}>
                  {(bar) => (
                    <RoomNotes
                      room={props.room}
                      document={document}
                      isEditable={isEditable()}
                      toolbarIn={bar()}
                      onChange={() => setChanges((was) => was + 1)}
                      onOpen={(kind, id) => kind === "commitment" && navigate(`/commitments/${id}`)}
                      ref={setNotes}
                    />
                  )}
                </Show>
              </div>
            </div>
          </div>
        </section>
        <aside ref={rail} id="part-captured" class={styles.rail} aria-label={t(railName())}>
          <Show when={isWide() || isPhone()}>
            <h2 class={styles.columnHead}>
              {t(railName())}
              <Counts entries={entries()} />
            </h2>
            {list()}
          </Show>
        </aside>
        <div class={styles.passages} ref={setPanelIn} />
        <Show when={notes() && barIn() && panelIn() && notes()}>
          {(text) => (
            <Suspense>
              <Passages
                document={notesDocument(props.room.id)}
                lang={language()}
                handle={text()}
                barIn={barIn()!}
                panelIn={panelIn()!}
                side="right"
                mayDiscuss={may.takePart(whoOf(me())) && !document.isEnded()}
                isEditable={isEditable()}
                ref={setPassages}
              />
            </Suspense>
          )}
        </Show>
        <Show when={isWide() && places()}>
          {(place) => (
            <ThreadLines
              ids={ids()}
              cardOf={(id) => entryOf(id)?.card ?? id}
              newest={newest()}
              hot={hot()}
              isNew={isNew}
              room={place().room}
              notes={place().notes}
              rail={place().rail}
              changes={changes()}
            />
          )}
        </Show>
        <Show when={isPhone() && isEditable()}>
          <CaptureBar onCapture={capture} />
        </Show>
      </div>
      <Dialog
        shape="sheet"
        title={t("captured")}
        open={showsCaptured() && !isWide() && !isPhone()}
        onClose={() => setShowsCaptured(false)}
      >
        {list()}
      </Dialog>
      <Show when={readsBack() !== undefined}>
        <Suspense>
          <ReadBackDialog
            meeting={meeting()}
            open={readsBack() === true}
            onClose={() => setReadsBack(false)}
            onClosed={() => void props.room.load()}
          />
        </Suspense>
      </Show>
    </Page>
  );
}

/** When, also by the clocks of the initiative's place where they show another time, and who sees the notes. */
function About(props: { room: Room }) {
  const t = useWords(words);
  const me = useMe();
  const meeting = () => props.room.meeting()!;
  const from = () => Date.parse(meeting().startsAtInstant);
  const to = () => Date.parse(meeting().endsAtInstant);
  const zone = () => me().initiative.timeZone;
  const seenBy = {
    public: "seenByPublic",
    partners: "seenByPartners",
    group: "seenByGroup",
    backbone: "seenByBackbone",
    restricted: "seenByRestricted",
  } as const;
  return (
    <p class={styles.about}>
      <span>
        {sayWeekday(meeting().day)}, {t("yourTime", { from: sayTimeIn(from()), to: sayTimeIn(to()) })}
      </span>
      <Show when={isElsewhere(from(), zone())}>
        <span>
          {t("timeIn", {
            from: sayTimeIn(from(), zone()),
            to: sayTimeIn(to(), zone()),
            place: placeOf(zone()),
          })}
        </span>
      </Show>
      <Show when={meeting().place}>{(place) => <span>{place()}</span>}</Show>
      <span>{t(seenBy[meeting().visibility])}</span>
    </p>
  );
}
