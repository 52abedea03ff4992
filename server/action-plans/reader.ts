import { type Kysely, sql } from "kysely";
import type { Activity } from "../../shared/action-plans/activity.ts";
import { type ActivityEvent, apply } from "../../shared/action-plans/events.ts";
import { bringLate, type Cells, cameLate } from "../../shared/action-plans/left.ts";
import { leaveFor } from "../../shared/action-plans/plan.ts";
import type { WrittenPlan } from "../../shared/action-plans/written.ts";
import { addDays, dayIn, daysBetween } from "../../shared/dates.ts";
import { parseDocumentName, planDocument } from "../../shared/documents/name.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { editDocument } from "../documents/edit.ts";
import { commit } from "../log/commit.ts";
import { firstInOffice } from "../people/queries.ts";
import { differences } from "./differences.ts";
import { activityOf, saveActivity } from "./rows.ts";

/** When plans are read into rows. A test may hand other values. */
export const readerLimits = {
  /** So long after the last write: somebody who goes through a row writes several cells. */
  quietMs: 300,
  /** At the latest so long after the first one, however busy the plan is. */
  waitMsMax: 2_000,
  /** A reading that failed is tried again after this. */
  retryMs: 5_000,
} as const;

type ReaderDeps = Pick<Deps, "db" | "now" | "random" | "live" | "documents" | "log">;

/**
 * Keeps the rows of activities as their plans say. What people write is the document; the rows are read from it after
 * it was saved, with the events that tell it, so that links, search, coverage and exports never open a document.
 */
export interface PlanReader {
  /**
   * Puts right what a server that ended left behind: reads every plan that has grown since it was read, and ends moves
   * into another plan that it had begun, with what came late into the old one. To be called before anybody writes.
   */
  catchUp(): Promise<void>;
  /** Resolves when everything that was saved until now has been read. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Listens to the documents from now on. */
export function openPlanReader(
  deps: ReaderDeps,
  limits: { quietMs: number; waitMsMax: number; retryMs: number } = readerLimits,
): PlanReader {
  const waiting = new Map<string, { since: number; timer: NodeJS.Timeout }>();
  const brought: Brought = new Map();
  let line = Promise.resolve();
  let isClosed = false;

  const stopListening = deps.documents.onSaved((name) => {
    if (parseDocumentName(name)?.kind === "action-plan") later(name, limits.quietMs);
  });

  function later(name: string, ms: number) {
    if (isClosed) return;
    const was = waiting.get(name);
    clearTimeout(was?.timer);
    const since = was?.since ?? performance.now();
    const left = Math.max(0, since + limits.waitMsMax - performance.now());
    const timer = setTimeout(() => read(name), Math.min(ms, left)).unref();
    waiting.set(name, { since, timer });
  }

  /** One plan after the other: codes are given in turn. */
  function read(name: string) {
    clearTimeout(waiting.get(name)?.timer);
    waiting.delete(name);
    line = line
      .then(() => readPlan(deps, name, brought))
      .catch((error: unknown) => {
        if (isClosed) return;
        deps.log.error({ err: error, document: name }, "An action plan could not be read into its rows.");
        later(name, limits.retryMs);
      });
    return line;
  }

  return {
    async catchUp() {
      for (const name of await unread(deps.db)) void read(name);
      await line;
      for (const name of await allPlans(deps.db)) await leaveStrays(deps, name, brought);
    },
    async settled() {
      for (const name of [...waiting.keys()]) void read(name);
      await line;
    },
    async close() {
      isClosed = true;
      stopListening();
      for (const name of [...waiting.keys()]) void read(name);
      await line;
    },
  };
}

/** The plans whose log goes on after what was read of it. */
async function unread(db: Kysely<Tables>) {
  const { rows } = await sql<{ name: string }>`
    select name from document where kind = 'action-plan' and (snapshot_seq > read_seq or exists
      (select 1 from document_update where document = document.name and seq > read_seq))`.execute(db);
  return rows.map((it) => it.name);
}

async function allPlans(db: Kysely<Tables>) {
  const rows = await db.selectFrom("document").select("name").where("kind", "=", "action-plan").execute();
  return rows.map((it) => it.name);
}

/**
 * Takes out of a plan what stands in it and belongs, by its row, into another one: a move writes the activity there
 * first, so that one that broke off leaves it twice.
 */
async function leaveStrays(deps: ReaderDeps, name: string, brought: Brought) {
  const { db, documents } = deps;
  const { snapshot, updates, owners } = await documents.store.load(name);
  const { activities, left } = await documents.jobs.plan(snapshot ? [snapshot, ...updates] : updates, []);
  const ids = activities.map(({ it }) => it.id);
  const document = await db
    .selectFrom("document")
    .select(["initiative_id", "group_id"])
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  const { initiative_id: initiativeId, group_id: groupId } = document;
  if (groupId && left.length > 0) {
    const last = await lastWriter(db, name, initiativeId);
    const personOf = personBehind(owners, last);
    await bringAll(deps, { initiativeId, groupId, left, personOf }, brought);
  }
  const strays = await db
    .selectFrom("activity")
    .select(["id", "group_id"])
    .where("initiative_id", "=", initiativeId)
    .where("id", "in", ids)
    .where("group_id", "!=", groupId)
    .execute();
  if (strays.length === 0) return;
  const by = { personId: await lastWriter(db, name, initiativeId), signInId: "" };
  await editDocument(documents, name, by, (doc) => {
    for (const it of strays) leaveFor(doc, it.id, it.group_id!);
  });
}

/** What stood in the activities that left a plan when it was last looked at: most readings find the same again. */
type Brought = Map<string, string>;

interface Leaving {
  initiativeId: string;
  groupId: string;
  left: WrittenPlan["left"];
  personOf(client: number | undefined): string;
}

/**
 * Brings what came late into activities that had left over to where they stand: somebody wrote it offline, in the plan
 * that they knew. Each person's part is written as theirs. What was brought stands beside it in the new plan.
 */
async function bringAll(
  deps: ReaderDeps,
  { initiativeId, groupId, left, personOf }: Leaving,
  brought: Brought,
) {
  const { db, documents } = deps;
  for (const { id, groupId: to, cells, writers } of left) {
    const [key, said] = [`${groupId} ${id}`, JSON.stringify([to, cells])];
    if (brought.get(key) === said) continue;
    const name = planDocument(to);
    const target = await db
      .selectFrom("document")
      .select("name")
      .where("name", "=", name)
      .where("initiative_id", "=", initiativeId)
      .executeTakeFirst();
    let late: Cells = {};
    const nobody = { personId: personOf(undefined), signInId: "" };
    if (target)
      await editDocument(documents, name, nobody, (doc) => {
        late = cameLate(doc, id, groupId, cells, deps.now());
      });
    const parts = Map.groupBy(Object.entries(late), ([path]) => personOf(writers[path]));
    for (const [personId, part] of parts)
      await editDocument(documents, name, { personId, signInId: "" }, (doc) =>
        bringLate(doc, id, groupId, Object.fromEntries(part)),
      );
    brought.set(key, said);
  }
}

/** The relay has bound each Yjs client to the person whose socket wrote with it; for one that is nobody's, it is `last`. */
const personBehind = (owners: ReadonlyMap<number, string>, last: string) => (client: number | undefined) =>
  (client === undefined ? undefined : owners.get(client)) ?? last;

/** Reads one plan into its rows: the events, the rows and how far was read are kept together, or none of it. */
async function readPlan(deps: ReaderDeps, name: string, brought: Brought) {
  const { db, documents } = deps;
  const stored = await documents.store.load(name);
  const seq = stored.snapshotSeq + stored.updates.length;
  const document = await db
    .selectFrom("document")
    .innerJoin("initiative", "initiative.id", "document.initiative_id")
    .where("document.name", "=", name)
    .select([
      "document.initiative_id",
      "document.group_id",
      "initiative.time_zone",
      "initiative.sample_as_of",
    ])
    .executeTakeFirst();
  if (!document?.group_id) return;
  const { initiative_id: initiativeId, group_id: groupId } = document;
  const own = await db.selectFrom("activity").select("id").where("group_id", "=", groupId).execute();
  const written = await documents.jobs.plan(
    stored.snapshot ? [stored.snapshot, ...stored.updates] : stored.updates,
    own.map((it) => it.id),
  );
  const plan = onTime(written, document.sample_as_of);
  const personOf = personBehind(stored.owners, await lastWriter(db, name, initiativeId));
  await commit(deps, initiativeId, async (tx, _, appendAll) => {
    const rows = new Map(
      (await tx.selectFrom("activity").selectAll().where("initiative_id", "=", initiativeId).execute()).map(
        (row) => [row.id, activityOf(row)],
      ),
    );
    const events = differences({
      plan,
      groupId,
      rows,
      known: {
        ...(await knownIn(tx, initiativeId)),
        activityIds: new Set([...rows.keys(), ...plan.activities.map(({ it }) => it.id)]),
      },
      personOf,
      today: dayIn(document.time_zone, deps.now()),
      nextCode: codesAfter([...rows.values()]),
    });
    if (events.length > 0) {
      const receipts = await appendAll(events);
      const touched = new Map<string, Activity>();
      for (const [index, event] of events.entries()) {
        const [id = ""] = event.refs;
        const happened = { ...event, seq: receipts[index]!.seq, at: 0 } as unknown as ActivityEvent;
        touched.set(id, apply(touched.get(id) ?? rows.get(id), happened));
      }
      for (const it of touched.values()) await saveActivity(tx, initiativeId, it);
      await tx
        .insertInto("record_event")
        .values(events.map(({ refs }, index) => ({ record_id: refs[0]!, seq: receipts[index]!.seq })))
        .execute();
    }
    await tx.updateTable("document").set({ read_seq: seq }).where("name", "=", name).execute();
  });
  await bringAll(deps, { initiativeId, groupId, left: plan.left, personOf }, brought);
}

/** A sample's days that have moved on in the rows, and are about to in the document. */
function onTime(plan: WrittenPlan, asOf: string | null): WrittenPlan {
  const days = asOf && plan.movedTo ? daysBetween(plan.movedTo, asOf) : 0;
  if (days === 0) return plan;
  const later = (day: string) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? addDays(day, days) : day);
  return {
    ...plan,
    activities: plan.activities.map(({ it, writers }) => ({
      writers,
      it: {
        ...it,
        startsOn: later(it.startsOn),
        endsOn: later(it.endsOn),
        milestones: it.milestones.map((one) => ({
          ...one,
          dueOn: later(one.dueOn),
          doneOn: one.doneOn && later(one.doneOn),
        })),
      },
    })),
  };
}

/** Who wrote last in a plan; in one that only the server has written, somebody of the backbone. */
async function lastWriter(db: Kysely<Tables>, name: string, initiativeId: string) {
  const update = await db
    .selectFrom("document_update")
    .select("person_id")
    .where("document", "=", name)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return update?.person_id ?? (await firstInOffice(db, initiativeId));
}

async function knownIn(tx: Kysely<Tables>, initiativeId: string) {
  const idsOf = async (table: "strategy" | "organization" | "indicator") =>
    new Set(
      (await tx.selectFrom(table).select("id").where("initiative_id", "=", initiativeId).execute()).map(
        (it) => it.id,
      ),
    );
  return {
    strategyIds: await idsOf("strategy"),
    organizationIds: await idsOf("organization"),
    indicatorIds: await idsOf("indicator"),
  };
}

/** A1, A2, …: after the highest that any activity has or had. */
function codesAfter(activities: readonly Activity[]) {
  let last = Math.max(0, ...activities.map(({ code }) => Number(/^A(\d+)$/.exec(code)?.[1] ?? 0)));
  return () => `A${++last}`;
}
