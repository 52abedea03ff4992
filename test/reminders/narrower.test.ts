import { expect, test } from "vitest";
import { readMail } from "../../server/mail/queue.ts";
import { planMissing } from "../../server/reminders/plan.ts";
import { newId } from "../../shared/ids.ts";
import { type Visibility, visibilities } from "../../shared/roles.ts";
import { offer } from "../acts/support.ts";
import { type Cast, cast } from "../support/cast.ts";
import { day } from "../support/clock.ts";
import type { Visitor } from "../support/server.ts";

/** What a title or a sentence says alone, so that a mail that tells of it is found out. */
const secret = (kind: string, it: string) => `${kind} ${it} zq`;

interface Told {
  /** Where its reader would find it. */
  path: string;
  words: string[];
}

/** A meeting of the Clean Water group for some eyes, in which everybody was, and what was promised there. */
async function meetingFor({ director, server }: Cast, visibility: Visibility): Promise<Told[]> {
  const id = newId("mtg");
  const asked = {
    id,
    groupId: "grp_clean",
    title: secret("Meeting", visibility),
    day: "2026-11-23",
    startsAt: "13:00",
    endsAt: "14:00",
    visibility,
    agenda: [{ id: newId("itm"), title: secret("Item", visibility), purpose: "discuss", minutes: 20 }],
  };
  expect(await director.post("/api/meetings", asked)).toHaveStatus(201);
  expect(await director.post(`/api/meetings/${id}/start`)).toHaveStatus(201);
  for (const personId of ["per_funder", "per_schools_rep", "per_resident", "per_city_alt"]) {
    const { organization_id: organizationId } = await server.deps.db
      .selectFrom("person")
      .select("organization_id")
      .where("id", "=", personId)
      .executeTakeFirstOrThrow();
    const there = { organizationId, status: personId === "per_funder" ? "observer" : "present", personId };
    const answer = await director.post(`/api/meetings/${id}/attendance`, there);
    expect(answer, await answer.clone().text()).toHaveStatus(201);
  }
  const told: Told[] = [{ path: `/api/meetings/${id}`, words: [asked.title, asked.agenda[0]!.title] }];
  for (const its of visibilities)
    for (const [ownerOrganizationId, ownerPersonId] of [
      ["org_city", "per_city_rep"],
      ["org_schools", null],
      ["org_casa", "per_resident"],
      ["org_backbone", "per_funder"],
    ] as const) {
      // Only the backbone has anything for its eyes alone.
      if (its === "backbone" && ownerOrganizationId !== "org_backbone") continue;
      const name = `${visibility} ${its} ${ownerOrganizationId}`;
      const made = await offer(director, {
        what: secret("Promise", name),
        quote: secret("Sentence", name),
        ownerOrganizationId,
        ownerPersonId,
        visibility: its,
        fromMeetingId: id,
        dueOn: "2026-11-26",
      });
      told.push({ path: `/api/commitments/${made.id}`, words: [made.what, made.quote!] });
    }
  return told;
}

test("no mail tells its reader what they could not read here: a guest's and an observer's are narrower", async () => {
  const all = await cast();
  const { director, server } = all;
  const { db } = server.deps;
  const told: Told[] = [];
  for (const visibility of visibilities) told.push(...(await meetingFor(all, visibility)));
  const meetings = told.filter((it) => it.path.startsWith("/api/meetings/"));
  for (const { path } of meetings) {
    expect(await director.post(`${path}/closing`)).toHaveStatus(201);
    expect(await director.post(`${path}/recap`)).toHaveStatus(201);
  }
  // What was only offered is promised, so that it is reminded of.
  await db.updateTable("commitment").set({ status: "active" }).where("what", "like", "% zq").execute();
  await planMissing(server.deps);
  for (let n = 0; n < 7; n += 1) {
    server.clock.pass(day);
    await server.deps.jobs.run();
  }
  const mails = await db.selectFrom("mail").selectAll().execute();
  const about = mails
    .map((mail) => ({ to: mail.person_id!, text: `${mail.subject}\n${readMail(server.deps, mail).text}` }))
    .filter(({ text }) => text.includes(" zq"));
  // All three kinds are among them, and people of every kind.
  for (const kind of [
    /^(Offered to|Ofrecido a)/,
    /^(In|En) \d|^\d+ (commitments|compromisos)|days|días/,
    /^(Recap|Resumen)/,
  ])
    expect(about.filter(({ text }) => kind.test(text)).length).toBeGreaterThan(0);
  const visitors = new Map<string, Visitor>();
  for (const { to } of about) if (!visitors.has(to)) visitors.set(to, await server.as(to));
  console.log(`${about.length} mails to ${visitors.size} people`);
  expect(visitors.size).toBeGreaterThan(5);
  const wrong: string[] = [];
  for (const [to, visitor] of visitors) {
    const hidden: string[] = [];
    for (const { path, words } of told) if ((await visitor.get(path)).status !== 200) hidden.push(...words);
    for (const { text } of about.filter((it) => it.to === to))
      wrong.push(...hidden.filter((it) => text.includes(it)).map((it) => `${to} was told “${it}”`));
  }
  expect(wrong).toEqual([]);
});
