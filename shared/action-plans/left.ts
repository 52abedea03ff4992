import { type Doc, Map as YMap } from "yjs";
import { activityMap, leftFor, listFields, mapIn, valueFields } from "./plan.ts";

/** What each cell of an activity holds, by its path: `title`, `supports/org_casa`, `milestones/mil_1/doneOn`. */
export type Cells = Record<string, string | boolean | null>;

/** So long after a move what comes late into the old plan goes along: whoever was offline wrote it where it stood then. */
export const comesLateMs = 30 * 24 * 60 * 60 * 1_000;

/** Where an activity of this plan came from: what its cells held there, as far as it was brought along. */
interface Origin {
  at: number;
  cells: Cells;
}

const milestoneFields = ["title", "dueOn", "doneOn", "isRemoved"] as const;

/** The cells of an activity, also of one that has left; undefined where there is none. */
export function cellsOf(doc: Doc, id: string): Cells | undefined {
  const it = activityMap(doc).get(id);
  if (!(it instanceof YMap)) return undefined;
  const cells: Cells = {};
  const note = (path: string, value: unknown) => {
    if (typeof value === "string" || typeof value === "boolean" || value === null) cells[path] = value;
  };
  for (const field of valueFields) note(field, it.get(field));
  for (const field of listFields) {
    const list = it.get(field);
    if (!(list instanceof YMap)) continue;
    for (const [key, value] of list.entries()) {
      if (!(value instanceof YMap)) note(`${field}/${key}`, value);
      else for (const name of milestoneFields) note(`${field}/${key}/${name}`, value.get(name));
    }
  }
  return cells;
}

/** The activities that went from here into another group's plan, with what their cells hold here. */
export const leftIn = (doc: Doc) =>
  [...activityMap(doc).keys()].flatMap((id) => {
    const groupId = leftFor(doc, id);
    const cells = cellsOf(doc, id);
    return groupId !== undefined && cells ? [{ id, groupId, cells }] : [];
  });

/** Notes in the new plan what an activity's cells held in that of `groupId`: all that is different later came late. */
export const noteOrigin = (doc: Doc, id: string, groupId: string, origin: Origin) =>
  activityMap(doc).get(id)?.set(originKey(groupId), JSON.stringify(origin));

const originKey = (groupId: string) => `from ${groupId}`;

/** What came late into the plan of `groupId`: the cells in which it is not what was brought along. */
export function cameLate(doc: Doc, id: string, groupId: string, cells: Cells, now: number): Cells {
  const origin = originOf(doc, id, groupId);
  if (!origin || now - origin.at > comesLateMs) return {};
  return Object.fromEntries(
    Object.entries(cells).filter(([path, value]) => !Object.is(origin.cells[path], value)),
  );
}

/**
 * Writes into an activity what came late into the plan that it left, and notes that it did: both are one change, so
 * that it is brought once, whatever breaks off.
 */
export function bringLate(doc: Doc, id: string, groupId: string, late: Cells) {
  const it = activityMap(doc).get(id);
  const origin = originOf(doc, id, groupId);
  if (!(it instanceof YMap) || !origin || Object.keys(late).length === 0) return;
  doc.transact(() => {
    for (const [path, value] of Object.entries(late)) {
      const [field, key, name] = path.split("/") as [string, string?, string?];
      if (key === undefined) it.set(field, value);
      else if (name === undefined) mapIn(it, field).set(key, value);
      else mapIn(mapIn(it, field), key).set(name, value);
    }
    noteOrigin(doc, id, groupId, { ...origin, cells: { ...origin.cells, ...late } });
  });
}

/** A document holds whatever a client wrote: what is no origin is none. */
function originOf(doc: Doc, id: string, groupId: string): Origin | undefined {
  const it = activityMap(doc).get(id);
  const said = it instanceof YMap ? it.get(originKey(groupId)) : undefined;
  if (typeof said !== "string") return undefined;
  try {
    const origin = JSON.parse(said) as Origin | null;
    if (typeof origin?.at === "number" && typeof origin.cells === "object" && origin.cells) return origin;
  } catch {
    // Not ours.
  }
  return undefined;
}
