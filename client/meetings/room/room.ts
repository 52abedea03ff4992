import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { LiveItem } from "../../../shared/log/event.ts";
import type {
  Announcement,
  Attendance,
  MeetingRecord,
  ParkedItem,
} from "../../../shared/meetings/meeting.ts";
import { may } from "../../../shared/roles.ts";
import { api, ask, Problem } from "../../api.ts";
import { useLive } from "../../live.ts";
import { isOnline } from "../../online.ts";
import { loadPartners } from "../../organizations/organizations.ts";
import { whoOf } from "../../shell/who.ts";
import { useMe } from "../../sign-in/me.ts";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import { meetingOf } from "../meetings.ts";
import { nextItem } from "./agenda.ts";
import { createCaptured } from "./captured.ts";
import { createServerClock, serverNow } from "./clock.ts";
import { minutesWithMore } from "./timer.ts";
import { words } from "./words.ts";

/** The live line may be slow, or not come at all: the room does not wait for it longer than this. */
const lineMs = 400;

/** Who took the room somewhere, as the log told it. */
interface Move {
  /** Milliseconds since 1970; the item's own start. */
  at: number;
  by: { id: string; name: string };
}

/** One meeting as it goes on, for as long as the page that asks is there. */
export function createRoom(id: string) {
  const t = useWords(words);
  const me = useMe();
  const kept = meetingOf(id);
  const captured = createCaptured(id);
  const now = createServerClock();
  const [isBusy, setBusy] = createSignal(false);
  let lastMove: Move | undefined;
  let ownMoveAt: number | undefined;
  let movingTo: string | null | undefined;

  const { load } = kept;
  const meeting = createMemo(() => kept.value());
  const leads = createMemo(() => {
    const it = meeting();
    return it !== undefined && may.leadMeeting(whoOf(me()), it);
  });
  const mayNote = (organizationId: string) => {
    const it = meeting();
    return it !== undefined && may.noteAttendance(whoOf(me()), it, organizationId);
  };

  const loadRecords = () => Promise.all([load(), captured.load()]);
  async function loadAll() {
    await Promise.all([loadRecords(), loadPartners()]);
  }
  // Once the line is there, so that nothing is missed between the answer and the line, and nothing is asked twice.
  const live = useLive(
    () => undefined,
    (item) => void hear(item),
    () => {
      clearTimeout(withoutLine);
      void loadRecords();
    },
  );
  live.open();
  void loadPartners();
  const withoutLine = setTimeout(() => void loadRecords(), isOnline() ? lineMs : 0);
  onCleanup(() => clearTimeout(withoutLine));
  createEffect(on(isOnline, (is) => is && void loadAll(), { defer: true }));

  function hear(item: LiveItem) {
    void captured.hear(item);
    if (!item.type.startsWith("meeting.") || item.refs[0] !== id) return;
    if (item.type === "meeting.moved_on") {
      lastMove = { at: Date.parse(item.at), by: item.by };
      tellIfLater();
    }
    void load();
  }
  /** Two pressed at once: the room went where both wanted, and the later one is told who was first. */
  function tellIfLater() {
    if (!lastMove || lastMove.at !== ownMoveAt || lastMove.by.id === me().person.id) return;
    ownMoveAt = undefined;
    toast(t("wasFaster", { name: lastMove.by.name }));
  }
  /** The meeting as an answer says that it is now; what only the page asks for stays until it has been asked again. */
  const show = (record: MeetingRecord) => kept.change((was) => ({ ...was, ...record }));

  /** Does what somebody who leads the room pressed. A refusal is told quietly, and the room shown as it is. */
  async function act(does: () => Promise<MeetingRecord>): Promise<MeetingRecord | undefined> {
    if (isBusy()) return undefined;
    setBusy(true);
    try {
      const record = await does();
      show(record);
      return record;
    } catch (error) {
      toast(error instanceof Problem ? error.message : t("notDone"));
      void load();
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  async function goTo(itemId: string | null, minutes?: number) {
    const fromItemId = meeting()?.current?.itemId ?? null;
    const json = minutes === undefined ? { fromItemId, itemId } : { fromItemId, itemId, minutes };
    movingTo = itemId;
    const record = await act(() => ask(api.meetings[":id"].current.$post({ param: { id }, json })));
    ownMoveAt = record?.current?.startedAt;
    tellIfLater();
  }

  return {
    id,
    meeting,
    failure: kept.failure,
    captured,
    now,
    leads,
    mayNote,
    isBusy,
    load: loadAll,
    /** Does something to another meeting that shows in this one. */
    do: async (does: () => Promise<unknown>) => {
      await act(async () => {
        await does();
        await load();
        return meeting()!;
      });
    },
    /** Whether the room can be moved right now, by whoever leads it. */
    mayMove: () => leads() && meeting()?.status === "live" && isOnline(),
    open: () => act(() => ask(api.meetings[":id"].start.$post({ param: { id } }))),
    goTo,
    /** Whether it was from this screen that the room went to an item. */
    isOwnMove: (itemId: string) => movingTo === itemId,
    /** To the next item that is not done; after the last, to none. */
    next: () => {
      const it = meeting();
      if (it && (it.current || nextItem(it))) return goTo(nextItem(it)?.id ?? null);
    },
    restartTimer: () => {
      const it = meeting()?.current;
      if (it) return goTo(it.itemId);
    },
    addMinutes: (more: number) => {
      const it = meeting()?.current;
      if (it) return goTo(it.itemId, minutesWithMore(it, serverNow(), more));
    },
    announce: (organizationId: string, answer: Announcement["answer"]) =>
      act(() =>
        ask(api.meetings[":id"].announcements.$post({ param: { id }, json: { organizationId, answer } })),
      ),
    attend: (organizationId: string, status: Attendance["status"], personId: string | null) =>
      act(() =>
        ask(
          api.meetings[":id"].attendance.$post({
            param: { id },
            json: { organizationId, status, personId },
          }),
        ),
      ).then((it) => {
        if (it) void load();
        return it !== undefined;
      }),
    answerParked: (parkedId: string, status: ParkedItem["status"], toMeetingId: string | null) =>
      act(() =>
        ask(
          api.meetings[":id"]["parking-lot"][":parked"].$patch({
            param: { id, parked: parkedId },
            json: { status, toMeetingId },
          }),
        ),
      ),
  };
}

export type Room = ReturnType<typeof createRoom>;
