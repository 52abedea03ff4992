import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { listenServer, problemOf } from "../support/server.ts";

const brackwater = "ini_brackwater";
const removal = "/api/organizations/org_schools/removal";
const reason = "The program was closed by the school board.";

test("a partner that leaves loses access and its voice at once, and its record stays", async () => {
  const { director, schools, casa, server } = await cast();
  const open = async () =>
    (await (await casa.get("/api/decisions/dec_publish")).json()) as DecisionWithHistory;
  const before = await open();
  expect(before.askedIds).toContain("org_schools");
  expect(before.stillToHearFrom).toContain("org_schools");
  const answer = await director.post(removal, { reason });
  expect(answer).toHaveStatus(200);
  expect((await answer.json()) as Organization).toMatchObject({
    removedOn: "2026-11-23",
    removedFor: reason,
    hasVoice: false,
  });
  // Its people are out, wherever they were.
  expect(await schools.get("/api/organizations")).toBeProblem("signed_out");
  const again = await server.stranger().post("/api/sign-in/sample", { personId: "per_schools_rep" });
  expect(again.status).toBeGreaterThanOrEqual(400);
  // It counts no longer, and is asked no longer.
  const after = await open();
  expect(after.askedIds).not.toContain("org_schools");
  expect(after.stillToHearFrom).not.toContain("org_schools");
  expect(after.askedIds).toHaveLength(before.askedIds.length - 1);
  // What it promised stays, and what it said.
  const { items } = (await (await casa.get("/api/commitments")).json()) as {
    items: { ownerOrganizationId: string; status: string }[];
  };
  const own = items.filter((it) => it.ownerOrganizationId === "org_schools");
  expect(own.some(({ status }) => status === "active" || status === "offered")).toBe(true);
  expect(await fromLog(server.deps, brackwater)).toEqual(await fromRows(server.deps));
  // Said twice, it is said once.
  expect((await director.post(removal, { reason: "Again." })).headers.get("receipt")).toBeNull();
});

test("a position of a partner that left stays in the record and leaves the count", async () => {
  const { director, city } = await cast();
  const read = async () =>
    (await (await director.get("/api/decisions/dec_publish")).json()) as DecisionWithHistory;
  const objecting = (await read()).positions.find(({ position }) => position === "objection")!;
  expect((await read()).verdict.hindrances).toContainEqual(expect.objectContaining({ is: "objection" }));
  await director.post(`/api/organizations/${objecting.organizationId}/removal`, { reason });
  const after = await read();
  expect(after.positions.map(({ organizationId }) => organizationId)).toContain(objecting.organizationId);
  expect(after.verdict.hindrances).not.toContainEqual(expect.objectContaining({ is: "objection" }));
  // Nobody speaks for it any more, the backbone after a call neither.
  const position = {
    organizationId: objecting.organizationId,
    position: "consent",
    proposalVersion: after.proposalVersion,
    before: 1,
  };
  for (const who of [director, city]) {
    const refused = await who.post("/api/decisions/dec_publish/positions", position);
    expect((await problemOf(refused)).title).toMatch(/has left the initiative/);
  }
});

test("nothing new is asked of a partner that left", async () => {
  const { director } = await cast();
  await director.post(removal, { reason });
  const invited = await director.post("/api/people", {
    organizationId: "org_schools",
    role: "contributor",
    language: "en",
    name: "Ada Lee",
    email: "ada@example.org",
  });
  expect(invited).toBeProblem("conflict");
  const offered = await director.post("/api/commitments", {
    id: "com_0123456789abcdef",
    what: "Count the fish",
    ownerOrganizationId: "org_schools",
    dueOn: "2027-01-15",
  });
  expect((await problemOf(offered)).title).toMatch(/has left the initiative/);
  const coming = { organizationId: "org_schools", answer: "comes" };
  const announced = await director.post("/api/meetings/mtg_2026_12_03/announcements", coming);
  expect((await problemOf(announced)).title).toMatch(/has left the initiative/);
  const { items } = (await (await director.get("/api/groups")).json()) as {
    items: { memberIds: string[] }[];
  };
  expect(items.flatMap(({ memberIds }) => memberIds)).not.toContain("org_schools");
});

test("only the backbone says so, with a reason, and never of itself", async () => {
  const { director, schools, city, funder } = await cast();
  for (const who of [schools, city, funder]) {
    expect(await who.post(removal, { reason })).toBeProblem("forbidden");
    expect(await who.delete(removal)).toBeProblem("forbidden");
  }
  expect(await director.post(removal, { reason: "  " })).toBeProblem("invalid");
  expect(await director.post("/api/organizations/org_backbone/removal", { reason })).toBeProblem("invalid");
  expect(await director.post("/api/organizations/org_nowhere/removal", { reason })).toBeProblem("not_found");
  // The canary: whoever was refused is still here.
  expect(await schools.get("/api/organizations")).toHaveStatus(200);
});

test("brought back, a partner has its people, its voice and its places again", async () => {
  const { director, server } = await cast();
  await director.post("/api/people/per_city_rep/voices", { organizationId: "org_schools" });
  const before = await fromRows(server.deps);
  const groups = await (await director.get("/api/groups")).json();
  await director.post(removal, { reason });
  expect((await fromRows(server.deps)).people.per_city_rep!.alsoFor).toEqual([]);
  expect(await director.delete(removal)).toHaveStatus(200);
  expect(await director.delete(removal)).toHaveStatus(200);
  const after = await fromRows(server.deps);
  expect(after.organizations).toEqual(before.organizations);
  expect(after.people).toEqual(before.people);
  const membersOf = (it: unknown) =>
    (it as { items: { memberIds: string[] }[] }).items.map(({ memberIds }) => memberIds.toSorted());
  expect(membersOf(await (await director.get("/api/groups")).json())).toEqual(membersOf(groups));
  expect(await fromLog(server.deps, brackwater)).toEqual(after);
  const schools = await server.as("per_schools_rep");
  expect(await schools.get("/api/organizations")).toHaveStatus(200);
});

test("who was erased meanwhile does not come back, nor an address that somebody else has by then", async () => {
  const { director, server } = await cast();
  await director.post("/api/organizations/org_city/removal", { reason });
  expect((await director.post("/api/people/per_city_alt/erasure")).status).toBeLessThan(300);
  await director.delete("/api/organizations/org_city/removal");
  const { people } = await fromRows(server.deps);
  expect(people.per_city_rep!.isRemoved).toBe(false);
  expect(people.per_city_alt!.isRemoved).toBe(true);
});

test("open lines of its people are cut, and those of others stay", async () => {
  const server = await listenServer();
  const origin = server.address;
  const cookies = {
    schools: await server.signIn("per_schools_rep"),
    city: await server.signIn("per_city_rep"),
    director: await server.signIn("per_director"),
  };
  const connect = async (cookie: string) => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/sync/agenda:${brackwater}:en`, {
      headers: { cookie, origin },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    return socket;
  };
  const [out, stays] = [await connect(cookies.schools), await connect(cookies.city)];
  const closed = new Promise<number>((resolve) => out.once("close", resolve));
  const answer = await fetch(`${origin}${removal}`, {
    method: "POST",
    headers: { cookie: cookies.director, origin, "content-type": "application/json" },
    body: JSON.stringify({ reason }),
  });
  expect(answer.status).toBe(200);
  expect(await closed).toBe(4401);
  expect(stays.readyState).toBe(WebSocket.OPEN);
  stays.close();
});
