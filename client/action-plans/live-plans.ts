import { createContext, createMemo, createSignal, onCleanup, useContext } from "solid-js";
import { type Transaction, UndoManager, type YEvent } from "yjs";
import { changesIn, isAtOnce, isOfOthers, type PlanChange } from "../../shared/action-plans/changes.ts";
import {
  activitiesIn,
  activityIn,
  activityMap,
  addActivity,
  leftFor,
  type NewActivity,
  type PlanField,
  type PlannedActivity,
  planEdit,
  restoreActivity,
  setLead,
} from "../../shared/action-plans/plan.ts";
import type { DocumentSummary, Presence } from "../../shared/documents/document.ts";
import type { Language } from "../../shared/languages.ts";
import { createDocument, type OpenDocument } from "../documents/document-state.ts";
import { useLive } from "../live.ts";
import { activities as rows } from "./plans.ts";

/** An activity as it stands in an open plan, this moment. */
export interface LiveActivity extends PlannedActivity {
  /** The server's, a moment after it was added. */
  code: string | null;
  groupId: string;
  mayEdit: boolean;
}

/** What others wrote into one cell since somebody here looked at it. */
export interface CellChange {
  activityId: string;
  field: PlanField;
  /** By their path; each with what stood there before. */
  changes: readonly PlanChange[];
  by: PersonThere | undefined;
}

/** Somebody who has a plan open, as the server names them. */
export type PersonThere = Pick<Presence, "personId" | "name" | "organizationId" | "organization" | "hue">;

/** Who is in a cell at this moment, and what they are writing. */
export interface CellPresence extends PersonThere {
  activityId: string;
  field: PlanField;
  /** Not kept yet: it is theirs until they leave the cell. */
  draft?: string;
}

/** Two people said at once who leads. */
export interface LeadConflict {
  activityId: string;
  /** Whom I named, and whom the other did. */
  mine: string;
  theirs: string;
  by: PersonThere | undefined;
  /** Which of them stands now. */
  stands: "mine" | "theirs";
}

/** A lead that somebody else named less than this ago is asked about before it is changed. */
const momentMs = 120_000;
/** What a cell shows of what somebody is writing in it. */
const draftLengthMax = 300;

export const cellName = (activityId: string, field: string) => `${activityId} ${field}`;

/**
 * The open action plans, as one: for as long as the component lives that asks. Every view takes its activities from
 * `activities()`, which follows each keystroke of everybody, and writes with the verbs of
 * `shared/action-plans/plan.ts` on `docOf(id)`.
 */
export function createLivePlans(
  summaries: readonly DocumentSummary[],
  { personId, epoch }: { personId: string; epoch: string },
) {
  const plans = summaries.map((it) => openPlan(it, { personId, epoch }));
  const [known, setKnown] = createSignal<ReadonlyMap<string, PlannedActivity & { plan: Plan }>>(new Map(), {
    equals: false,
  });
  const [changes, setChanges] = createSignal<ReadonlyMap<string, CellChange>>(new Map());
  const [cells, setCells] = createSignal<ReadonlyMap<string, CellPresence>>(new Map());
  const [conflict, setConflict] = createSignal<LeadConflict>();
  const [removals, setRemovals] = createSignal<{ activityId: string; title: string; by?: string }>();
  const people = new Map<number, PersonThere>();
  /** The leads that were named here, by the item of the document that says so. */
  const ownLeads = new Map<string, { client: number; clock: number; organizationId: string }>();
  /** When somebody else named a lead. */
  const leadsNamed = new Map<string, { at: number; by: PersonThere | undefined }>();
  const undone: Step[] = [];
  const done: Step[] = [];

  for (const plan of plans) listen(plan);
  readAll();
  useLive(
    () => undefined,
    (item) => {
      // The rest is in the plans already; a code is the server's.
      if (item.type === "activity.planned" || item.type === "activity.removed") void rows.load();
    },
    () => void rows.load(),
  ).open();

  function listen(plan: Plan) {
    const { doc, awareness } = plan.open.connection;
    const map = activityMap(doc);
    let hadText = plan.open.connection.hasText();
    const before = () => {
      hadText = plan.open.connection.hasText();
    };
    const hear = (events: YEvent<any>[], transaction: Transaction) => {
      // Before there is a text, everything is new and nothing is news.
      if (hadText && isOfOthers(transaction)) hearOthers(plan, events);
      const touched = new Set<string>();
      for (const event of events) {
        if (event.target === map) for (const key of event.changes.keys.keys()) touched.add(key);
        else if (event.path[0] !== undefined) touched.add(String(event.path[0]));
      }
      setKnown((was) => {
        const now = was as Map<string, PlannedActivity & { plan: Plan }>;
        for (const id of touched) {
          const it = activityIn(doc, id);
          if (it) now.set(id, { ...it, plan });
          else if (now.get(id)?.plan === plan) now.delete(id);
        }
        return now;
      });
    };
    const hearPresence = () => {
      for (const [client, state] of awareness.getStates() as Map<number, Partial<PersonThere>>)
        if (client !== doc.clientID && state.personId && state.name) people.set(client, state as PersonThere);
      setCells(readCells());
    };
    doc.on("beforeTransaction", before);
    map.observeDeep(hear);
    awareness.on("change", hearPresence);
    plan.undo.on("stack-item-added", ({ type, origin }: { type: string; origin: unknown }) => {
      if (type !== "undo" || origin !== planEdit) return;
      done.push({ plan });
      undone.splice(0);
    });
    onCleanup(() => {
      doc.off("beforeTransaction", before);
      awareness.off("change", hearPresence);
      plan.undo.destroy();
    });
  }

  function readAll() {
    setKnown((was) => {
      const now = was as Map<string, PlannedActivity & { plan: Plan }>;
      for (const plan of plans)
        for (const it of activitiesIn(plan.open.connection.doc)) now.set(it.id, { ...it, plan });
      return now;
    });
  }

  function hearOthers(plan: Plan, events: YEvent<any>[]) {
    const heard = changesIn(events);
    if (heard.length === 0) return;
    const now = new Map(changes());
    for (const it of heard) {
      const by = it.client === undefined ? undefined : people.get(it.client);
      if (it.path[0] === "leadOrganizationId") hearLead(plan, it, by);
      if (
        it.path[0] === "isRemoved" &&
        it.after === true &&
        !leftFor(plan.open.connection.doc, it.activityId)
      )
        setRemovals({
          activityId: it.activityId,
          title: known().get(it.activityId)?.title ?? "",
          ...(by ? { by: by.name } : {}),
        });
      const name = cellName(it.activityId, it.field);
      const was = now.get(name);
      const earlier = was?.changes.filter((one) => one.path.join() !== it.path.join()) ?? [];
      // What stood there when it was last looked at is what can be put back.
      const first = was?.changes.find((one) => one.path.join() === it.path.join());
      const kept = first && !it.hasLost ? { ...it, before: first.before } : it;
      now.set(name, {
        activityId: it.activityId,
        field: it.field,
        changes: [...earlier, kept],
        by: by ?? was?.by,
      });
    }
    setChanges(now);
  }

  function hearLead(plan: Plan, it: PlanChange, by: PersonThere | undefined) {
    leadsNamed.set(it.activityId, { at: Date.now(), by });
    const mine = ownLeads.get(it.activityId);
    if (!mine) return;
    const map = activityMap(plan.open.connection.doc).get(it.activityId);
    if (it.hasLost) {
      if (typeof it.before === "string" && it.before !== mine.organizationId)
        setConflict({
          activityId: it.activityId,
          mine: mine.organizationId,
          theirs: it.before,
          by,
          stands: "mine",
        });
      return;
    }
    const { organizationId } = mine;
    ownLeads.delete(it.activityId);
    if (typeof it.after !== "string" || it.after === organizationId) return;
    if (map && isAtOnce(map, "leadOrganizationId", mine))
      setConflict({
        activityId: it.activityId,
        mine: organizationId,
        theirs: it.after,
        by,
        stands: "theirs",
      });
  }

  function readCells() {
    const found = new Map<string, CellPresence>();
    for (const { open } of plans) {
      const { awareness, doc } = open.connection;
      for (const [client, state] of awareness.getStates() as Map<
        number,
        Partial<PersonThere> & { cell?: unknown }
      >) {
        const cell = state.cell as Partial<CellPresence> | null | undefined;
        if (client === doc.clientID || !state.personId || !cell?.activityId || !cell.field) continue;
        found.set(cellName(cell.activityId, cell.field), {
          ...(state as PersonThere),
          activityId: String(cell.activityId),
          field: cell.field,
          ...(typeof cell.draft === "string" ? { draft: cell.draft.slice(0, draftLengthMax) } : {}),
        });
      }
    }
    return found;
  }

  const codes = createMemo(() => new Map((rows.value() ?? []).map((it) => [it.id, it.code])));
  /** One object for each activity that stays the same until it changes. */
  let shown = new Map<string, { from: PlannedActivity; live: LiveActivity }>();
  const activities = createMemo<LiveActivity[]>(() => {
    const now: typeof shown = new Map();
    for (const [id, it] of known()) {
      const code = codes().get(id) ?? null;
      const mayEdit = it.plan.open.mayEdit() && !it.plan.open.isEnded();
      const was = shown.get(id);
      if (was?.from === it && was.live.code === code && was.live.mayEdit === mayEdit) now.set(id, was);
      else {
        const { plan, ...rest } = it;
        now.set(id, { from: it, live: { ...rest, code, mayEdit, groupId: plan.groupId } });
      }
    }
    shown = now;
    return [...now.values()].map((it) => it.live).sort(byCode);
  });
  const byId = createMemo(() => new Map(activities().map((it) => [it.id, it])));

  const planOf = (activityId: string) => known().get(activityId)?.plan;
  const docOf = (activityId: string) => planOf(activityId)?.open.connection.doc;

  return {
    /** Every activity of every plan, by code; those without a code yet come last. */
    activities,
    activity: (id: string) => byId().get(id),
    /** The document that an activity stands in, for the verbs of `shared/action-plans/plan.ts`. */
    docOf,
    /** The plans themselves, each with its connection. */
    plans,
    /** Whether there is something to show: half of the plans would say of many that they have no part. */
    isThere: createMemo(
      () =>
        plans.length === 0 ||
        (plans.some((it) => it.open.hasText()) && !plans.some((it) => isComing(it, "loading"))),
    ),
    /** Whether a plan has not arrived, and cannot now: what it holds is not known, and not written in. */
    isPartial: createMemo(() => plans.some((it) => isComing(it, "loading") || isComing(it, "offline"))),
    mayAdd: createMemo(() => plans.some((it) => it.open.mayEdit() && !it.open.isEnded())),
    /** Adds an activity to the plan of a group; the last own one when it may not be that. */
    add(groupId: string | null, it: NewActivity) {
      const writable = plans.filter(({ open }) => open.mayEdit() && !open.isEnded());
      const plan = writable.find((one) => one.groupId === groupId) ?? writable[0];
      if (!plan) return false;
      addActivity(plan.open.connection.doc, { ...it, addedAt: Date.now() });
      return true;
    },
    restore(activityId: string) {
      for (const { open } of plans)
        if (activityMap(open.connection.doc).has(activityId) && !leftFor(open.connection.doc, activityId))
          restoreActivity(open.connection.doc, activityId);
    },

    /** Names a lead; when somebody else has just named another one, it asks first. */
    lead(activityId: string, organizationId: string | null) {
      const it = byId().get(activityId);
      const doc = docOf(activityId);
      if (!it || !doc || it.leadOrganizationId === organizationId) return;
      const named = leadsNamed.get(activityId);
      if (
        named &&
        Date.now() - named.at < momentMs &&
        it.leadOrganizationId !== null &&
        organizationId !== null
      ) {
        const theirs = it.leadOrganizationId;
        setConflict({ activityId, mine: organizationId, theirs, by: named.by, stands: "theirs" });
        return;
      }
      writeLead(activityId, organizationId);
    },
    conflict,
    /** Answers a conflict: keep what stands, or change it to the other. */
    settle(change: boolean) {
      const it = conflict();
      setConflict(undefined);
      if (!it) return;
      leadsNamed.delete(it.activityId);
      if (change) writeLead(it.activityId, it.stands === "theirs" ? it.mine : it.theirs);
    },

    /** What others wrote into a cell and nobody here has looked at. */
    changeIn: (activityId: string, field: string) => changes().get(cellName(activityId, field)),
    changes,
    /** Somebody here has looked at it. */
    seen(activityId: string, field: string) {
      const name = cellName(activityId, field);
      if (!changes().has(name)) return;
      const now = new Map(changes());
      now.delete(name);
      setChanges(now);
    },
    /** Writes again what stood in a cell before others changed it. */
    putBack(it: CellChange) {
      const doc = docOf(it.activityId);
      const top = doc && activityMap(doc).get(it.activityId);
      if (!doc || !top) return;
      doc.transact(() => {
        for (const { path, before } of it.changes) {
          const key = path.at(-1);
          if (key === undefined) {
            top.set("isRemoved", true);
            continue;
          }
          let map: any = top;
          for (const step of path.slice(0, -1)) map = map?.get?.(step);
          if (before instanceof Object) continue;
          // What was not there is switched off rather than taken away: it stays known who did.
          const nothing =
            path.length === 2 && path[0] === "milestones" ? undefined : path.length > 1 ? false : null;
          if (before === undefined && nothing === undefined) map?.get?.(key)?.set?.("isRemoved", true);
          else map?.set?.(key, before === undefined ? nothing : before);
        }
      }, planEdit);
      const now = new Map(changes());
      now.delete(cellName(it.activityId, it.field));
      setChanges(now);
    },
    /** The last activity that somebody else took out. */
    removals,

    /** Who is in which cell. */
    cellOf: (activityId: string, field: string) => cells().get(cellName(activityId, field)),
    cells,
    /** Tells the others in which cell one is, and what is being written there. */
    enter(activityId: string | undefined, field?: PlanField, draft?: string) {
      const own = activityId === undefined ? undefined : planOf(activityId);
      for (const plan of plans) {
        const cell =
          plan === own
            ? { activityId, field, ...(draft === undefined ? {} : { draft: draft.slice(0, draftLengthMax) }) }
            : null;
        const { awareness } = plan.open.connection;
        if (cell !== null || awareness.getLocalState()?.cell) awareness.setLocalStateField("cell", cell);
      }
    },

    /** Takes back the last thing that was written here, and nothing of others. */
    undo() {
      for (let step = done.pop(); step; step = done.pop()) {
        if (!step.plan.undo.undo()) continue;
        undone.push(step);
        return true;
      }
      return false;
    },
    /** The last thing that was written here, for whoever offers to take back this one and no other. */
    lastStep: (): Step | undefined => done.at(-1),
    redo() {
      const step = undone.pop();
      if (!step?.plan.undo.redo()) return false;
      done.push(step);
      return true;
    },
  };

  function writeLead(activityId: string, organizationId: string | null) {
    const doc = docOf(activityId);
    if (!doc) return;
    setLead(doc, activityId, organizationId);
    const item = activityMap(doc).get(activityId)?._map.get("leadOrganizationId");
    if (organizationId !== null && item) ownLeads.set(activityId, { ...item.id, organizationId });
    else ownLeads.delete(activityId);
  }
}

export type LivePlans = ReturnType<typeof createLivePlans>;

/** Something that was written here, by its plan; itself alone, where others are like it. */
interface Step {
  plan: Plan;
}

interface Plan {
  groupId: string;
  open: OpenDocument;
  undo: UndoManager;
  title: string;
  language: Language;
}

function openPlan(it: DocumentSummary, who: { personId: string; epoch: string }): Plan {
  const open = createDocument({ name: it.name, ...who, mayEdit: it.mayEdit });
  const undo = new UndoManager(activityMap(open.connection.doc), {
    trackedOrigins: new Set([planEdit]),
    // Each cell that was written is one step.
    captureTimeout: 0,
  });
  return { groupId: it.name.slice("plan:".length), open, undo, title: it.title, language: it.language };
}

const isComing = ({ open }: Plan, is: "loading" | "offline") => !open.hasText() && open.state().is === is;

const byCode = (a: LiveActivity, b: LiveActivity) => compare(placeOf(a), placeOf(b)) || a.addedAt - b.addedAt;
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
const placeOf = ({ code }: LiveActivity) =>
  code === null ? Number.POSITIVE_INFINITY : Number(code.slice(1));

const PlansContext = createContext<LivePlans>();
export const PlansProvider = PlansContext.Provider;

/** The open plans of the page around. */
export function usePlans(): LivePlans {
  const plans = useContext(PlansContext);
  if (!plans) throw new Error("Only what stands on the page of the action plan can ask for it.");
  return plans;
}
