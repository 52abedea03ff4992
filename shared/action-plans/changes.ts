import { type Item, UndoManager, type YEvent, Map as YMap } from "yjs";
import { type ListField, listFields, type PlanField, valueFields } from "./plan.ts";

/** One thing that somebody else wrote into a plan that is open here. */
export interface PlanChange {
  activityId: string;
  /** The cell it shows in; the title stands for the whole activity. */
  field: PlanField;
  /** Where it is in the activity: `["supports", "org_casa"]`; empty for the activity itself. */
  path: readonly string[];
  before: unknown;
  after: unknown;
  /** The Yjs client that wrote it. */
  client: number | undefined;
  /** It was written at the same time as what stands here, and did not win: `before` is what the other wrote. */
  hasLost: boolean;
}

/**
 * What others did, of the events of `activityMap(doc).observeDeep`. What was undone here is one's own; ask only for
 * transactions that are not local. To be called while the events are told: what lost is thrown away right after.
 */
export function changesIn(events: readonly YEvent<any>[]): PlanChange[] {
  const found: PlanChange[] = [];
  for (const event of events) {
    if (!(event.target instanceof YMap)) continue;
    const [activityId, ...above] = event.path.map(String);
    for (const key of (event as YEvent<any> & { keysChanged: Set<string> }).keysChanged) {
      const path = activityId === undefined ? [] : [...above, key];
      const field = fieldOf(path);
      if (!field) continue;
      const item = event.target._map.get(key);
      const change = event.changes.keys.get(key);
      const lost = change ? undefined : loserOf(item);
      if (!change && !lost) continue;
      found.push({
        activityId: activityId ?? key,
        field,
        path,
        before: lost ? lost.value : change!.oldValue,
        after: event.target.get(key),
        client: (lost?.item ?? item)?.id.client,
        hasLost: lost !== undefined,
      });
    }
  }
  return found;
}

function fieldOf([first, ...rest]: readonly string[]): PlanField | undefined {
  if (first === undefined || first === "isRemoved") return "title";
  if ((valueFields as readonly string[]).includes(first))
    return rest.length === 0 ? (first as PlanField) : undefined;
  return (listFields as readonly string[]).includes(first) && rest.length > 0
    ? (first as ListField)
    : undefined;
}

/** What came in this transaction for a key and stands under what was here already. */
function loserOf(item: Item | undefined | null) {
  const left = item?.left;
  if (!left?.deleted) return undefined;
  const content = left.content.getContent();
  return content.length === 1 ? { item: left, value: content[0] as unknown } : undefined;
}

/** Whether what stands under `key` was written without having seen `mine`: by two people at once. */
export function isAtOnce(map: YMap<unknown>, key: string, mine: { client: number; clock: number }) {
  const origin = map._map.get(key)?.origin;
  return !(origin && origin.client === mine.client && origin.clock === mine.clock);
}

/** Whether a transaction is somebody else's: neither written nor undone here. */
export const isOfOthers = (transaction: { local: boolean; origin: unknown }) =>
  !transaction.local && !(transaction.origin instanceof UndoManager);
