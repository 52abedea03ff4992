import { expect, test } from "vitest";
import { day, minute, second } from "../support/clock.ts";
import { openServer } from "../support/server.ts";

const email = "city_rep@example.org";
const ask = { email, language: "en" };

test("a mailed link lets its reader in, once", async () => {
  const server = await openServer();
  const visitor = server.stranger();
  expect(await visitor.post("/api/sign-in/link", ask)).toHaveStatus(202);
  const { address, token } = await server.newestLink(email);
  expect(address).toBe(`http://127.0.0.1:4000/enter/${token}`);
  // A mail program that opens the address, to look for harm, uses nothing up.
  await visitor.get(`/enter/${token}`);
  const answer = await visitor.post("/api/sign-in/link/confirm", { token });
  expect(answer).toHaveStatus(200);
  expect(await answer.json()).toMatchObject({ person: { id: "per_city_rep" } });
  expect(await visitor.get("/api/me")).toHaveStatus(200);

  const second = server.stranger();
  expect(await second.post("/api/sign-in/link/confirm", { token })).toBeProblem("invalid");
  expect(await second.get("/api/me")).toBeProblem("signed_out");
});

test("of two browsers that press at once, one comes in", async () => {
  const server = await openServer();
  await server.stranger().post("/api/sign-in/link", ask);
  const { token } = await server.newestLink(email);
  const both = await Promise.all(
    [server.stranger(), server.stranger()].map((it) => it.post("/api/sign-in/link/confirm", { token })),
  );
  expect(both.map((it) => it.status).sort()).toEqual([200, 400]);
});

test("a sign-in link lives twenty minutes, an invitation seven days", async () => {
  const server = await openServer();
  const director = await server.as("per_director");
  const linkAfter = async (wait: number) => {
    await server.stranger().post("/api/sign-in/link", ask);
    const { token } = await server.newestLink(email);
    server.clock.pass(wait);
    return server.stranger().post("/api/sign-in/link/confirm", { token });
  };
  expect(await linkAfter(20 * minute - second)).toHaveStatus(200);
  expect(await linkAfter(20 * minute)).toBeProblem("invalid");

  const invite = async (name: string, wait: number) => {
    const invitation = { organizationId: "org_city", role: "contributor", language: "en", name };
    await director.post("/api/people", { ...invitation, email: `${name}@example.org` });
    const { token } = await server.newestLink(`${name}@example.org`);
    server.clock.pass(wait);
    return server.stranger().post("/api/sign-in/link/confirm", { token });
  };
  expect(await invite("ana", 7 * day - second)).toHaveStatus(200);
  expect(await invite("ben", 7 * day)).toBeProblem("invalid");
});

test("a link that was changed, or made by another server, opens nothing", async () => {
  const server = await openServer();
  const other = await openServer();
  await server.stranger().post("/api/sign-in/link", ask);
  await other.stranger().post("/api/sign-in/link", ask);
  const { token } = await server.newestLink(email);
  const foreign = (await other.newestLink(email)).token;
  const [id, mac = ""] = token.split(/-(.*)/s);
  for (const wrong of [
    "",
    id,
    foreign,
    `${id}-${foreign.split(/-(.*)/s)[1]}`,
    `${foreign.split("-")[0]}-${mac}`,
    `${id}-${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`,
    token.toUpperCase(),
  ])
    expect(await server.stranger().post("/api/sign-in/link/confirm", { token: wrong })).toBeProblem(
      "invalid",
    );
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});

test("the answer is the same whether or not we know the address", async () => {
  const server = await openServer();
  const known = await server.stranger().post("/api/sign-in/link", ask);
  const unknown = await server
    .stranger()
    .post("/api/sign-in/link", { email: "nobody@example.org", language: "en" });
  const told = async (it: Response) => [it.status, await it.text(), [...it.headers]];
  expect(await told(known)).toEqual(await told(unknown));
  expect(await server.mailsTo(email)).toHaveLength(1);
  expect(await server.mailsTo("nobody@example.org")).toHaveLength(0);
});

test("somebody removed cannot come in with a link that was on its way", async () => {
  const server = await openServer();
  const director = await server.as("per_director");
  await server.stranger().post("/api/sign-in/link", ask);
  const { token } = await server.newestLink(email);
  await director.delete("/api/people/per_city_rep");
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toBeProblem("invalid");
  await server.stranger().post("/api/sign-in/link", ask);
  expect(await server.mailsTo(email)).toHaveLength(1);
});

test("an invitation that is mailed again ends the one before, and nobody is invited who came in", async () => {
  const server = await openServer();
  const director = await server.as("per_director");
  const ana = { name: "Ana", email: "ana@example.org", organizationId: "org_casa", role: "alternate" };
  const invited = await director.post("/api/people", { ...ana, language: "es" });
  const { id, isInvited } = (await invited.json()) as { id: string; isInvited: boolean };
  expect(isInvited).toBe(true);
  const first = await server.newestLink("ana@example.org");
  expect(await director.post(`/api/people/${id}/invitation`)).toHaveStatus(204);
  const second = await server.newestLink("ana@example.org");
  const confirm = (token: string) => server.stranger().post("/api/sign-in/link/confirm", { token });
  expect(await confirm(first.token)).toBeProblem("invalid");
  expect(await confirm(second.token)).toHaveStatus(200);
  expect(await director.post(`/api/people/${id}/invitation`)).toBeProblem("conflict");
});

test("mails speak the reader's language and say who invites whom to what", async () => {
  const server = await openServer();
  const casa = await server.as("per_casa_rep");
  const ana = { name: "Ana", email: "ana@example.org", organizationId: "org_casa", role: "contributor" };
  await casa.post("/api/people", { ...ana, language: "es" });
  const [invitation] = await server.mailsTo("ana@example.org");
  expect(invitation?.subject).toBe(
    "Coordinadora Comunitaria (Casa Ribera) le invita a Pacto por el Río Brackwater",
  );
  expect(invitation?.body).toContain("Casa Ribera Community Center");
  await server.stranger().post("/api/sign-in/link", { email, language: "en" });
  expect((await server.mailsTo(email))[0]?.subject).toBe("Your link to come in: Brackwater River Compact");
});
