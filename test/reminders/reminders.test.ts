import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { planMissing } from "../../server/reminders/plan.ts";
import { mailRecap } from "../../server/reminders/recap.ts";
import { buttonsTo, look, offer } from "../acts/support.ts";
import { newMeeting } from "../meetings/support.ts";
import { cast } from "../support/cast.ts";
import { createClock, day, hour, sampleDay } from "../support/clock.ts";
import { openPostOffice } from "../support/post-office.ts";
import { type OpenServer, openServer } from "../support/server.ts";

/** Eight in the morning, at the initiative's place, on the day after the sample was written. */
const nextMorning = Date.parse("2026-11-24T08:00:00-05:00");

/** Lets days pass; every morning what is due is mailed. Whom, by day. */
async function mornings(server: OpenServer, count: number) {
  const mailed: Record<string, string[]> = {};
  server.clock.pass(nextMorning - sampleDay);
  for (let passed = 0; passed < count; passed++) {
    const known = new Set((await mails(server)).map(({ id }) => id));
    await server.deps.jobs.run();
    const on = new Date(server.clock.now()).toISOString().slice(0, 10);
    const fresh = (await mails(server)).filter(({ id }) => !known.has(id));
    if (fresh.length > 0)
      mailed[on] = fresh.map(({ person_id, subject }) => `${person_id} ${subject}`).sort();
    server.clock.pass(day);
  }
  return mailed;
}

const mails = (server: OpenServer) =>
  server.deps.db
    .selectFrom("mail")
    .select(["id", "person_id", "subject", "draft"])
    .orderBy(sql`rowid`)
    .execute();

const numbers = (subject: string) => subject.replace(/^(.*: C-\d+).*$/, "$1");

/** A mail server for one test. */
async function postOffice() {
  const office = await openPostOffice();
  onTestFinished(office.close);
  return office;
}

test("an offer is mailed to who can say yes, in their language, and to nobody else", async () => {
  const office = await postOffice();
  const { director, city, casa, server } = await cast({ smtpUrl: office.url });
  const what = "Put “clean <water> & fish” signs\non the pier";
  await offer(director, {
    what,
    quote: "Casa hangs them <b>by spring</b>.",
    ownerOrganizationId: "org_casa",
  });
  await offer(city, { ownerOrganizationId: "org_backbone", ownerPersonId: "per_data" });
  // The own organization's is a promise at once: nobody is asked.
  await offer(city);
  await offer(casa, {
    ownerOrganizationId: "org_schools",
    ownerPersonId: null,
    fromMeetingId: "mtg_2026_11_12",
  });
  await server.deps.mail.deliver();
  expect(office.caught().map(({ to }) => to)).toEqual([
    "casa_rep@example.org",
    "data@example.org",
    "schools_rep@example.org",
  ]);
  const [spanish, , english] = office.caught();
  expect(spanish!.subject).toBe(
    "Ofrecido a Casa Ribera: C-24 · Put “clean <water> & fish” signs on the pier",
  );
  expect(spanish!.text).toContain("Hola, Coordinadora Comunitaria (Casa Ribera):");
  expect(spanish!.text).toContain("> Casa hangs them <b>by spring</b>.");
  expect(spanish!.text).toMatch(/\nAceptar:\nhttp:\/\/127\.0\.0\.1:4000\/act\/act_\S+\n/);
  expect(spanish!.html).toContain('<html lang="es">');
  expect(spanish!.html).toContain("Put “clean &lt;water&gt; &amp; fish” signs on the pier");
  expect(spanish!.html).toContain("Casa hangs them &lt;b&gt;by spring&lt;/b&gt;.");
  expect(spanish!.html).not.toMatch(/<img|src=|<b>|<water/);
  expect(spanish!.headers.filter((it) => /^list-unsubscribe/i.test(it))).toEqual([]);
  expect(english!.text).toContain(
    "in the meeting “Steering Committee, November” on Thursday, November 12, 2026",
  );
  // Text and HTML lead to the same pages.
  for (const { text, html } of office.caught())
    for (const [address] of text.matchAll(/http\S+/g)) expect(html).toContain(`href="${address}"`);
});

test("without a representative its alternates are asked; whoever looks after it without a voice hears of it too", async () => {
  const { director, server } = await cast();
  await director.patch("/api/people/per_city_rep", { role: "contributor" });
  await offer(director, { ownerPersonId: "per_city_rep" });
  const sent = await mails(server);
  expect(sent.map((it) => it.person_id)).toEqual(["per_city_rep", "per_city_alt"]);
  // A button that would be refused is not offered.
  expect(Object.keys(await buttonsTo(server, "city_rep@example.org"))).toEqual([]);
  expect(Object.keys(await buttonsTo(server, "city_alt@example.org"))).toEqual(["Accept", "Decline"]);
});

test("what is handed to another partner is mailed to it as an offer", async () => {
  const { director, server } = await cast();
  const handover = {
    version: 3,
    organizationId: "org_schools",
    personId: null,
    reason: "They have the boat.",
  };
  const { version } = (await (await director.get("/api/commitments/com_07")).json()) as { version: number };
  expect(await director.post("/api/commitments/com_07/handover", { ...handover, version })).toHaveStatus(201);
  expect(Object.keys(await buttonsTo(server, "schools_rep@example.org"))).toEqual(["Accept", "Decline"]);
});

test("a clock moved over days mails exactly what is due, one mail a person, each reminder once", async () => {
  const { server } = await cast();
  const due = await mornings(server, 12);
  const seen = Object.fromEntries(Object.entries(due).map(([on, all]) => [on, all.map(numbers)]));
  expect(seen).toEqual({
    "2026-11-24": ["per_facil In 3 days: C-23"],
    "2026-11-25": ["per_uni_rep 7 days past its date: C-21"],
    "2026-11-27": [
      "per_casa_rep 7 días después de su fecha: C-6",
      "per_city_rep In 3 days: C-3",
      "per_director 7 days past its date: C-12",
      "per_facil For today: C-23",
      "per_state_rep In 3 days: C-11",
    ],
    "2026-11-28": ["per_schools_rep In 3 days: C-22"],
    "2026-11-30": [
      "per_casa_prom En 3 días: C-14",
      "per_city_rep For today: C-3",
      "per_facil 3 days past its date: C-23",
      "per_state_rep For today: C-11",
    ],
    "2026-12-01": ["per_schools_rep For today: C-22"],
    "2026-12-03": [
      "per_casa_prom Para hoy: C-14",
      "per_city_rep 3 days past its date: C-3",
      "per_schools_rep Closes in 24 hours without you: D-18 · Publish site-level bacteria results every week",
      "per_state_rep 3 days past its date: C-11",
    ],
    "2026-12-04": ["per_facil 7 days past its date: C-23", "per_schools_rep 3 days past its date: C-22"],
  });
  // Again, nothing: what was done is done.
  await server.deps.jobs.run();
  const before = (await mails(server)).length;
  await server.deps.jobs.run();
  await planMissing(server.deps);
  await server.deps.jobs.run();
  expect(await mails(server)).toHaveLength(before);
});

test("a minute before eight nothing is mailed, at eight it is", async () => {
  const { server } = await cast();
  server.clock.pass(nextMorning - sampleDay - 1);
  await server.deps.jobs.run();
  expect(await mails(server)).toEqual([]);
  server.clock.pass(1);
  await server.deps.jobs.run();
  expect(await mails(server)).toHaveLength(1);
});

test("a moved date plans anew, a closed commitment is quiet, and a reopened one is remembered again", async () => {
  const { city, server } = await cast();
  const { id } = await offer(city, { dueOn: "2026-11-27" });
  const about = async () =>
    (await server.deps.db.selectFrom("job").select(["key", "outcome"]).where("record_id", "=", id).execute())
      .filter(({ outcome }) => outcome !== "dropped")
      .map(({ key }) => key.split(":").slice(2).join(" "))
      .sort();
  const said = (path: string, body: object) => city.post(`/api/commitments/${id}/${path}`, body);
  // Three days before is tomorrow morning.
  expect(await about()).toEqual(["2026-11-27 -3", "2026-11-27 0", "2026-11-27 3", "2026-11-27 7"]);
  await said("renegotiation", { version: 2, dueOn: "2026-12-20", reason: "Rain." });
  expect(await about()).toEqual(["2026-12-20 -3", "2026-12-20 0", "2026-12-20 3", "2026-12-20 7"]);
  await said("renegotiation", { version: 3, dueOn: "2026-11-27", reason: "No rain." });
  expect(await about()).toHaveLength(4);
  server.clock.pass(nextMorning - sampleDay);
  await server.deps.jobs.run();
  const first = (await mails(server)).filter((it) => it.person_id === "per_city_rep");
  expect(first.map(({ subject }) => numbers(subject))).toEqual(["In 3 days: C-24"]);
  await said("keeping", { version: 4, note: null });
  expect(await about()).toEqual(["2026-11-27 -3"]);
  await said("reopening", { version: 5, reason: "One pole is missing." });
  // What was mailed is not mailed again.
  expect(await about()).toHaveLength(4);
  server.clock.pass(hour);
  await server.deps.jobs.run();
  expect((await mails(server)).filter((it) => it.person_id === "per_city_rep")).toHaveLength(1);
});

test("after a long pause one word is enough, and it says how things stand now", async () => {
  const { city, server } = await cast();
  const { id } = await offer(city, { dueOn: "2026-11-28", ownerPersonId: "per_city_rep" });
  server.clock.pass(9 * day);
  await server.deps.jobs.run();
  const theirs = (await mails(server)).filter(
    ({ draft }) => draft?.includes(id) === true || draft?.includes("C-24"),
  );
  expect(theirs).toHaveLength(1);
  expect(theirs[0]!.draft).toContain("Its date was Saturday, November 28, 2026, 4 days ago.");
});

test("a role that changed, and a person who left, change who is reminded", async () => {
  const { director, server } = await cast();
  await director.delete("/api/people/per_facil");
  server.clock.pass(nextMorning - sampleDay);
  await server.deps.jobs.run();
  // The backbone's own business stays with those of the backbone who are here.
  expect((await mails(server)).map((it) => it.person_id)).toEqual(["per_data", "per_director"]);
});

test("reminders stop with one press or in the settings; offers go on", async () => {
  const office = await postOffice();
  const { schools, director, server } = await cast({ smtpUrl: office.url });
  await mornings(server, 5);
  await server.deps.mail.deliver();
  const [mail] = office.to("schools_rep@example.org");
  const unsubscribe = mail!.headers.find((it) => /^list-unsubscribe:/i.test(it));
  const token = /\/act\/([^>\s]+)/.exec(unsubscribe ?? "")?.[1] ?? "";
  expect(mail!.text).toContain(`Stop these reminders:\nhttp://127.0.0.1:4000/act/${token}`);
  expect(await look(server, token)).toMatchObject({ kind: "reminders.stop", state: "open" });
  expect(await (await schools.get("/api/me/mail")).json()).toEqual({ reminders: true });
  await server.stranger().post(`/api/acts/${token}`, { version: 0 });
  expect(await look(server, token)).toMatchObject({ state: "done" });
  expect(await (await schools.get("/api/me/mail")).json()).toEqual({ reminders: false });
  server.clock.pass(3 * day);
  await server.deps.jobs.run();
  await offer(director, { ownerOrganizationId: "org_schools" });
  await server.deps.mail.deliver();
  expect(office.to("schools_rep@example.org").map(({ subject }) => subject.slice(0, 10))).toEqual([
    "In 3 days:",
    "Offered to",
  ]);
  const byHand = await director.post("/api/commitments/reminders", { ids: ["com_22"] });
  expect(await byHand.json()).toMatchObject({ mails: [], left: [{ id: "com_22", why: "stopped" }] });
  await schools.put("/api/me/mail", { reminders: true });
  const again = await director.post("/api/commitments/reminders", { ids: ["com_22"] });
  expect(await again.json()).toMatchObject({ mails: [{ personId: "per_schools_rep" }] });
});

test("after the last reminder a commitment stands in the backbone's list alone", async () => {
  const { director, city, funder, server } = await cast();
  const list = async () => {
    const { items } = (await (await director.get("/api/reminders")).json()) as {
      items: { number: number }[];
    };
    return items.map(({ number }) => number);
  };
  expect(await list()).toEqual([17, 4, 7]);
  await mornings(server, 4);
  expect(await list()).toEqual([17, 4, 7, 21, 6, 12]);
  for (const visitor of [city, funder]) expect(await visitor.get("/api/reminders")).toBeProblem("forbidden");
});

test("the recap goes to those who speak for a member and those who were there, each with their own", async () => {
  const office = await postOffice();
  const { director, server } = await cast({ smtpUrl: office.url });
  await offer(director, {
    ownerOrganizationId: "org_casa",
    fromMeetingId: "mtg_2026_11_12",
    visibility: "restricted",
    what: "Speak with the pier's owner",
  });
  await server.deps.mail.deliver();
  office.mails.length = 0;
  const text = {
    en: "# Decided\n\n- **Open** the pier <script>\n- [Map](https://example.org/m?a=1&b=2)",
    es: "# Decidido\n\n- **Abrir** el muelle",
  };
  const mailed = await server.deps.db
    .transaction()
    .execute((tx) =>
      mailRecap(server.deps, tx, { meetingId: "mtg_2026_11_12", textFor: ({ language }) => text[language] }),
    );
  expect(mailed.sort()).toEqual([
    "per_casa_prom",
    "per_casa_rep",
    "per_city_alt",
    "per_city_rep",
    "per_friends_rep",
    "per_port_rep",
    "per_schools_rep",
    "per_state_rep",
    "per_uni_rep",
    "per_uni_tech",
    "per_yard_rep",
  ]);
  await server.deps.mail.deliver();
  expect(office.caught()).toHaveLength(mailed.length);
  const [casa] = office.to("casa_rep@example.org");
  expect(casa!.subject).toBe("Resumen: Steering Committee, November, jueves, 12 de noviembre de 2026");
  expect(casa!.text).toContain("# Decidido");
  expect(casa!.text).toContain("Speak with the pier's owner");
  expect(casa!.html).toContain("<strong>Abrir</strong> el muelle");
  const [schools] = office.to("schools_rep@example.org");
  expect(schools!.text).toContain("C-15");
  expect(schools!.html).toContain("<strong>Open</strong> the pier &lt;script&gt;");
  expect(schools!.html).toContain('<a href="https://example.org/m?a=1&amp;b=2">Map</a>');
  // What is for some eyes alone is in their mails alone.
  const others = office.caught().filter(({ to }) => !to.startsWith("casa"));
  for (const { text: words, html } of others) expect(`${words}${html}`).not.toContain("pier's owner");
  expect(schools!.text).toContain("http://127.0.0.1:4000/meetings/mtg_2026_11_12/recap");
});

test("minutes are confirmed from the mail, once for each organization, and after reading what was corrected", async () => {
  const { director, schools, city, server } = await cast();
  const meetingId = "mtg_2026_11_12";
  await server.deps.db
    .transaction()
    .execute((tx) => mailRecap(server.deps, tx, { meetingId, textFor: () => "Decided." }));
  const token = (await buttonsTo(server, "schools_rep@example.org"))["Confirm these minutes"] ?? "";
  const { state, version } = await look(server, token);
  expect(state).toBe("open");
  const erratum = { id: "pst_0123456789abcdef", text: "The quay is 40 m long." };
  expect(await director.post(`/api/meetings/${meetingId}/errata`, erratum)).toHaveStatus(201);
  expect(await server.stranger().post(`/api/acts/${token}`, { version })).toBeProblem("conflict");
  expect(await look(server, token)).toMatchObject({
    hasChanged: true,
    meeting: { corrections: ["The quay is 40 m long."] },
  });
  const press = () => server.stranger().post(`/api/acts/${token}`, { version: version + 1 });
  for (const answer of await Promise.all([press(), press()]))
    expect(await answer.json()).toMatchObject({ state: "done", said: { isReader: true } });
  const meeting = (await (await city.get(`/api/meetings/${meetingId}`)).json()) as {
    confirmations: { organizationId: string; personId: string }[];
  };
  expect(meeting.confirmations.filter((it) => it.organizationId === "org_schools")).toMatchObject([
    { personId: "per_schools_rep" },
  ]);
  expect(schools.cookie).not.toBe("");
});

test("a job that breaks off leaves neither mail nor note, holds up no other, and is done when it can be", async () => {
  const { server } = await cast();
  const { db, driver } = server.deps;
  await driver.exec(
    "create trigger no_mail before insert on mail when new.person_id = 'per_facil' begin select raise(abort, 'Broken.'); end;",
  );
  server.clock.pass(nextMorning - sampleDay + 3 * day);
  await server.deps.jobs.run();
  const open = () =>
    db
      .selectFrom("job")
      .select(["key", "attempts", "last_error"])
      .where("done_at", "is", null)
      .where("due_at", "<=", server.clock.now())
      .execute();
  expect((await mails(server)).map((it) => it.person_id).sort()).toEqual([
    "per_casa_rep",
    "per_city_rep",
    "per_director",
    "per_state_rep",
    "per_uni_rep",
  ]);
  expect(await open()).toMatchObject([
    {
      key: "commitment.reminder:com_23:2026-11-27:-3",
      attempts: 1,
      last_error: expect.stringContaining("Broken"),
    },
    { key: "commitment.reminder:com_23:2026-11-27:0", attempts: 1 },
  ]);
  await driver.exec("drop trigger no_mail;");
  // Not at once: it waits, longer each time.
  await server.deps.jobs.run();
  expect(await open()).toHaveLength(2);
  server.clock.pass(hour);
  await server.deps.jobs.run();
  await server.deps.jobs.run();
  expect(await open()).toEqual([]);
  expect((await mails(server)).filter((it) => it.person_id === "per_facil")).toHaveLength(1);
});

test("a sample that lives on mails nothing of its past, and nothing twice", async () => {
  const clock = createClock();
  const first = await openServer({ clock });
  await first.deps.jobs.run();
  expect(await mails(first)).toEqual([]);
  clock.pass(nextMorning - sampleDay);
  await first.deps.jobs.run();
  const [one] = await mails(first);
  expect(one!.subject).toContain("C-23");
  await first.close();
  for (const nights of [1, 1, 3, 7]) {
    clock.pass(nights * day);
    const later = await openServer({ clock, dataDir: first.dataDir });
    await later.deps.jobs.run();
    expect(await mails(later)).toHaveLength(1);
    await later.close();
  }
});

test("when a recap is sent it is mailed with the decision, once, and each reader's language", async () => {
  const office = await postOffice();
  const { director, server } = await cast({ smtpUrl: office.url });
  const december = "/api/meetings/mtg_2026_12_03";
  expect(await director.post(`${december}/start`)).toHaveStatus(201);
  await offer(director, { fromMeetingId: "mtg_2026_12_03", dueOn: "2026-12-20" });
  expect(await director.post(`${december}/closing`)).toHaveStatus(201);
  expect(await director.post(`${december}/recap`)).toHaveStatus(201);
  await director.post(`${december}/recap`);
  await server.deps.mail.deliver();
  const recaps = office.caught().filter(({ subject }) => /^(Recap|Resumen): /.test(subject));
  expect(recaps.filter(({ to }) => to === "city_rep@example.org")).toHaveLength(1);
  const [city] = recaps.filter(({ to }) => to === "city_rep@example.org");
  const markdown = await (await director.get(`${december}/recap.md?language=en&form=full`)).text();
  expect(city!.text).toContain(markdown.trim());
  expect(city!.text).toContain("Plant 4,200 stems");
  expect(recaps.find(({ to }) => to === "casa_rep@example.org")!.subject).toMatch(/^Resumen/);
});

test("the recap of a working group goes to the steering committee as well, in short", async () => {
  const office = await postOffice();
  const { director, server } = await cast({ smtpUrl: office.url });
  const meeting = newMeeting();
  const path = `/api/meetings/${meeting.id}`;
  for (const [where, said] of [
    ["/api/meetings", meeting],
    [`${path}/start`, {}],
    [`${path}/parking-lot`, { id: "prk_0123456789abcdef", text: "Who pays the boat?" }],
    [`${path}/closing`, {}],
    [`${path}/recap`, {}],
  ] as const)
    expect(await director.post(where, said), where).toHaveStatus(201);
  await server.deps.mail.deliver();
  const mailTo = (address: string) => office.to(address).filter(({ subject }) => /^Recap: /.test(subject));
  // The city is a member of the group; the yard and the schools speak in the committee above alone.
  const [city] = mailTo("city_rep@example.org");
  expect(city!.text).toContain("Who pays the boat?");
  expect(city!.text).toContain("Confirm these minutes");
  for (const address of ["yard_rep@example.org", "schools_rep@example.org"]) {
    const [mail, ...more] = mailTo(address);
    expect(more).toEqual([]);
    expect(mail!.text).not.toContain("Who pays the boat?");
    expect(mail!.text).not.toContain("Confirm these minutes");
    const short = await (await director.get(`${path}/recap.md?language=en&form=short`)).text();
    expect(mail!.text).toContain(short.trim());
  }
});
