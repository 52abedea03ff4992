import { expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { SinceLastTime } from "../../shared/meetings/meeting.ts";
import { secondsLeft } from "../../shared/meetings/readings.ts";
import { cast } from "../support/cast.ts";
import { day, minute, second } from "../support/clock.ts";
import { openServer } from "../support/server.ts";
import { changed, december, meetingOf, meetingsFromLog, meetingsFromRows, november } from "./support.ts";

test("who leads opens the room and takes it from item to item; the time of each is counted", async () => {
  const { director, schools, funder, server } = await cast();
  expect(await schools.post(`${december}/start`)).toBeProblem("forbidden");
  expect(await funder.post(`${december}/start`)).toBeProblem("forbidden");
  expect(await director.post(`${december}/current`, { fromItemId: null, itemId: "ag1" })).toBeProblem(
    "conflict",
  );
  const begun = await changed(await director.post(`${december}/start`));
  await changed(await director.post(`${december}/start`));
  expect(begun).toMatchObject({
    status: "live",
    startedAt: server.clock.now(),
    current: { itemId: "ag1", startedAt: server.clock.now(), minutes: 20 },
  });
  server.clock.pass(12 * minute);
  const seen = await meetingOf(schools);
  expect(secondsLeft(seen.current!, seen.now)).toBe(8 * 60);
  const second2 = await changed(
    await director.post(`${december}/current`, { fromItemId: "ag1", itemId: "ag2" }),
  );
  expect(second2.agenda.map((it) => [it.id, it.isDone, it.spentSeconds])).toEqual([
    ["ag1", true, 720],
    ["ag2", false, 0],
    ["ag3", false, 0],
  ]);
  server.clock.pass(40 * minute);
  const late = await meetingOf(schools);
  expect(secondsLeft(late.current!, late.now)).toBe(-10 * 60);
  // The timer anew, with five minutes; the stretch before counts as well.
  const anew = await changed(
    await director.post(`${december}/current`, { fromItemId: "ag2", itemId: "ag2", minutes: 5 }),
  );
  expect(anew.current).toEqual({ itemId: "ag2", startedAt: server.clock.now(), minutes: 5 });
  expect(anew.agenda[1]).toMatchObject({ isDone: false, spentSeconds: 2400 });
  const none = await changed(await director.post(`${december}/current`, { fromItemId: "ag2", itemId: null }));
  expect(none.current).toBeNull();
  expect(await director.post(`${december}/current`, { fromItemId: null, itemId: "none" })).toBeProblem(
    "not_found",
  );
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("two who press Next at once take the room one item on, not two", async () => {
  const { director, city } = await cast();
  await changed(await director.post(`${december}/start`));
  const next = { fromItemId: "ag1", itemId: "ag2" };
  const answers = await Promise.all([
    director.post(`${december}/current`, next),
    city.post(`${december}/current`, next),
  ]);
  for (const answer of answers) expect((await changed(answer)).current?.itemId).toBe("ag2");
  // Somebody who still saw the first item, and jumps elsewhere, is told.
  expect(await city.post(`${december}/current`, { fromItemId: "ag1", itemId: "ag3" })).toBeProblem(
    "conflict",
  );
  expect((await meetingOf(city)).current?.itemId).toBe("ag2");
});

test("attendance is by organization, one's own or for who leads, and the quorum follows", async () => {
  const { director, schools, casa, funder, server } = await cast();
  await changed(await director.post(`${december}/start`));
  const note = (organizationId: string, status: string, personId: string | null = null) => ({
    organizationId,
    status,
    personId,
  });
  const say = (visitor: typeof casa, said: object) => visitor.post(`${december}/attendance`, said);
  await changed(await say(schools, note("org_schools", "present", "per_schools_rep")));
  expect(await say(schools, note("org_casa", "present"))).toBeProblem("forbidden");
  expect(await say(funder, note("org_funder", "observer"))).toBeProblem("forbidden");
  for (const id of ["org_casa", "org_city", "org_uni"])
    await changed(await say(director, note(id, "present")));
  expect((await meetingOf(casa)).quorum).toEqual({ members: 8, present: 4, needed: 5, isMet: false });
  await changed(await say(director, note("org_port", "alternate")));
  expect((await meetingOf(casa)).quorum).toMatchObject({ present: 5, isMet: true });
  await changed(await say(casa, note("org_casa", "excused")));
  expect((await meetingOf(casa)).quorum).toMatchObject({ present: 4, isMet: false });
  await changed(await say(director, note("org_port", "absent")));
  await changed(await say(director, note("org_backbone", "observer")));
  expect((await meetingOf(casa)).quorum).toMatchObject({ present: 3, members: 8 });
  expect(await say(director, note("org_none", "present"))).toBeProblem("not_found");
  expect(await say(director, note("org_uni", "present", "per_nobody"))).toBeProblem("invalid");
  expect(await say(director, note("org_uni", "asleep"))).toBeProblem("invalid");
  const { attendance } = await meetingOf(casa);
  expect(Object.fromEntries(attendance.map((it) => [it.organizationId, it.status]))).toEqual({
    org_schools: "present",
    org_casa: "excused",
    org_city: "present",
    org_uni: "present",
    org_port: "absent",
    org_backbone: "observer",
  });
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("whoever says before the meeting that they come is expected, and there only when it is said in the room", async () => {
  const { director, schools, casa, funder, server } = await cast();
  const say = (visitor: typeof casa, organizationId: string, answer: string) =>
    visitor.post(`${december}/announcements`, { organizationId, answer });
  const here = { organizationId: "org_schools", status: "present" };
  expect(await schools.post(`${december}/attendance`, here), "not before it begins").toBeProblem("conflict");
  await changed(await say(schools, "org_schools", "comes"));
  await changed(await say(schools, "org_schools", "comes"));
  expect(await say(schools, "org_casa", "comes")).toBeProblem("forbidden");
  expect(await say(funder, "org_funder", "comes")).toBeProblem("forbidden");
  expect(await say(casa, "org_casa", "perhaps")).toBeProblem("invalid");
  expect(await say(director, "org_none", "comes")).toBeProblem("not_found");
  await changed(await say(casa, "org_casa", "cannot_come"));
  await changed(await say(director, "org_port", "comes"));
  await changed(await say(director, "org_port", "alternate_comes"));
  const before = await meetingOf(casa);
  expect(before.announced).toEqual([
    { organizationId: "org_schools", answer: "comes" },
    { organizationId: "org_casa", answer: "cannot_come" },
    { organizationId: "org_port", answer: "alternate_comes" },
  ]);
  expect(before).toMatchObject({ attendance: [], quorum: { present: 0, isMet: false } });
  // At its opening nobody is there yet; only who cannot come is known to be away.
  await changed(await director.post(`${december}/start`));
  const opened = await meetingOf(casa);
  expect(opened.attendance).toEqual([{ organizationId: "org_casa", status: "excused", personId: null }]);
  expect(opened.quorum).toMatchObject({ present: 0, isMet: false });
  expect(await say(schools, "org_schools", "cannot_come")).toBeProblem("conflict");
  await changed(await schools.post(`${december}/attendance`, here));
  expect((await meetingOf(casa)).quorum).toMatchObject({ present: 1 });
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("records are read back, the meeting is closed once, and then nothing in it changes any more", async () => {
  const { director, schools, server } = await cast();
  const readBack = { recordId: "com_15", verdict: "confirmed" };
  expect(await director.post(`${december}/closing`)).toBeProblem("conflict");
  await changed(await director.post(`${december}/start`));
  server.clock.pass(90 * second);
  expect(await schools.post(`${december}/read-back`, readBack)).toBeProblem("forbidden");
  await changed(await director.post(`${december}/read-back`, { ...readBack, verdict: "parked" }));
  await changed(await director.post(`${december}/read-back`, readBack));
  await changed(await director.post(`${december}/debrief`, { plus: ["Short"], delta: [] }));
  const held = await changed(await director.post(`${december}/closing`));
  await changed(await director.post(`${december}/closing`));
  expect(held).toMatchObject({
    status: "held",
    current: null,
    endedAt: server.clock.now(),
    readBack: [readBack],
    debrief: { plus: ["Short"], delta: [] },
  });
  expect(held.agenda[0]).toMatchObject({ isDone: true, spentSeconds: 90 });
  const note = { organizationId: "org_uni", status: "present" };
  expect(await director.post(`${december}/attendance`, note)).toBeProblem("conflict");
  expect(await director.post(`${december}/start`)).toBeProblem("conflict");
  expect(await director.delete(`${december}/agenda/ag1`)).toBeProblem("conflict");
  // Somebody who was offline sets something aside a little late: it is not lost.
  await changed(
    await schools.post(`${december}/parking-lot`, { id: "prk_0123456789abcdef", text: "Late, not lost" }),
  );
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("minutes are confirmed by those who speak for a member, and corrected by a line of its own", async () => {
  const { director, schools, casa, city, resident, server } = await cast();
  expect(await casa.post(`${december}/confirmations`)).toBeProblem("conflict");
  await changed(await schools.post(`${november}/confirmations`));
  await changed(await schools.post(`${november}/confirmations`));
  expect(await resident.post(`${november}/confirmations`)).toBeProblem("forbidden");
  expect(await director.post(`${november}/confirmations`)).toBeProblem("forbidden");
  const erratum = { id: "pst_0123456789abcdef", text: "It was the Yard that asked for the boat." };
  expect(await resident.post(`${november}/errata`, erratum)).toBeProblem("forbidden");
  await changed(await city.post(`${november}/errata`, erratum));
  const after = await changed(await city.post(`${november}/errata`, erratum));
  expect(after.confirmations).toEqual([
    { organizationId: "org_schools", personId: "per_schools_rep", on: "2026-11-23" },
  ]);
  expect(after.errata).toEqual([{ ...erratum, was: null, personId: "per_city_rep", on: "2026-11-23" }]);
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("minutes that were not sent cannot be confirmed", async () => {
  const { director, casa } = await cast();
  await changed(await director.post(`${december}/start`));
  await changed(await director.post(`${december}/closing`));
  expect(await casa.post(`${december}/confirmations`)).toBeProblem("conflict");
});

test("the lobby tells what became of promises since the group met, the own organization first", async () => {
  const { city, casa, schools, director, server } = await cast();
  const since = async (visitor: typeof city, path = december) =>
    (await (await visitor.get(`${path}/since-last-time`)).json()) as SinceLastTime;
  const forCity = await since(city);
  expect(forCity.since).toMatchObject({ meetingId: "mtg_2026_11_12", day: "2026-11-12" });
  expect(forCity.pastDate[0]).toBe("com_07");
  expect((await since(casa)).pastDate[0]).toBe("com_06");
  // com_17 is for the eyes of its group, of which neither is a member.
  const all = await since(director);
  expect(all.pastDate.toSorted()).toEqual(
    sample.expectedAnswers.overdueCommitments.map((it) => it.id).toSorted(),
  );
  expect((await since(schools)).pastDate.toSorted()).toEqual(
    all.pastDate.filter((id) => id !== "com_17").toSorted(),
  );
  expect(all.awaiting).toEqual(sample.expectedAnswers.awaitingAcceptance);
  expect(all.needsHelp).toEqual(sample.expectedAnswers.needsHelp);
  expect(all.reviewsDue).toEqual(sample.expectedAnswers.decisionsReviewOverdue);
  expect(all).toMatchObject({
    kept: ["com_20"],
    notKept: ["com_10"],
    released: ["com_19"],
    moved: [],
    due: ["com_23", "com_03", "com_11", "com_22", "com_14"],
  });
  // A date that is moved now shows from where to where; what moved before the last meeting was told there.
  const { version } = (await (await director.get("/api/commitments/com_14")).json()) as { version: number };
  const moved = { version, dueOn: "2026-12-20", reason: "The printer is slow." };
  expect(await director.post("/api/commitments/com_14/renegotiation", moved)).toHaveStatus(201);
  expect((await since(city)).moved).toEqual([
    { id: "com_14", fromDueOn: "2026-12-03", toDueOn: "2026-12-20" },
  ]);
  // Some days later the sample has moved on, and what was said in it with it.
  await server.close();
  server.clock.pass(30 * day);
  const later = await openServer({ clock: server.clock, dataDir: server.dataDir });
  expect((await since(await later.as("per_city_rep"))).moved).toEqual([
    { id: "com_14", fromDueOn: "2027-01-02", toDueOn: "2027-01-19" },
  ]);
});

test("a working group's lobby looks at its own", async () => {
  const { city } = await cast();
  const since = async (visitor: typeof city, path = december) =>
    (await (await visitor.get(`${path}/since-last-time`)).json()) as SinceLastTime;
  const own = await since(city, "/api/meetings/mtg_2026_10_14");
  expect(own.since).toBeNull();
  expect(own.reviewsDue, "the steering committee's").toEqual([]);
});
