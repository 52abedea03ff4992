import { expect, test } from "vitest";
import { wouldWaitForItself } from "../../shared/action-plans/waiting.ts";

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
