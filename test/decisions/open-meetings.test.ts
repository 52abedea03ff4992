import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { ThreadPage } from "../../shared/threads/post.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { problemOf, type Visitor } from "../support/server.ts";
import { decided, raise, read, stand } from "./support.ts";

const say = (visitor: Visitor, of: string, more: object = {}) =>
  visitor.post("/api/threads/posts", {
    id: newId("pst"),
    recordKind: "decision",
    of,
    text: "We have a question of budget.",
    ...more,
  });
const thread = async (visitor: Visitor, of: string) =>
  (await (await visitor.get(`/api/threads?recordKind=decision&of=${of}`)).json()) as ThreadPage;
const setOpenMeetings = (visitor: Visitor, organizationId: string, speaksInMeetingsOnly = true) =>
  visitor.patch(`/api/organizations/${organizationId}`, { speaksInMeetingsOnly });

test("a public body can be set to speak in meetings only, by its representative or the backbone", async () => {
  const { city, cityAlternate, casa, director, funder, server } = await cast();
  for (const visitor of [cityAlternate, casa, funder])
    expect(await setOpenMeetings(visitor, "org_city")).toBeProblem("forbidden");
  expect(await setOpenMeetings(director, "org_casa")).toBeProblem("invalid");
  const answer = await setOpenMeetings(city, "org_city");
  expect(answer).toHaveStatus(200);
  expect(await answer.json()).toMatchObject({ isPublicBody: true, speaksInMeetingsOnly: true });
  expect(await setOpenMeetings(director, "org_city", false)).toHaveStatus(200);
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
});

test("between meetings its people read, and comment to the backbone alone", async () => {
  const { city, casa, director } = await cast();
  const { id } = await raise(casa);
  await setOpenMeetings(director, "org_city");
  const refused = await stand(city, id, "consent");
  expect(refused).toBeProblem("forbidden");
  expect((await problemOf(refused)).title).toContain("in the meeting");
  expect(await say(city, id)).toBeProblem("forbidden");
  expect(
    await city.post("/api/decisions", { id: newId("dec"), proposal: "Ours.", groupId: "grp_steering" }),
  ).toBeProblem("forbidden");
  expect((await thread(city, id)).isPrivateOnly).toBe(true);
  expect((await thread(casa, id)).isPrivateOnly).toBe(false);

  const comment = await say(city, id, { isPrivate: true });
  expect(comment).toHaveStatus(201);
  const { id: postId } = (await comment.json()) as { id: string };
  expect((await thread(director, id)).items).toMatchObject([{ id: postId, privateTo: "org_city" }]);
  expect((await thread(city, id)).items).toHaveLength(1);
  // Nobody else learns of it: not in the thread, not by its address, not in the log, not by what is unread.
  expect(await thread(casa, id)).toMatchObject({ items: [], count: 0, unread: 0 });
  expect(await casa.get(`/api/threads/posts/${postId}`)).toBeProblem("not_found");
  expect(await (await casa.get("/api/log?kind=thread")).text()).not.toContain(postId);
  expect(await (await director.get("/api/log?kind=thread")).text()).toContain(postId);
  expect(await (await casa.get("/api/threads/unread")).json()).not.toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ thread: id })]),
  });
  // What the backbone answers stays between them.
  expect(await say(director, id, { replyTo: postId })).toHaveStatus(201);
  expect((await thread(casa, id)).items).toEqual([]);
  expect((await thread(city, id)).items).toHaveLength(2);
});

test("in a meeting of the group it speaks as everybody, and the backbone records what it says there", async () => {
  const { city, casa, director, server } = await cast();
  const { id } = await raise(casa);
  await setOpenMeetings(director, "org_city");
  await server.deps.db
    .updateTable("meeting")
    .set({ status: "live" })
    .where("id", "=", "mtg_2026_12_03")
    .execute();
  expect((await read(city, id)).isMeeting).toBe(true);
  await decided(stand(city, id, "consent"));
  expect(await say(city, id)).toHaveStatus(201);
  expect((await thread(casa, id)).items).toHaveLength(1);
  await server.deps.db
    .updateTable("meeting")
    .set({ status: "held" })
    .where("id", "=", "mtg_2026_12_03")
    .execute();
  expect(await stand(city, id, "abstain", { organizationId: "org_city" })).toBeProblem("forbidden");
  await decided(stand(director, id, "abstain", { organizationId: "org_city" }));
});
