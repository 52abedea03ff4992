import { expect, onTestFinished, test } from "vitest";
import type { OutboxMail } from "../../shared/sign-in/sign-in.ts";
import { cast } from "../support/cast.ts";
import { createClock, minute } from "../support/clock.ts";
import { openPostOffice } from "../support/post-office.ts";
import { openServer } from "../support/server.ts";

const email = "city_rep@example.org";
const ask = { email, language: "en" };

/** A mail server for one test. */
async function postOffice() {
  const office = await openPostOffice();
  onTestFinished(office.close);
  return office;
}

/** What a mail says, with its soft line breaks joined. */
const textOf = (mail = "") => mail.replaceAll("=\r\n", "").replaceAll("=3D", "=");

test("with a mail server a link travels to its reader and lets them in", async () => {
  const office = await postOffice();
  const server = await openServer({ smtpUrl: office.url, mailFrom: "River <river@example.org>" });
  await server.stranger().post("/api/sign-in/link", ask);
  await server.deps.later.settled();
  await server.deps.mail.deliver();
  expect(office.mails).toHaveLength(1);
  const text = textOf(office.mails[0]);
  expect(text).toContain("To: city_rep@example.org");
  expect(text).toContain("From: River <river@example.org>");
  const token = /\/enter\/(\S+)/.exec(text)?.[1];
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});

test("a mail is sent once, even when the server starts again", async () => {
  const office = await postOffice();
  const first = await openServer({ smtpUrl: office.url });
  await first.stranger().post("/api/sign-in/link", ask);
  await first.deps.later.settled();
  await Promise.all([first.deps.mail.deliver(), first.deps.mail.deliver()]);
  await first.close();
  const second = await openServer({ smtpUrl: office.url, clock: first.clock, dataDir: first.dataDir });
  await second.deps.mail.deliver();
  expect(office.mails).toHaveLength(1);
  expect((await second.mailsTo(email))[0]?.sent_at).toBe(first.clock.now());
});

test("a mail that could not leave waits over a restart, and then leaves", async () => {
  const office = await postOffice();
  office.refuse = true;
  const first = await openServer({ smtpUrl: office.url });
  await first.stranger().post("/api/sign-in/link", ask);
  await first.deps.later.settled();
  await first.deps.mail.deliver();
  const [waiting] = await first.mailsTo(email);
  expect(waiting).toMatchObject({ sent_at: null, attempts: 1 });
  expect(waiting?.last_error).toContain("451");
  await first.close();
  office.refuse = false;
  const second = await openServer({ smtpUrl: office.url, clock: first.clock, dataDir: first.dataDir });
  await second.deps.mail.deliver();
  expect(office.mails).toHaveLength(1);
});

test("a mail server in trouble is not hammered: each wait is longer", async () => {
  const office = await postOffice();
  office.refuse = true;
  const server = await openServer({ smtpUrl: office.url });
  const attempts = async () => (await server.mailsTo(email))[0]?.attempts;
  await server.stranger().post("/api/sign-in/link", ask);
  await server.deps.later.settled();
  await server.deps.mail.deliver();
  await server.deps.mail.deliver();
  expect(await attempts()).toBe(1);
  server.clock.pass(10_000);
  await server.deps.mail.deliver();
  expect(await attempts()).toBe(2);
  server.clock.pass(10_000);
  await server.deps.mail.deliver();
  expect(await attempts()).toBe(2);
  server.clock.pass(10_000);
  await server.deps.mail.deliver();
  expect(await attempts()).toBe(3);
  // A link that ran out meanwhile is not sent any more.
  server.clock.pass(20 * minute);
  office.refuse = false;
  await server.deps.mail.deliver();
  expect(office.mails).toHaveLength(0);
});

test("without a mail server the backbone reads the mails, links and all, and nobody else does", async () => {
  const { director, city, funder, server } = await cast();
  await server.stranger().post("/api/sign-in/link", ask);
  await server.deps.later.settled();
  for (const visitor of [city, funder]) expect(await visitor.get("/api/outbox")).toBeProblem("forbidden");
  expect(await server.stranger().get("/api/outbox")).toBeProblem("signed_out");
  const outbox = (await (await director.get("/api/outbox")).json()) as {
    items: OutboxMail[];
    mailServer: boolean;
  };
  expect(outbox.mailServer).toBe(false);
  expect(outbox.items[0]).toMatchObject({ to: email, sentAt: null });
  const token = /\/enter\/(\S+)/.exec(outbox.items[0]!.text)?.[1];
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});

test("with a mail server the outbox keeps each link for its reader", async () => {
  const office = await postOffice();
  const { director, server } = await cast({ smtpUrl: office.url });
  await server.stranger().post("/api/sign-in/link", ask);
  await server.deps.later.settled();
  await server.deps.mail.deliver();
  const answer = await (await director.get("/api/outbox")).text();
  expect(JSON.parse(answer)).toMatchObject({ mailServer: true, items: [{ to: email }] });
  expect(answer).not.toContain("/enter/");
});

test("a name with a line break adds neither a header nor a line", async () => {
  const office = await postOffice();
  const { director, server } = await cast({ smtpUrl: office.url, clock: createClock() });
  await director.patch("/api/me", { name: "Director\nBcc: everybody@example.org" });
  await director.post("/api/people", {
    name: "Ana",
    email: "ana@example.org",
    organizationId: "org_city",
    role: "observer",
    language: "en",
  });
  await server.deps.mail.deliver();
  expect(office.mails).toHaveLength(1);
  expect(office.mails[0]).not.toMatch(/^Bcc:/im);
  expect(office.mails[0]).toContain("Director Bcc: everybody@example.org invites you");
});
