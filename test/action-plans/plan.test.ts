import { expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, UndoManager, Map as YMap } from "yjs";
import { canBePlanned, type PlanKnown, problemsOf } from "../../shared/action-plans/checks.ts";
import {
  activitiesIn,
  activityIn,
  activityMap,
  addActivity,
  moveDays,
  movedTo,
  planEdit,
  planLimits,
  reachMilestone,
  removeActivity,
  removeMilestone,
  restoreActivity,
  setDependency,
  setIndicator,
  setLead,
  setMilestone,
  setStatus,
  setSupport,
  setValue,
} from "../../shared/action-plans/plan.ts";

const marsh = {
  id: "act_marsh",
  title: "Marsh edge",
  strategyId: "str_shore",
  startsOn: "2026-01-01",
  endsOn: "2027-10-31",
};

/** A plan with one activity, as somebody has it open. */
function planWith(...ids: string[]) {
  const doc = new Doc();
  for (const id of ids) addActivity(doc, { ...marsh, id });
  return doc;
}

function copyOf(doc: Doc) {
  const copy = new Doc();
  applyUpdate(copy, encodeStateAsUpdate(doc), "network");
  return copy;
}

function meet(a: Doc, b: Doc) {
  const [forB, forA] = [
    encodeStateAsUpdate(a, encodeStateVector(b)),
    encodeStateAsUpdate(b, encodeStateVector(a)),
  ];
  applyUpdate(b, forB, "network");
  applyUpdate(a, forA, "network");
}

test("every verb shows in what is read, and a removed activity is gone until it is brought back", () => {
  const doc = planWith("act_marsh", "act_reef");
  setLead(doc, "act_marsh", "org_yard");
  setSupport(doc, "act_marsh", "org_city", true);
  setSupport(doc, "act_marsh", "org_uni", true);
  setSupport(doc, "act_marsh", "org_uni", false);
  setIndicator(doc, "act_marsh", "ind_shore", true);
  setDependency(doc, "act_marsh", "act_reef", true);
  setDependency(doc, "act_marsh", "act_marsh", true);
  setStatus(doc, "act_marsh", "at_risk", "The frost was early.");
  setValue(doc, "act_marsh", "resources", "$310k");
  setMilestone(doc, "act_marsh", { id: "mil_b", title: "Second", dueOn: "2027-05-15" });
  setMilestone(doc, "act_marsh", { id: "mil_a", title: "First", dueOn: "2026-05-15" });
  setMilestone(doc, "act_marsh", { id: "mil_c", title: "Not this one", dueOn: "2026-05-15" });
  reachMilestone(doc, "act_marsh", "mil_a", "2026-05-01");
  removeMilestone(doc, "act_marsh", "mil_c");
  expect(activityIn(doc, "act_marsh")).toEqual({
    ...marsh,
    leadOrganizationId: "org_yard",
    supportOrganizationIds: ["org_city"],
    indicatorIds: ["ind_shore"],
    dependsOnIds: ["act_reef"],
    status: "at_risk",
    note: "The frost was early.",
    resources: "$310k",
    visibility: "partners",
    milestones: [
      { id: "mil_a", title: "First", dueOn: "2026-05-15", doneOn: "2026-05-01" },
      { id: "mil_b", title: "Second", dueOn: "2027-05-15", doneOn: null },
    ],
    addedAt: 0,
  });
  // Who leads does not support as well.
  setLead(doc, "act_marsh", "org_city");
  expect(activityIn(doc, "act_marsh")).toMatchObject({
    leadOrganizationId: "org_city",
    supportOrganizationIds: [],
  });
  removeActivity(doc, "act_reef");
  expect(activitiesIn(doc).map((it) => it.id)).toEqual(["act_marsh"]);
  restoreActivity(doc, "act_reef");
  expect(activitiesIn(doc)).toHaveLength(2);
});

test("two who add supports, milestones and activities at once both stay", () => {
  const a = planWith("act_marsh");
  const b = copyOf(a);
  setSupport(a, "act_marsh", "org_city", true);
  setMilestone(a, "act_marsh", { id: "mil_a", title: "Of a", dueOn: "2026-05-15" });
  addActivity(a, { ...marsh, id: "act_a" });
  setSupport(b, "act_marsh", "org_uni", true);
  setMilestone(b, "act_marsh", { id: "mil_b", title: "Of b", dueOn: "2026-05-15" });
  addActivity(b, { ...marsh, id: "act_b" });
  meet(a, b);
  expect(activitiesIn(a)).toEqual(activitiesIn(b));
  const marshNow = activityIn(a, "act_marsh")!;
  expect(marshNow.supportOrganizationIds.toSorted()).toEqual(["org_city", "org_uni"]);
  expect(marshNow.milestones.map((it) => it.title)).toEqual(["Of a", "Of b"]);
  expect(activitiesIn(a).map((it) => it.id)).toEqual(["act_a", "act_b", "act_marsh"]);
});

test("an undo takes back only what was written here", () => {
  const a = planWith("act_marsh");
  const b = copyOf(a);
  const undo = new UndoManager(activityMap(a), { trackedOrigins: new Set([planEdit]), captureTimeout: 0 });
  setValue(a, "act_marsh", "title", "By a");
  setValue(b, "act_marsh", "resources", "By b");
  meet(a, b);
  undo.undo();
  meet(a, b);
  for (const doc of [a, b])
    expect(activityIn(doc, "act_marsh")).toMatchObject({ title: marsh.title, resources: "By b" });
});

test("whatever a foreign client writes is read without a fault", () => {
  const doc = planWith("act_marsh");
  activityMap(doc).set("act_odd", "a text" as never);
  activityMap(doc).set("act_empty", new YMap());
  const it = activityMap(doc).get("act_marsh")!;
  for (const [name, value] of Object.entries({
    title: 7,
    leadOrganizationId: {},
    status: "<b>",
    supports: "all",
    milestones: 3,
    addedAt: "x",
  }))
    it.set(name, value);
  expect(activityIn(doc, "act_odd")).toBeUndefined();
  expect(activityIn(doc, "act_empty")).toMatchObject({ title: "", milestones: [] });
  expect(activityIn(doc, "act_marsh")).toMatchObject({
    title: "",
    leadOrganizationId: null,
    status: "planned",
    supportOrganizationIds: [],
    milestones: [],
    addedAt: 0,
  });
  // The next who writes into it mends it.
  setSupport(doc, "act_marsh", "org_city", true);
  expect(activityIn(doc, "act_marsh")!.supportOrganizationIds).toEqual(["org_city"]);
});

const known: PlanKnown = {
  strategyIds: new Set(["str_shore"]),
  organizationIds: new Set(["org_city"]),
  indicatorIds: new Set(["ind_shore"]),
  activityIds: new Set(["act_marsh"]),
};

test("what makes no sense is told cell by cell", () => {
  const doc = planWith("act_marsh");
  const said = () =>
    problemsOf(activityIn(doc, "act_marsh")!, known).map(({ field, is }) => `${field} ${is}`);
  expect(said()).toEqual([]);
  setValue(doc, "act_marsh", "title", "x".repeat(65_536));
  setLead(doc, "act_marsh", "org_nobody");
  setSupport(doc, "act_marsh", "org_city", true);
  setIndicator(doc, "act_marsh", "ind_none", true);
  setValue(doc, "act_marsh", "startsOn", "2026-02-31");
  setValue(doc, "act_marsh", "endsOn", "");
  setMilestone(doc, "act_marsh", { id: "mil_a", title: "", dueOn: "2026-05-15" });
  expect(said()).toEqual([
    "title too_long",
    "leadOrganizationId unknown",
    "indicators unknown",
    "startsOn no_day",
    "endsOn missing",
    "milestones missing",
  ]);
  expect(canBePlanned(activityIn(doc, "act_marsh")!, problemsOf(activityIn(doc, "act_marsh")!, known))).toBe(
    false,
  );
  setValue(doc, "act_marsh", "title", "Marsh");
  setValue(doc, "act_marsh", "startsOn", "2026-02-28");
  setValue(doc, "act_marsh", "endsOn", "2026-02-27");
  expect(said()).toContain("endsOn ends_before");
  for (let i = 0; i <= planLimits.dependencies; i++) setDependency(doc, "act_marsh", `act_${i}`, true);
  expect(said()).toContain("dependencies too_many");
});

test("a sample's plan is moved on by whole days, and says up to when", () => {
  const doc = planWith("act_marsh");
  setMilestone(doc, "act_marsh", { id: "mil_a", title: "First", dueOn: "2026-05-15" });
  setValue(doc, "act_marsh", "endsOn", "some day");
  expect(movedTo(doc)).toBeUndefined();
  moveDays(doc, 3, "2026-11-26");
  expect(movedTo(doc)).toBe("2026-11-26");
  expect(activityIn(doc, "act_marsh")).toMatchObject({
    startsOn: "2026-01-04",
    endsOn: "some day",
    milestones: [{ dueOn: "2026-05-18", doneOn: null }],
  });
});
