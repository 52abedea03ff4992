import { expect, test } from "vitest";
import {
  byTime,
  isToCome,
  minutesBetween,
  movedTo,
  nextOf,
  placeAt,
  suggestedTitle,
} from "../../client/meetings/listed.ts";
import { nameBeingTyped, piecesOf, treeOf } from "../../client/threads/tree.ts";
import { clocksDiffer, dayOfSpan, placeOfZone } from "../../client/words/zones.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";
import type { Post } from "../../shared/threads/post.ts";

const meeting = (id: string, day: string, more: Partial<Meeting> = {}) =>
  ({
    id,
    groupId: "grp_other",
    status: "scheduled",
    day,
    startsAtInstant: `${day}T14:00:00.000Z`,
    ...more,
  }) as Meeting;
const isOwn = (id: string) => id === "grp_own";
const today = "2026-11-23";

test("what is to come stands by month, the own groups first on one day, and what was said the latest first", () => {
  const { toCome, past } = byTime(
    [
      meeting("jan", "2027-01-07"),
      meeting("other", "2026-12-03"),
      meeting("own", "2026-12-03", { groupId: "grp_own", startsAtInstant: "2026-12-03T20:00:00.000Z" }),
      meeting("sep", "2026-09-17", { status: "held" }),
      meeting("nov", "2026-11-12", { status: "held" }),
    ],
    today,
    isOwn,
  );
  expect(toCome.map((it) => [it.month, it.meetings.map((one) => one.id)])).toEqual([
    ["2026-12", ["own", "other"]],
    ["2027-01", ["jan"]],
  ]);
  expect(past.map((it) => it.month)).toEqual(["2026-11", "2026-09"]);
});

test("next is what goes on now, else the own group's, else anybody's; what was called off is not", () => {
  const own = meeting("own", "2026-12-10", { groupId: "grp_own" });
  const soon = meeting("soon", "2026-11-24");
  const off = meeting("off", "2026-11-24", { groupId: "grp_own", status: "cancelled" });
  expect(nextOf([soon, own, off], today, isOwn)?.id).toBe("own");
  expect(nextOf([soon, off], today, isOwn)?.id).toBe("soon");
  const live = meeting("live", "2026-11-22", { groupId: "grp_own", status: "live" });
  expect(nextOf([soon, own, live], today, isOwn)?.id).toBe("live");
  expect(isToCome(live, today)).toBe(true);
  expect(isToCome(meeting("forgotten", "2026-11-20"), today)).toBe(false);
  expect(nextOf([], today, isOwn)).toBeUndefined();
});

test("a title is suggested in the reader's language", () => {
  const group = { name: { en: "Steering Committee", es: "Comité directivo" } };
  expect(suggestedTitle(group, "2027-01-01", "en")).toBe("Steering Committee, January");
  expect(suggestedTitle(group, "2027-01-01", "es")).toBe("Comité directivo, enero");
  expect(minutesBetween("09:00", "10:45")).toBe(105);
});

test("an item goes to a place, and never beyond the ends", () => {
  const ids = ["a", "b", "c"];
  expect(movedTo(ids, "a", 1)).toEqual(["b", "a", "c"]);
  expect(movedTo(ids, "c", 0)).toEqual(["c", "a", "b"]);
  expect(movedTo(ids, "a", -1)).toEqual(ids);
  expect(movedTo(ids, "a", 9)).toEqual(["b", "c", "a"]);
});

test("a dragged item takes the place of those whose middles it passes", () => {
  const middles = [50, 150, 250];
  expect(placeAt(middles, 0, 60)).toBe(0);
  expect(placeAt(middles, 0, 151)).toBe(1);
  expect(placeAt(middles, 0, 999)).toBe(2);
  expect(placeAt(middles, 2, 40)).toBe(0);
});

test("clocks differ by what they show, not by the name of their zone", () => {
  const winter = { startsAtInstant: "2026-12-03T14:00:00Z", endsAtInstant: "2026-12-03T15:45:00Z" };
  expect(clocksDiffer(winter, "America/New_York", "America/Toronto")).toBe(false);
  expect(clocksDiffer(winter, "America/New_York", "Europe/Madrid")).toBe(true);
  expect(dayOfSpan({ ...winter, startsAtInstant: "2026-12-03T23:30:00Z" }, "Europe/Madrid")).toBe(
    "2026-12-04",
  );
  expect(placeOfZone("America/New_York")).toBe("New York");
});

const post = (id: string, seq: number, replyTo: string | null = null) => ({ id, seq, replyTo }) as Post;

test("a thread has two levels, and a reply whose post is not here stands by itself", () => {
  const tree = treeOf([post("c", 3, "a"), post("a", 1), post("b", 2), post("lost", 4, "gone")]);
  expect(tree.map((it) => [it.post.id, it.replies.map((one) => one.id)])).toEqual([
    ["a", ["c"]],
    ["b", []],
    ["lost", []],
  ]);
});

test("names are found while they are typed and shown where they stand, the longer ones first", () => {
  expect(nameBeingTyped("Ask @Casa", 9)).toEqual({ from: 4, typed: "Casa" });
  expect(nameBeingTyped("Ask @", 5)).toEqual({ from: 4, typed: "" });
  expect(nameBeingTyped("ana@example", 11)).toBeUndefined();
  expect(nameBeingTyped("@Casa said", 2)).toEqual({ from: 0, typed: "C" });
  expect(piecesOf("Hi @Ana Reyes and @Ana", ["Ana", "Ana Reyes"])).toEqual([
    { text: "Hi ", isName: false },
    { text: "@Ana Reyes", isName: true },
    { text: " and ", isName: false },
    { text: "@Ana", isName: true },
  ]);
  expect(piecesOf("<b>@x</b>", [""])).toEqual([{ text: "<b>@x</b>", isName: false }]);
});
