import { expect, test } from "vitest";
import { readMail } from "../../server/mail/queue.ts";
import { gradients } from "../../shared/decisions/words.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import { problemOf, type Visitor } from "../support/server.ts";
import { decided, raise, read, stand } from "./support.ts";

const reason = "One wet week would be read as our discharge.";

test("an organization has one voice: its representative or its alternate speaks, nobody else of it", async () => {
  const { casa, city, cityAlternate, resident, funder, schools } = await cast();
  const { id } = await raise(casa);
  const { decision } = await decided(stand(city, id, "consent"));
  expect(decision.positions).toMatchObject([
    {
      organizationId: "org_city",
      position: "consent",
      byPersonId: "per_city_rep",
      on: "2026-11-23",
      proposalVersion: 1,
      isOnBehalf: false,
      earlier: [],
    },
  ]);
  // What the alternate says next is the city's second word, not a second voice.
  const again = await decided(stand(cityAlternate, id, "objection", { organizationId: "org_city", reason }));
  expect(again.decision.positions).toMatchObject([
    { position: "objection", reason, byPersonId: "per_city_alt", earlier: [{ position: "consent" }] },
  ]);
  const refused = await stand(resident, id, "consent");
  expect(refused).toBeProblem("forbidden");
  expect((await problemOf(refused)).title).toContain("Casa Ribera");
  expect(await stand(schools, id, "consent", { organizationId: "org_city" })).toBeProblem("forbidden");
  expect(await funder.post(`/api/decisions/${id}/positions`, { position: "consent" })).toBeProblem(
    "forbidden",
  );
});

test("an objection and a reservation need a reason; the others do not", async () => {
  const { casa, city } = await cast();
  const { id } = await raise(casa);
  for (const position of ["objection", "consent_with_reservation"] as const) {
    const refused = await stand(city, id, position, { reason: "   " });
    expect(refused, position).toBeProblem("invalid");
    expect(await stand(city, id, position), position).toBeProblem("invalid");
  }
  for (const position of ["consent", "stand_aside", "abstain", "recused"] as const)
    expect(await stand(city, id, position, { organizationId: "org_city" }), position).toHaveStatus(201);
});

test("two alternates who answer at the same moment: one is heard, the later one is told by name", async () => {
  const { casa, city, cityAlternate } = await cast();
  const { id } = await raise(casa);
  const answers = await Promise.all([
    city.post(`/api/decisions/${id}/positions`, { position: "consent", proposalVersion: 1, before: 0 }),
    cityAlternate.post(`/api/decisions/${id}/positions`, {
      position: "stand_aside",
      proposalVersion: 1,
      before: 0,
    }),
  ]);
  expect(answers.map((it) => it.status).sort()).toEqual([201, 409]);
  const { title } = await problemOf(answers.find((it) => it.status === 409)!);
  expect(title).toMatch(/answered for City on 2026-11-23|answered for .* on 2026-11-23/);
  const [position] = (await read(casa, id)).positions;
  expect(position!.earlier).toEqual([]);
});

test("an answer that is sent twice is one, with the receipt of the first time", async () => {
  const { casa, city } = await cast();
  const { id } = await raise(casa);
  const answer = { position: "consent", proposalVersion: 1, before: 0 };
  const first = await decided(city.post(`/api/decisions/${id}/positions`, answer));
  const again = await decided(city.post(`/api/decisions/${id}/positions`, answer));
  expect(again).toEqual(first);
  expect((await read(casa, id)).history).toHaveLength(2);
});

test("the backbone has no position, and records what a partner says on the telephone as such", async () => {
  const { casa, director } = await cast();
  const { id } = await raise(casa);
  const refused = await stand(director, id, "consent");
  expect(refused).toBeProblem("forbidden");
  expect((await problemOf(refused)).title).toContain("no position");
  const { decision } = await decided(stand(director, id, "abstain", { organizationId: "org_port" }));
  expect(decision.positions).toMatchObject([
    { organizationId: "org_port", position: "abstain", byPersonId: "per_director", isOnBehalf: true },
  ]);
  const { history } = await read(casa, id);
  expect(history.at(-1)).toMatchObject({ type: "decision.positioned", onBehalf: true });
  const log = await (await casa.get("/api/log?before=100000&limit=1")).json();
  expect(log).toMatchObject({
    items: [{ onBehalf: true, text: { en: "abstained on {it} for Port Authority" } }],
  });
});

test("no position can be given after it was closed, be it by hand or by an old page", async () => {
  const { casa, city, director } = await cast();
  const { id } = await raise(casa);
  await decided(
    director.post(`/api/decisions/${id}/closing`, { version: 1, status: "withdrawn", outcome: "Too early." }),
  );
  const late = await city.post(`/api/decisions/${id}/positions`, {
    position: "consent",
    proposalVersion: 1,
    before: 0,
  });
  expect(late).toBeProblem("conflict");
  expect((await problemOf(late)).title).toContain("closed");
  expect((await read(casa, id)).positions).toEqual([]);
});

test("who speaks for two partners has to say for which one; who is asked to no longer, cannot", async () => {
  const { casa, schools, director, city } = await cast();
  const { id } = await raise(casa);
  const voice = { organizationId: "org_schools" };
  // Only the other partner's own representative, or the backbone, lends its voice.
  expect(await city.post("/api/people/per_city_rep/voices", voice)).toBeProblem("forbidden");
  expect(await schools.post("/api/people/per_funder/voices", voice)).toBeProblem("invalid");
  expect(
    await director.post("/api/people/per_city_rep/voices", { organizationId: "org_backbone" }),
  ).toBeProblem("invalid");
  expect(await schools.post("/api/people/per_city_rep/voices", voice)).toHaveStatus(201);

  const unsaid = await stand(city, id, "consent");
  expect(unsaid).toBeProblem("invalid");
  const { title, fields } = await problemOf(unsaid);
  expect(title).toContain("Say for which one");
  expect(fields).toHaveProperty("organizationId");
  await decided(stand(city, id, "consent", { organizationId: "org_schools" }));
  await decided(stand(city, id, "stand_aside", { organizationId: "org_city" }));
  expect((await read(casa, id)).positions.map((it) => [it.organizationId, it.position])).toEqual([
    ["org_schools", "consent"],
    ["org_city", "stand_aside"],
  ]);
  expect(await director.delete("/api/people/per_city_rep/voices/org_schools")).toHaveStatus(204);
  expect(await stand(city, id, "abstain", { organizationId: "org_schools" })).toBeProblem("forbidden");
});

test("an organization that left the group stays in the record and leaves the count", async () => {
  const { casa, city, director } = await cast();
  const { id } = await raise(casa);
  await decided(stand(city, id, "objection", { reason }));
  const [group] = await groupsOf(director);
  const memberIds = group!.memberIds.filter((it) => it !== "org_city");
  expect(
    await director.patch("/api/groups/grp_steering", { version: group!.version, memberIds }),
  ).toHaveStatus(200);
  const page = await read(casa, id);
  expect(page.positions).toMatchObject([{ organizationId: "org_city", position: "objection" }]);
  expect(page.askedIds).toEqual(memberIds);
  expect(page.verdict.quorum).toMatchObject({ members: 7, present: 0 });
  expect(page.verdict.hindrances.map(({ is }) => is)).not.toContain("objection");
  expect(await stand(city, id, "consent", { organizationId: "org_city" })).toBeProblem("forbidden");
});

const groupsOf = async (visitor: Visitor) =>
  (
    (await (await visitor.get("/api/groups")).json()) as {
      items: { id: string; version: number; memberIds: string[] }[];
    }
  ).items.filter((it) => it.id === "grp_steering");

test("where the group says how much it agrees, each of eight levels is a position", async () => {
  const { casa, city } = await cast();
  const { id } = await raise(casa, { method: "gradients" });
  expect(gradients).toHaveLength(8);
  const of = { organizationId: "org_city" };
  for (const [index, position] of gradients.entries()) {
    const { decision } = await decided(stand(city, id, position, { ...of, level: index + 1, reason }));
    expect(decision.positions[0]).toMatchObject({ position, level: index + 1 });
  }
  expect(await stand(city, id, "consent", { ...of, level: 8 })).toBeProblem("invalid");
  expect(await stand(city, id, "consent", of)).toBeProblem("invalid");
  expect(await stand(city, id, "recused", of)).toHaveStatus(201);
  const plain = await raise(casa);
  expect(await stand(city, plain.id, "consent", { ...of, level: 1 })).toBeProblem("invalid");
});

test("HTML in every field stays text, all the way to the mail and the page", async () => {
  const { casa, city, director, server } = await cast();
  const html = `<script>alert(1)</script> & <img src=x onerror="alert(2)">`;
  const options = [{ id: "opt_html", title: html }];
  const passage = { document: "agenda:ini_brackwater:en", quote: html, version: html.slice(0, 40) };
  const { id } = await raise(casa, {
    proposal: html,
    title: html,
    context: html,
    options,
    passage,
    quote: html,
  });
  await decided(stand(city, id, "objection", { reason: html }));
  const wording = { proposalVersion: 1, proposal: `${html} 2`, note: html };
  await decided(casa.post(`/api/decisions/${id}/proposals`, wording));
  expect(await read(casa, id)).toMatchObject({
    title: html,
    context: html,
    options,
    passage,
    quote: html,
    proposal: `${html} 2`,
    changes: [{ was: html, note: html }],
    positions: [{ reason: html }],
  });
  expect(await director.post(`/api/decisions/${id}/reminders`)).toHaveStatus(200);
  const [mail] = await server.mailsTo("schools_rep@example.org");
  const shown = readMail(server.deps, mail!);
  expect(shown.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img");
  expect(shown.html).not.toMatch(/<script|<img/);
  expect(shown.text).toContain("<script>alert(1)</script>");
  const { version } = await read(director, id);
  const closing = { version, status: "withdrawn", outcome: html, noCommitments: true };
  await decided(director.post(`/api/decisions/${id}/closing`, closing));
  await decided(director.post(`/api/decisions/${id}/corrections`, { version: version + 1, text: html }));
  expect(await read(casa, id)).toMatchObject({ outcome: html, corrections: [{ text: html }] });
});

test("every row is what the log alone says, after all that can happen to a decision and on a later day", async () => {
  const { casa, city, schools, director, server } = await cast();
  const { id } = await raise(casa, {
    daysMin: 0,
    passage: { document: "agenda:ini_brackwater:en", quote: "Goal", version: "2" },
  });
  await decided(stand(city, id, "objection", { reason }));
  await decided(stand(schools, id, "consent"));
  await decided(
    casa.post(`/api/decisions/${id}/proposals`, { proposalVersion: 1, proposal: "35 ft.", note: "Softer." }),
  );
  await decided(stand(city, id, "consent", { organizationId: "org_city" }));
  await director.post(`/api/decisions/${id}/reminders`);
  for (const organizationId of ["org_uni", "org_state", "org_friends"])
    await decided(stand(director, id, "consent", { organizationId }));
  const { version } = await read(director, id);
  const closing = {
    version,
    status: "adopted",
    outcome: "35 ft.",
    reviewOn: "2027-05-01",
    noCommitments: true,
  };
  await decided(director.post(`/api/decisions/${id}/closing`, closing));
  await decided(
    director.post(`/api/decisions/${id}/corrections`, { version: version + 1, text: "35 ft means 11 m." }),
  );
  await decided(
    director.post(`/api/decisions/${id}/reviews`, { version: version + 2, reviewOn: "2027-11-01" }),
  );
  const newer = await raise(casa, { supersedesId: id, daysMin: 0, method: "sense_check" });
  await decided(director.post(`/api/decisions/${newer.id}/closing`, { ...closing, version: 1 }));
  const rebuilt = await fromLog(server.deps, "ini_brackwater");
  expect(rebuilt.decisions[id]).toMatchObject({ status: "superseded", supersededById: newer.id });
  expect(rebuilt).toEqual(await fromRows(server.deps));
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const rows = await fromRows(later.server.deps);
  expect(rows.decisions[id]).toMatchObject({
    reviews: [{ reviewOn: "2027-11-04" }],
    changes: [{ on: "2026-11-26" }],
    corrections: [{ on: "2026-11-26" }],
  });
  expect(await fromLog(later.server.deps, "ini_brackwater")).toEqual(rows);
});
