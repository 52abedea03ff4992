import { expect, test } from "vitest";
import { limits } from "../../shared/meetings/limits.ts";
import { cast } from "../support/cast.ts";
import {
  changed,
  december,
  meetingOf,
  meetingsFromLog,
  meetingsFromRows,
  newItem,
  newMeeting,
  november,
} from "./support.ts";

test("a partner proposes an item, changes it, and who leads takes it in", async () => {
  const { schools, casa, director, funder, server } = await cast();
  const item = newItem("a", { leadId: "per_schools_rep", recordIds: ["dec_rhythm"] });
  expect(await funder.post(`${december}/agenda`, item)).toBeProblem("forbidden");
  await changed(await schools.post(`${december}/agenda`, item));
  // Sent twice, it is one.
  const proposed = await changed(await schools.post(`${december}/agenda`, item));
  expect(proposed.agenda).toHaveLength(4);
  expect(proposed.agenda.at(-1)).toMatchObject({ status: "proposed", proposedBy: "per_schools_rep" });

  const path = `${december}/agenda/${item.id}`;
  expect(await schools.post(`${path}/acceptance`)).toBeProblem("forbidden");
  await changed(await schools.patch(path, { version: 1, minutes: 15 }));
  // Nobody else's proposal; and two who change it at once do not overwrite one another.
  const cityAlternate = await server.as("per_city_alt");
  expect(await cityAlternate.patch(path, { version: 2, minutes: 5 })).toBeProblem("forbidden");
  expect(await director.patch(path, { version: 1, minutes: 5 })).toBeProblem("conflict");
  await changed(await director.post(`${path}/acceptance`));
  const planned = await changed(await casa.post(`${path}/acceptance`));
  expect(planned.agenda.at(-1)).toMatchObject({ status: "planned", minutes: 15, version: 3 });
  // Taken in, it belongs to those who lead.
  expect(await schools.patch(path, { version: 3, minutes: 30 })).toBeProblem("forbidden");
  expect(await schools.delete(path)).toBeProblem("forbidden");
  await changed(await director.delete(path));
  await changed(await director.delete(path));
  expect((await meetingOf(schools)).agenda).toHaveLength(3);
  expect(await director.patch(path, { version: 3, minutes: 30 })).toBeProblem("not_found");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("the agenda is put in another order, unless somebody changed it meanwhile", async () => {
  const { director, schools, server } = await cast();
  const order = (...itemIds: string[]) => director.post(`${december}/agenda/order`, { itemIds });
  const ordered = await changed(await order("ag3", "ag1", "ag2"));
  expect(ordered.agenda.map((it) => it.id)).toEqual(["ag3", "ag1", "ag2"]);
  for (const wrong of [
    ["ag3", "ag1"],
    ["ag3", "ag1", "ag2", "ag2"],
    ["ag3", "ag1", "x"],
  ])
    expect(await order(...wrong)).toBeProblem("conflict");
  await changed(await schools.post(`${december}/agenda`, newItem("a")));
  expect(await order("ag1", "ag2", "ag3")).toBeProblem("conflict");
  expect(await schools.post(`${december}/agenda/order`, { itemIds: ["ag1"] })).toBeProblem("forbidden");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("an item moves or is copied to a later meeting of the group, and arrives once", async () => {
  const { director, server } = await cast();
  await changed(
    await director.post("/api/meetings", newMeeting({ groupId: "grp_steering", day: "2027-01-14" })),
  );
  const january = "/api/meetings/mtg_0123456789abcdef";
  const toMeetingId = "mtg_0123456789abcdef";
  const move = (item: string, copies = false) =>
    director.post(`${december}/agenda/${item}/move`, { toMeetingId, copies });
  await changed(await move("ag1", true));
  await changed(await move("ag2"));
  // The answer was lost, so it is sent again.
  await changed(await move("ag2"));
  await changed(await move("ag1", true));
  expect((await meetingOf(director)).agenda.map((it) => it.id)).toEqual(["ag1", "ag3"]);
  const later = await meetingOf(director, january);
  expect(later.agenda.map((it) => [it.id, it.title, it.fromMeetingId])).toEqual([
    ["ag1", "Commitments due by today", "mtg_2026_12_03"],
    ["ag2", "Publish weekly site results", "mtg_2026_12_03"],
  ]);
  expect(later.previousId).toBe("mtg_2026_12_03");
  expect((await meetingOf(director)).nextId).toBe(toMeetingId);
  const elsewhere = { toMeetingId: "mtg_2026_11_12" };
  expect(await director.post(`${december}/agenda/ag1/move`, elsewhere)).toBeProblem("invalid");
  expect(await director.post(`${december}/agenda/none/move`, { toMeetingId })).toBeProblem("not_found");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("what is parked stays in sight until it is closed or comes on an agenda", async () => {
  const { director, schools, server } = await cast();
  const before = await meetingOf(director);
  expect(before.parkedBefore.map((it) => [it.id, it.meetingId])).toContainEqual(["pk2", "mtg_2026_11_12"]);
  expect(before.parkedBefore.every((it) => it.status === "open")).toBe(true);
  const path = `${november}/parking-lot/pk2`;
  const carry = { status: "carried_over", toMeetingId: "mtg_2026_12_03" };
  expect(await schools.patch(path, carry)).toBeProblem("forbidden");
  expect(await director.patch(path, { status: "carried_over" })).toBeProblem("invalid");
  await changed(await director.patch(path, carry));
  await changed(await director.patch(path, carry));
  const after = await meetingOf(director);
  expect(after.parkedBefore.map((it) => it.id)).not.toContain("pk2");
  expect(after.agenda.at(-1)).toMatchObject({
    title: "Stipends for pier advisers in 2027",
    fromMeetingId: "mtg_2026_11_12",
  });
  expect(after.agenda).toHaveLength(4);

  const fromItemId = after.agenda[0]!.id;
  const parked = { id: "prk_0123456789abcdef", text: "Who pays for the boat?", fromItemId };
  await changed(await schools.post(`${december}/parking-lot`, parked));
  const twice = await changed(await schools.post(`${december}/parking-lot`, parked));
  expect(twice.parkingLot).toEqual([{ ...parked, raisedById: "org_schools", status: "open" }]);
  // What came up at an item that is not on the agenda any more is kept all the same.
  const homeless = { id: "prk_bbbbbbbbbbbbbbbb", text: "And the trailer?", fromItemId: "itm_gone" };
  const more = await changed(await schools.post(`${december}/parking-lot`, homeless));
  expect(more.parkingLot[1]).toMatchObject({ text: "And the trailer?", fromItemId: null });
  expect(
    await schools.post(`${december}/parking-lot`, {
      ...parked,
      raisedById: "org_none",
      id: "prk_aaaaaaaaaaaaaaaa",
    }),
  ).toBeProblem("not_found");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("whoever leads the meeting puts the words of what is parked right, until they stand in minutes that were sent", async () => {
  const { director, schools, server } = await cast();
  const text = "Who pays for the bout?";
  const parked = { id: "prk_0123456789abcdef", text };
  await changed(await schools.post(`${december}/parking-lot`, parked));
  const path = `${december}/parking-lot/${parked.id}/rewording`;
  const right = { was: text, text: "Who pays for the boat?" };
  expect(await schools.post(path, right)).toBeProblem("forbidden");
  expect(await director.post(path, { ...right, text: " " })).toBeProblem("invalid");
  expect(await director.post(`${december}/parking-lot/none/rewording`, right)).toBeProblem("not_found");
  await changed(await director.post(path, right));
  // The answer was lost, so it is sent again.
  const twice = await changed(await director.post(path, right));
  expect(twice.parkingLot.map((it) => [it.text, it.raisedById, it.status])).toEqual([
    [right.text, "org_schools", "open"],
  ]);
  // Somebody who still saw the first words.
  expect(await director.post(path, { was: text, text: "Who pays?" })).toBeProblem("conflict");
  expect((await meetingOf(director)).parkingLot[0]!.text).toBe(right.text);
  const sent = (await meetingOf(director, november)).parkingLot[0]!;
  const late = { was: sent.text, text: "Other words" };
  expect(await director.post(`${november}/parking-lot/${sent.id}/rewording`, late)).toBeProblem("conflict");
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
});

test("an agenda has its end", async () => {
  const { director } = await cast();
  await changed(await director.post("/api/meetings", newMeeting()));
  const path = "/api/meetings/mtg_0123456789abcdef/agenda";
  for (let at = 0; at < limits.agendaItemsMax; at++)
    await changed(await director.post(path, newItem("a", { id: `itm_${String(at).padStart(16, "0")}` })));
  expect(await director.post(path, newItem("z"))).toBeProblem("conflict");
});

test("script and markup in an item stay the letters that they are", async () => {
  const { schools } = await cast();
  const title = `<img src=x onerror="alert(1)"> & 'quotes'`;
  await changed(await schools.post(`${december}/agenda`, newItem("a", { title })));
  expect((await meetingOf(schools)).agenda.at(-1)!.title).toBe(title);
});
