import { beforeAll, expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { keepSampleAlive } from "../../server/sample.ts";
import { addDays, daysBetween } from "../../shared/dates.ts";
import { type Overview, presenceOf } from "../../shared/overview/overview.ts";
import { pulseOf, pulseWeeks } from "../../shared/overview/pulse.ts";
import { stand } from "../decisions/support.ts";
import { type Cast, cast } from "../support/cast.ts";
import { createClock, day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const read = async (visitor: Visitor) => (await (await visitor.get("/api/overview")).json()) as Overview;

let them: Cast;
let overview: Overview;
beforeAll(async () => {
  them = await cast();
  overview = await read(them.director);
  return them.server.close;
});

/** A day of the sample's file, in the days of the sample that is open. */
const moved = (on: string, today: string) => addDays(on, daysBetween(sample.asOf, today));

test("everybody was last active when the sample's file says, and one partner is quiet", () => {
  const { today, pulse, quietAfterDays } = overview;
  expect(quietAfterDays).toBe(42);
  const expected = Object.fromEntries(
    Object.entries(sample.expectedAnswers.lastActivityByOrg).map(([id, on]) => [id, moved(on, today)]),
  );
  expect(Object.fromEntries(pulse.map((it) => [it.organizationId, it.lastActiveOn]))).toEqual(expected);
  expect(
    pulse
      .filter((it) => it.isQuiet)
      .map(({ organizationId, lastActiveOn, daysQuiet }) => ({
        orgId: organizationId,
        lastActivityOn: lastActiveOn,
        daysSilent: daysQuiet,
      })),
  ).toEqual(
    sample.expectedAnswers.silentPartners.map((it) => ({
      ...it,
      lastActivityOn: moved(it.lastActivityOn, today),
    })),
  );
  for (const { weeks } of pulse) expect(weeks).toHaveLength(pulseWeeks);
});

test("a partner that speaks is quiet no longer; what the backbone records for it is not its own word", async () => {
  const { director, server } = await cast();
  const quiet = async () =>
    (await read(director)).pulse.filter((it) => it.isQuiet).map((it) => it.organizationId);
  expect(await quiet()).toEqual(["org_port"]);
  expect(await stand(director, "dec_publish", "consent", { organizationId: "org_port" })).toHaveStatus(201);
  expect(await quiet()).toEqual(["org_port"]);
  const port = await server.as("per_port_rep");
  const post = await port.post("/api/threads/posts", {
    id: "pst_0000000000000001",
    recordKind: "decision",
    of: "dec_publish",
    text: "We are reading this now.",
  });
  expect(post).toHaveStatus(201);
  expect(await quiet()).toEqual([]);
  const { pulse } = await read(director);
  const own = pulse.find((it) => it.organizationId === "org_port")!;
  expect(own).toMatchObject({ daysQuiet: 0 });
  expect(own.weeks.at(-1)).toBe(1);
});

test("the sample stays as it was when its days move on", async () => {
  const clock = createClock();
  const { director, server } = await cast({ clock });
  const before = await read(director);
  for (const _ of [1, 2]) {
    clock.pass(3 * day);
    await keepSampleAlive(server.deps);
  }
  const after = await read(await server.as("per_director"));
  expect(daysBetween(before.today, after.today)).toBe(6);
  expect(after.pulse.map(({ lastActiveOn: _, ...it }) => it)).toEqual(
    before.pulse.map(({ lastActiveOn: _, ...it }) => it),
  );
});

test("nobody but the backbone sees it", async () => {
  const { city, casa, resident, funder, server } = them;
  for (const visitor of [city, casa, resident, funder])
    expect(await visitor.get("/api/overview")).toBeProblem("forbidden");
  expect(await server.stranger().get("/api/overview")).toBeProblem("signed_out");
});

test("who was in the room is told by organization, and who was not noted was not there", () => {
  const { meetings } = overview;
  expect(meetings.length).toBe(sample.meetings.filter((it) => it.status === "held").length);
  const members = new Map(sample.groups.map((it) => [it.id, it.memberOrgIds]));
  const counted = presenceOf(
    sample.organizations.map((it) => it.id),
    meetings,
    (id) => members.get(id) ?? [],
  );
  for (const { organizationId, of, present, alternate, excused, absent } of counted) {
    expect(of).toBe(present + alternate + excused + absent);
    const told = sample.meetings
      .flatMap((it) => it.attendance ?? [])
      .filter((it) => it.orgId === organizationId);
    expect(present, organizationId).toBe(told.filter((it) => it.status === "present").length);
    expect(alternate, organizationId).toBe(told.filter((it) => it.status === "alternate").length);
  }
  const port = counted.find((it) => it.organizationId === "org_port")!;
  expect(port.present + port.alternate).toBeLessThan(port.of);
});

test("weeks are counted from today back; one who never spoke is quiet since joining", () => {
  const organizations = [
    { id: "a", kind: "partner", joinedOn: "2026-01-01" },
    { id: "b", kind: "partner", joinedOn: "2026-11-20" },
    { id: "c", kind: "backbone", joinedOn: "2020-01-01" },
  ] as const;
  const acts = [
    { organizationId: "b", week: 0, count: 2, lastOn: "2026-11-22" },
    { organizationId: "b", week: 11, count: 1, lastOn: "2026-09-03" },
    { organizationId: "b", week: 12, count: 9, lastOn: "2026-08-30" },
  ];
  const [a, b, c] = pulseOf(organizations, acts, { today: "2026-11-23", quietAfterDays: 42 });
  expect(a).toMatchObject({ lastActiveOn: null, isQuiet: true, daysQuiet: 326 });
  expect(b).toMatchObject({ lastActiveOn: "2026-11-22", isQuiet: false, daysQuiet: 1 });
  expect(b!.weeks).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(c!.isQuiet).toBe(false);
});
