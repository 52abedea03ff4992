import { expect, test } from "vitest";
import type { ActView } from "../../shared/acts/act.ts";
import { decided, raise, read, stand } from "../decisions/support.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day, hour } from "../support/clock.ts";
import { problemOf } from "../support/server.ts";
import { buttonsTo, look } from "./support.ts";

const casaMail = "casa_rep@example.org";

/** The day before it closes has come: who is still to be heard has a mail. */
async function theDayBefore({ server }: Cast) {
  server.clock.pass(Date.parse("2026-12-09T17:00:00-05:00") - server.clock.now());
  await server.deps.jobs.run();
}

const subjects = async ({ server }: Cast, email: string) =>
  (await server.mailsTo(email)).map(({ subject }) => subject);

test("24 hours before it closes, those who are still to be heard are written to, and nobody else", async () => {
  const them = await cast();
  const { city, schools, director, server } = them;
  const { id } = await raise(city, { title: "Buffers" });
  await decided(stand(schools, id, "recused"));
  await decided(stand(director, id, "consent", { organizationId: "org_uni" }));
  server.clock.pass(Date.parse("2026-12-09T16:59:00-05:00") - server.clock.now());
  await server.deps.jobs.run();
  expect(await subjects(them, casaMail)).not.toContain(
    "Se cierra en 24 horas sin su postura: D-20 · Buffers",
  );
  await theDayBefore(them);
  expect(await subjects(them, casaMail)).toContain("Se cierra en 24 horas sin su postura: D-20 · Buffers");
  expect(await subjects(them, "yard_rep@example.org")).toContain(
    "Closes in 24 hours without you: D-20 · Buffers",
  );
  for (const answered of ["schools_rep@example.org", "uni_rep@example.org", "director@example.org"])
    expect(await subjects(them, answered), answered).not.toContain(
      "Closes in 24 hours without you: D-20 · Buffers",
    );
  // Once, however often the server looks.
  const before = (await server.mailsTo(casaMail)).length;
  await server.deps.jobs.run();
  expect(await server.mailsTo(casaMail)).toHaveLength(before);
});

test("a moved day moves the mail; a closed decision sends none", async () => {
  const them = await cast();
  const { city, director } = them;
  const moved = await raise(city, { title: "Moved" });
  const gone = await raise(city, { title: "Gone" });
  await decided(city.patch(`/api/decisions/${moved.id}`, { version: 1, respondBy: "2026-12-20" }));
  await decided(
    director.post(`/api/decisions/${gone.id}/closing`, { version: 1, status: "withdrawn", outcome: "No." }),
  );
  await theDayBefore(them);
  const told = await subjects(them, "yard_rep@example.org");
  expect(told.filter((it) => /Moved|Gone/.test(it))).toEqual([]);
  them.server.clock.pass(10 * day);
  await them.server.deps.jobs.run();
  expect((await subjects(them, "yard_rep@example.org")).filter((it) => it.includes("Moved"))).toHaveLength(1);
});

test("one press in the mail is the organization's position, as its reader; opening it changes nothing", async () => {
  const them = await cast();
  const { city, server } = them;
  const { id } = await raise(city, { title: "Buffers" });
  await theDayBefore(them);
  const buttons = await buttonsTo(server, casaMail);
  expect(Object.keys(buttons)).toEqual([
    "Consentimiento",
    "Con reserva",
    "Apartarse",
    "Objetar",
    "Leerla con su hilo",
  ]);
  const token = buttons.Objetar!;
  const page = await look(server, token);
  expect(page).toMatchObject({
    kind: "decision.objection",
    state: "open",
    language: "es",
    hasChanged: false,
    decision: { number: 20, title: "Buffers", organization: "Casa Ribera", proposalVersion: 1 },
  });
  expect((await read(city, id)).positions).toEqual([]);
  const press = (body: object) => server.stranger().post(`/api/acts/${token}`, body);
  const empty = await press({ version: page.version });
  expect(empty).toBeProblem("invalid");
  expect((await problemOf(empty)).fields).toHaveProperty("reason");
  const answer = await press({ version: page.version, reason: "Nos quita la cosecha." });
  expect((await answer.json()) as ActView).toMatchObject({ state: "done", said: { isReader: true } });
  // Pressed again, it is done; another button of the same mail changes one's mind.
  expect(await (await press({ version: page.version })).json()).toMatchObject({ state: "done" });
  expect((await read(city, id)).positions).toMatchObject([
    {
      organizationId: "org_casa",
      position: "objection",
      reason: "Nos quita la cosecha.",
      byPersonId: "per_casa_rep",
      isOnBehalf: false,
      earlier: [],
    },
  ]);
  const other = await look(server, buttons.Consentimiento!);
  expect(other).toMatchObject({ state: "open", hasChanged: true, said: { isReader: true } });
  const changed = await server
    .stranger()
    .post(`/api/acts/${buttons.Consentimiento}`, { version: other.version });
  expect(await changed.json()).toMatchObject({ state: "done" });
  expect((await read(city, id)).positions).toMatchObject([
    { position: "consent", earlier: [{ position: "objection" }] },
  ]);
});

test("what was reworded, or said by the alternate, since the page was opened is told before anything is recorded", async () => {
  const them = await cast();
  const { casa, city, cityAlternate, server } = them;
  const { id } = await raise(casa);
  await theDayBefore(them);
  const { Consent: token = "" } = await buttonsTo(server, "city_rep@example.org");
  const page = await look(server, token);
  await decided(casa.post(`/api/decisions/${id}/proposals`, { proposalVersion: 1, proposal: "35 ft." }));
  const press = (version: number) => server.stranger().post(`/api/acts/${token}`, { version });
  expect(await press(page.version)).toBeProblem("conflict");
  const again = await look(server, token);
  expect(again).toMatchObject({ hasChanged: true, decision: { proposal: "35 ft.", proposalVersion: 2 } });
  await decided(stand(cityAlternate, id, "stand_aside"));
  expect(await press(again.version)).toBeProblem("conflict");
  const third = await look(server, token);
  expect(third).toMatchObject({ state: "open", hasChanged: true, said: { isReader: false } });
  expect(await press(third.version)).toHaveStatus(200);
  expect((await read(city, id)).positions).toMatchObject([
    { position: "consent", earlier: [{ position: "stand_aside" }] },
  ]);
});

test("a mailed button does nothing once it is closed, or once its reader speaks there no longer", async () => {
  const them = await cast();
  const { casa, director, server } = them;
  const { id } = await raise(casa);
  await theDayBefore(them);
  const { Consent: city = "" } = await buttonsTo(server, "city_rep@example.org");
  const { Consent: yard = "" } = await buttonsTo(server, "yard_rep@example.org");
  await director.patch("/api/people/per_city_rep", { role: "contributor" });
  expect(await look(server, city)).toMatchObject({ state: "refused" });
  expect(await server.stranger().post(`/api/acts/${city}`, { version: 1 })).toBeProblem("forbidden");
  await decided(
    director.post(`/api/decisions/${id}/closing`, { version: 1, status: "withdrawn", outcome: "No." }),
  );
  expect(await look(server, yard)).toMatchObject({ state: "over" });
  expect(await server.stranger().post(`/api/acts/${yard}`, { version: 2 })).toBeProblem("conflict");
  expect((await read(casa, id)).positions).toEqual([]);
});

test("the backbone reminds those who are missing while it is open, nobody twice a day", async () => {
  const them = await cast();
  const { casa, city, director, server } = them;
  const { id } = await raise(casa);
  await decided(stand(city, id, "consent"));
  const remind = (visitor = director) => visitor.post(`/api/decisions/${id}/reminders`);
  expect(await remind(casa)).toBeProblem("forbidden");
  const first = (await (await remind()).json()) as { organizationIds: string[] };
  expect(first.organizationIds).toHaveLength(7);
  expect(first.organizationIds).not.toContain("org_city");
  expect(await (await remind()).json()).toMatchObject({
    organizationIds: [],
    alreadyIds: first.organizationIds,
  });
  expect(await subjects(them, "yard_rep@example.org")).toContain(
    "Where do you stand? D-20 · All new plantings use a 50 ft planted buffer.",
  );
  expect(await subjects(them, "city_rep@example.org")).not.toContain(
    "Where do you stand? D-20 · All new plantings use a 50 ft planted buffer.",
  );
  server.clock.pass(day + hour);
  await decided(
    director.post(`/api/decisions/${id}/closing`, { version: 2, status: "withdrawn", outcome: "No." }),
  );
  expect(await remind()).toBeProblem("conflict");
});
