import { expect, test } from "vitest";
import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";
import { daysOfSeries } from "../../shared/meetings/readings.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { problemOf } from "../support/server.ts";
import {
  changed,
  december,
  initiative,
  meetingOf,
  meetingsFromLog,
  meetingsFromRows,
  newItem,
  newMeeting,
  november,
} from "./support.ts";

const grp = "grp_0123456789abcdef";
const newGroup = (more: object = {}) => ({
  id: grp,
  kind: "working_group",
  name: { en: "Data", es: "Datos" },
  cadence: "monthly",
  chairIds: ["per_uni_rep"],
  memberIds: ["org_uni", "org_state"],
  visibility: "group",
  quorumPercent: 50,
  recapDays: 3,
  ...more,
});

test("the backbone forms a group and changes it; what two change at once is told to the later one", async () => {
  const { director, casa, schools, server } = await cast();
  expect(await casa.post("/api/groups", newGroup())).toBeProblem("forbidden");
  const formed = (await (await director.post("/api/groups", newGroup())).json()) as Group;
  expect(formed).toMatchObject({ id: grp, version: 1, memberIds: ["org_uni", "org_state"] });
  // The same sent twice is one.
  expect(await (await director.post("/api/groups", newGroup())).json()).toEqual(formed);
  // A group is for its members' eyes when it says so.
  const names = async (visitor: typeof casa) =>
    ((await (await visitor.get("/api/groups")).json()) as { items: Group[] }).items.map((it) => it.id);
  expect(await names(schools)).not.toContain(grp);
  const change = (body: object) => director.patch(`/api/groups/${grp}`, body);
  const grown = (await (
    await change({ version: 1, memberIds: ["org_uni", "org_state", "org_schools"] })
  ).json()) as Group;
  expect(grown.version).toBe(2);
  expect(await names(schools)).toContain(grp);
  const late = await change({ version: 1, cadence: "weekly" });
  expect(late).toBeProblem("conflict");
  expect((await problemOf(late)).title).toContain("Compact Director changed this on 2026-11-23");
  expect(await change({ version: 2, memberIds: ["org_nobody"] })).toBeProblem("invalid");
  expect(await change({ version: 2, chairIds: ["per_nobody"] })).toBeProblem("invalid");
  expect(await casa.patch(`/api/groups/${grp}`, { version: 2, cadence: "x" })).toBeProblem("forbidden");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("a meeting is called by who leads the group or the backbone, once, and never in the past", async () => {
  const { director, casa, schools, funder, server } = await cast();
  const called = await changed(await director.post("/api/meetings", newMeeting()));
  expect(called).toMatchObject({ status: "scheduled", day: "2026-12-10", seriesId: null, version: 1 });
  expect(await changed(await director.post("/api/meetings", newMeeting()))).toEqual(called);
  // Casa's representative leads the steering committee, the schools' does not.
  const steering = newMeeting({ id: "mtg_aaaaaaaaaaaaaaaa", groupId: "grp_steering" });
  expect(await schools.post("/api/meetings", steering)).toBeProblem("forbidden");
  expect(await funder.post("/api/meetings", steering)).toBeProblem("forbidden");
  await changed(await casa.post("/api/meetings", steering));
  expect(await director.post("/api/meetings", steering)).toBeProblem("conflict");

  const refused = async (more: object, field: string) => {
    const answer = await director.post("/api/meetings", newMeeting({ id: "mtg_bbbbbbbbbbbbbbbb", ...more }));
    expect(answer, JSON.stringify(more)).toBeProblem("invalid");
    expect(Object.keys((await problemOf(answer)).fields ?? {})).toContain(field);
  };
  await refused({ day: "2026-11-22" }, "day");
  await refused({ day: "2027-02-30" }, "day");
  await refused({ day: "2092-02-02" }, "day");
  await refused({ startsAt: "14:30" }, "endsAt");
  await refused({ startsAt: "25:00" }, "startsAt");
  await refused({ facilitatorId: "per_nobody" }, "facilitatorId");
  expect(
    await director.post("/api/meetings", newMeeting({ id: "mtg_bbbbbbbbbbbbbbbb", groupId: "grp_none" })),
  ).toBeProblem("not_found");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("a series stays at its local time, and the following ones change along", async () => {
  const { director, casa, server } = await cast();
  const first = await changed(
    await director.post(
      "/api/meetings",
      newMeeting({
        day: "2027-02-25",
        repeats: { every: "two_weeks", times: 4 },
        agenda: [newItem("a") as never],
      }),
    ),
  );
  const series = async () =>
    ((await (await casa.get("/api/meetings")).json()) as { items: Meeting[] }).items
      .filter((it) => it.seriesId === first.id)
      .toReversed();
  expect((await series()).map((it) => [it.day, it.startsAtInstant])).toEqual([
    ["2027-02-25", "2027-02-25T18:00:00.000Z"],
    ["2027-03-11", "2027-03-11T18:00:00.000Z"],
    // The clocks went forward in between.
    ["2027-03-25", "2027-03-25T17:00:00.000Z"],
    ["2027-04-08", "2027-04-08T17:00:00.000Z"],
  ]);
  const [, second] = await series();
  const path = `/api/meetings/${second!.id}`;
  await changed(
    await director.patch(path, {
      version: 1,
      day: "2027-03-12",
      startsAt: "10:00",
      endsAt: "11:00",
      following: true,
    }),
  );
  expect((await series()).map((it) => [it.day, it.startsAt])).toEqual([
    ["2027-02-25", "13:00"],
    ["2027-03-12", "10:00"],
    ["2027-03-26", "10:00"],
    ["2027-04-09", "10:00"],
  ]);
  await changed(await director.post(`${path}/cancellation`, { reason: "Nobody can.", following: true }));
  expect((await series()).map((it) => it.status)).toEqual([
    "scheduled",
    "cancelled",
    "cancelled",
    "cancelled",
  ]);
  expect(await director.patch(path, { version: 2, title: "Again" })).toBeProblem("conflict");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("a monthly series stays on its weekday of the month, a fifth one on the last", () => {
  const month = (first: string) => daysOfSeries(first, { every: "month", times: 4 });
  expect(month("2026-12-10")).toEqual(["2026-12-10", "2027-01-14", "2027-02-11", "2027-03-11"]);
  expect(month("2026-10-29")).toEqual(["2026-10-29", "2026-11-26", "2026-12-31", "2027-01-28"]);
  expect(daysOfSeries("2026-12-28", { every: "week", times: 3 })).toEqual([
    "2026-12-28",
    "2027-01-04",
    "2027-01-11",
  ]);
});

test("details change for who leads the meeting, and the later of two is told", async () => {
  const { director, schools, city } = await cast();
  expect(await schools.patch(december, { version: 1, place: "Here" })).toBeProblem("forbidden");
  // The city's representative leads the group.
  const moved = await changed(await city.patch(december, { version: 1, place: "Pier 4" }));
  expect(moved).toMatchObject({ place: "Pier 4", version: 2 });
  const late = await director.patch(december, { version: 1, title: "Other" });
  expect(late).toBeProblem("conflict");
  expect((await problemOf(late)).title).toContain("Stormwater Program Manager (City) changed this");
  // Saying what it says already changes nothing, whatever was seen.
  await changed(await director.patch(december, { version: 1, place: "Pier 4" }));
  expect((await meetingOf(director)).version).toBe(2);
  expect(await director.patch(november, { version: 1, title: "Rewritten" })).toBeProblem("conflict");
});

test("how long before the meeting its agenda went out is known, and is said once", async () => {
  const { director, server } = await cast();
  await changed(await director.post("/api/meetings", newMeeting()));
  const path = "/api/meetings/mtg_0123456789abcdef";
  expect(await director.post(`${path}/agenda/sending`)).toBeProblem("conflict");
  await changed(await director.post(`${path}/agenda`, newItem("a")));
  await changed(await director.post(`${path}/agenda/sending`));
  server.clock.pass(3 * day);
  await changed(await director.post(`${path}/agenda/sending`));
  expect(await meetingOf(director, path)).toMatchObject({ agendaSentOn: "2026-11-23", agendaLeadDays: 17 });
  expect(await meetingOf(director, november)).toMatchObject({ minutesLeadDays: 4, agendaLeadDays: null });
});

test("a meeting for a group's eyes is not there for the others, whatever they ask of it", async () => {
  const { director, schools, casa, server } = await cast();
  await director.post("/api/groups", newGroup());
  const closed = newMeeting({ groupId: grp, visibility: "group", facilitatorId: null, noteTakerId: null });
  await changed(await director.post("/api/meetings", closed));
  const path = "/api/meetings/mtg_0123456789abcdef";
  for (const visitor of [schools, casa]) {
    expect(await visitor.get(path)).toBeProblem("not_found");
    expect(await visitor.get(`${path}/since-last-time`)).toBeProblem("not_found");
    expect(await visitor.post(`${path}/agenda`, newItem("a"))).toBeProblem("not_found");
    expect(await visitor.post(`${path}/start`)).toBeProblem("not_found");
    const log = await (await visitor.get("/api/log?after=0&limit=1000")).text();
    expect(log).not.toContain("mtg_0123456789abcdef");
    expect(log).not.toContain("Clean water, December");
  }
  const events = await server.deps.db
    .selectFrom("event")
    .select("refs")
    .where("initiative_id", "=", initiative)
    .execute();
  expect(events.some((it) => it.refs.includes("mtg_0123456789abcdef"))).toBe(true);
});
