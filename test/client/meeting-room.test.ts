import { expect, test } from "vitest";
import { currentItem, headingOf, nextItem, plannedItems } from "../../client/meetings/room/agenda.ts";
import { isAway } from "../../client/meetings/room/follow.ts";
import { chordLetter } from "../../client/meetings/room/keys.ts";
import { countsOf, mergeRail, type RailEntry } from "../../client/meetings/room/rail.ts";
import { arrangeSince } from "../../client/meetings/room/since.ts";
import { threadLine } from "../../client/meetings/room/thread-line.ts";
import { clockOf, minutesSince, minutesWithMore, readTimer } from "../../client/meetings/room/timer.ts";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import type { AgendaItem, CurrentItem, SinceLastTime } from "../../shared/meetings/meeting.ts";

const start = Date.parse("2026-12-03T14:00Z");
const at = (clock: string) => {
  const [minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return start + (minutes * 60 + seconds) * 1000;
};
const current: CurrentItem = { itemId: "ag2", startedAt: start, minutes: 15 };

test("the timer says what is left, and after zero counts up", () => {
  expect(readTimer(current, at("8:40"))).toMatchObject({
    clock: "6:20",
    isOver: false,
    percent: 58,
    used: 8,
  });
  expect(readTimer(current, at("14:59"))).toMatchObject({ clock: "0:01", isOver: false });
  expect(readTimer(current, at("15:00"))).toMatchObject({ clock: "0:00", isOver: true, percent: 100 });
  expect(readTimer(current, at("16:05"))).toMatchObject({ clock: "1:05", isOver: true, percent: 100 });
  expect(clockOf(75 * 60)).toBe("75:00");
});

test("a browser whose clock is behind gives the room no more time than there is", () => {
  expect(readTimer(current, start - 20_000)).toMatchObject({ clock: "15:00", percent: 0, used: 0 });
});

test("five more minutes come on top of what is left, and an item that is over gets five from now", () => {
  expect(minutesWithMore(current, at("8:40"), 5)).toBe(12);
  expect(minutesWithMore(current, at("15:00"), 5)).toBe(5);
  expect(minutesWithMore(current, at("40:00"), 5)).toBe(5);
  expect(minutesSince(start, at("47:59"))).toBe(47);
});

const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  id,
  title: `Item ${id}`,
  purpose: "discuss",
  minutes: 10,
  leadId: null,
  recordIds: [],
  status: "planned",
  proposedBy: null,
  fromMeetingId: null,
  spentSeconds: 0,
  isDone: false,
  version: 1,
  ...more,
});

test("next leads to the next item that is not done, and from the last to none", () => {
  const agenda = [
    item("a", { isDone: true }),
    item("b"),
    item("x", { status: "proposed" }),
    item("c", { isDone: true }),
    item("d"),
  ];
  const room = (itemId: string | null) => ({
    agenda,
    current: itemId === null ? null : { itemId, startedAt: 0, minutes: 10 },
  });
  expect(plannedItems(room(null)).map((it) => it.id)).toEqual(["a", "b", "c", "d"]);
  expect(currentItem(room("b"))).toMatchObject({ number: 2 });
  expect(nextItem(room("b"))?.id).toBe("d");
  expect(nextItem(room("d"))).toBeNull();
  expect(nextItem(room(null))?.id, "before the first").toBe("b");
  expect(currentItem(room(null))).toBeUndefined();
});

test("an item finds its heading in the notes, numbered or not", () => {
  const headings = [{ text: "1. Opening" }, { text: "2. Buffer standard" }, { text: "landowner letter " }];
  expect(headingOf(headings, { id: "a", title: "Buffer standard" })).toBe(headings[1]);
  expect(headingOf(headings, { id: "b", title: "Landowner letter" })).toBe(headings[2]);
  expect(headingOf(headings, { id: "c", title: "Buffer" })).toBeUndefined();
});

test("a heading that knows its item is found by that, whatever either is called now", () => {
  const headings = [
    { text: "Buffers", itemId: "b" },
    { text: "Boats", itemId: "a" },
    { text: "Boats", itemId: null },
  ];
  expect(headingOf(headings, { id: "a", title: "Who lends boats?" })).toBe(headings[1]);
  expect(headingOf(headings, { id: "z", title: "Buffers" })).toBeUndefined();
  expect(headingOf(headings, { id: "z", title: "Boats" })).toBe(headings[2]);
});

test("somebody who looks at another part of the notes is not pulled along", () => {
  const view = { top: 100, bottom: 700 };
  const heading = (top: number) => ({ top, bottom: top + 30 });
  expect(isAway(view, heading(300), heading(900))).toBe(false);
  expect(isAway(view, heading(-400), heading(300)), "in the middle of a long item").toBe(false);
  expect(isAway(view, heading(-400), heading(40)), "further down").toBe(true);
  expect(isAway(view, heading(800), undefined), "further up").toBe(true);
  expect(isAway(view, heading(-4000), undefined), "at the end of the last").toBe(false);
});

const promise = (number: number, more: Partial<Commitment> = {}) =>
  ({
    id: `com_${number}`,
    number,
    what: `Promise ${number}`,
    ownerOrganizationId: "org_city",
    ownerPersonId: null,
    status: "offered",
    dueOn: "2027-03-15",
    needsHelp: false,
    quote: null,
    ...more,
  }) as Commitment;

const waiting = (id: string, captured: number): RailEntry => ({
  id,
  kind: "commitment",
  card: id,
  at: captured,
  number: undefined,
  text: "Waits here",
  organizationId: "org_city",
  personId: null,
  dueOn: "2027-03-15",
  status: "offered",
  wasInNotes: true,
  isWaiting: true,
});

test("the rail holds everything in the order in which it was captured, and nothing twice", () => {
  const times: Record<string, number> = { com_1: 100, com_2: 400, dec_1: 250 };
  const rail = mergeRail({
    commitments: [promise(1), promise(2)],
    decisions: [
      {
        id: "dec_1",
        number: 31,
        title: "The standard",
        status: "open",
        respondBy: "2026-11-27",
        quote: "We take the standard.",
      },
    ],
    readings: [
      {
        id: "rdg_1",
        indicatorId: "ind_1",
        name: "Turbidity",
        value: "14 NTU",
        at: 50,
        organizationId: "org_uni",
      },
    ],
    parked: [{ id: "prk_1", text: "The boat", raisedById: "org_uni", status: "open", fromItemId: null }],
    waiting: [waiting("com_2", 390), waiting("com_3", 500)],
    at: (id) => times[id],
  });
  expect(rail.map((it) => it.id)).toEqual(["prk_1", "rdg_1", "com_1", "dec_1", "com_2", "com_3"]);
  expect(rail.map((it) => it.number)).toEqual([undefined, undefined, "C-1", "D-31", "C-2", undefined]);
  expect(
    rail.find((it) => it.id === "com_2"),
    "what is recorded waits no more",
  ).toMatchObject({
    isWaiting: false,
    at: 400,
  });
  expect(
    rail.filter((it) => !it.wasInNotes).map((it) => it.id),
    "a promise without its sentence was made by a form",
  ).toEqual(["com_1", "com_2"]);
  expect(countsOf(rail)).toEqual({ decisions: 1, commitments: 3 });
});

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

test("a thread line joins the card's edge with its knot, and is not drawn to what is out of sight", () => {
  const room = box(60, 50, 1300, 800);
  const ends = {
    card: box(400, 300, 600, 120),
    knot: box(1070, 400, 13, 13),
    notes: box(328, 50, 700, 800),
    rail: box(1028, 50, 344, 800),
  };
  expect(threadLine(room, ends)).toBe("M940 274C978.5 274 978.5 356.5 1016.5 356.5");
  expect(threadLine(room, { ...ends, card: box(400, 300, 600, 20) }), "a low card, at its middle").toMatch(
    /^M940 260C/,
  );
  expect(threadLine(room, { ...ends, card: box(400, -90, 600, 60) })).toBeUndefined();
  expect(threadLine(room, { ...ends, knot: box(1070, 900, 13, 13) })).toBeUndefined();
});

test("a chord that works while one writes goes by what the key produced", () => {
  const press = (key: string, held: string, isComposing = false) => ({
    key,
    altKey: held.includes("alt"),
    ctrlKey: held.includes("ctrl"),
    metaKey: held.includes("meta"),
    shiftKey: held.includes("shift"),
    isComposing,
    getModifierState: () => held.includes("graph"),
  });
  expect(chordLetter(press("N", "alt shift"), false)).toBe("n");
  expect(chordLetter(press("N", "alt"), false)).toBeUndefined();
  expect(chordLetter(press("N", "ctrl alt shift"), false), "Ctrl Alt writes signs").toBeUndefined();
  expect(chordLetter(press("N", "alt shift graph"), false)).toBeUndefined();
  expect(chordLetter(press("N", "alt shift", true), false)).toBeUndefined();
  expect(chordLetter(press("N", "ctrl shift"), true)).toBe("n");
  expect(chordLetter(press("˜", "alt shift"), true)).toBeUndefined();
});

test("since last time: each promise stands once, where it weighs most, the own organization apart", () => {
  const since: SinceLastTime = {
    since: null,
    kept: ["com_1"],
    notKept: [],
    released: [],
    moved: [
      { id: "com_2", fromDueOn: "2026-10-30", toDueOn: "2026-11-15" },
      { id: "com_3", fromDueOn: "2026-10-30", toDueOn: "2027-01-15" },
    ],
    pastDate: ["com_2"],
    due: [],
    awaiting: [],
    needsHelp: ["com_2"],
    reviewsDue: ["dec_1", "dec_3"],
  };
  const all = [promise(1, { ownerOrganizationId: "org_casa" }), promise(2, { needsHelp: true }), promise(3)];
  const review = (id: string, raisedByOrganizationId: string) => ({ id, raisedByOrganizationId }) as Decision;
  const decisions = [review("dec_1", "org_casa"), review("dec_3", "org_city")];
  const arranged = arrangeSince(since, { commitments: all, decisions }, "org_casa");
  const ids = (groups: typeof arranged.own) =>
    groups.map(({ group, rows }) => [
      group,
      ...rows.map((it) => (it.is === "promise" ? it.commitment.id : it.decision.id)),
    ]);
  expect(ids(arranged.own)).toEqual([
    ["kept", "com_1"],
    ["reviewsDue", "dec_1"],
  ]);
  expect(ids(arranged.others)).toEqual([
    ["moved", "com_3"],
    ["pastDate", "com_2"],
    ["reviewsDue", "dec_3"],
  ]);
  expect(arranged.others[1]!.rows[0]).toMatchObject({
    moved: { from: "2026-10-30", to: "2026-11-15" },
    needsHelp: true,
  });
});
