import { expect, test } from "vitest";
import { readEvents } from "../../server/log/queries.ts";
import { readMeeting } from "../../server/meetings/rows.ts";
import type {
  Commitment,
  CommitmentWithHistory,
  NewCommitment,
  Recorded,
} from "../../shared/commitments/commitment.ts";
import { apply, type CommitmentEvent } from "../../shared/commitments/events.ts";
import { apply as applyToMeeting } from "../../shared/meetings/events.ts";
import type { MeetingRecord, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { type Cast, cast, type Name } from "../support/cast.ts";
import { day, minute } from "../support/clock.ts";
import { type OpenServer, problemOf, type Visitor } from "../support/server.ts";

/** Active, of the city; its last word is the version that everybody sees. */
const ofCity = "com_07";
const offeredToSchools = "com_15";

const offer = (more: Partial<NewCommitment> = {}) => ({
  id: "com_0123456789abcdef",
  what: "Plant 4,200 stems on reaches 3 to 5",
  ownerOrganizationId: "org_city",
  dueOn: "2027-03-15",
  ...more,
});

const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/commitments/${id}`)).json()) as CommitmentWithHistory;
const recorded = async (answer: Response) => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Recorded;
};

const changes = {
  acceptance: {},
  refusal: { reason: "We have no boat." },
  keeping: { note: "Both are named." },
  lapse: { reason: "Nobody was free." },
  release: { reason: "No longer needed." },
  renegotiation: { dueOn: "2026-12-15", reason: "Budget comes in December." },
  help: { reason: "We need a map." },
  handover: { organizationId: "org_city", personId: "per_city_rep", reason: "On leave." },
  notes: { note: "One is named." },
};
type Change = keyof typeof changes;
const isOfOffer = (change: Change) => change === "acceptance" || change === "refusal";

// Who speaks for the owner, and the backbone for it; nobody else. The very request that was refused then passes.
test.each(Object.keys(changes) as Change[])(
  "only the owner's voices say the %s of a commitment, and the backbone for it",
  async (change) => {
    const them = await cast();
    const { director, casa, schools, city, cityAlternate } = them;
    const id = isOfOffer(change) ? offeredToSchools : ofCity;
    const { version } = await read(director, id);
    const body = { version, ...changes[change] };
    const path = `/api/commitments/${id}/${change}`;
    for (const name of ["casa", "resident", "funder"] satisfies Name[])
      expect(await them[name].post(path, body), name).toBeProblem("forbidden");
    expect(await them.server.stranger().post(path, body)).toBeProblem("signed_out");
    const other = isOfOffer(change) ? city : schools;
    const refusal = await other.post(path, body);
    expect(refusal).toBeProblem("forbidden");
    expect((await problemOf(refusal)).title).toContain(
      isOfOffer(change) ? "Harbor Schools" : "Port Brackwater City",
    );
    expect((await read(director, id)).version).toBe(version);

    const owner = isOfOffer(change) ? schools : cityAlternate;
    const { commitment, receipt } = await recorded(await owner.post(path, body));
    expect(commitment).toMatchObject({ version: version + 1, isOnBehalf: false });
    const { history, ...now } = await read(casa, id);
    expect(now).toMatchObject(commitment);
    expect(history.at(-1)).toMatchObject({ seq: receipt.seq, onBehalf: false });

    const again = await cast();
    const byBackbone = await recorded(await again.director.post(path, body));
    const told = await read(again.casa, id);
    expect(told.history.at(-1)).toMatchObject({
      seq: byBackbone.receipt.seq,
      onBehalf: true,
      by: { id: "per_director", organizationId: "org_backbone" },
    });
    const changesStatus = !["help", "handover", "notes"].includes(change);
    expect(told.isOnBehalf).toBe(changesStatus);
  },
);

test("the backbone's own commitment is no call on anybody's behalf", async () => {
  const { director, city } = await cast();
  const body = { version: (await read(director, "com_12")).version, note: "Called on Monday." };
  expect(await city.post("/api/commitments/com_12/keeping", body)).toBeProblem("forbidden");
  const { commitment } = await recorded(await director.post("/api/commitments/com_12/keeping", body));
  expect(commitment).toMatchObject({ status: "kept", isOnBehalf: false, closedOn: "2026-11-23" });
});

test("what another may not even see looks as if it were not there", async () => {
  const { schools, director } = await cast();
  const { version } = await read(director, "com_17");
  for (const id of ["com_17", "com_99", "com_23"])
    expect(await schools.post(`/api/commitments/${id}/keeping`, { version, note: null })).toBeProblem(
      "not_found",
    );
});

test("a note-taker's words are an offer until the owner says yes", async () => {
  const { director, city, schools } = await cast();
  const { commitment, receipt } = await recorded(
    await director.post(
      "/api/commitments",
      offer({ fromMeetingId: "mtg_2026_11_12", quote: "We plant them." }),
    ),
  );
  expect(commitment).toMatchObject({
    number: 24,
    status: "offered",
    acceptedOn: null,
    dueOn: "2027-03-15",
    originalDueOn: "2027-03-15",
    groupId: "grp_steering",
    quote: "We plant them.",
    offeredBy: "per_director",
    version: 1,
  });
  expect(receipt.hash).toMatch(/^[0-9a-f]{64}$/);
  const path = `/api/commitments/${commitment.id}`;
  expect(await city.post(`${path}/keeping`, { version: 1, note: null })).toBeProblem("conflict");
  expect(await schools.post(`${path}/acceptance`, { version: 1 })).toBeProblem("forbidden");
  const accepted = await recorded(await city.post(`${path}/acceptance`, { version: 1 }));
  expect(accepted.commitment).toMatchObject({ status: "active", acceptedOn: "2026-11-23" });
  const meeting = (await (await city.get("/api/meetings/mtg_2026_11_12")).json()) as MeetingWithAgenda;
  expect(meeting.commitmentIds).toContain(commitment.id);
});

test("who promises for the own organization has said yes already, and a contributor has not", async () => {
  const { city, casa, resident } = await cast();
  const own = await recorded(await city.post("/api/commitments", offer()));
  expect(own.commitment).toMatchObject({ status: "active", version: 2, acceptedOn: "2026-11-23" });
  const ofCasa = { id: "com_aaaaaaaaaaaaaaaa", ownerOrganizationId: "org_casa" };
  const offered = await recorded(await resident.post("/api/commitments", offer(ofCasa)));
  expect(offered.commitment).toMatchObject({ status: "offered", number: 25 });
  expect(await resident.post(`/api/commitments/${ofCasa.id}/acceptance`, { version: 1 })).toBeProblem(
    "forbidden",
  );
  expect(await casa.post(`/api/commitments/${ofCasa.id}/acceptance`, { version: 1 })).toHaveStatus(201);
});

test("the same offer sent twice, at once or later, is one commitment with one receipt", async () => {
  const { director, city, server } = await cast();
  const twice = await Promise.all([
    director.post("/api/commitments", offer()).then(recorded),
    director.post("/api/commitments", offer()).then(recorded),
  ]);
  expect(twice[0]).toEqual(twice[1]);
  await recorded(await city.post(`/api/commitments/${offer().id}/acceptance`, { version: 1 }));
  server.clock.pass(2 * day);
  const later = await recorded(await director.post("/api/commitments", offer()));
  expect(later.receipt).toEqual(twice[0]!.receipt);
  expect(later.commitment.status).toBe("active");
  expect(await director.post("/api/commitments", offer({ what: "Something else" }))).toBeProblem("conflict");
  expect(await city.post("/api/commitments", offer())).toBeProblem("conflict");
  const next = await recorded(await director.post("/api/commitments", offer({ id: "com_bbbbbbbbbbbbbbbb" })));
  expect(next.commitment.number).toBe(25);
});

test("a commitment serves strategies of the common agenda, and no others", async () => {
  const { director, city, server } = await cast();
  const { items } = (await (await city.get("/api/strategies")).json()) as { items: { id: string }[] };
  const strategyIds = items.slice(0, 2).map((it) => it.id);
  const { commitment } = await recorded(await director.post("/api/commitments", offer({ strategyIds })));
  expect(commitment.strategyIds).toEqual(strategyIds);
  const unknown = offer({ id: "com_bbbbbbbbbbbbbbbb", strategyIds: ["str_none"] });
  expect(await director.post("/api/commitments", unknown)).toBeProblem("invalid");
  expect(await fromLog(server)).toEqual(await fromRows({ director, server }));
});

test("many offers at once have a number each, and no number comes twice", async () => {
  const { director, city, casa } = await cast();
  const answers = await Promise.all(
    [director, city, casa, director, city, casa].map((it, index) =>
      it.post("/api/commitments", offer({ id: `com_cccccccccccccc0${index}` })).then(recorded),
    ),
  );
  expect(answers.map((it) => it.commitment.number).sort()).toEqual([24, 25, 26, 27, 28, 29]);
  const declined = answers.find((it) => it.commitment.number === 29 && it.commitment.status === "offered");
  if (declined)
    await city.post(`/api/commitments/${declined.commitment.id}/refusal`, { version: 1, reason: "No." });
  const next = await recorded(await director.post("/api/commitments", offer({ id: "com_dddddddddddddddd" })));
  expect(next.commitment.number).toBe(30);
});

test("of two who say at once what became of it, the later one is told who was first, and when", async () => {
  const { city, cityAlternate, director, server } = await cast();
  const { version } = await read(city, ofCity);
  server.clock.pass(5 * minute);
  const answers = await Promise.all([
    city.post(`/api/commitments/${ofCity}/keeping`, { version, note: "Done." }),
    cityAlternate.post(`/api/commitments/${ofCity}/lapse`, { version, reason: "Not done." }),
  ]);
  expect(answers.map((it) => it.status).sort()).toEqual([201, 409]);
  const [late] = answers.filter((it) => it.status === 409);
  const winner =
    answers[0]!.status === 201 ? "Stormwater Program Manager (City)" : "Senior Drainage Engineer (City)";
  expect((await problemOf(late!)).title).toBe(
    `${winner} changed this on 2026-11-23 at 10:05. Look at it as it is now, then decide.`,
  );
  const { history } = await read(director, ofCity);
  expect(history).toHaveLength(version + 1);
});

test("a change whose answer was lost is sent again and answered the same, once in the log", async () => {
  const { city, director } = await cast();
  const { version } = await read(city, ofCity);
  const body = { version, ...changes.renegotiation };
  const first = await recorded(await city.post(`/api/commitments/${ofCity}/renegotiation`, body));
  expect(await recorded(await city.post(`/api/commitments/${ofCity}/renegotiation`, body))).toEqual(first);
  // Another one's, or with other words, it is no repetition.
  expect(await director.post(`/api/commitments/${ofCity}/renegotiation`, body)).toBeProblem("conflict");
  const other = { ...body, reason: "Another reason." };
  expect(await city.post(`/api/commitments/${ofCity}/renegotiation`, other)).toBeProblem("conflict");
  expect((await read(city, ofCity)).history).toHaveLength(version + 1);
});

test.each([
  ["2026-11-22", "This day is over. Choose today or a later date."],
  ["2027-02-30", "No calendar has this day. Choose another date."],
  ["2207-03-15", "This day is very far away. Look at its year again."],
])("a promise or a new date for %s is refused in words", async (dueOn, words) => {
  const { director, city } = await cast();
  const { version } = await read(city, ofCity);
  for (const answer of [
    await director.post("/api/commitments", offer({ dueOn })),
    await city.post(`/api/commitments/${ofCity}/renegotiation`, { version, dueOn, reason: "Later." }),
  ]) {
    expect(answer).toBeProblem("invalid");
    const problem = await problemOf(answer);
    expect(problem.title).toBe(words);
    expect(problem.fields).toHaveProperty("dueOn");
  }
  expect(await director.post("/api/commitments", offer({ dueOn: "2026-11-23" }))).toHaveStatus(201);
});

test("an offer that nobody could answer is refused, and says which field", async () => {
  const { director, city, schools, server } = await cast();
  await director.delete("/api/people/per_city_alt");
  const refused: [Visitor, Partial<NewCommitment>, string, string?][] = [
    [director, { ownerPersonId: "per_city_alt" }, "invalid", "ownerPersonId"],
    [director, { ownerPersonId: "per_casa_rep" }, "invalid", "ownerPersonId"],
    [director, { visibility: "backbone" }, "invalid", "visibility"],
    [director, { visibility: "group" }, "invalid", "groupId"],
    [director, { groupId: "grp_none" }, "invalid", "groupId"],
    [schools, { visibility: "group", groupId: "grp_bottom" }, "invalid", "visibility"],
    [director, { ownerOrganizationId: "org_none" }, "not_found"],
    [director, { supportOrganizationIds: ["org_none"] }, "not_found"],
    [director, { fromMeetingId: "mtg_none" }, "not_found"],
    [city, { id: "com_x" }, "invalid", "id"],
    [city, { what: "  " }, "invalid", "what"],
  ];
  const before = await readEvents(server.deps.db, "ini_brackwater");
  for (const [visitor, more, code, field] of refused) {
    const answer = await visitor.post("/api/commitments", offer(more));
    expect(answer, JSON.stringify(more)).toBeProblem(code as "invalid");
    if (field) expect((await problemOf(answer)).fields, JSON.stringify(more)).toHaveProperty(field);
  }
  expect(await readEvents(server.deps.db, "ini_brackwater")).toEqual(before);
  expect(await director.post("/api/commitments", offer({ ownerPersonId: "per_city_rep" }))).toHaveStatus(201);
});

test("a promise outlives whoever looked after it: the screen says so and the organization goes on", async () => {
  const { director, city } = await cast();
  expect((await read(city, ofCity)).ownerHasLeft).toBe(false);
  await director.delete("/api/people/per_city_alt");
  const it = await read(city, ofCity);
  expect(it).toMatchObject({ ownerPersonId: "per_city_alt", ownerHasLeft: true });
  const toGone = { version: it.version, organizationId: "org_city", personId: "per_city_alt", reason: "x" };
  expect(await city.post(`/api/commitments/${ofCity}/handover`, toGone)).toBeProblem("invalid");
  const { commitment } = await recorded(
    await city.post(`/api/commitments/${ofCity}/handover`, { ...toGone, personId: "per_city_rep" }),
  );
  expect(commitment).toMatchObject({ status: "active", ownerPersonId: "per_city_rep" });
});

test("what is handed to another partner waits for its yes, and comes back with a no", async () => {
  const { city, casa, director } = await cast();
  const { version } = await read(city, ofCity);
  const path = `/api/commitments/${ofCity}`;
  const body = { version, organizationId: "org_casa", personId: null, reason: "They know the blocks." };
  const handed = await recorded(await city.post(`${path}/handover`, body));
  expect(handed.commitment).toMatchObject({
    status: "offered",
    ownerOrganizationId: "org_casa",
    handedOverBy: "org_city",
  });
  expect(await city.post(`${path}/keeping`, { version: version + 1, note: null })).toBeProblem("forbidden");
  const no = await recorded(await casa.post(`${path}/refusal`, { version: version + 1, reason: "No." }));
  expect(no.commitment).toMatchObject({
    status: "active",
    ownerOrganizationId: "org_city",
    handedOverBy: null,
  });
  await recorded(await city.post(`${path}/handover`, { ...body, version: version + 2 }));
  const yes = await recorded(await casa.post(`${path}/acceptance`, { version: version + 3 }));
  expect(yes.commitment).toMatchObject({ status: "active", ownerOrganizationId: "org_casa" });
  expect((await read(director, ofCity)).history.map((it) => it.type).slice(-4)).toEqual([
    "commitment.handed_over",
    "commitment.declined",
    "commitment.handed_over",
    "commitment.accepted",
  ]);
});

test("what is closed stays closed, and can still be spoken of", async () => {
  const { city, director } = await cast();
  const { version } = await read(city, ofCity);
  const path = `/api/commitments/${ofCity}`;
  await recorded(await city.post(`${path}/keeping`, { version, note: null }));
  for (const [change, body] of Object.entries(changes))
    if (change !== "notes")
      expect(await city.post(`${path}/${change}`, { version: version + 1, ...body }), change).toBeProblem(
        "conflict",
      );
  expect(await city.post(`${path}/notes`, { version: version + 1, note: "Photos follow." })).toHaveStatus(
    201,
  );
  // The database itself lets nobody take a promise away.
  const it = (await read(director, ofCity)) as Commitment;
  expect(it.status).toBe("kept");
});

test("help that was asked for is found, or is over when the promise is", async () => {
  const { casa } = await cast();
  const { version, needsHelp } = await read(casa, "com_06");
  expect(needsHelp).toBe(true);
  const path = "/api/commitments/com_06";
  const found = await recorded(await casa.post(`${path}/help/answer`, { version, note: "The City came." }));
  expect(found.commitment.needsHelp).toBe(false);
  expect(await casa.post(`${path}/help/answer`, { version: version + 1, note: null })).toBeProblem(
    "conflict",
  );
  await recorded(await casa.post(`${path}/help`, { version: version + 1, reason: "Again." }));
  const kept = await recorded(await casa.post(`${path}/keeping`, { version: version + 2, note: null }));
  expect(kept.commitment.needsHelp).toBe(false);
});

test("no commitment can be removed, not even in the database", async () => {
  const { server } = await cast();
  await expect(server.deps.db.deleteFrom("commitment").where("id", "=", ofCity).execute()).rejects.toThrow();
});

/** What the log alone says of meetings and commitments. */
async function fromLog(server: OpenServer) {
  const commitments: Record<string, Commitment> = {};
  const meetings: Record<string, MeetingRecord> = {};
  for (const event of await readEvents(server.deps.db, "ini_brackwater")) {
    const [id = ""] = event.refs;
    if (event.type.startsWith("commitment."))
      commitments[id] = apply(commitments[id], event as CommitmentEvent);
    if (event.type.startsWith("meeting.")) meetings[id] = applyToMeeting(meetings[id], event as never);
    if (event.type === "initiative.days_moved") {
      for (const it of Object.values(commitments)) commitments[it.id] = apply(it, event);
      for (const it of Object.values(meetings)) meetings[it.id] = applyToMeeting(it, event);
    }
  }
  return { commitments, meetings };
}

async function fromRows({ director, server }: Pick<Cast, "director" | "server">) {
  const listOf = async <It>(path: string) =>
    ((await (await director.get(path)).json()) as { items: It[] }).items;
  const commitments = await listOf<Commitment>("/api/commitments");
  const rows = await server.deps.db.selectFrom("meeting").selectAll().execute();
  const meetings = await Promise.all(rows.map((row) => readMeeting(server.deps.db, row)));
  const byId = <It extends { id: string }>(items: It[]) => Object.fromEntries(items.map((it) => [it.id, it]));
  return { commitments: byId(commitments), meetings: byId(meetings) };
}

test("every row is what the log alone says, after the sample, after every change and on a later day", async () => {
  const them = await cast();
  const { city, schools, director, server } = them;
  expect(await fromLog(server)).toEqual(await fromRows(them));
  await recorded(await director.post("/api/commitments", offer({ supportOrganizationIds: ["org_casa"] })));
  for (const change of ["notes", "help", "renegotiation", "handover", "release"] as const) {
    const { version } = await read(city, ofCity);
    await recorded(await city.post(`/api/commitments/${ofCity}/${change}`, { version, ...changes[change] }));
  }
  const { version } = await read(schools, offeredToSchools);
  await recorded(
    await schools.post(`/api/commitments/${offeredToSchools}/refusal`, { version, reason: "No." }),
  );
  expect(await fromLog(server)).toEqual(await fromRows(them));
  await server.close();
  server.clock.pass(3 * day);
  const later = await cast({ clock: server.clock, dataDir: server.dataDir });
  const rows = await fromRows(later);
  expect(rows.commitments[ofCity]?.originalDueOn).toBe("2026-10-31");
  expect(await fromLog(later.server)).toEqual(rows);
});
