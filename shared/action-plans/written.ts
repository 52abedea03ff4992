import { type Doc, Map as YMap } from "yjs";
import type { Day } from "../dates.ts";
import { type Cells, leftIn } from "./left.ts";
import {
  activityIn,
  activityMap,
  listFields,
  movedTo,
  type PlannedActivity,
  planLimits,
  valueFields,
} from "./plan.ts";

/** Yjs clients, by what they wrote: `title`, `supports/org_casa`, `milestones/mil_1/doneOn`, or `` for the whole. */
export type Writers = Record<string, number>;

/** A plan as plain values, with who wrote what: what the thread that builds documents answers. */
export interface WrittenPlan {
  activities: { it: PlannedActivity; writers: Writers }[];
  /** Those that were marked as removed, and the client who did; nobody where even the mark is gone. */
  removed: { id: string; client?: number }[];
  /** Those that stand in another group's plan now, with what is written in them here. */
  left: { id: string; groupId: string; cells: Cells; writers: Writers }[];
  movedTo?: Day;
}

/**
 * Reads a whole plan. `known` are the activities that have a row: a plan that holds more than it may is read for them
 * first, so that a flood of new ones does not push out what people look at.
 */
export function writtenPlan(doc: Doc, known: readonly string[]): WrittenPlan {
  const all = activityMap(doc);
  const isKnown = new Set(known);
  const ids = [...known.filter((id) => all.has(id)), ...[...all.keys()].filter((id) => !isKnown.has(id))];
  const activities: WrittenPlan["activities"] = [];
  const removed: WrittenPlan["removed"] = known.filter((id) => !all.has(id)).map((id) => ({ id }));
  for (const id of ids) {
    const it = activityIn(doc, id);
    if (it && activities.length < planLimits.activities) activities.push({ it, writers: writersOf(doc, id) });
    if (it || !isKnown.has(id)) continue;
    const mark = all.get(id);
    removed.push({
      id,
      ...clientAt(mark instanceof YMap ? mark : all, mark instanceof YMap ? "isRemoved" : id),
    });
  }
  const moved = movedTo(doc);
  const left = leftIn(doc).map((it) => ({ ...it, writers: writersOf(doc, it.id) }));
  return { activities, removed, left, ...(moved ? { movedTo: moved } : {}) };
}

/** Which Yjs client wrote each cell of an activity: whose it is, the relay has seen to. */
export function writersOf(doc: Doc, id: string): Writers {
  const all = activityMap(doc);
  const it = all.get(id);
  const found: Writers = {};
  const note = (path: string, map: YMap<unknown>, key: string) => {
    const { client } = clientAt(map, key);
    if (client !== undefined) found[path] = client;
  };
  note("", all as YMap<unknown>, id);
  if (!(it instanceof YMap)) return found;
  note("isRemoved", it, "isRemoved");
  for (const field of valueFields) note(field, it, field);
  for (const field of listFields) {
    const list = it.get(field);
    if (!(list instanceof YMap)) continue;
    for (const [key, item] of list._map) {
      found[`${field}/${key}`] = item.id.client;
      const value = list.get(key);
      if (value instanceof YMap)
        for (const [name, { id: by }] of value._map) found[`${field}/${key}/${name}`] = by.client;
    }
  }
  return found;
}

const clientAt = (map: YMap<any>, key: string): { client?: number } => {
  const item = map._map.get(key);
  return item ? { client: item.id.client } : {};
};
