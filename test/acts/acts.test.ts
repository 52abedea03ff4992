import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actMs } from "../../server/acts/acts.ts";
import type { ActView } from "../../shared/acts/act.ts";
import type { CommitmentWithHistory } from "../../shared/commitments/commitment.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { openServer, problemOf, type Visitor } from "../support/server.ts";
import { buttonsTo, look, offer } from "./support.ts";

const cityEmail = "city_rep@example.org";

const thread = async (visitor: Visitor, id: string) => {
  const it = (await (await visitor.get(`/api/commitments/${id}`)).json()) as CommitmentWithHistory;
  return { ...it, types: it.history.map(({ type }) => type.replace("commitment.", "")) };
};

test("an offer is accepted from the mail with one press, without a sign-in, as the person it was mailed to", async () => {
  const { director, city, server, idOf } = await cast();
  const { id } = await offer(director, { quote: "The city plants them before the spring tides." });
  const { Accept = "" } = await buttonsTo(server, cityEmail);
  const shown = await look(server, Accept);
  expect(shown).toMatchObject({
    kind: "commitment.accept",
    state: "open",
    language: "en",
    hasChanged: false,
    version: 1,
    backbone: "Compact Office",
    commitment: {
      owner: "Port Brackwater City",
      dueOn: "2027-03-15",
      quote: "The city plants them before the spring tides.",
      offeredBy: "Compact Director",
    },
  });
  const phone = server.stranger();
  const done = await phone.post(`/api/acts/${Accept}`, { version: 1 });
  expect(await done.json()).toMatchObject({ state: "done", said: { isReader: true, on: "2026-11-23" } });
  expect(await thread(city, id)).toMatchObject({ status: "active", changedBy: idOf.city, isOnBehalf: false });
  // The link did this one thing; it let nobody in.
  expect(phone.cookie).toBe("");
  expect(await phone.get("/api/me")).toBeProblem("signed_out");
});

test("opening a link any number of times changes nothing, and pressing it twice is one event", async () => {
  const { director, city, server } = await cast();
  const { id } = await offer(director);
  const { Accept = "" } = await buttonsTo(server, cityEmail);
  for (let visit = 0; visit < 10; visit++) expect((await look(server, Accept)).state).toBe("open");
  expect((await thread(city, id)).types).toEqual(["offered"]);
  const press = () => server.stranger().post(`/api/acts/${Accept}`, { version: 1 });
  const answers = await Promise.all([press(), press(), press()]);
  answers.push(await press());
  for (const answer of answers)
    expect(await answer.json()).toMatchObject({ state: "done", said: { isReader: true } });
  expect((await thread(city, id)).types).toEqual(["offered", "accepted"]);
});

test("what a mail told of and has changed meanwhile is shown as it is now, and asked about again", async () => {
  const { director, city, server } = await cast();
  const { id } = await offer(director, { dueOn: "2026-11-28" });
  await city.post(`/api/commitments/${id}/acceptance`, { version: 1 });
  server.clock.pass(2 * day);
  await server.deps.jobs.run();
  const { Kept = "" } = await buttonsTo(server, cityEmail);
  const mailed = await look(server, Kept);
  expect(mailed).toMatchObject({ kind: "commitment.keep", state: "open", version: 2, hasChanged: false });
  await city.post(`/api/commitments/${id}/renegotiation`, {
    version: 2,
    dueOn: "2027-05-01",
    reason: "The nursery was flooded.",
  });
  // A page that was open before the change is told; nothing else than what it showed is done.
  const late = await server.stranger().post(`/api/acts/${Kept}`, { version: 2 });
  expect(late).toBeProblem("conflict");
  expect(await look(server, Kept)).toMatchObject({
    state: "open",
    version: 3,
    hasChanged: true,
    commitment: { dueOn: "2027-05-01", originalDueOn: "2026-11-28" },
  });
  const again = await server.stranger().post(`/api/acts/${Kept}`, { version: 3, note: "All are in." });
  expect(await again.json()).toMatchObject({ state: "done" });
  expect(await thread(city, id)).toMatchObject({ status: "kept", outcomeNote: "All are in." });
});

test("two who press at once are both answered, and the later one hears who was first", async () => {
  const { director, city, server } = await cast();
  // Nobody is named, and two speak: the representative who left makes room for both.
  await director.patch("/api/people/per_city_rep", { role: "alternate" });
  const { id } = await offer(director);
  const first = (await buttonsTo(server, cityEmail)).Accept ?? "";
  const second = (await buttonsTo(server, "city_alt@example.org")).Accept ?? "";
  const press = (token: string) => server.stranger().post(`/api/acts/${token}`, { version: 1 });
  const [one, other] = await Promise.all([press(first), press(second)]);
  const views = (await Promise.all([one!.json(), other!.json()])) as ActView[];
  expect(views.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(views.filter(({ said }) => said?.isReader)).toHaveLength(1);
  expect((await thread(city, id)).types).toEqual(["offered", "accepted"]);
});

test("accepted and declined at once, one of them holds and the other is told that it came too late", async () => {
  const { director, city, server } = await cast();
  const { id } = await offer(director);
  const { Accept, Decline } = await buttonsTo(server, cityEmail);
  const no = await server.stranger().post(`/api/acts/${Decline}`, { version: 1, reason: "We have no boat." });
  expect(no).toHaveStatus(200);
  const yes = await server.stranger().post(`/api/acts/${Accept}`, { version: 1 });
  expect(yes).toBeProblem("conflict");
  expect(await look(server, Accept)).toMatchObject({
    state: "over",
    said: { isReader: true },
    commitment: { status: "declined" },
  });
  expect(await look(server, Decline)).toMatchObject({ state: "done" });
  expect((await thread(city, id)).types).toEqual(["offered", "declined"]);
});

test("a new date asks for a day and a reason, and moves the date", async () => {
  const { city, server } = await cast();
  const { id } = await offer(city, { dueOn: "2026-11-26" });
  server.clock.pass(3 * day);
  await server.deps.jobs.run();
  const token = (await buttonsTo(server, cityEmail))["New date"] ?? "";
  const { version } = await look(server, token);
  const press = (body: object) => server.stranger().post(`/api/acts/${token}`, { version, ...body });
  const empty = await press({});
  expect(empty).toBeProblem("invalid");
  expect((await problemOf(empty)).fields).toEqual({ dueOn: "This is needed." });
  expect((await problemOf(await press({ dueOn: "2026-12-10" }))).fields).toEqual({
    reason: "This is needed.",
  });
  expect(await press({ dueOn: "2020-01-01", reason: "Rain." })).toBeProblem("invalid");
  const moved = await press({ dueOn: "2026-12-10", reason: "Rain." });
  expect(await moved.json()).toMatchObject({ state: "done", commitment: { dueOn: "2026-12-10" } });
  // Once more, even with another day, it is answered as done.
  expect(await (await press({ dueOn: "2027-01-10", reason: "Snow." })).json()).toMatchObject({
    state: "done",
    commitment: { dueOn: "2026-12-10" },
  });
  expect((await thread(city, id)).types).toEqual(["offered", "accepted", "renegotiated"]);
});

test("a link does nothing for somebody who was removed, demoted or moved, and says whom to ask", async () => {
  const { director, city, server } = await cast();
  const { id } = await offer(director);
  const { Accept = "" } = await buttonsTo(server, cityEmail);
  const press = () => server.stranger().post(`/api/acts/${Accept}`, { version: 1 });
  await director.patch("/api/people/per_city_rep", { role: "contributor" });
  expect(await look(server, Accept)).toMatchObject({ state: "refused" });
  const refused = await press();
  expect(refused).toBeProblem("forbidden");
  expect((await problemOf(refused)).title).toContain("Port Brackwater City");
  await director.patch("/api/people/per_city_rep", { role: "observer" });
  expect(await look(server, Accept)).toMatchObject({ state: "gone", commitment: null });
  expect(await press()).toBeProblem("not_found");
  await director.delete("/api/people/per_city_rep");
  expect(await look(server, Accept)).toMatchObject({ state: "left", reader: null, commitment: null });
  const left = await press();
  expect(left).toBeProblem("forbidden");
  expect((await problemOf(left)).title).toContain("Compact Office");
  expect((await thread(director, id)).types).toEqual(["offered"]);
  expect(city.cookie).not.toBe("");
});

test("after 30 days a link has run out, and shows nothing but whom to ask", async () => {
  const { director, server } = await cast();
  await offer(director);
  const { Accept = "" } = await buttonsTo(server, cityEmail);
  server.clock.pass(actMs - 1);
  expect(await look(server, Accept)).toMatchObject({ state: "open" });
  server.clock.pass(1);
  expect(await look(server, Accept)).toMatchObject({ state: "expired", commitment: null, said: null });
  expect(await server.stranger().post(`/api/acts/${Accept}`, { version: 1 })).toBeProblem("invalid");
});

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const twin = (letter: string) => letters[letters.indexOf(letter) ^ 1]!;

test("a token that was bent, made up, or made for another door opens nothing", async () => {
  const { director, server } = await cast();
  await offer(director);
  const { Accept = "", Decline = "" } = await buttonsTo(server, cityEmail);
  const [id, mac = ""] = Accept.split(/-(.*)/s);
  await server.stranger().post("/api/sign-in/link", { email: cityEmail, language: "en" });
  const signIn = await server.newestLink(cityEmail);
  const bent = [
    // The last letter has two bits to spare: this one is other letters, and the same bytes.
    `${id}-${mac.slice(0, -1)}${twin(mac.at(-1)!)}`,
    `${id}-${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`,
    `${Decline.split("-")[0]}-${mac}`,
    `act_0000000000000000-${mac}`,
    id,
    `${id}-`,
    `${Accept}x`,
    signIn.token,
    "x",
  ];
  for (const token of bent) {
    expect(await server.stranger().get(`/api/acts/${token}`), token).toBeProblem("not_found");
    expect(await server.stranger().post(`/api/acts/${token}`, { version: 1 }), token).toBeProblem(
      "not_found",
    );
  }
  // Nor does the token of an act let anybody in.
  const door = await server.stranger().post("/api/sign-in/link/confirm", { token: Accept });
  expect(door).toBeProblem("invalid");
  expect(await look(server, Accept)).toMatchObject({ state: "open" });
});

test("a stolen database does no act: the tokens are not in it, nor anything that makes them", async () => {
  const { director, server } = await cast();
  await offer(director);
  const buttons = await buttonsTo(server, cityEmail);
  expect(Object.keys(buttons)).toEqual(["Accept", "Decline"]);
  const bytes = ["common-thread.db", "common-thread.db-wal"]
    .map((it) => readFileSync(join(server.dataDir, it), "latin1"))
    .join("\n");
  const [id = "", mac = ""] = buttons.Accept!.split(/-(.*)/s);
  expect(bytes).toContain(id);
  expect(bytes).not.toContain(mac);
  expect(bytes).not.toContain(readFileSync(join(server.dataDir, "key"), "latin1"));
  // The same database under another key, as a thief has it.
  await server.close();
  const thief = await openServer();
  expect(await thief.stranger().get(`/api/acts/${buttons.Accept}`)).toBeProblem("not_found");
});

test("guessing is slowed down, and an honest link in the same office goes on working", async () => {
  const { director, server } = await cast();
  await offer(director);
  const { Accept = "" } = await buttonsTo(server, cityEmail);
  const guess = () => server.stranger("10.9.8.7").get("/api/acts/act_0000000000000000-x");
  const answers = await Promise.all(Array.from({ length: 40 }, guess));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  expect(await look(server, Accept, "10.9.8.8")).toMatchObject({ state: "open" });
});

test("a press from another site's page is refused before anything is looked at", async () => {
  const { director, server } = await cast();
  await offer(director);
  const { Accept } = await buttonsTo(server, cityEmail);
  for (const headers of [{ origin: "https://evil.example" }, {}] as Record<string, string>[]) {
    const init = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
    const body = JSON.stringify({ version: 1 });
    expect(await server.stranger().ask(`/api/acts/${Accept}`, { ...init, body })).toBeProblem("forbidden");
  }
  const form = { origin: server.address, "content-type": "application/x-www-form-urlencoded" };
  const sent = { method: "POST", headers: form, body: "version=1" };
  expect(await server.stranger().ask(`/api/acts/${Accept}`, sent)).toBeProblem("invalid");
  expect(await look(server, Accept)).toMatchObject({ state: "open" });
});
