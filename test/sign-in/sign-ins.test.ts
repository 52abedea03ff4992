import { expect, test } from "vitest";
import type { SignIn } from "../../shared/sign-in/sign-in.ts";
import { day, minute } from "../support/clock.ts";
import { openServer, type Visitor } from "../support/server.ts";

const signInsOf = async (visitor: Visitor) =>
  ((await (await visitor.get("/api/me/sign-ins")).json()) as { items: SignIn[] }).items;

test("a sign-in lasts thirty days, and longer when it is used", async () => {
  const server = await openServer();
  const idle = await server.as("per_city_rep");
  const busy = await server.as("per_city_rep");
  server.clock.pass(20 * day);
  const renewed = await busy.get("/api/me");
  expect(renewed).toHaveStatus(200);
  // The browser hears of it too, and only when there is news.
  expect(renewed.headers.get("set-cookie")).toContain(busy.cookie);
  expect((await busy.get("/api/me")).headers.has("set-cookie")).toBe(false);
  server.clock.pass(10 * day + minute);
  expect(await idle.get("/api/me")).toBeProblem("signed_out");
  expect(idle.cookie).toBe("");
  expect(await busy.get("/api/me")).toHaveStatus(200);
});

test("the cookie is out of reach of scripts and other sites", async () => {
  const local = await openServer();
  const cookieOf = (it: Response) => it.headers.get("set-cookie");
  const plain = cookieOf(await local.stranger().post("/api/sign-in/sample", { personId: "per_funder" }));
  expect(plain).toMatch(/^ct_session=[\w-]{30,}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/);
});

test("people see their browsers by name and end any of them", async () => {
  const server = await openServer();
  const changed: unknown[] = [];
  server.deps.access.subscribe((change) => changed.push(change));
  const firefox = await server.as("per_city_rep");
  const other = await server.as("per_city_rep");
  const director = await server.as("per_director");
  const [own, second] = await signInsOf(firefox);
  expect(own).toMatchObject({ isThisOne: true, device: "Firefox on Linux" });
  expect(second).toMatchObject({ isThisOne: false });
  // Somebody else's sign-in looks as if it were not there.
  expect(await director.delete(`/api/me/sign-ins/${second!.id}`)).toBeProblem("not_found");
  expect(await firefox.delete(`/api/me/sign-ins/${second!.id}`)).toHaveStatus(204);
  expect(changed).toEqual([{ signInId: second!.id }]);
  expect(await other.get("/api/me")).toBeProblem("signed_out");
  expect(await firefox.get("/api/me")).toHaveStatus(200);
});

test("people end all their other browsers at once, and nobody else's", async () => {
  const server = await openServer();
  const [mine, phone, tablet] = await Promise.all([1, 2, 3].map(() => server.as("per_city_rep")));
  const director = await server.as("per_director");
  expect(await mine!.delete("/api/me/sign-ins")).toHaveStatus(204);
  expect(await phone!.get("/api/me")).toBeProblem("signed_out");
  expect(await tablet!.get("/api/me")).toBeProblem("signed_out");
  expect(await mine!.get("/api/me")).toHaveStatus(200);
  expect(await director.get("/api/me")).toHaveStatus(200);
});

test("signing out ends the sign-in itself, not only the cookie", async () => {
  const server = await openServer();
  const visitor = await server.as("per_city_rep");
  const { cookie } = visitor;
  expect(await visitor.post("/api/sign-out")).toHaveStatus(204);
  expect(visitor.cookie).toBe("");
  visitor.cookie = cookie;
  expect(await visitor.get("/api/me")).toBeProblem("signed_out");
});

test("signing in again in the same browser ends what it was before", async () => {
  const server = await openServer();
  const visitor = await server.as("per_city_rep");
  const { cookie } = visitor;
  await visitor.post("/api/sign-in/sample", { personId: "per_director" });
  expect(await (await visitor.get("/api/me")).json()).toMatchObject({ person: { id: "per_director" } });
  visitor.cookie = cookie;
  expect(await visitor.get("/api/me")).toBeProblem("signed_out");
});

test("people change their own name and language", async () => {
  const server = await openServer();
  const visitor = await server.as("per_funder");
  const answer = await visitor.patch("/api/me", { name: " Ona  ", language: "es" });
  expect(await answer.json()).toMatchObject({ person: { name: "Ona", language: "es" } });
  expect(await (await visitor.get("/api/me")).json()).toMatchObject({ person: { name: "Ona" } });
});
