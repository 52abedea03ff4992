import { expect, test } from "vitest";
import { circleOf, wouldWaitForItself } from "../../shared/action-plans/waiting.ts";

const plan = [
  { id: "a", dependsOnIds: ["b"] },
  { id: "b", dependsOnIds: ["c", "gone"] },
  { id: "c", dependsOnIds: [] },
  // Written by two people at the same moment; nobody may wait forever to be told so.
  { id: "x", dependsOnIds: ["y"] },
  { id: "y", dependsOnIds: ["x"] },
];

test("an activity never comes to wait for itself", () => {
  expect(wouldWaitForItself(plan, "c", "a")).toBe(true);
  expect(wouldWaitForItself(plan, "b", "a")).toBe(true);
  expect(wouldWaitForItself(plan, "a", "a")).toBe(true);
  expect(wouldWaitForItself(plan, "a", "c")).toBe(false);
  expect(wouldWaitForItself(plan, "c", "gone")).toBe(false);
});

test("a circle that is there already ends the search", () => {
  expect(wouldWaitForItself(plan, "a", "x")).toBe(false);
  expect(wouldWaitForItself(plan, "x", "y")).toBe(true);
});

test("a circle that two people made at the same moment is found from each of its members, and from nobody else", () => {
  const ring = [
    { id: "p", dependsOnIds: ["q", "c"] },
    { id: "q", dependsOnIds: ["r"] },
    { id: "r", dependsOnIds: ["p"] },
    // Waits for the ring without being in it.
    { id: "s", dependsOnIds: ["q"] },
  ];
  const idsOf = (id: string) => circleOf([...plan, ...ring], id).map((it) => it.id);
  expect(idsOf("p")).toEqual(["q", "r"]);
  expect(idsOf("r")).toEqual(["p", "q"]);
  expect(idsOf("x")).toEqual(["y"]);
  for (const id of ["a", "c", "s", "gone"]) expect(idsOf(id)).toEqual([]);
});
