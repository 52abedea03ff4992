import { expect, test } from "vitest";
import type { Me } from "../../shared/sign-in/sign-in.ts";
import { raise, read } from "../decisions/support.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";

const governance = { fallback: "none", asyncDaysMin: 5, reviewAfterDays: 365, quietAfterDays: 30 };

test("the backbone writes down how the partners decide, and what is opened then keeps to it", async () => {
  const { director, city, casa, funder, server } = await cast();
  const path = "/api/initiative/governance";
  for (const visitor of [city, casa, funder])
    expect(await visitor.put(path, governance)).toBeProblem("forbidden");
  expect(await director.put(path, { ...governance, fallback: "coin" })).toBeProblem("invalid");
  expect(await director.put(path, { ...governance, asyncDaysMin: -1 })).toBeProblem("invalid");
  // The sample's own: two thirds of the members, seven days, half a year.
  const before = (await (await casa.get("/api/me")).json()) as Me;
  expect(before.initiative.governance).toEqual({
    fallback: "two_thirds",
    asyncDaysMin: 7,
    reviewAfterDays: 180,
    quietAfterDays: 42,
  });
  expect((await raise(casa)).daysMin).toBe(7);
  expect(await director.put(path, governance)).toHaveStatus(200);
  const { id, daysMin } = await raise(casa);
  expect(daysMin).toBe(5);
  expect((await read(casa, "dec_publish")).verdict.fallback).toBeNull();
  expect((await read(casa, id)).daysMin).toBe(5);
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});
