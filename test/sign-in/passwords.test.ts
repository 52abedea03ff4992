import { expect, test, vi } from "vitest";
import { openServer, problemOf } from "../support/server.ts";

// How often a password was held against a hash: the work that takes the time.
const verified = vi.hoisted(() => ({ count: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  const verify: typeof real.verify = (...said) => {
    verified.count++;
    return real.verify(...said);
  };
  return { ...real, verify };
});

const email = "city_rep@example.org";
const password = "nine herons on a pier";

/** The city's representative with a password, and the browser in which it was set. */
async function withPassword() {
  const server = await openServer();
  const city = await server.as("per_city_rep");
  expect(await city.put("/api/me/password", { password })).toHaveStatus(204);
  return { server, city };
}

test("a password lets its owner in, and another does not", async () => {
  const { server } = await withPassword();
  const visitor = server.stranger();
  expect(await visitor.post("/api/sign-in/password", { email, password: "nine herons" })).toBeProblem(
    "invalid",
  );
  expect(await visitor.get("/api/me")).toBeProblem("signed_out");
  const answer = await visitor.post("/api/sign-in/password", { email: " City_Rep@example.org", password });
  expect(answer).toHaveStatus(200);
  expect(await answer.json()).toMatchObject({ person: { id: "per_city_rep", hasPassword: true } });
});

test("a wrong password, an unknown address and somebody without a password are told the same", async () => {
  const { server } = await withPassword();
  const told = async (email: string) => {
    const answer = await server.stranger().post("/api/sign-in/password", { email, password: "wrong wrong" });
    return [answer.status, await answer.text()];
  };
  const wrong = await told(email);
  expect(await told("nobody@example.org")).toEqual(wrong);
  expect(await told("funder@example.org")).toEqual(wrong);
});

test("a known address takes the same questions and the same hashing as an unknown one", async () => {
  const { server } = await withPassword();
  const { driver } = server.deps;
  const asked: string[] = [];
  const query = driver.query.bind(driver);
  driver.query = (sql, ...more) => {
    asked.push(sql);
    return query(sql, ...more);
  };
  const work = async (address: string) => {
    asked.length = 0;
    verified.count = 0;
    const body = { email: address, password: "wrong wrong" };
    await server.stranger().post("/api/sign-in/password", body);
    return { hashed: verified.count, asked: [...asked] };
  };
  const known = await work(email);
  expect(known.hashed).toBe(1);
  expect(known.asked).toHaveLength(1);
  for (const other of ["nobody@example.org", "funder@example.org"]) expect(await work(other)).toEqual(known);
});

test("changing a password needs the current one and signs the other browsers out", async () => {
  const { server, city } = await withPassword();
  const phone = await server.as("per_city_rep");
  const next = { password: "ten herons on a pier" };
  for (const wrong of [next, { ...next, current: "not this one" }]) {
    const answer = await city.put("/api/me/password", wrong);
    expect(answer).toBeProblem("invalid");
    expect((await problemOf(answer)).fields).toHaveProperty("current");
  }
  expect(await phone.get("/api/me")).toHaveStatus(200);
  expect(await city.put("/api/me/password", { ...next, current: password })).toHaveStatus(204);
  expect(await phone.get("/api/me")).toBeProblem("signed_out");
  expect(await city.get("/api/me")).toHaveStatus(200);
  const enter = (word: string) => server.stranger().post("/api/sign-in/password", { email, password: word });
  expect(await enter(password)).toBeProblem("invalid");
  expect(await enter(next.password)).toHaveStatus(200);
});

test("a short password is refused with the length it needs", async () => {
  const { city } = await withPassword();
  const answer = await city.put("/api/me/password", { current: password, password: "short" });
  expect(answer).toBeProblem("invalid");
  expect((await problemOf(answer)).fields?.password).toBe("Use at least 10 characters.");
});

test("somebody who guesses is slowed down, and the owner is not", async () => {
  const { server } = await withPassword();
  const guesser = server.stranger("203.0.113.7");
  const guess = () => guesser.post("/api/sign-in/password", { email, password: "a wrong guess" });
  for (let i = 0; i < 5; i++) expect(await guess()).toBeProblem("invalid");
  const slowed = await guess();
  expect(slowed).toBeProblem("too_many");
  expect(Number(slowed.headers.get("retry-after"))).toBeGreaterThan(60);
  // Not even the right one, from there, so that a hit cannot be told from a miss.
  expect(await guesser.post("/api/sign-in/password", { email, password })).toBeProblem("too_many");

  const owner = server.stranger("198.51.100.20");
  expect(await owner.post("/api/sign-in/password", { email, password })).toHaveStatus(200);
  // And where the guesser sits too, the mailed link works.
  expect(await guesser.post("/api/sign-in/link", { email, language: "en" })).toHaveStatus(202);
  const { token } = await server.newestLink(email);
  expect(await guesser.post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});

test("somebody who tries many addresses from one place is slowed down as well", async () => {
  const { server } = await withPassword();
  const guesser = server.stranger("203.0.113.8");
  const guess = (i: number) =>
    guesser.post("/api/sign-in/password", { email: `somebody${i}@example.org`, password: "a wrong guess" });
  const answers = await Promise.all(Array.from({ length: 51 }, (_, i) => guess(i)));
  expect(answers.filter((it) => it.status === 429)).toHaveLength(1);
});

test("right passwords do not use up a place's tries: a whole office signs in", async () => {
  const { server } = await withPassword();
  const office = () => server.stranger("192.0.2.1");
  const slip = (i: number) =>
    office().post("/api/sign-in/password", { email: `somebody${i}@example.org`, password: "a wrong guess" });
  await Promise.all(Array.from({ length: 49 }, (_, i) => slip(i)));
  for (let i = 0; i < 6; i++)
    expect(await office().post("/api/sign-in/password", { email, password })).toHaveStatus(200);
  // One wrong try was left, and still is.
  expect(await slip(50)).toBeProblem("invalid");
  expect(await slip(51)).toBeProblem("too_many");
});

test("a mailbox cannot be flooded, and its newest link still works", async () => {
  const { server } = await withPassword();
  for (let i = 0; i < 8; i++)
    expect(
      await server.stranger(`203.0.113.${i}`).post("/api/sign-in/link", { email, language: "en" }),
    ).toHaveStatus(202);
  expect(await server.mailsTo(email)).toHaveLength(3);
  const { token } = await server.newestLink(email);
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});

test("one place cannot ask for links without end", async () => {
  const { server } = await withPassword();
  const visitor = server.stranger("203.0.113.9");
  const ask = (i: number) =>
    visitor.post("/api/sign-in/link", { email: `a${i}@example.org`, language: "en" });
  const answers = await Promise.all(Array.from({ length: 31 }, (_, i) => ask(i)));
  const refused = answers.filter((it) => it.status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]!.headers.has("retry-after")).toBe(true);
});
