import { expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { activityOf } from "../../server/action-plans/rows.ts";
import { editDocument } from "../../server/documents/edit.ts";
import { openMissingPlans } from "../../server/documents/plans.ts";
import { readEvents } from "../../server/log/queries.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Activity } from "../../shared/action-plans/activity.ts";
import {
  activitiesIn,
  activityIn,
  activityMap,
  addActivity,
  movedTo,
  reachMilestone,
  removeActivity,
  removeMilestone,
  restoreActivity,
  setIndicator,
  setLead,
  setMilestone,
  setStatus,
  setSupport,
  setValue,
} from "../../shared/action-plans/plan.ts";
import {
  activitiesPerStrategy,
  indicatorsWithNoActivity,
  overdueMilestones,
  partnersLeadingNoActivity,
  thinStrategies,
} from "../../shared/action-plans/readings.ts";
import { addDays } from "../../shared/dates.ts";
import { planDocument } from "../../shared/documents/name.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { sitAt } from "../relay/process.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { listenServer, openServer, type Visitor } from "../support/server.ts";

const brackwater = "ini_brackwater";
const plans = ["grp_bottom", "grp_clean", "grp_people"].map(planDocument);
const [bottom, clean] = plans as [string, string, string];

type Server = Pick<Awaited<ReturnType<typeof openServer>>, "deps">;

/** A plan as it is kept. */
async function planOf({ deps }: Server, name: string) {
  const { snapshot, updates } = await deps.documents.store.load(name);
  const doc = new Doc();
  for (const part of snapshot ? [snapshot, ...updates] : updates) applyUpdate(doc, part);
  return doc;
}

const rowsOf = async ({ deps }: Server) =>
  new Map(
    (await deps.db.selectFrom("activity").selectAll().execute()).map((row) => [row.id, activityOf(row)]),
  );

const eventsAfter = async ({ deps }: Server, seq: number) =>
  (await readEvents(deps.db, brackwater))
    .filter((it) => it.seq > seq)
    .map(({ type, by, refs, data }) => ({ type, by, id: refs[0], data: data as Record<string, any> }));

const lastSeq = async ({ deps }: Server) => (await readEvents(deps.db, brackwater)).at(-1)!.seq;

/** Everything but the code, which the server gives, as the documents alone say it. */
async function fromDocuments(server: Server) {
  const said = new Map<string, object>();
  for (const name of plans)
    for (const { addedAt: _, ...it } of activitiesIn(await planOf(server, name)))
      said.set(it.id, {
        ...sorted(it),
        groupId: name.slice("plan:".length),
        resources: it.resources || null,
        note: it.note || null,
        removedOn: null,
      });
  return said;
}

const sorted = <It extends Pick<Activity, "supportOrganizationIds" | "indicatorIds" | "milestones">>(
  it: It,
) => ({
  ...it,
  supportOrganizationIds: it.supportOrganizationIds.toSorted(),
  indicatorIds: it.indicatorIds.toSorted(),
  milestones: it.milestones.toSorted((a, b) => a.id.localeCompare(b.id)),
});

/** The rows say what the log says, and what the documents say. */
async function expectRebuilt(server: Server) {
  const rows = await rowsOf(server);
  expect((await fromLog(server.deps, brackwater)).activities).toEqual(
    (await fromRows(server.deps)).activities,
  );
  const here = [...rows.values()].filter((it) => it.removedOn === null);
  expect(new Map(here.map(({ code: _, ...it }) => [it.id, sorted(it)]))).toEqual(await fromDocuments(server));
}

test("the sample opens with its ten activities in the plans of its groups, and a plan alone gives its answers", async () => {
  const { server, casa } = await cast();
  await expectRebuilt(server);
  const said = (await Promise.all(plans.map((name) => planOf(server, name)))).flatMap(activitiesIn);
  expect(said).toHaveLength(10);
  const { expectedAnswers: answers } = sample;
  const listOf = async (path: string) => ((await (await casa.get(path)).json()) as { items: any[] }).items;
  const strategies = await listOf("/api/strategies");
  const idsOf = (items: readonly { id: string }[]) => items.map((it) => it.id);
  expect(activitiesPerStrategy(strategies, said)).toEqual(answers.activitiesPerStrategy);
  expect(idsOf(thinStrategies(strategies, said))).toEqual(answers.thinStrategies);
  expect(idsOf(partnersLeadingNoActivity(await listOf("/api/organizations"), said)).sort()).toEqual(
    answers.partnersLeadingNoActivity.toSorted(),
  );
  expect(idsOf(indicatorsWithNoActivity(await listOf("/api/indicators"), said))).toEqual(
    answers.indicatorsWithNoActivity,
  );
  expect(idsOf(overdueMilestones(said, sample.asOf)).sort()).toEqual(answers.overdueMilestones.toSorted());
});

test("what two people write at once is told as each one's own, and the rows follow", async () => {
  const server = await listenServer();
  const before = await lastSeq(server);
  const sit = async (personId: string) => sitAt(server, await server.signIn(personId), { name: clean });
  const [city, casa] = [await sit("per_city_rep"), await sit("per_casa_rep")];
  setValue(city.doc, "act_sewer", "resources", "$2.2M capital; $840k state match");
  setValue(casa.doc, "act_sewer", "note", "The letters are bilingual now.");
  setSupport(casa.doc, "act_sewer", "org_schools", true);
  setStatus(city.doc, "act_sewer", "on_track");
  reachMilestone(city.doc, "act_sewer", "act_sewer_m1", "2026-11-20");
  setLead(casa.doc, "act_source", "org_casa");
  addActivity(city.doc, {
    id: "act_0123456789abcdef",
    title: "Rain gardens",
    strategyId: "str_water",
    startsOn: "2027-01-01",
    endsOn: "2027-12-31",
  });
  await city.until(() => city.saved >= city.sent);
  await casa.until(() => casa.saved >= casa.sent);
  await server.deps.plans.settled();
  const events = await eventsAfter(server, before);
  expect(events.map(({ type, by, id }) => `${type} ${id} ${by}`).toSorted()).toEqual(
    [
      "activity.changed act_sewer per_city_rep",
      "activity.changed act_sewer per_casa_rep",
      "activity.milestone_reached act_sewer per_city_rep",
      "activity.status_changed act_sewer per_city_rep",
      "activity.changed act_source per_casa_rep",
      "activity.planned act_0123456789abcdef per_city_rep",
    ].toSorted(),
  );
  const of = (type: string, by: string) => events.find((it) => it.type === type && it.by === by)!.data;
  expect(of("activity.changed", "per_city_rep")).toEqual({
    changed: { resources: "$2.2M capital; $840k state match" },
  });
  expect(of("activity.milestone_reached", "per_city_rep")).toMatchObject({ on: "2026-11-20" });
  expect(of("activity.planned", "per_city_rep")).toMatchObject({
    code: "A11",
    groupId: "grp_clean",
    leadOrganizationId: null,
  });
  await expectRebuilt(server);
  // Its thread is there, and the next reading finds nothing new.
  const thread = await server.deps.db
    .selectFrom("record_event")
    .selectAll()
    .where("record_id", "=", "act_0123456789abcdef")
    .execute();
  expect(thread).toHaveLength(1);
  await server.deps.plans.catchUp();
  expect(await eventsAfter(server, before)).toHaveLength(6);
  for (const it of [city, casa]) it.close();
});

test("a code is given once: what was removed keeps it, and may come back", async () => {
  const server = await listenServer();
  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean });
  const make = (id: string, title: string) =>
    addActivity(city.doc, {
      id,
      title,
      strategyId: "str_water",
      startsOn: "2027-01-01",
      endsOn: "2027-12-31",
    });
  const read = async () => {
    await city.until(() => city.saved >= city.sent);
    await server.deps.plans.settled();
    return new Map([...(await rowsOf(server)).values()].map((it) => [it.id, `${it.code} ${it.removedOn}`]));
  };
  make("act_first", "First");
  await read();
  removeActivity(city.doc, "act_first");
  make("act_second", "Second");
  let rows = await read();
  expect(rows.get("act_first")).toBe("A11 2026-11-23");
  expect(rows.get("act_second")).toBe("A12 null");
  expect(
    ((await (await (await as(server, "per_city_rep"))("/api/activities")).json()) as any).items,
  ).not.toContainEqual(expect.objectContaining({ id: "act_first" }));
  restoreActivity(city.doc, "act_first");
  rows = await read();
  expect(rows.get("act_first")).toBe("A11 null");
  // A foreign client that deletes even the mark.
  activityMap(city.doc).delete("act_first");
  rows = await read();
  expect(rows.get("act_first")).toBe("A11 2026-11-23");
  make("act_third", "Third");
  rows = await read();
  expect(rows.get("act_third")).toBe("A13 null");
  await expectRebuilt(server);
  city.close();
});

/** Plain requests of somebody at a server with a socket. */
async function as(server: Awaited<ReturnType<typeof listenServer>>, personId: string) {
  const cookie = await server.signIn(personId);
  return (path: string, init?: RequestInit) =>
    fetch(`${server.address}${path}`, {
      ...init,
      headers: { ...init?.headers, cookie, origin: server.address },
    });
}

test("an activity is moved into another group's plan with all that is in it, by somebody who writes in both", async () => {
  const server = await listenServer();
  const before = await lastSeq(server);
  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean });
  const move = async (personId: string, groupId: string, id = "act_sewer") => {
    const asked = await as(server, personId);
    return asked(`/api/activities/${id}/group`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ groupId }),
    });
  };
  const standsIn = async () => {
    const found = await Promise.all(
      plans.map(async (name) => activityIn(await planOf(server, name), "act_sewer")),
    );
    return plans.filter((_, index) => found[index]);
  };
  // Written a moment before: it is told as the city's, and goes along.
  setValue(city.doc, "act_sewer", "resources", "Pipes");
  await city.until(() => city.saved >= city.sent);
  // The yard writes in one of the two plans only, the funder in none, and the steering committee has no plan.
  expect((await move("per_yard_rep", "grp_bottom")).status).toBe(403);
  expect((await move("per_funder", "grp_bottom")).status).toBe(403);
  expect((await move("per_director", "grp_steering")).status).toBe(404);
  expect((await move("per_director", "grp_bottom", "act_none")).status).toBe(404);
  expect(await standsIn()).toEqual([clean]);

  const answer = await move("per_director", "grp_bottom");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    id: "act_sewer",
    code: "A7",
    groupId: "grp_bottom",
    resources: "Pipes",
  });
  expect(await standsIn()).toEqual([bottom]);
  await server.deps.plans.settled();
  await expectRebuilt(server);
  // What is written in it from now on is read from there; the old plan says nothing of it any more.
  const director = await sitAt(server, await server.signIn("per_director"), { name: bottom });
  setValue(director.doc, "act_sewer", "resources", "Pipes and hands");
  await director.until(() => director.saved >= director.sent);
  await city.until(() => activityIn(city.doc, "act_sewer") === undefined);
  await server.deps.plans.settled();
  expect((await rowsOf(server)).get("act_sewer")).toMatchObject({
    groupId: "grp_bottom",
    resources: "Pipes and hands",
  });

  // And back, as the same activity.
  expect((await move("per_director", "grp_clean")).status).toBe(200);
  expect(await standsIn()).toEqual([clean]);
  await server.deps.plans.settled();
  expect((await eventsAfter(server, before)).map(({ by, data }) => [by, data.changed])).toEqual([
    ["per_city_rep", { resources: "Pipes" }],
    ["per_director", { groupId: "grp_bottom" }],
    ["per_director", { resources: "Pipes and hands" }],
    ["per_director", { groupId: "grp_clean" }],
  ]);
  await expectRebuilt(server);
  for (const it of [city, director]) it.close();
});

test("what was written offline in the plan that an activity had left goes along as its writer's, and once", async () => {
  const server = await listenServer();
  const before = await lastSeq(server);
  const { endsOn } = (await rowsOf(server)).get("act_sewer")!;
  const train = await planOf(server, clean);
  setValue(train, "act_sewer", "resources", "Pipes, from a train");
  setSupport(train, "act_sewer", "org_schools", true);
  reachMilestone(train, "act_sewer", "act_sewer_m1", "2026-11-20");
  setMilestone(train, "act_sewer", { id: "mil_train", title: "Letters sent", dueOn: "2027-01-31" });
  const asked = await as(server, "per_director");
  const moved = await asked("/api/activities/act_sewer/group", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ groupId: "grp_bottom" }),
  });
  expect(moved.status).toBe(200);
  const director = await sitAt(server, await server.signIn("per_director"), { name: bottom });
  const saved = async (it: typeof director) => {
    await it.until(() => it.isSynced && it.saved >= it.sent);
    // What is brought is a write of its own into the other plan.
    await server.deps.plans.settled();
    await server.deps.plans.settled();
  };
  setValue(director.doc, "act_sewer", "note", "Said in the new plan.");
  await saved(director);
  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean, doc: train });
  await saved(city);
  const row = async () => (await rowsOf(server)).get("act_sewer")!;
  expect(await row()).toMatchObject({
    groupId: "grp_bottom",
    resources: "Pipes, from a train",
    note: "Said in the new plan.",
    supportOrganizationIds: expect.arrayContaining(["org_casa", "org_state", "org_schools"]),
    milestones: expect.arrayContaining([
      expect.objectContaining({ id: "act_sewer_m1", doneOn: "2026-11-20" }),
      { id: "mil_train", title: "Letters sent", dueOn: "2027-01-31", doneOn: null },
    ]),
  });
  expect((await eventsAfter(server, before)).map(({ type, by }) => `${type} ${by}`)).toEqual([
    "activity.changed per_director",
    "activity.changed per_director",
    "activity.changed per_city_rep",
    "activity.milestone_reached per_city_rep",
  ]);
  await expectRebuilt(server);

  // Whoever writes later in the new plan is not overruled by what was brought before; a cell that comes now is brought.
  setValue(director.doc, "act_sewer", "resources", "Pipes, said later");
  await saved(director);
  setValue(city.doc, "act_sewer", "title", "Laterals, from a train");
  await saved(city);
  expect(await row()).toMatchObject({ resources: "Pipes, said later", title: "Laterals, from a train" });

  // A server that ended before it noted that it had read, and what came when nobody read: brought once, also later.
  const stored = await server.deps.documents.store.load(clean);
  const late = await planOf(server, clean);
  const vector = encodeStateVector(late);
  setSupport(late, "act_sewer", "org_uni", true);
  await server.deps.documents.store.append(
    clean,
    stored.snapshotSeq + stored.updates.length,
    [
      {
        update: encodeStateAsUpdate(late, vector),
        personId: "per_city_rep",
        newClients: [late.clientID],
      },
    ],
    false,
  );
  for (const it of [city, director]) it.close();
  await server.deps.db.updateTable("document").set({ read_seq: 0 }).execute();
  await server.stop();
  server.clock.pass(3 * day);
  const next = await openServer({ dataDir: server.dataDir, clock: server.clock });
  await next.deps.plans.settled();
  expect((await rowsOf(next)).get("act_sewer")).toMatchObject({
    resources: "Pipes, said later",
    title: "Laterals, from a train",
    supportOrganizationIds: expect.arrayContaining(["org_uni"]),
    endsOn: addDays(endsOn, 3),
  });
  await expectRebuilt(next);
  const told = await eventsAfter(next, before);
  await next.deps.db.updateTable("document").set({ read_seq: 0 }).execute();
  await next.close();
  const last = await openServer({ dataDir: server.dataDir, clock: server.clock });
  await last.deps.plans.settled();
  expect(await eventsAfter(last, before)).toEqual(told);
});

test("what was written offline in a plan that an activity left and came back to is there, and nothing of then shows through", async () => {
  const server = await listenServer();
  const before = await lastSeq(server);
  const [train, city] = [await planOf(server, clean), await server.signIn("per_city_rep")];
  setValue(train, "act_sewer", "resources", "Pipes, from a train");
  setSupport(train, "act_sewer", "org_schools", true);
  const director = await sitAt(server, await server.signIn("per_director"), { name: bottom });
  const asked = await as(server, "per_director");
  const move = async (groupId: string) =>
    expect(
      await asked("/api/activities/act_sewer/group", {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ groupId }),
      }),
    ).toMatchObject({ status: 200 });
  const row = async () => (await rowsOf(server)).get("act_sewer")!;
  await move("grp_bottom");
  await director.until(() => activityMap(director.doc).has("act_sewer"));
  setValue(director.doc, "act_sewer", "note", "Said in the other plan.");
  setSupport(director.doc, "act_sewer", "org_casa", false);
  removeMilestone(director.doc, "act_sewer", "act_sewer_m1");
  await director.until(() => director.isSynced && director.saved >= director.sent);
  await server.deps.plans.settled();
  await move("grp_clean");
  const elsewhere = {
    groupId: "grp_clean",
    note: "Said in the other plan.",
    supportOrganizationIds: expect.not.arrayContaining(["org_casa"]),
    milestones: expect.not.arrayContaining([expect.objectContaining({ id: "act_sewer_m1" })]),
  };
  await server.deps.plans.settled();
  expect(await row()).toMatchObject(elsewhere);

  const back = await sitAt(server, city, { name: clean, doc: train });
  await back.until(() => back.isSynced && back.saved >= back.sent);
  await server.deps.plans.settled();
  expect(await row()).toMatchObject({
    ...elsewhere,
    resources: "Pipes, from a train",
    supportOrganizationIds: expect.arrayContaining(["org_schools"]),
  });
  expect((await row()).supportOrganizationIds).not.toContain("org_casa");
  expect((await eventsAfter(server, before)).at(-1)!.by, "told as the writer's").toBe("per_city_rep");
  await expectRebuilt(server);
  for (const it of [director, back]) it.close();
});

test("what makes no sense stays in the plan and out of the rows", async () => {
  const server = await listenServer();
  const before = await rowsOf(server);
  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean });
  const { doc } = city;
  setLead(doc, "act_sewer", "org_nobody");
  setSupport(doc, "act_sewer", "org_gone", true);
  setIndicator(doc, "act_sewer", "ind_none", true);
  setValue(doc, "act_sewer", "title", "x".repeat(65_536));
  setValue(doc, "act_sewer", "endsOn", "2026-02-31");
  setValue(doc, "act_sewer", "resources", "Pipes\0and\ud800 hands");
  setMilestone(doc, "act_sewer", { id: "mil_x", title: "", dueOn: "2027-01-01" });
  setValue(doc, "act_source", "title", "<img src=x onerror=alert(1)>");
  addActivity(doc, { id: "act_nowhere", title: "Nowhere", strategyId: "str_none", startsOn: "", endsOn: "" });
  addActivity(doc, {
    id: "act_tanner",
    title: "Stolen from another plan",
    strategyId: "str_water",
    startsOn: "2027-01-01",
    endsOn: "2027-12-31",
  });
  activityMap(doc).set("act_odd", 7 as never);
  await city.until(() => city.saved >= city.sent);
  await server.deps.plans.settled();
  const rows = await rowsOf(server);
  expect(rows.get("act_sewer")).toEqual({
    ...before.get("act_sewer"),
    resources: "Pipes and\ufffd hands",
  });
  expect(rows.get("act_source")!.title).toBe("<img src=x onerror=alert(1)>");
  expect(rows.get("act_tanner")).toEqual(before.get("act_tanner"));
  expect(rows.size).toBe(10);
  expect((await fromLog(server.deps, brackwater)).activities).toEqual(
    (await fromRows(server.deps)).activities,
  );
  city.close();
});

test("what a server that ended left unread is read at its next start, once", async () => {
  const first = await openServer();
  const doc = await planOf(first, clean);
  const vector = encodeStateVector(doc);
  setValue(doc, "act_sewer", "title", "Sewer laterals in Ribera");
  const stored = await first.deps.documents.store.load(clean);
  // Kept, as a socket's update is, and nobody was told.
  await first.deps.documents.store.append(
    clean,
    stored.snapshotSeq + stored.updates.length,
    [
      {
        update: encodeStateAsUpdate(doc, vector),
        personId: "per_city_rep",
        newClients: [doc.clientID],
      },
    ],
    false,
  );
  const before = await lastSeq(first);
  await first.close();
  const second = await openServer({ dataDir: first.dataDir, clock: first.clock });
  expect(await eventsAfter(second, before)).toEqual([
    {
      type: "activity.changed",
      by: "per_city_rep",
      id: "act_sewer",
      data: { changed: { title: "Sewer laterals in Ribera" } },
    },
  ]);
  await expectRebuilt(second);
  await second.close();
  const third = await openServer({ dataDir: first.dataDir, clock: first.clock });
  expect(await eventsAfter(third, before)).toHaveLength(1);
});

test("a reading that fails in the middle keeps nothing, and the next one keeps everything", async () => {
  const server = await listenServer();
  const before = await lastSeq(server);
  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean });
  await server.deps.driver.exec(
    "create trigger no_rows before insert on activity begin select raise(abort, 'no'); end",
  );
  setValue(city.doc, "act_sewer", "title", "Sewer laterals in Ribera");
  await city.until(() => city.saved >= city.sent);
  await server.deps.plans.settled();
  expect(await eventsAfter(server, before)).toEqual([]);
  await server.deps.driver.exec("drop trigger no_rows");
  await server.deps.plans.settled();
  expect(await eventsAfter(server, before)).toHaveLength(1);
  await expectRebuilt(server);
  city.close();
});

test("the plan's days move on with the sample, in the document and in the rows alike", async () => {
  const { server } = await cast();
  await server.close();
  server.clock.pass(3 * day);
  const later = await openServer({ clock: server.clock, dataDir: server.dataDir });
  const seq = await lastSeq(later);
  const doc = await planOf(later, bottom);
  expect(movedTo(doc)).toBe("2026-11-26");
  expect(activityIn(doc, "act_tanner")).toMatchObject({ startsOn: "2025-09-04", endsOn: "2028-07-03" });
  await later.deps.plans.settled();
  expect(await eventsAfter(later, seq)).toEqual([]);
  await expectRebuilt(later);
});

const plansFor = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/documents")).json()) as any).items
    .filter((it: any) => it.kind === "action-plan")
    .map(({ name, title, mayEdit }: any) => [name, title, mayEdit]);

test("members of a group write in its plan, every partner reads it, and an observer sees none of it", async () => {
  const { city, director, casa, funder } = await cast();
  expect(await plansFor(city)).toEqual([
    ["plan:grp_bottom", "River Bottom & Shorelines Working Group", false],
    ["plan:grp_clean", "Clean Water Working Group", true],
    ["plan:grp_people", "River & People Working Group", false],
  ]);
  expect((await plansFor(director)).map((it: any) => it[2])).toEqual([true, true, true]);
  expect((await plansFor(casa)).map((it: any) => it[2])).toEqual([false, true, true]);
  expect(await plansFor(funder)).toEqual([]);
  expect(await casa.get(`/api/documents/${bottom}/markdown`)).toHaveStatus(200);
  expect(await funder.get(`/api/documents/${bottom}/markdown`)).toBeProblem("not_found");
});

test("the relay takes nothing from a partner who is no member, nor lets an observer in, and hears of a change of members", async () => {
  const server = await listenServer();
  const yard = await sitAt(server, await server.signIn("per_yard_rep"), { name: clean });
  const title = activityIn(yard.doc, "act_sewer")!.title;
  setValue(yard.doc, "act_sewer", "title", "Not mine to say");
  await yard.until(() => yard.isClosed);
  expect(yard.code).toBe(4403);
  await expect(sitAt(server, await server.signIn("per_funder"), { name: clean })).rejects.toThrow();
  await server.deps.plans.settled();
  expect((await rowsOf(server)).get("act_sewer")!.title).toBe(title);

  const city = await sitAt(server, await server.signIn("per_city_rep"), { name: clean });
  const director = await server.signIn("per_director");
  const headers = { cookie: director, origin: server.address, "content-type": "application/json" };
  const groups = (await (await fetch(`${server.address}/api/groups`, { headers })).json()) as any;
  const { version, memberIds } = groups.items.find((it: any) => it.id === "grp_clean");
  const answer = await fetch(`${server.address}/api/groups/grp_clean`, {
    method: "PATCH",
    headers,
    body: JSON.stringify({ version, memberIds: memberIds.filter((it: string) => it !== "org_city") }),
  });
  expect(answer.status).toBe(200);
  setValue(city.doc, "act_sewer", "title", "No member any more");
  await city.until(() => city.isClosed);
  expect(city.code).toBe(4403);
});

test("a working group that is formed has a plan at once, and a steering committee has none", async () => {
  const { director, city } = await cast();
  const form = (id: string, kind: string) =>
    director.post("/api/groups", {
      id,
      kind,
      name: { en: "Trees", es: "Árboles" },
      cadence: "monthly",
      chairIds: [],
      memberIds: ["org_city"],
      visibility: "partners",
      quorumPercent: 50,
      recapDays: 2,
    });
  expect(await form("grp_0123456789abcdef", "working_group")).toHaveStatus(201);
  expect(await form("grp_0123456789abcdeg", "steering_committee")).toHaveStatus(201);
  const names = (await plansFor(city)).map((it: any) => it[0]);
  expect(names).toContain("plan:grp_0123456789abcdef");
  expect(names).toHaveLength(4);
});

test("groups of an earlier version get their plans at the next start, once, with what their rows say", async () => {
  const { server } = await cast();
  const { db } = server.deps;
  await db.deleteFrom("document").where("kind", "=", "action-plan").execute();
  await openMissingPlans(server.deps);
  await openMissingPlans(server.deps);
  const seq = await lastSeq(server);
  await server.deps.plans.catchUp();
  expect(await eventsAfter(server, seq)).toEqual([]);
  await expectRebuilt(server);
  expect(movedTo(await planOf(server, clean))).toBe("2026-11-23");
});

test("a move that a server ended in the middle of is ended by the next one, whichever half was done", async () => {
  const first = await openServer();
  const by = { personId: "per_director", signInId: "" };
  const copyInto = async (server: Server, from: string, to: string) => {
    const it = activityIn(await planOf(server, from), "act_sewer")!;
    await editDocument(server.deps.documents, to, by, (doc) => {
      activityMap(doc).delete("act_sewer");
      addActivity(doc, it);
    });
  };
  const standsIn = async (server: Server) => {
    const docs = await Promise.all(plans.map((name) => planOf(server, name)));
    return plans.filter((_, index) => activityIn(docs[index]!, "act_sewer"));
  };
  // It stood in the new plan already, and the row did not know yet.
  await copyInto(first, clean, bottom);
  expect(await standsIn(first)).toEqual([bottom, clean]);
  await first.close();
  const second = await openServer({ dataDir: first.dataDir });
  expect(await standsIn(second)).toEqual([clean]);
  await expectRebuilt(second);

  // The row had moved, and it had not left the old plan.
  const director = await second.as("per_director");
  expect(await director.put("/api/activities/act_sewer/group", { groupId: "grp_bottom" })).toHaveStatus(200);
  await copyInto(second, bottom, clean);
  expect(await standsIn(second)).toEqual([bottom, clean]);
  await second.close();
  const third = await openServer({ dataDir: first.dataDir });
  expect(await standsIn(third)).toEqual([bottom]);
  await third.deps.plans.settled();
  await expectRebuilt(third);
});
