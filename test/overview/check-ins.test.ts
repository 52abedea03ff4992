import { expect, test } from "vitest";
import type { CheckIn } from "../../shared/overview/check-in.ts";
import type { Overview } from "../../shared/overview/overview.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import type { Visitor } from "../support/server.ts";

const brackwater = "ini_brackwater";
const canary = "Left a message about the quokka permit";
const list = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/check-ins")).json()) as { items: CheckIn[] }).items;
const todayFor = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/overview")).json()) as Overview).today;

const call = (on: string, more: object = {}) => ({
  id: "chk_0000000000000001",
  organizationId: "org_port",
  on,
  way: "not_reached",
  note: canary,
  nextOn: null,
  ...more,
});

test("the backbone notes a call, sees it first in the list, and takes it away; the log alone says the same", async () => {
  const { director, server } = await cast();
  const today = await todayFor(director);
  const noted = await director.post("/api/check-ins", call(today));
  expect(noted).toHaveStatus(201);
  // Sent twice, it is one.
  expect(await director.post("/api/check-ins", call(today))).toHaveStatus(201);
  const older = call("2026-01-02", { id: "chk_0000000000000002", way: "visit", note: "<b>Tea</b> & =1+1" });
  expect(await director.post("/api/check-ins", { ...older, on: today, nextOn: today })).toHaveStatus(201);
  const items = await list(director);
  expect(items.map((it) => it.id)).toEqual(["chk_0000000000000002", "chk_0000000000000001"]);
  expect(items[1]).toMatchObject({ note: canary, by: "per_director", isRemoved: false });
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  expect(await director.delete("/api/check-ins/chk_0000000000000001")).toHaveStatus(204);
  expect(await director.delete("/api/check-ins/chk_0000000000000001")).toHaveStatus(204);
  expect((await list(director)).map((it) => it.id)).toEqual(["chk_0000000000000002"]);
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
});

test("whoever noted a call puts it right; somebody else, or somebody who saw older words, is told", async () => {
  const { director, city, server } = await cast();
  const today = await todayFor(director);
  const path = "/api/check-ins/chk_0000000000000001";
  const noted = (await (await director.post("/api/check-ins", call(today))).json()) as CheckIn;
  const change = {
    seq: noted.seq,
    on: today,
    way: "call",
    note: "They answered: <b>Thursday</b>",
    nextOn: today,
  };
  expect(await city.patch(path, change)).toBeProblem("forbidden");
  const facilitator = await server.as("per_facil");
  expect(await facilitator.patch(path, change)).toBeProblem("forbidden");
  const first = await director.patch(path, change);
  expect(first).toHaveStatus(200);
  const changed = (await first.json()) as CheckIn;
  expect(changed).toMatchObject({ ...change, seq: expect.any(Number), by: "per_director" });
  expect(await list(director)).toEqual([changed]);
  // Sent twice it is one; other words on what has changed since are told.
  expect(await (await director.patch(path, change)).json()).toEqual(changed);
  expect(await director.patch(path, { ...change, note: "Older" })).toBeProblem("conflict");
  expect(await director.patch(path, { ...change, on: "2999-01-01" })).toBeProblem("invalid");
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  const log = await (await director.get("/api/log?limit=500")).text();
  expect(log).toContain("put a note about");
  expect(await (await city.get("/api/log?limit=500")).text()).not.toContain("Thursday");
  await director.delete(path);
  expect(await director.patch(path, { ...change, seq: changed.seq })).toBeProblem("not_found");
});

test("no partner, observer or stranger sees a note, not even in the log", async () => {
  const { director, city, casa, funder, server } = await cast();
  const today = await todayFor(director);
  await director.post("/api/check-ins", call(today));
  for (const visitor of [city, casa, funder]) {
    expect(await visitor.get("/api/check-ins")).toBeProblem("forbidden");
    expect(await visitor.post("/api/check-ins", call(today))).toBeProblem("forbidden");
    expect(await visitor.delete("/api/check-ins/chk_0000000000000001")).toBeProblem("forbidden");
    const log = await (await visitor.get("/api/log?limit=500")).text();
    expect(log).not.toContain("chk_");
    expect(log).not.toContain("quokka");
  }
  const own = await (await director.get("/api/log?limit=500")).text();
  expect(own).toContain("quokka");
  expect(await server.stranger().get("/api/check-ins")).toBeProblem("signed_out");
});

test("bad input gets a word about what to do", async () => {
  const { director } = await cast();
  const today = await todayFor(director);
  const post = (more: object) => director.post("/api/check-ins", call(today, more));
  expect(await post({ on: "2999-01-01" })).toBeProblem("invalid");
  expect(await post({ on: "2026-02-31" })).toBeProblem("invalid");
  expect(await post({ nextOn: "2020-01-01" })).toBeProblem("invalid");
  expect(await post({ way: "pigeon" })).toBeProblem("invalid");
  expect(await post({ note: " " })).toBeProblem("invalid");
  expect(await post({ note: "x".repeat(2_001) })).toBeProblem("invalid");
  expect(await post({ organizationId: "org_nobody" })).toBeProblem("not_found");
  expect(await director.delete("/api/check-ins/chk_nothing")).toBeProblem("not_found");
  expect(await list(director)).toEqual([]);
});

test("who is erased leaves no word behind, and the note stays as a contact", async () => {
  const { director, server } = await cast();
  const today = await todayFor(director);
  const writer = await server.as("per_facil");
  await writer.post("/api/check-ins", call(today));
  expect(await director.delete(`/api/people/per_facil`)).toHaveStatus(204);
  expect(await director.post(`/api/people/per_facil/erasure`)).toHaveStatus(204);
  expect(await list(director)).toMatchObject([{ note: "", way: "not_reached", organizationId: "org_port" }]);
  const payloads = await server.deps.db.selectFrom("event_payload").select("payload").execute();
  expect(payloads.map((it) => it.payload ?? "").join("\n")).not.toContain("quokka");
  const { checkIns } = await fromLog(server.deps, brackwater);
  expect(checkIns).toEqual((await fromRows(server.deps)).checkIns);
});
