import { expect, test } from "vitest";
import { setUpAddress } from "../../server/initiative/commands.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Me } from "../../shared/sign-in/sign-in.ts";
import { day } from "../support/clock.ts";
import { openServer, problemOf } from "../support/server.ts";

const publicUrl = "https://thread.example.org";
const answers = {
  initiative: "Alder River Compact",
  organization: "Alder Office",
  name: "Rosa Lind",
  email: "Rosa@Alder.example",
  language: "es",
  timeZone: "America/Denver",
};
const tokenOf = (address: string) => address.split("/").at(-1)!;

test("the set-up link makes an initiative, its backbone, its first person and two empty texts, once", async () => {
  const server = await openServer({ publicUrl });
  const address = await setUpAddress(server.deps);
  expect(address).toMatch(/^https:\/\/thread\.example\.org\/set-up\/lnk_/);
  const rosa = server.stranger();
  const answer = await rosa.post("/api/set-up", { ...answers, token: tokenOf(address) });
  expect(answer).toHaveStatus(200);
  expect((await answer.json()) as Me).toMatchObject({
    person: { name: "Rosa Lind", email: "rosa@alder.example", role: "backbone", hasPassword: false },
    organization: { name: "Alder Office", kind: "backbone", hue: 0, hasVoice: false },
    initiative: { name: { en: "Alder River Compact" }, timeZone: "America/Denver", isSample: false },
  });
  expect(rosa.cookie).toMatch(/^__Host-ct=/);
  expect(answer.headers.get("set-cookie")).toMatch(
    /^__Host-ct=[\w-]{30,}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax; Secure$/,
  );
  const agenda = (await (await rosa.get("/api/common-agenda")).json()) as CommonAgenda;
  expect(agenda).toMatchObject({ status: "draft", sourceLanguage: "es" });
  const texts = await Promise.all(
    agenda.documents.map(async ({ name }) => (await rosa.get(`/api/documents/${name}/markdown`)).text()),
  );
  expect(texts.map((it) => it.match(/^## /gm)?.length)).toEqual([5, 5]);
  expect(texts[0]).toContain("## El problema que compartimos");

  const second = await server.stranger().post("/api/set-up", { ...answers, token: tokenOf(address) });
  expect(second).toBeProblem("invalid");
});

test("of two people who press at once, one sets up", async () => {
  const server = await openServer({ publicUrl });
  const token = tokenOf(await setUpAddress(server.deps));
  const both = await Promise.all(
    [server.stranger(), server.stranger()].map((it) => it.post("/api/set-up", { ...answers, token })),
  );
  expect(both.map((it) => it.status).sort()).toEqual([200, 400]);
});

test("the link on the console stays the same until it runs out, and a made-up one opens nothing", async () => {
  const server = await openServer({ publicUrl });
  const first = await setUpAddress(server.deps);
  await server.close();
  const { clock, dataDir } = server;
  const again = await openServer({ publicUrl, clock, dataDir });
  expect(await setUpAddress(again.deps)).toBe(first);
  clock.pass(8 * day);
  const fresh = await setUpAddress(again.deps);
  expect(fresh).not.toBe(first);
  for (const token of [tokenOf(first), "", `${tokenOf(fresh).slice(0, -1)}_`])
    expect(await again.stranger().post("/api/set-up", { ...answers, token })).toBeProblem("invalid");
  expect(await again.stranger().post("/api/set-up", { ...answers, token: tokenOf(fresh) })).toHaveStatus(200);
});

test("a time zone nobody knows is named, and costs the link nothing", async () => {
  const server = await openServer({ publicUrl });
  const token = tokenOf(await setUpAddress(server.deps));
  const wrong = await server.stranger().post("/api/set-up", { ...answers, token, timeZone: "Mars/Olympus" });
  expect(wrong).toBeProblem("invalid");
  expect((await problemOf(wrong)).fields).toHaveProperty("timeZone");
  expect(await server.stranger().post("/api/set-up", { ...answers, token })).toHaveStatus(200);
});

test("a set-up link is no way to sign in", async () => {
  const server = await openServer({ publicUrl });
  const token = tokenOf(await setUpAddress(server.deps));
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toBeProblem("invalid");
});

test("a sign-in link sets nothing up, and goes on opening its own door", async () => {
  const server = await openServer();
  await server.stranger().post("/api/sign-in/link", { email: "funder@example.org", language: "en" });
  const { token } = await server.newestLink("funder@example.org");
  expect(await server.stranger().post("/api/set-up", { ...answers, token })).toBeProblem("invalid");
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});
