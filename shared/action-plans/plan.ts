import { type Doc, Map as YMap } from "yjs";
import { addDays, type Day, isRealDay } from "../dates.ts";
import { type Activity, type ActivityStatus, activityStatuses, type Milestone } from "./activity.ts";

/**
 * An activity as its plan has it. It has no code: the server gives one when it takes the activity into its rows
 * (`Activity`). What somebody wrote that makes no sense is here as it was written; `problemsOf` says so.
 */
export interface PlannedActivity
  extends Pick<
    Activity,
    | "id"
    | "title"
    | "strategyId"
    | "leadOrganizationId"
    | "supportOrganizationIds"
    | "indicatorIds"
    | "dependsOnIds"
    | "startsOn"
    | "endsOn"
    | "status"
    | "milestones"
    | "visibility"
  > {
  resources: string;
  note: string;
  /** Milliseconds since 1970, by the clock of whoever added it: only an order among those without a code. */
  addedAt: number;
}

/** What a plan may hold. What goes beyond is told beside it and left out of the rows. */
export const planLimits = {
  /** Of one plan. */
  activities: 1_000,
  titleLength: 200,
  resourcesLength: 2_000,
  noteLength: 1_000,
  supports: 60,
  indicators: 20,
  dependencies: 20,
  milestones: 40,
} as const;

/** The origin of what this browser writes: what an `UndoManager` takes back, and nothing of the others. */
export const planEdit = Symbol("plan edit");

/** Cells that hold one value. */
export const valueFields = [
  "title",
  "strategyId",
  "leadOrganizationId",
  "startsOn",
  "endsOn",
  "status",
  "resources",
  "note",
  "visibility",
] as const;
export type ValueField = (typeof valueFields)[number];

/** Cells that hold several, each under its id, so that two people who add at once both stay. */
export const listFields = ["supports", "indicators", "dependencies", "milestones"] as const;
export type ListField = (typeof listFields)[number];

/** What one cell of the grid holds. */
export type PlanField = ValueField | ListField;

type Values = YMap<unknown>;

/** All activities of the plan by id, those that were removed included. */
export const activityMap = (doc: Doc): YMap<Values> => doc.getMap<Values>("activities");

/** What the plan says of itself: the day up to which a sample's days were moved. */
const about = (doc: Doc) => doc.getMap<unknown>("about");

// Reading. A document holds whatever a client wrote: nothing is taken for what it should be.

/** The activities of a plan, those that were removed left out, in the order in which they were added. */
export function activitiesIn(doc: Doc): PlannedActivity[] {
  const found: PlannedActivity[] = [];
  for (const id of activityMap(doc).keys()) {
    const it = activityIn(doc, id);
    if (it) found.push(it);
  }
  return found.sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
}

/** One activity; `undefined` when the plan has none of this id, or it was removed. */
export function activityIn(doc: Doc, id: string): PlannedActivity | undefined {
  const it = activityMap(doc).get(id);
  if (!(it instanceof YMap) || it.get("isRemoved") === true) return undefined;
  const status = it.get("status");
  const lead = it.get("leadOrganizationId");
  const addedAt = it.get("addedAt");
  return {
    id,
    title: textOf(it.get("title")),
    strategyId: textOf(it.get("strategyId")),
    leadOrganizationId: typeof lead === "string" && lead !== "" ? lead : null,
    supportOrganizationIds: idsIn(it.get("supports")),
    indicatorIds: idsIn(it.get("indicators")),
    dependsOnIds: idsIn(it.get("dependencies")),
    startsOn: textOf(it.get("startsOn")),
    endsOn: textOf(it.get("endsOn")),
    status: isStatus(status) ? status : "planned",
    resources: textOf(it.get("resources")),
    note: textOf(it.get("note")),
    visibility: it.get("visibility") === "public" ? "public" : "partners",
    milestones: milestonesIn(it.get("milestones")),
    addedAt: typeof addedAt === "number" && Number.isFinite(addedAt) ? addedAt : 0,
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const isStatus = (value: unknown): value is ActivityStatus =>
  (activityStatuses as readonly unknown[]).includes(value);

/** The ids that are switched on, in an order that is everybody's: an id that was taken out stays as `false`, so that it is known by whom. */
function idsIn(value: unknown): string[] {
  if (!(value instanceof YMap)) return [];
  return [...value.entries()].flatMap(([id, is]) => (is === true ? [id] : [])).sort();
}

function milestonesIn(value: unknown): Milestone[] {
  if (!(value instanceof YMap)) return [];
  const found: Milestone[] = [];
  for (const [id, it] of value.entries()) {
    if (!(it instanceof YMap) || it.get("isRemoved") === true) continue;
    const doneOn = it.get("doneOn");
    found.push({
      id,
      title: textOf(it.get("title")),
      dueOn: textOf(it.get("dueOn")),
      doneOn: typeof doneOn === "string" && doneOn !== "" ? doneOn : null,
    });
  }
  return found.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1));
}

// Writing. Every verb is one transaction of its own; inside another one it is a part of that.

/** What an activity begins with: a title and a strategy, and all that is known of the rest. */
export type NewActivity = Pick<PlannedActivity, "id" | "title" | "strategyId" | "startsOn" | "endsOn"> &
  Partial<PlannedActivity>;

/** Adds an activity. The id is made by whoever adds it (`newId("act")`); the code is the server's. */
export function addActivity(doc: Doc, it: NewActivity, origin: unknown = planEdit) {
  doc.transact(() => {
    const made = new YMap<unknown>();
    const { id, milestones = [], supportOrganizationIds = [], indicatorIds = [], dependsOnIds = [] } = it;
    made.set("title", it.title);
    made.set("strategyId", it.strategyId);
    made.set("leadOrganizationId", it.leadOrganizationId ?? null);
    made.set("startsOn", it.startsOn);
    made.set("endsOn", it.endsOn);
    made.set("status", it.status ?? "planned");
    made.set("resources", it.resources ?? "");
    made.set("note", it.note ?? "");
    made.set("visibility", it.visibility ?? "partners");
    made.set("addedAt", it.addedAt ?? 0);
    made.set("supports", setOf(supportOrganizationIds));
    made.set("indicators", setOf(indicatorIds));
    made.set("dependencies", setOf(dependsOnIds));
    const checkpoints = new YMap<unknown>();
    for (const { id: key, ...rest } of milestones) checkpoints.set(key, mapOf(rest));
    made.set("milestones", checkpoints);
    activityMap(doc).set(id, made);
  }, origin);
}

const setOf = (ids: readonly string[]) => mapOf(Object.fromEntries(ids.map((id) => [id, true])));
function mapOf(values: Record<string, unknown>) {
  const map = new YMap<unknown>();
  for (const [name, value] of Object.entries(values)) map.set(name, value);
  return map;
}

/**
 * Puts an activity that comes from another plan into this one. One that has been here before is put right cell by cell
 * rather than made anew: whoever still writes offline in what stood here then writes in what stands here now.
 */
export function placeActivity(doc: Doc, it: PlannedActivity, origin?: unknown) {
  const was = activityMap(doc).get(it.id);
  if (!(was instanceof YMap)) return addActivity(doc, it, origin);
  const { id: _, milestones, supportOrganizationIds, indicatorIds, dependsOnIds, ...values } = it;
  doc.transact(() => {
    put(was, { ...values, isRemoved: false });
    was.delete("leftFor");
    holdOnly(mapIn(was, "supports"), supportOrganizationIds);
    holdOnly(mapIn(was, "indicators"), indicatorIds);
    holdOnly(mapIn(was, "dependencies"), dependsOnIds);
    const checkpoints = mapIn(was, "milestones");
    for (const [key, one] of checkpoints.entries())
      if (one instanceof YMap && !milestones.some(({ id }) => id === key)) put(one, { isRemoved: true });
    for (const { id, ...rest } of milestones) put(mapIn(checkpoints, id), { ...rest, isRemoved: false });
  }, origin);
}

/** Writes what is not so already: a cell that stays as it is takes nothing from whoever writes in it meanwhile. */
function put(map: Values, values: Record<string, unknown>) {
  for (const [name, value] of Object.entries(values))
    if ((map.get(name) ?? false) !== (value ?? false)) map.set(name, value);
}

function holdOnly(map: Values, ids: readonly string[]) {
  for (const [id, is] of map.entries()) if (is === true && !ids.includes(id)) map.set(id, false);
  put(map, Object.fromEntries(ids.map((id) => [id, true])));
}

/** Takes an activity out of the plan. Its code is not given again, and what was said under it stays. */
export const removeActivity = (doc: Doc, id: string, origin?: unknown) =>
  write(doc, id, (it) => it.set("isRemoved", true), origin);

/** Takes an activity out of this plan because it stands in another group's now. */
export const leaveFor = (doc: Doc, id: string, groupId: string, origin?: unknown) =>
  write(
    doc,
    id,
    (it) => {
      it.set("isRemoved", true);
      it.set("leftFor", groupId);
    },
    origin,
  );

/** The group into whose plan an activity went from here; `undefined` for one that is here, or is nowhere any more. */
export function leftFor(doc: Doc, id: string): string | undefined {
  const it = activityMap(doc).get(id);
  if (!(it instanceof YMap) || it.get("isRemoved") !== true) return undefined;
  const groupId = it.get("leftFor");
  return typeof groupId === "string" ? groupId : undefined;
}

/** Brings a removed activity back. */
export const restoreActivity = (doc: Doc, id: string, origin?: unknown) =>
  write(doc, id, (it) => it.set("isRemoved", false), origin);

/** Writes into a cell that holds one value; the last to write wins, and the others see what stood there. */
export const setValue = (doc: Doc, id: string, field: ValueField, value: string | null, origin?: unknown) =>
  write(doc, id, (it) => it.get(field) !== value && it.set(field, value), origin);

/** Makes an organization the one lead, or says that there is none yet. Who leads does not support as well. */
export const setLead = (doc: Doc, id: string, organizationId: string | null, origin?: unknown) =>
  write(
    doc,
    id,
    (it) => {
      if (it.get("leadOrganizationId") === organizationId) return;
      it.set("leadOrganizationId", organizationId);
      if (organizationId) switchTo(it, "supports", organizationId, false);
    },
    origin,
  );

/** Says whether an organization supports an activity. */
export const setSupport = (doc: Doc, id: string, organizationId: string, is: boolean, origin?: unknown) =>
  write(doc, id, (it) => switchTo(it, "supports", organizationId, is), origin);

/** Says whether an activity is meant to move an indicator. */
export const setIndicator = (doc: Doc, id: string, indicatorId: string, is: boolean, origin?: unknown) =>
  write(doc, id, (it) => switchTo(it, "indicators", indicatorId, is), origin);

/** Says whether an activity waits for another one. */
export const setDependency = (doc: Doc, id: string, onId: string, is: boolean, origin?: unknown) =>
  write(doc, id, (it) => id !== onId && switchTo(it, "dependencies", onId, is), origin);

/** Says how it goes, and why. Without a note the one that stands stays. */
export const setStatus = (doc: Doc, id: string, status: ActivityStatus, note?: string, origin?: unknown) =>
  write(
    doc,
    id,
    (it) => {
      if (it.get("status") !== status) it.set("status", status);
      if (note !== undefined && it.get("note") !== note) it.set("note", note);
    },
    origin,
  );

/** Adds a milestone, or says anew what it is and when it is due. Its id is the client's (`newId("mil")`). */
export const setMilestone = (
  doc: Doc,
  id: string,
  milestone: Pick<Milestone, "id"> & Partial<Milestone>,
  origin?: unknown,
) =>
  write(
    doc,
    id,
    (it) => {
      const all = mapIn(it, "milestones");
      const { id: key, ...said } = milestone;
      const was = all.get(key);
      if (!(was instanceof YMap)) {
        all.set(key, mapOf({ title: "", dueOn: "", doneOn: null, ...said }));
        return;
      }
      for (const [name, value] of Object.entries(said))
        if (value !== undefined && was.get(name) !== value) was.set(name, value);
      if (was.get("isRemoved") === true) was.set("isRemoved", false);
    },
    origin,
  );

/** Says on which day a milestone was reached; null says that it was not. */
export const reachMilestone = (
  doc: Doc,
  id: string,
  milestoneId: string,
  doneOn: Day | null,
  origin?: unknown,
) => setMilestone(doc, id, { id: milestoneId, doneOn }, origin);

/** Takes a milestone out. */
export const removeMilestone = (doc: Doc, id: string, milestoneId: string, origin?: unknown) =>
  write(
    doc,
    id,
    (it) => {
      const was = mapIn(it, "milestones").get(milestoneId);
      if (was instanceof YMap) was.set("isRemoved", true);
    },
    origin,
  );

/** Writes into an activity that is there; does nothing to one that is not. */
function write(doc: Doc, id: string, change: (it: Values) => unknown, origin: unknown = planEdit) {
  const it = activityMap(doc).get(id);
  if (it instanceof YMap) doc.transact(() => change(it), origin);
}

function switchTo(it: Values, field: ListField, key: string, is: boolean) {
  const all = mapIn(it, field);
  if ((all.get(key) === true) !== is) all.set(key, is);
}

/** Every activity is made with its maps; one that a foreign client made without is mended here. */
export function mapIn(it: Values, field: string): YMap<unknown> {
  const was = it.get(field);
  if (was instanceof YMap) return was;
  const made = new YMap<unknown>();
  it.set(field, made);
  return made;
}

// A sample's days.

/** The day up to which the days in here were moved; `undefined` in a plan that is no sample's. */
export function movedTo(doc: Doc): Day | undefined {
  const day = about(doc).get("movedTo");
  return typeof day === "string" && isRealDay(day) ? day : undefined;
}

/** Notes for a sample's plan which day its days are true for. */
export const setMovedTo = (doc: Doc, day: Day, origin?: unknown) =>
  doc.transact(() => about(doc).set("movedTo", day), origin);

/** Moves every day of a sample's plan on by whole days, up to `day`. */
export function moveDays(doc: Doc, days: number, day: Day, origin?: unknown) {
  doc.transact(() => {
    const move = (it: Values, name: string) => {
      const was = it.get(name);
      if (typeof was === "string" && isRealDay(was)) it.set(name, addDays(was, days));
    };
    for (const it of activityMap(doc).values()) {
      // What has left is read for what is written in it alone: its days are those of the plan that it went into.
      if (!(it instanceof YMap) || (it.get("isRemoved") === true && it.get("leftFor") !== undefined))
        continue;
      move(it, "startsOn");
      move(it, "endsOn");
      const milestones = it.get("milestones");
      if (!(milestones instanceof YMap)) continue;
      for (const one of milestones.values())
        if (one instanceof YMap) for (const name of ["dueOn", "doneOn"]) move(one as Values, name);
    }
    setMovedTo(doc, day, origin);
  }, origin);
}
