import { expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { instantIn } from "../../shared/dates.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { isRecapLate, quorumOf } from "../../shared/meetings/readings.ts";
import { cast } from "../support/cast.ts";
import { createClock, day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

const listOf = async <Item>(visitor: Visitor, path: string) =>
  ((await (await visitor.get(path)).json()) as { items: Item[] }).items;

test("partners see their groups with the members, and observers none of them", async () => {
  const { casa, funder } = await cast();
  const groups = await listOf<Group>(casa, "/api/groups");
  expect(groups.map((it) => [it.id, it.memberIds.length])).toEqual([
    ["grp_steering", 8],
    ["grp_bottom", 5],
    ["grp_clean", 6],
    ["grp_people", 4],
  ]);
  expect(groups[0]).toMatchObject({
    kind: "steering_committee",
    name: { en: "Steering Committee", es: "Comité directivo" },
    chairIds: ["per_city_rep", "per_casa_rep"],
    quorumPercent: 60,
  });
  expect(await listOf(funder, "/api/groups")).toEqual([]);
  expect(await listOf(funder, "/api/meetings")).toEqual([]);
  expect(await funder.get("/api/meetings/mtg_2026_11_12")).toBeProblem("not_found");
});

test("a meeting tells its agenda, who was there, whether they were enough, and what is parked", async () => {
  const { casa } = await cast();
  for (const [id, quorum] of Object.entries(sample.expectedAnswers.quorum)) {
    const it = (await (await casa.get(`/api/meetings/${id}`)).json()) as MeetingWithAgenda;
    expect(it.quorum, id).toEqual({
      members: quorum.memberOrgs,
      present: quorum.present,
      needed: quorum.needed,
      isMet: quorum.met,
    });
    const written = sample.meetings.find((meeting) => meeting.id === id)!;
    expect(it.agenda.map((item) => item.title)).toEqual(written.agenda.map((item) => item.title));
    expect(it.attendance).toEqual(
      written.attendance.map(({ orgId, status, personId }) => ({ organizationId: orgId, status, personId })),
    );
    expect(it.parkingLot.map((parked) => [parked.text, parked.status])).toEqual(
      written.parkingLot.map((parked) => [parked.text, parked.status]),
    );
    expect(it.commitmentIds).toEqual(written.commitmentIds);
  }
});

test("meetings come latest first, at the local time of their place and as an instant", async () => {
  const { casa } = await cast();
  const meetings = await listOf<Meeting>(casa, "/api/meetings");
  expect(meetings.map((it) => [it.id, it.status])).toEqual([
    ["mtg_2026_12_03", "scheduled"],
    ["mtg_2026_11_12", "held"],
    ["mtg_2026_10_14", "held"],
    ["mtg_2026_09_17", "held"],
  ]);
  for (const it of meetings) {
    const written = sample.meetings.find(({ id }) => id === it.id)!;
    expect([Date.parse(it.startsAtInstant), Date.parse(it.endsAtInstant)]).toEqual([
      Date.parse(written.startsAt),
      Date.parse(written.endsAt),
    ]);
  }
  expect(meetings.filter((it) => it.isRecapLate).map((it) => it.id)).toEqual(
    sample.expectedAnswers.meetingsWithRecapLate,
  );
});

test("a meeting stays at nine when the sample moves across a change of the clocks", async () => {
  const clock = createClock();
  clock.pass(120 * day);
  const { casa } = await cast({ clock });
  const meetings = await listOf<Meeting>(casa, "/api/meetings");
  expect(meetings.map((it) => [it.day, it.startsAt])).toEqual([
    ["2027-04-02", "09:00"],
    ["2027-03-12", "09:00"],
    ["2027-02-11", "13:00"],
    ["2027-01-15", "09:00"],
  ]);
  expect(meetings[0]!.startsAtInstant).toBe("2027-04-02T13:00:00.000Z");
});

test("a time that clocks show is found in every zone, summer and winter", () => {
  const at = (zone: string, day: string, time: string) => new Date(instantIn(zone, day, time)).toISOString();
  expect(at("America/New_York", "2026-07-01", "09:00")).toBe("2026-07-01T13:00:00.000Z");
  expect(at("America/New_York", "2026-12-01", "09:00")).toBe("2026-12-01T14:00:00.000Z");
  expect(at("America/New_York", "2026-11-01", "09:00")).toBe("2026-11-01T14:00:00.000Z");
  expect(at("Asia/Kathmandu", "2026-07-01", "00:15")).toBe("2026-06-30T18:30:00.000Z");
});

test("a quorum counts organizations of the group, each once, and their alternates", () => {
  const group = { memberIds: ["a", "b", "c", "d", "e"], quorumPercent: 60 };
  const there = (organizationId: string, status: "present" | "alternate" | "absent" | "observer") => ({
    organizationId,
    status,
    personId: null,
  });
  const two = [there("a", "present"), there("b", "alternate")];
  expect(quorumOf(group, two)).toEqual({ members: 5, present: 2, needed: 3, isMet: false });
  const noMore = [there("c", "absent"), there("d", "observer"), there("x", "present"), there("a", "present")];
  expect(quorumOf(group, [...two, ...noMore]).present).toBe(2);
  expect(quorumOf(group, [...two, there("c", "present")]).isMet).toBe(true);
});

test("a recap is late after its days, sent or not, and never before the meeting", () => {
  const group = { recapDays: 5 };
  const held = { status: "held" as const, day: "2026-11-12", recapSentOn: null };
  expect(isRecapLate(held, group, "2026-11-17")).toBe(false);
  expect(isRecapLate(held, group, "2026-11-18")).toBe(true);
  expect(isRecapLate({ ...held, recapSentOn: "2026-11-17" }, group, "2027-01-01")).toBe(false);
  expect(isRecapLate({ ...held, recapSentOn: "2026-11-18" }, group, "2027-01-01")).toBe(true);
  expect(isRecapLate({ ...held, status: "scheduled" }, group, "2027-01-01")).toBe(false);
});
