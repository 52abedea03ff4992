import { AppError, notFound } from "../../shared/errors.ts";
import type {
  AgendaItemChange,
  AgendaItemMove,
  AgendaOrder,
  NewAgendaItem,
} from "../../shared/meetings/asked.ts";
import type { SaidItem } from "../../shared/meetings/events.ts";
import { limits } from "../../shared/meetings/limits.ts";
import type { AgendaItem, MeetingRecord } from "../../shared/meetings/meeting.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { changeMeeting, type Happening, mustBe, mustLead, record, type Scene } from "./change.ts";
import { mustBeHere } from "./checks.ts";
import { openMeeting } from "./queries.ts";
import { readMeeting } from "./rows.ts";

/** Puts an item on the agenda, or proposes it to whoever leads the meeting. The same item sent twice is one. */
export const addItem = (deps: Deps, id: string, item: NewAgendaItem, who: Who) =>
  changeMeeting(deps, id, who, async (scene) => {
    const { was, tx } = scene;
    if (was.agenda.some((it) => it.id === item.id)) return [];
    mustBe(scene, "scheduled", "live");
    mustHaveRoom(was);
    await mustBeHere(tx, [item.leadId], who, "leadId");
    return [{ type: leads(scene) ? "meeting.item_added" : "meeting.item_proposed", data: item }];
  });

/** Takes a proposed item in. */
export const acceptItem = (deps: Deps, id: string, itemId: string, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    const item = itemOf(scene, itemId);
    mustLead(scene);
    mustBe(scene, "scheduled", "live");
    return item.status === "planned" ? [] : [{ type: "meeting.item_accepted", data: { id: itemId } }];
  });

/** Changes an item; whoever proposed one may do so until it is taken in. */
export const changeItem = (
  deps: Deps,
  id: string,
  itemId: string,
  { version, ...said }: AgendaItemChange,
  who: Who,
) =>
  changeMeeting(deps, id, who, async (scene) => {
    const item = itemOf(scene, itemId);
    mustHoldItem(scene, item);
    mustBe(scene, "scheduled", "live");
    const changes = Object.fromEntries(
      Object.entries(said).filter(
        ([name, it]) =>
          it !== undefined && JSON.stringify(it) !== JSON.stringify(item[name as keyof AgendaItem]),
      ),
    ) as Partial<SaidItem>;
    if (Object.keys(changes).length === 0) return [];
    if (item.version !== version)
      throw new AppError(
        "conflict",
        "Somebody changed this item a moment ago. Look at it as it is now, then decide.",
      );
    await mustBeHere(scene.tx, [changes.leadId], who, "leadId");
    return [{ type: "meeting.item_changed", data: { id: itemId, ...changes } }];
  });

/** Takes an item off the agenda; what is gone already stays gone. */
export const removeItem = (deps: Deps, id: string, itemId: string, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    const item = scene.was.agenda.find((it) => it.id === itemId);
    if (!item) return [];
    mustHoldItem(scene, item);
    mustBe(scene, "scheduled", "live");
    mustNotBeCurrent(scene, itemId);
    return [{ type: "meeting.item_removed", data: { id: itemId, toMeetingId: null } }];
  });

/** Puts the agenda in another order. */
export const orderItems = (deps: Deps, id: string, { itemIds }: AgendaOrder, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    mustLead(scene);
    mustBe(scene, "scheduled", "live");
    const ids = scene.was.agenda.map((it) => it.id);
    if (ids.join() === itemIds.join()) return [];
    if (ids.toSorted().join() !== itemIds.toSorted().join())
      throw new AppError(
        "conflict",
        "Somebody changed this agenda a moment ago. Look at it as it is now, then decide.",
      );
    return [{ type: "meeting.items_ordered", data: { itemIds } }];
  });

/** Moves an item to a later meeting of the group, or copies it there. It keeps its id, so that its thread goes along. */
export const moveItem = (
  deps: Deps,
  id: string,
  itemId: string,
  { toMeetingId, copies }: AgendaItemMove,
  who: Who,
) =>
  changeMeeting(deps, id, who, async (scene) => {
    mustLead(scene);
    const to = await laterMeeting(scene, toMeetingId);
    const item = scene.was.agenda.find((it) => it.id === itemId);
    const isThere = to.agenda.some((it) => it.id === itemId);
    // Sent twice: it has moved already.
    if (!item && isThere) return [];
    if (!item) throw notFound("agenda item");
    if (!isThere) await putOn(scene, to, item);
    if (copies) return [];
    mustBe(scene, "scheduled", "live");
    mustNotBeCurrent(scene, itemId);
    return [{ type: "meeting.item_removed", data: { id: itemId, toMeetingId }, refs: [toMeetingId] }];
  });

/** A meeting of the same group that is still to come. */
export async function laterMeeting({ tx, was, who }: Scene, id: string): Promise<MeetingRecord> {
  const to = await readMeeting(tx, await openMeeting(tx, id, who));
  if (to.groupId !== was.groupId || to.id === was.id || to.status !== "scheduled")
    throw new AppError(
      "invalid",
      "Only a meeting of the same group that is still to come can take this. Choose another.",
      { toMeetingId: "Choose a meeting that is still to come." },
    );
  return to;
}

/** Puts an item of the meeting of `scene` on the agenda of a later one. */
export async function putOn(scene: Scene, to: MeetingRecord, item: Omit<SaidItem, "fromMeetingId">) {
  mustHaveRoom(to);
  const { id, title, purpose, minutes, leadId, recordIds } = item;
  const added: Happening = {
    type: "meeting.item_added",
    data: { id, title, purpose, minutes, leadId, recordIds, fromMeetingId: scene.was.id },
    refs: [scene.was.id],
  };
  await record({ ...scene, was: to }, [added]);
}

const leads = ({ who, was, group }: Scene) => may.leadMeeting(who, { ...was, chairIds: group.chairIds });

function itemOf({ was }: Scene, itemId: string): AgendaItem {
  const item = was.agenda.find((it) => it.id === itemId);
  if (!item) throw notFound("agenda item");
  return item;
}

/** Whoever proposed an item holds it until it is taken in; then it belongs to those who lead. */
function mustHoldItem(scene: Scene, item: AgendaItem) {
  if (item.status === "proposed" && item.proposedBy === scene.who.id) return;
  mustLead(scene);
}

function mustHaveRoom({ agenda }: MeetingRecord) {
  if (agenda.length >= limits.agendaItemsMax)
    throw new AppError(
      "conflict",
      `An agenda holds ${limits.agendaItemsMax} items. Move one to another meeting first.`,
    );
}

function mustNotBeCurrent({ was }: Scene, itemId: string) {
  if (was.current?.itemId === itemId)
    throw new AppError("conflict", "The room is at this item. Go on to another one first.");
}
