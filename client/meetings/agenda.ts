import { createSignal } from "solid-js";
import type { AgendaItem, MeetingRecord } from "../../shared/meetings/meeting.ts";
import { api, ask, Problem } from "../api.ts";
import { toast } from "../ui/toast.ts";
import type { WrittenItem } from "./ItemDialog.tsx";
import { meetingOf } from "./meetings.ts";

/** The agenda of one meeting and what can be done with it. Everything answers the meeting as it then is. */
export function createAgenda(id: string) {
  const kept = meetingOf(id);
  const [isBusy, setBusy] = createSignal(false);
  /** The order on this screen while an item is on its way to another place. */
  const [draftOrder, setDraftOrder] = createSignal<string[]>();
  const show = (record: MeetingRecord) => kept.change((was) => ({ ...was, ...record }));

  /** Does it and shows what came of it; a refusal is told, and the agenda shown as it is. */
  async function act(does: () => Promise<MeetingRecord>): Promise<boolean> {
    if (isBusy()) return false;
    setBusy(true);
    try {
      show(await does());
      return true;
    } catch (error) {
      toast(error instanceof Problem ? error.message : String(error));
      await kept.load();
      return false;
    } finally {
      setBusy(false);
      setDraftOrder(undefined);
    }
  }
  const item = (itemId: string) => ({ param: { id, item: itemId } });
  const order = (itemIds: string[]) => {
    setDraftOrder(itemIds);
    return act(() => ask(api.meetings[":id"].agenda.order.$post({ param: { id }, json: { itemIds } })));
  };
  const add = async (written: WrittenItem, itemId: string) => {
    const json = { id: itemId, ...written };
    show(await ask(api.meetings[":id"].agenda.$post({ param: { id }, json })));
  };
  return {
    id,
    kept,
    meeting: kept.value,
    isBusy,
    items: (): AgendaItem[] => {
      const all = kept.value()?.agenda ?? [];
      const ids = draftOrder();
      return ids ? ids.flatMap((one) => all.find((it) => it.id === one) ?? []) : all;
    },
    load: kept.load,
    draftOrder: setDraftOrder,
    order,
    /** Throws what the form then says. */
    add,
    change: async (was: AgendaItem, written: WrittenItem) => {
      const json = { version: was.version, ...written };
      show(await ask(api.meetings[":id"].agenda[":item"].$patch({ ...item(was.id), json })));
    },
    accept: (itemId: string) =>
      act(() => ask(api.meetings[":id"].agenda[":item"].acceptance.$post(item(itemId)))),
    remove: (itemId: string) => act(() => ask(api.meetings[":id"].agenda[":item"].$delete(item(itemId)))),
    move: (itemId: string, toMeetingId: string, copies: boolean) =>
      act(() =>
        ask(
          api.meetings[":id"].agenda[":item"].move.$post({ ...item(itemId), json: { toMeetingId, copies } }),
        ),
      ),
    /** Brings an item back that was moved to another meeting. */
    bringBack: (itemId: string, fromMeetingId: string) =>
      act(async () => {
        const param = { id: fromMeetingId, item: itemId };
        await ask(
          api.meetings[":id"].agenda[":item"].move.$post({ param, json: { toMeetingId: id, copies: false } }),
        );
        return ask(api.meetings[":id"].$get({ param: { id } }));
      }),
    takeParked: (fromMeetingId: string, parked: string) =>
      act(async () => {
        await ask(
          api.meetings[":id"]["parking-lot"][":parked"].$patch({
            param: { id: fromMeetingId, parked },
            json: { status: "carried_over", toMeetingId: id },
          }),
        );
        return ask(api.meetings[":id"].$get({ param: { id } }));
      }),
    send: () => act(() => ask(api.meetings[":id"].agenda.sending.$post({ param: { id } }))),
  };
}

export type Agenda = ReturnType<typeof createAgenda>;
