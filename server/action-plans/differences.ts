import type { Activity, Milestone } from "../../shared/action-plans/activity.ts";
import { canBePlanned, isPlanDay, type PlanKnown, problemsOf } from "../../shared/action-plans/checks.ts";
import type { ActivityChange } from "../../shared/action-plans/events.ts";
import { planLimits } from "../../shared/action-plans/plan.ts";
import type { Writers, WrittenPlan } from "../../shared/action-plans/written.ts";
import type { Day } from "../../shared/dates.ts";
import type { NewEvent } from "../log/append.ts";

/** What there is to know for reading a plan into rows. */
export interface Reading {
  plan: WrittenPlan;
  groupId: string;
  known: PlanKnown;
  /** Every activity that the initiative has a row of, those that were removed included. */
  rows: ReadonlyMap<string, Activity>;
  /** The person behind a Yjs client; who wrote last of all where a client is nobody's. */
  personOf(client: number | undefined): string;
  today: Day;
  /** A code that was never given. */
  nextCode(): string;
}

type PlanEvent = NewEvent & { type: `activity.${string}` };

/**
 * What happened between the rows and the plan, as events in the order in which they are to be told: each person's part
 * of an activity is one event of theirs. What makes no sense is left out, and the row keeps what it has. The same plan
 * read again gives nothing.
 */
export function differences(reading: Reading): PlanEvent[] {
  const { plan, groupId, rows, today } = reading;
  const events: PlanEvent[] = [];
  for (const { it, writers } of plan.activities) {
    const was = rows.get(it.id);
    // An id that another group's plan has already: a foreign client made it up.
    if (was && was.groupId !== groupId) continue;
    const said = wordsOf(it, reading, was);
    if (!said) continue;
    if (was) events.push(...changes(was, said, writers, reading));
    else
      events.push({
        type: "activity.planned",
        by: reading.personOf(writers[""]),
        refs: refsOf(it.id, said.leadOrganizationId),
        data: { ...said, code: reading.nextCode(), groupId, removedOn: null },
      });
  }
  for (const { id, client } of plan.removed) {
    const was = rows.get(id);
    if (!was || was.removedOn !== null || was.groupId !== groupId) continue;
    events.push({
      type: "activity.removed",
      by: reading.personOf(client),
      refs: refsOf(id, was.leadOrganizationId),
      data: { on: today },
    });
  }
  return events;
}

const refsOf = (id: string, leadId: string | null) => (leadId ? [id, leadId] : [id]);

type Said = Omit<Activity, "id" | "code" | "groupId" | "removedOn">;

/** What a row is to say: the valid cells, and for the others what it said before; nothing when it cannot be a row. */
function wordsOf(
  it: WrittenPlan["activities"][number]["it"],
  { known }: Pick<Reading, "known">,
  was: Activity | undefined,
): Said | undefined {
  const problems = problemsOf(it, known);
  if (!was && !canBePlanned(it, problems)) return undefined;
  const wrong = new Map(problems.map(({ field, is }) => [field, is]));
  const valid = <Value>(field: Parameters<typeof wrong.has>[0], now: Value, before: Value): Value =>
    wrong.has(field) ? before : now;
  /** Of a list only what nobody knows is left out, unless it is too long as a whole. */
  const list = (
    field: "supports" | "indicators" | "dependencies",
    ids: readonly string[],
    all: ReadonlySet<string>,
    before: readonly string[] = [],
  ) =>
    wrong.get(field) === "too_many"
      ? [...before]
      : inOrderOf(
          before,
          ids.filter((id) => all.has(id)),
        );
  return {
    title: valid("title", clean(it.title).trim(), was?.title ?? ""),
    strategyId: valid("strategyId", it.strategyId, was?.strategyId ?? ""),
    leadOrganizationId: valid("leadOrganizationId", it.leadOrganizationId, was?.leadOrganizationId ?? null),
    supportOrganizationIds: list(
      "supports",
      it.supportOrganizationIds,
      known.organizationIds,
      was?.supportOrganizationIds,
    ),
    indicatorIds: list("indicators", it.indicatorIds, known.indicatorIds, was?.indicatorIds),
    dependsOnIds: list("dependencies", it.dependsOnIds, known.activityIds, was?.dependsOnIds),
    startsOn: valid("startsOn", it.startsOn, was?.startsOn ?? it.startsOn),
    endsOn: valid("endsOn", it.endsOn, was?.endsOn ?? it.endsOn),
    status: it.status,
    resources: valid("resources", clean(it.resources).trim() || null, was?.resources ?? null),
    note: valid("note", clean(it.note).trim() || null, was?.note ?? null),
    visibility: it.visibility,
    milestones: milestonesOf(it.milestones, was?.milestones ?? []),
  };
}

/** The same members in the order in which the row has them, so that no order alone is a change. */
const inOrderOf = (before: readonly string[], ids: readonly string[]) => [
  ...before.filter((id) => ids.includes(id)),
  ...ids.filter((id) => !before.includes(id)),
];

/** A milestone that somebody is still writing is left out, or stays as it was. */
function milestonesOf(written: readonly Milestone[], before: readonly Milestone[]): Milestone[] {
  const now = written.slice(0, planLimits.milestones).flatMap((it): Milestone[] => {
    const title = clean(it.title).trim();
    const isWhole =
      /^[\w-]{1,64}$/.test(it.id) &&
      title !== "" &&
      title.length <= planLimits.titleLength &&
      isPlanDay(it.dueOn) &&
      (it.doneOn === null || isPlanDay(it.doneOn));
    if (isWhole) return [{ ...it, title }];
    return before.filter(({ id }) => id === it.id);
  });
  return inOrderOf(
    before.map((it) => it.id),
    now.map((it) => it.id),
  ).map((id) => now.find((it) => it.id === id)!);
}

/** What a row can keep: no letters that end a text early, and no half ones. */
const clean = (text: string) => text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, " ").toWellFormed();

/** Which path of the document says a part of the row. */
const pathOf = {
  title: "title",
  strategyId: "strategyId",
  leadOrganizationId: "leadOrganizationId",
  startsOn: "startsOn",
  endsOn: "endsOn",
  resources: "resources",
  note: "note",
  visibility: "visibility",
  supportOrganizationIds: "supports",
  indicatorIds: "indicators",
  dependsOnIds: "dependencies",
} as const;

/** What is different in an activity that has a row. */
function changes(was: Activity, said: Said, writers: Writers, reading: Reading): PlanEvent[] {
  const events: PlanEvent[] = [];
  const refs = refsOf(was.id, said.leadOrganizationId);
  const byPerson = new Map<string, ActivityChange>();
  const change = (by: string, fields: ActivityChange) => byPerson.set(by, { ...byPerson.get(by), ...fields });

  if (was.removedOn !== null) change(reading.personOf(writers.isRemoved), { removedOn: null });
  for (const [field, path] of Object.entries(pathOf) as [keyof typeof pathOf, string][]) {
    const [before, now] = [was[field], said[field]];
    if (JSON.stringify(before) === JSON.stringify(now)) continue;
    // Two people may have put different partners into one list within one reading: it is told as the last one's.
    const client =
      Array.isArray(before) && Array.isArray(now)
        ? differing(before, now)
            .map((id) => writers[`${path}/${id}`])
            .findLast((it) => it !== undefined)
        : writers[path];
    change(reading.personOf(client), { [field]: now });
  }
  const checkpoints = milestoneChanges(was.milestones, said.milestones, writers, reading);
  if (checkpoints.changed) change(checkpoints.by, { milestones: checkpoints.changed });
  for (const [by, changed] of byPerson)
    events.push({ type: "activity.changed", by, refs, data: { changed } });
  for (const { by, ...data } of checkpoints.reached)
    events.push({ type: "activity.milestone_reached", by, refs, data });
  if (was.status !== said.status)
    events.push({
      type: "activity.status_changed",
      by: reading.personOf(writers.status),
      refs,
      data: { status: said.status, note: said.note, on: reading.today },
    });
  return events;
}

const differing = (a: readonly string[], b: readonly string[]) => [
  ...a.filter((it) => !b.includes(it)),
  ...b.filter((it) => !a.includes(it)),
];

/** Milestones that were reached are events of their own; what else is different makes the list a changed one. */
function milestoneChanges(
  before: readonly Milestone[],
  now: readonly Milestone[],
  writers: Writers,
  { personOf }: Pick<Reading, "personOf">,
) {
  const wasOf = new Map(before.map((it) => [it.id, it]));
  const isReached = (it: Milestone) => it.doneOn !== null && wasOf.get(it.id)?.doneOn === null;
  const reached = now.filter(isReached).map((it) => ({
    milestoneId: it.id,
    title: it.title,
    on: it.doneOn!,
    by: personOf(writers[`milestones/${it.id}/doneOn`]),
  }));
  const asBefore = now.map((it) => (isReached(it) ? { ...it, doneOn: null } : it));
  if (JSON.stringify(asBefore) === JSON.stringify(before)) return { reached, by: "" };
  const ids = differing(
    before.map((it) => JSON.stringify(it)),
    asBefore.map((it) => JSON.stringify(it)),
  ).map((it) => (JSON.parse(it) as Milestone).id);
  const clients = ids.flatMap((id) =>
    ["title", "dueOn", "doneOn", "isRemoved"]
      .map((name) => writers[`milestones/${id}/${name}`])
      .concat(writers[`milestones/${id}`]),
  );
  return {
    reached,
    changed: asBefore,
    by: personOf(clients.findLast((it) => it !== undefined)),
  };
}
