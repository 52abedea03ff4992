import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";
import type { RecapPage } from "../../shared/meetings/recap.ts";
import { inShort, roomInWords } from "../../shared/meetings/recap-words.ts";
import { saidIn } from "../../shared/meetings/said.ts";
import { cast } from "../support/cast.ts";
import { createClock, day, hour, minute } from "../support/clock.ts";
import { openServer, type Visitor } from "../support/server.ts";
import { changed, december, meetingOf, meetingsFromLog, meetingsFromRows, november } from "./support.ts";

const recapOf = async (visitor: Visitor, path = november, query = "") =>
  (await (await visitor.get(`${path}/recap${query}`)).json()) as RecapPage;
const markdownOf = async (visitor: Visitor, path = november, query = "") =>
  (await visitor.get(`${path}/recap.md${query}`)).text();

const offer = (letter: string, ownerOrganizationId: string, more: object = {}) => ({
  id: `com_${letter.repeat(16)}`,
  what: `Bring ${letter}`,
  ownerOrganizationId,
  dueOn: "2026-12-11",
  fromMeetingId: "mtg_2026_12_03",
  fromItemId: "ag1",
  quote: `We bring ${letter}, said somebody.`,
  ...more,
});

test("the sample's November recap tells who was there, what was taken on and released, and what comes next", async () => {
  const { casa } = await cast();
  const { recap, sent } = await recapOf(casa);
  expect(recap.quorum).toEqual({ members: 8, present: 7, needed: 5, isMet: true });
  expect(recap.room.filter((it) => it.status !== "present").map((it) => it.organizationId)).toEqual([
    "org_port",
  ]);
  const written = sample.meetings.find((it) => it.id === "mtg_2026_11_12")!;
  expect(recap.tookOn.map((it) => it.id)).toEqual(written.commitmentIds);
  expect(recap.tookOn.filter((it) => it.status !== "active").map((it) => [it.number, it.status])).toEqual([
    [15, "offered"],
  ]);
  expect(recap.became).toEqual([
    expect.objectContaining({
      number: 19,
      how: "released",
      ownerOrganizationId: "org_friends",
      reason: "Released by agreement: the market closed in October.",
    }),
  ]);
  expect(recap.parkingLot.map((it) => [it.text, it.raisedById, it.sinceMeeting])).toEqual([
    ["Who speaks to the press after a spill?", "org_yard", "Steering Committee, September"],
    ["Stipends for pier advisers in 2027", "org_casa", null],
  ]);
  expect(recap.decided.map((it) => [it.number, it.sentence, it.notHeard])).toEqual([
    [19, sample.decisions.find((it) => it.number === 19)!.proposal, ["org_port"]],
  ]);
  expect(recap.decided[0]!.stances.map((it) => [it.position, it.organizationIds.length])).toEqual([
    ["consent", 5],
    ["abstain", 1],
    ["recused", 1],
  ]);
  expect(recap.open.map((it) => [it.number, it.respondBy, it.notHeard])).toEqual([
    [18, "2026-12-03", ["org_schools"]],
  ]);
  expect(inShort(recap, "en").slice(0, 2)).toEqual([
    "$840k to Ribera sewer laterals (A7) and $360k to the working-waterfront marsh edge (A3).",
    "“Publish site-level bacteria results every week” stays open until 3 December 2026.",
  ]);
  expect(recap.debrief).toEqual(written.debrief);
  expect(recap.said.map((it) => [it.itemId, it.markdown])).toEqual(
    written.notes.map((it) => [it.agendaItemId, it.text]),
  );
  expect(recap.next).toMatchObject({
    meetingId: "mtg_2026_12_03",
    day: "2026-12-03",
    agenda: ["Commitments due by today", "Publish weekly site results", "Meeting rhythm: overdue review"],
  });
  expect(sent).toMatchObject({ on: "2026-11-16", daysAfter: 4, daysAgreed: 5, sha256: null, holds: null });
  expect(inShort(recap, "en").at(-1)).toBe(
    "Six new commitments were made, one of them still waiting for a yes, and one older one was released.",
  );
  expect(inShort(recap, "es").at(-1)).toBe(
    "Se hicieron seis compromisos nuevos, uno de ellos todavía por aceptar, y se liberó uno anterior.",
  );
  expect(roomInWords(recap, "en")).toContain("Port Authority was not in the room.");
});

test("every recap of the sample went out in time, as its list says", async () => {
  const { casa } = await cast();
  const { items } = (await (await casa.get("/api/meetings")).json()) as { items: Meeting[] };
  const late = items.filter((it) => it.isRecapLate).map((it) => it.id);
  expect(late).toEqual(sample.expectedAnswers.meetingsWithRecapLate);
  for (const { id } of items.filter((it) => it.status === "held")) {
    const { sent } = await recapOf(casa, `/api/meetings/${id}`);
    expect(sent!.daysAfter).toBeLessThanOrEqual(sent!.daysAgreed);
  }
});

test("the Markdown says it in whole sentences, in both languages, and shorter for the committee above", async () => {
  const { casa } = await cast();
  const en = await markdownOf(casa);
  expect(en).toContain("# Steering Committee, November\n");
  expect(en).toContain("Thursday 12 November 2026, 09:00–10:50, New York time. Casa Ribera hall + video.");
  expect(en).toContain("With Spanish interpretation.");
  expect(en).toContain("- 7 of 8 partners were there; 5 needed to decide.");
  expect(en).toContain(
    "- **C-12** Call the Port Authority about the open objection. Compact Office, by 20 November 2026.",
  );
  expect(en).toContain("Harbor Schools, by 30 April 2027. Waiting for a yes.");
  expect(en).toContain(
    "Steering Committee, December: Thursday 3 December 2026, 09:00, City Hall annex + video.",
  );
  const es = await markdownOf(casa, november, "?language=es");
  expect(es).toContain("Jueves 12 de noviembre de 2026, 09:00–10:50, hora de Nueva York.");
  expect(es).toContain("Harbor Schools, para el 30 de abril de 2027. Por aceptar.");
  expect(es).toContain("vale la versión en inglés");
  const short = await markdownOf(casa, november, "?form=short");
  expect(short).toContain("## What we took on");
  expect(short).not.toContain("## In the room");
  expect(short).not.toContain("## Parking lot");
  expect(short.length).toBeLessThan(en.length);
});

test("the same log gives the same bytes: after a restart, after what came later, after a person was erased", async () => {
  const clock = createClock();
  const first = await cast({ clock });
  const before = await Promise.all(
    ["", "?language=es", "?form=short"].map((it) => markdownOf(first.casa, november, it)),
  );
  await first.server.close();
  const server = await openServer({ clock, dataDir: first.server.dataDir });
  const director = await server.as("per_director");
  const casa = await server.as("per_casa_rep");
  // A commitment of the meeting is kept, another one moved; the next meeting is another one.
  const commitmentOf = async (id: string) =>
    (await (await director.get(`/api/commitments/${id}`)).json()) as Commitment;
  const keep = { version: (await commitmentOf("com_12")).version, note: "Done." };
  await director.post("/api/commitments/com_12/keeping", keep);
  const { version } = await commitmentOf("com_14");
  await casa.post("/api/commitments/com_14/renegotiation", {
    version,
    dueOn: "2026-12-20",
    reason: "Later.",
  });
  await director.post(`${december}/cancellation`, { reason: "Snow." });
  await director.delete("/api/people/per_facil");
  expect(await director.post("/api/people/per_facil/erasure")).toHaveStatus(204);
  expect((await commitmentOf("com_12")).status).toBe("kept");
  const after = await Promise.all(
    ["", "?language=es", "?form=short"].map((it) => markdownOf(casa, november, it)),
  );
  expect(after).toEqual(before);
});

test("a recap is sent once, by who leads a closed meeting; the log keeps the fingerprint of what was sent", async () => {
  const { director, schools, casa, server } = await cast();
  await changed(await director.post(`${december}/start`));
  await director.post("/api/commitments", offer("a", "org_city"));
  await director.post("/api/commitments", offer("b", "org_backbone"));
  expect(await director.post(`${december}/recap`)).toBeProblem("conflict");
  expect((await recapOf(casa, december)).sent).toBeNull();
  expect(await markdownOf(casa, december)).toContain("This is a draft. It has not been sent.");
  await changed(await director.post(`${december}/closing`));
  expect(await schools.post(`${december}/recap`)).toBeProblem("forbidden");
  server.clock.pass(6 * day);
  const sent = await changed(await director.post(`${december}/recap`));
  expect(sent).toMatchObject({ recapSentOn: "2026-11-29" });
  const mails = await server.deps.db.selectFrom("mail").select("person_id").execute();
  const again = await changed(await director.post(`${december}/recap`));
  expect(await server.deps.db.selectFrom("mail").select("person_id").execute()).toHaveLength(mails.length);
  expect(again.recapSeq).toBe(sent.recapSeq);
  const page = await recapOf(casa, december);
  const readers = (await server.deps.db.selectFrom("mail").selectAll().execute()).filter((it) =>
    /Recap|Resumen/.test(it.subject),
  );
  expect(readers.length).toBeGreaterThan(8);
  expect(page.sent).toMatchObject({ seq: sent.recapSeq, holds: true, mailedTo: readers.length });
  // It was held, and its recap sent, before the day that it was called for.
  expect(page.sent!.daysAfter).toBe(0);
  expect((await meetingOf(casa, december)).minutesLeadDays).toBe(0);
  for (const language of ["en", "es"] as const) {
    const markdown = await markdownOf(casa, december, `?language=${language}`);
    expect(createHash("sha256").update(markdown).digest("hex")).toBe(page.sent!.sha256![language]);
  }
  expect(await meetingsFromLog(server)).toEqual(await meetingsFromRows(server));
  // Somebody was offline: it is no part of what was sent, and the page says so.
  await director.post("/api/commitments", offer("c", "org_casa"));
  const later = await recapOf(casa, december);
  expect(later.recap.tookOn.map((it) => it.what)).toEqual(["Bring a", "Bring b"]);
  expect(later.arrivedLater.map((it) => it.what)).toEqual(["Bring c"]);
  expect(later.sent!.holds).toBe(true);
});

test("the days of a sample move on, and what was sent is still what the log says was sent", async () => {
  const clock = createClock();
  const { director, server } = await cast({ clock });
  await changed(await director.post(`${december}/start`));
  await director.post("/api/commitments", offer("a", "org_city"));
  await changed(await director.post(`${december}/closing`));
  await changed(await director.post(`${december}/recap`));
  await server.close();
  clock.pass(3 * day);
  const moved = await openServer({ clock, dataDir: server.dataDir });
  const page = await recapOf(await moved.as("per_director"), december);
  expect(page.recap).toMatchObject({ day: "2026-12-06", sentOn: "2026-11-26" });
  expect(page.recap.tookOn[0]!.dueOn).toBe("2026-12-14");
  expect(page.sent!.holds).toBe(true);
});

test("a recap holds what its reader may see; what goes to all holds what every member may see", async () => {
  const { director, city, casa, funder, server } = await cast();
  await changed(await director.post(`${december}/start`));
  await director.post("/api/commitments", offer("a", "org_city"));
  await director.post("/api/commitments", offer("b", "org_city", { visibility: "group" }));
  await director.post("/api/commitments", offer("c", "org_city", { visibility: "restricted" }));
  await director.post("/api/commitments", offer("d", "org_backbone", { visibility: "backbone" }));
  await changed(await director.post(`${december}/closing`));
  await changed(await director.post(`${december}/recap`));
  const seen = async (visitor: Visitor) =>
    (await recapOf(visitor, december)).recap.tookOn.map((it) => it.what.at(-1)).join("");
  expect(await seen(director)).toBe("abcd");
  expect(await seen(city)).toBe("abc");
  expect(await seen(casa)).toBe("ab");
  for (const visitor of [director, city, casa]) {
    const markdown = await markdownOf(visitor, december);
    expect(markdown).toContain("Bring b");
    expect(markdown).not.toContain("Bring c");
    expect(markdown).not.toContain("Bring d");
  }
  expect(await funder.get(`${december}/recap`)).toBeProblem("not_found");
  expect(await funder.get(`${december}/recap.md`)).toBeProblem("not_found");
  const stranger = server.stranger();
  expect(await stranger.get(`${december}/recap`)).toBeProblem("signed_out");
});

test("what was set aside when it was read back stands as to be settled, and counts for nothing", async () => {
  const { director, casa } = await cast();
  await changed(await director.post(`${december}/start`));
  await director.post("/api/commitments", offer("a", "org_city"));
  await director.post("/api/commitments", offer("b", "org_backbone"));
  const verdict = { recordId: offer("a", "").id, verdict: "parked" };
  await changed(await director.post(`${december}/read-back`, verdict));
  const { recap } = await recapOf(casa, december);
  expect(recap.tookOn.map((it) => it.what)).toEqual(["Bring b"]);
  expect(recap.toSettle.map((it) => it.text)).toEqual(["Bring a"]);
  expect(inShort(recap, "en").at(-1)).toBe("One new commitment was made.");
  expect(await markdownOf(casa, december)).toContain("## To be settled");
  await changed(await director.post(`${december}/read-back`, { ...verdict, verdict: "taken_back" }));
  expect((await recapOf(casa, december)).recap.toSettle).toEqual([]);
});

test("a reading that was set aside stands as to be settled, as it was put right, and for whoever sees its indicator", async () => {
  const { director, casa } = await cast();
  await changed(await director.post(`${december}/start`));
  const sediment = (await (await director.get("/api/indicators/ind_sediment")).json()) as {
    code: string;
    dataPoints: { id: string; period: string }[];
  };
  const period = "2026-Q3";
  const report = async (id: string, value: number, replacesId: string | null) =>
    changed(
      await director.post("/api/indicators/ind_sediment/readings", {
        id,
        period,
        value,
        replacesId,
        fromMeetingId: december.split("/").at(-1),
      }),
    );
  const before = sediment.dataPoints.find((it) => it.period === period)?.id ?? null;
  const [first, second] = ["rdg_00000000000000aa", "rdg_00000000000000bb"] as const;
  await report(first, 4, before);
  await report(second, 5, first);
  for (const recordId of [first, second])
    await changed(await director.post(`${december}/read-back`, { recordId, verdict: "parked" }));
  const { recap } = await recapOf(casa, december);
  expect(recap.toSettle.map((it) => [it.id, it.label])).toEqual([[second, sediment.code]]);
  expect(recap.toSettle[0]!.text).toMatch(/, 2026-Q3: 5 /);
});

test("what becomes of older commitments while the room is open stands in its recap, and later things do not", async () => {
  const { director, casa, server } = await cast();
  const keep = async (visitor: Visitor, id: string) => {
    const it = (await (await visitor.get(`/api/commitments/${id}`)).json()) as Commitment;
    expect(
      await visitor.post(`/api/commitments/${id}/keeping`, { version: it.version, note: "Done." }),
    ).toHaveStatus(201);
  };
  await keep(director, "com_12");
  server.clock.pass(minute);
  await changed(await director.post(`${december}/start`));
  server.clock.pass(hour);
  await keep(casa, "com_14");
  await changed(await director.post(`${december}/closing`));
  server.clock.pass(hour);
  await keep(director, "com_16");
  const { recap } = await recapOf(casa, december);
  expect(recap.became.map((it) => [it.number, it.how])).toEqual([[14, "kept"]]);
});

test("a correction stands beside the minutes, with the wording that was wrong, and changes no byte of them", async () => {
  const { city, casa } = await cast();
  const before = await markdownOf(casa);
  const erratum = { id: "pst_0123456789abcdef", was: "5 needed to decide", text: "Six were needed." };
  await changed(await city.post(`${november}/errata`, erratum));
  const { errata } = await meetingOf(casa, november);
  expect(errata).toEqual([{ ...erratum, personId: "per_city_rep", on: "2026-11-23" }]);
  expect(await markdownOf(casa)).toBe(before);
});

test("the notes are told by agenda item, with the time spent; records that stand elsewhere are not told twice", async () => {
  const item = {
    purpose: "discuss",
    minutes: 10,
    leadId: null,
    recordIds: [] as string[],
    status: "planned",
  } as const;
  const rest = { proposedBy: null, fromMeetingId: null, isDone: true, version: 1 };
  const agenda = [
    { id: "a", title: "Storm results (draft)", spentSeconds: 754, ...item, ...rest },
    { id: "b", title: "Money", spentSeconds: 0, ...item, ...rest },
  ];
  const notes = [
    "We began late.",
    "## Storm results \\(draft\\)",
    "[@Dale Norwood](person:per_1) spoke.",
    "",
    "[commitment](commitment:com_1)",
    "[indicator](indicator:ind_1)",
    "~~[decision](decision:dec_1)~~",
    "## Money",
    "",
    "[commitment](commitment:com_2)",
    "## Something else",
    "More.",
  ].join("\n");
  const said = saidIn(notes, agenda, (kind) =>
    kind === "indicator" ? "Bacteria *in* the river" : undefined,
  );
  expect(said).toEqual([
    { heading: "", itemId: null, minutesSpent: null, markdown: "We began late." },
    {
      heading: "Storm results (draft)",
      itemId: "a",
      minutesSpent: 13,
      markdown: "@Dale Norwood spoke.\n\nBacteria \\*in\\* the river",
    },
    { heading: "Something else", itemId: null, minutesSpent: null, markdown: "More." },
  ]);
});
