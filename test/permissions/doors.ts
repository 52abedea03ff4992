import { XmlElement, XmlText } from "yjs";
import { editDocument } from "../../server/documents/edit.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf } from "../../shared/common-agenda/readings.ts";
import { newId } from "../../shared/ids.ts";
import type { Cast, Name } from "../support/cast.ts";
import type { Visitor } from "../support/visitor.ts";

// Who may go through which door: every route of ours stands here, or the test fails. Each is asked at a server of its own
// with the sample in it, so that every line can be read by itself.

const everybody: Name[] = ["director", "city", "cityAlternate", "casa", "resident", "schools", "funder"];
const partners = everybody.filter((it) => it !== "funder");
const backbone: Name[] = ["director"];
const representatives: Name[] = ["director", "city", "casa", "schools"];
/** Who leads the steering committee, or its meetings, and the backbone. */
const leaders: Name[] = ["director", "city", "casa"];
/** Who speaks for the city, or, being of the backbone, records what it said. */
const forCity: Name[] = ["director", "city", "cityAlternate"];

export interface Door {
  /** Method and route, as in `GET /api/openapi.json`. */
  door: string;
  who: Name[];
  /** A path that fits the route. */
  path: string;
  /** A request that works for whoever may; made anew for each. */
  body?: () => object;
  /** What has to have happened before. */
  before?: (cast: Record<Name, Visitor>) => Promise<unknown>;
}

/** A door whose path and request depend on what happened before. */
export interface Story extends Pick<Door, "door" | "who"> {
  path: string | ((told: Told) => string);
  body?: (told: Told) => object;
  before?: (cast: Cast) => Promise<unknown>;
}

/** What {@link Story.before} came to know: each line reads its own, and fails where it is told otherwise. */
type Told = any;

const lineOf = <Path, Body, Before>(
  said: string,
  who: Name[],
  path?: Path,
  body?: Body,
  before?: Before,
) => ({
  door: said,
  who,
  path: path ?? said.split(" ")[1]!,
  ...(body && { body }),
  ...(before && { before }),
});
const door = (said: string, who: Name[], path?: string, body?: () => object, before?: Door["before"]): Door =>
  lineOf(said, who, path, body, before);
const story = (
  said: string,
  who: Name[],
  path?: Story["path"],
  body?: Story["body"],
  before?: Story["before"],
): Story => lineOf(said, who, path, body, before);

const december = "/api/meetings/mtg_2026_12_03";
const november = "/api/meetings/mtg_2026_11_12";
const M = "/api/meetings/{id}";
const C = "/api/commitments/{id}";
const D = "/api/decisions/{id}";
const reason = "It was agreed by telephone.";
/** Of the city, active. */
const ours = "/api/commitments/com_07";
const said =
  (more: object = {}) =>
  () => ({ version: 2, ...more });
const item = { title: "Signs at the pier", purpose: "discuss", minutes: 5 };
const organization = {
  name: "Reed Society",
  shortName: "Reeds",
  sector: "nonprofit",
  isPublicBody: false,
  language: "en",
};
const indicator = {
  name: { en: "Reeds", es: "Juncos" },
  level: "contributing",
  strategyIds: [],
  definition: "Reeds counted",
  unit: "reeds",
  direction: "increase",
  baseline: null,
  target: null,
  interimTarget: null,
  dataSource: "Counted",
  cadence: "quarterly",
  reporterOrganizationId: "org_city",
  reporterPersonId: null,
  disaggregateBy: [],
  smallestGroup: null,
  aggregation: "latest",
  sharingNote: null,
  dueDays: 18,
  visibility: "partners",
};
const round = () => ({
  id: newId("rnd"),
  period: "2026-Q3",
  indicatorIds: ["ind_runoff"],
  dueOn: "2026-12-10",
});
const start = async ({ director }: Record<Name, Visitor>) => director.post(`${december}/start`);
const left = async ({ director }: Record<Name, Visitor>) => director.delete("/api/people/per_casa_prom");
const itemId = "itm_0123456789abcdef";
const parkedId = "prk_0123456789abcdef";
const park = async (cast: Record<Name, Visitor>) => {
  await start(cast);
  return cast.director.post(`${december}/parking-lot`, { id: parkedId, text: "Later" });
};
const agendaName = "agenda:ini_brackwater:en";
const laterId = "mtg_0123456789abcdef";
const decisionId = "dec_0123456789abcdef";
const raise = ({ casa }: Record<Name, Visitor>) =>
  casa.post("/api/decisions", {
    id: decisionId,
    proposal: "Plant reeds.",
    groupId: "grp_steering",
    respondBy: "2026-12-20",
  });
const roundId = "rnd_0123456789abcdef";
const call = () => ({ items: [{ indicatorId: "ind_runoff", period: "2026-Q4" }] });
const importId = "imp_0123456789abcdef";
const ownImport = `/api/indicators/imports/${importId}`;
const file = Buffer.from("indicator,period,value\nI5,2026-Q3,510").toString("base64");
const beginImport = ({ city }: Record<Name, Visitor>) =>
  city.post("/api/indicators/imports", { id: importId, file: "a.csv" });
const sendImport = async (cast: Record<Name, Visitor>) => {
  await beginImport(cast);
  return cast.city.put(`${ownImport}/parts/0`, { base64: file });
};
const checkInId = "chk_0123456789abcdef";
const noteCheckIn = async ({ director }: Record<Name, Visitor>) =>
  (
    await director.post("/api/check-ins", {
      id: checkInId,
      organizationId: "org_city",
      on: "2026-11-20",
      way: "call",
      note: "All well",
    })
  ).json();
const readJson = async (who: Visitor, path: string) => (await who.get(path)).json();
const postId = "pst_0123456789abcdef";
const write = ({ city }: Record<Name, Visitor>) =>
  city.post("/api/threads/posts", { id: postId, recordKind: "decision", of: "dec_publish", text: "Yes" });

/** Doors for somebody who has not signed in, with the test that asks how each is guarded: there is no role to ask by. */
export const forStrangers = {
  "POST /api/set-up": "test/initiative/set-up.test.ts",
  "POST /api/sign-in/sample": "test/sign-in/sign-ins.test.ts",
  "POST /api/sign-in/link": "test/sign-in/links.test.ts",
  "POST /api/sign-in/link/confirm": "test/sign-in/links.test.ts",
  "POST /api/sign-in/password": "test/sign-in/passwords.test.ts",
  "POST /api/sign-out": "test/sign-in/sign-ins.test.ts",
  "GET /api/welcome": "test/initiative/welcome.test.ts",
  "GET /api/acts/{token}": "test/acts/acts.test.ts",
  "POST /api/acts/{token}": "test/acts/acts.test.ts",
};

/**
 * Doors that let the backbone of another initiative in, to what is its own; all others say no to it. Nowhere does it
 * change, or hear, anything of ours.
 */
export const openToOthers = [
  "GET /api/me",
  "PATCH /api/me",
  "PUT /api/me/password",
  "GET /api/me/sign-ins",
  "DELETE /api/me/sign-ins",
  "GET /api/me/mail",
  "PUT /api/me/mail",
  "PUT /api/initiative/governance",
  "GET /api/organizations",
  "POST /api/organizations",
  "GET /api/people",
  "GET /api/people/left",
  "GET /api/documents",
  "GET /api/common-agenda",
  "GET /api/common-agenda/working",
  "GET /api/groups",
  "GET /api/meetings",
  "GET /api/commitments",
  "GET /api/commitments/kept-rate",
  // It answers for each promise by itself; for one of ours, that it is not there.
  "POST /api/commitments/bulk",
  "GET /api/reminders",
  "GET /api/threads/unread",
  "GET /api/decisions",
  "GET /api/indicators",
  "GET /api/indicators/charts",
  "GET /api/indicators/rounds",
  "GET /api/indicators/imports",
  "POST /api/indicators/imports",
  "GET /api/strategies",
  "GET /api/activities",
  "GET /api/overview",
  "GET /api/check-ins",
  "GET /api/outbox",
  "GET /api/log",
  "GET /api/log/verification",
  "GET /api/live",
];

export const doors: Door[] = [
  // The own person.
  door("GET /api/me", everybody),
  door("PATCH /api/me", everybody, undefined, () => ({ language: "en" })),
  door("PUT /api/me/password", everybody, undefined, () => ({ password: "nine green bottles" })),
  door("GET /api/me/sign-ins", everybody),
  door("DELETE /api/me/sign-ins", everybody),
  door("GET /api/me/mail", everybody),
  door("PUT /api/me/mail", everybody, undefined, () => ({ reminders: false })),

  // The initiative and its partners.
  door("PUT /api/initiative/governance", backbone, undefined, () => ({
    fallback: "none",
    asyncDaysMin: 5,
    reviewAfterDays: 90,
    quietAfterDays: 30,
  })),
  door("GET /api/organizations", everybody),
  door("POST /api/organizations", backbone, undefined, () => organization),
  door("PATCH /api/organizations/{id}", ["director", "city"], "/api/organizations/org_city", () => ({
    speaksInMeetingsOnly: true,
  })),
  door("POST /api/organizations/{id}/removal", backbone, "/api/organizations/org_yard/removal", () => ({
    reason,
  })),
  door(
    "DELETE /api/organizations/{id}/removal",
    backbone,
    "/api/organizations/org_yard/removal",
    undefined,
    (it) => it.director.post("/api/organizations/org_yard/removal", { reason }),
  ),
  door("GET /api/people", everybody),
  door("POST /api/people", ["director", "city"], undefined, () => ({
    name: "Nora New",
    email: `${newId("per")}@example.org`,
    organizationId: "org_city",
    role: "contributor",
    language: "en",
  })),
  door("GET /api/people/left", everybody),
  door("PATCH /api/people/{id}", ["director", "city"], "/api/people/per_city_alt", () => ({
    role: "contributor",
  })),
  door("DELETE /api/people/{id}", ["director", "city"], "/api/people/per_city_alt"),
  door(
    "POST /api/people/{id}/erasure",
    ["director", "casa"],
    "/api/people/per_casa_prom/erasure",
    undefined,
    left,
  ),
  door("POST /api/people/{id}/voices", ["director", "casa"], "/api/people/per_city_alt/voices", () => ({
    organizationId: "org_casa",
  })),
  door(
    "DELETE /api/people/{id}/voices/{organizationId}",
    // Nobody has to speak for others who does not want to.
    ["director", "casa", "cityAlternate"],
    "/api/people/per_city_alt/voices/org_casa",
    undefined,
    (it) => it.casa.post("/api/people/per_city_alt/voices", { organizationId: "org_casa" }),
  ),

  // Texts.
  door("GET /api/documents", everybody),
  door("GET /api/documents/{name}/markdown", partners, "/api/documents/plan:grp_clean/markdown"),
  door("GET /api/common-agenda", everybody),
  door("GET /api/common-agenda/working", everybody),

  // Groups and meetings.
  door("GET /api/groups", everybody),
  door("POST /api/groups", backbone, undefined, () => ({
    id: newId("grp"),
    kind: "working_group",
    name: { en: "Reeds", es: "Juncos" },
    cadence: "",
    chairIds: [],
    memberIds: ["org_city"],
    visibility: "partners",
    quorumPercent: 50,
    recapDays: 3,
  })),
  door("PATCH /api/groups/{id}", backbone, "/api/groups/grp_clean", () => ({
    version: 1,
    cadence: "Weekly",
  })),
  door("GET /api/meetings", everybody),
  // The city's representative leads the Clean Water group.
  door("POST /api/meetings", ["director", "city"], undefined, () => ({
    id: newId("mtg"),
    groupId: "grp_clean",
    title: "Clean water",
    day: "2026-12-10",
    startsAt: "13:00",
    endsAt: "14:00",
  })),
  door(`GET ${M}`, partners, december),
  door(`PATCH ${M}`, leaders, december, () => ({ version: 1, place: "Pier" })),
  door(`GET ${M}/since-last-time`, partners, `${december}/since-last-time`),
  door(`POST ${M}/cancellation`, leaders, `${december}/cancellation`, () => ({ reason })),
  door(`POST ${M}/agenda`, partners, `${december}/agenda`, () => ({ id: newId("itm"), ...item })),
  door(`POST ${M}/agenda/order`, leaders, `${december}/agenda/order`, () => ({
    itemIds: ["ag2", "ag1", "ag3"],
  })),
  door(`POST ${M}/agenda/sending`, leaders, `${december}/agenda/sending`),
  door(`PATCH ${M}/agenda/{item}`, leaders, `${december}/agenda/ag1`, () => ({ version: 1, minutes: 7 })),
  door(`DELETE ${M}/agenda/{item}`, leaders, `${december}/agenda/ag1`),
  door(
    `POST ${M}/agenda/{item}/acceptance`,
    leaders,
    `${december}/agenda/${itemId}/acceptance`,
    undefined,
    (it) => it.casa.post(`${december}/agenda`, { id: itemId, ...item }),
  ),
  door(`POST ${M}/start`, leaders, `${december}/start`),
  door(
    `POST ${M}/current`,
    leaders,
    `${december}/current`,
    () => ({ fromItemId: null, itemId: "ag1" }),
    start,
  ),
  door(
    `POST ${M}/announcements`,
    ["director", "city", "cityAlternate", "casa"],
    `${december}/announcements`,
    () => ({
      organizationId: "org_city",
      answer: "comes",
    }),
  ),
  door(
    `POST ${M}/attendance`,
    ["director", "city", "cityAlternate", "casa"],
    `${december}/attendance`,
    () => ({ organizationId: "org_city", status: "present" }),
    start,
  ),
  door(
    `POST ${M}/parking-lot`,
    partners,
    `${december}/parking-lot`,
    () => ({ id: newId("prk"), text: "Later" }),
    start,
  ),
  door(
    `PATCH ${M}/parking-lot/{parked}`,
    leaders,
    `${december}/parking-lot/${parkedId}`,
    () => ({ status: "closed" }),
    park,
  ),
  door(
    `POST ${M}/parking-lot/{parked}/rewording`,
    leaders,
    `${december}/parking-lot/${parkedId}/rewording`,
    () => ({ was: "Later", text: "Much later" }),
    park,
  ),
  door(`POST ${M}/debrief`, leaders, `${december}/debrief`, () => ({ plus: ["Short"], delta: [] }), start),
  door(`POST ${M}/closing`, leaders, `${december}/closing`, undefined, start),
  door(`GET ${M}/recap`, partners, `${november}/recap`),
  door(`GET ${M}/recap.md`, partners, `${november}/recap.md`),
  door(`POST ${M}/errata`, representativesAndAlternate(), `${november}/errata`, () => ({
    id: newId("pst"),
    text: "Two",
  })),

  // Commitments.
  door("GET /api/commitments", everybody),
  door("POST /api/commitments", partners, undefined, () => ({
    id: newId("com"),
    what: "Plant reeds",
    ownerOrganizationId: "org_yard",
    dueOn: "2026-12-20",
  })),
  door("GET /api/commitments/kept-rate", everybody),
  door(`GET ${C}`, partners, ours),
  door("POST /api/commitments/bulk", partners, undefined, () => ({
    change: "kept",
    items: [{ id: "com_07", version: 2 }],
  })),
  door("POST /api/commitments/reminders/preview", backbone, undefined, () => ({ ids: ["com_07"] })),
  door("POST /api/commitments/reminders", backbone, undefined, () => ({ ids: ["com_07"] })),
  door(`POST ${C}/acceptance`, ["director", "schools"], "/api/commitments/com_15/acceptance", () => ({
    version: 1,
  })),
  door(`POST ${C}/refusal`, ["director", "schools"], "/api/commitments/com_15/refusal", () => ({
    version: 1,
    reason,
  })),
  door(`POST ${C}/keeping`, forCity, `${ours}/keeping`, said()),
  door(`POST ${C}/lapse`, forCity, `${ours}/lapse`, said({ reason })),
  door(`POST ${C}/release`, forCity, `${ours}/release`, said({ reason })),
  door(`POST ${C}/renegotiation`, forCity, `${ours}/renegotiation`, said({ reason, dueOn: "2027-02-01" })),
  door(`POST ${C}/help`, forCity, `${ours}/help`, said({ reason })),
  door(
    `POST ${C}/help/answer`,
    forCity,
    `${ours}/help/answer`,
    () => ({ version: 3 }),
    (it) => it.city.post(`${ours}/help`, { version: 2, reason }),
  ),
  door(`POST ${C}/handover`, forCity, `${ours}/handover`, said({ reason, organizationId: "org_yard" })),
  door(
    `POST ${C}/reopening`,
    forCity,
    `${ours}/reopening`,
    () => ({ version: 3, reason }),
    (it) => it.city.post(`${ours}/keeping`, { version: 2 }),
  ),
  // Whoever wrote it down, who leads its meeting, and whose offer it is.
  door(
    `POST ${C}/rewording`,
    ["director", "city", "casa", "schools"],
    "/api/commitments/com_15/rewording",
    () => ({
      version: 1,
      what: "Plant",
    }),
  ),
  door(`POST ${C}/notes`, forCity, `${ours}/notes`, said({ note: "Seen" })),
  door("GET /api/reminders", backbone),

  // Threads.
  door("GET /api/threads", partners, "/api/threads?recordKind=decision&of=dec_publish"),
  door("GET /api/threads/counts", partners, "/api/threads/counts?meeting=mtg_2026_12_03"),
  door("GET /api/threads/unread", everybody),
  door("POST /api/threads/posts", partners, undefined, () => ({
    id: newId("pst"),
    recordKind: "decision",
    of: "dec_publish",
    text: "Yes",
  })),
  door("GET /api/threads/posts/{id}", partners, `/api/threads/posts/${postId}`, undefined, write),
  door(
    "GET /api/threads/posts/{id}/wordings",
    partners,
    `/api/threads/posts/${postId}/wordings`,
    undefined,
    write,
  ),
  door(
    "PATCH /api/threads/posts/{id}",
    ["city"],
    `/api/threads/posts/${postId}`,
    () => ({ version: 1, text: "No" }),
    write,
  ),
  door(
    "DELETE /api/threads/posts/{id}",
    ["director", "city"],
    `/api/threads/posts/${postId}`,
    undefined,
    write,
  ),
  door("POST /api/threads/reading", partners, undefined, () => ({
    recordKind: "decision",
    of: "dec_publish",
    seq: 1,
  })),

  // Decisions. Casa Ribera raised the open one.
  door("GET /api/decisions", everybody),
  door("POST /api/decisions", partners, undefined, () => ({
    id: newId("dec"),
    proposal: "Plant reeds.",
    groupId: "grp_steering",
    respondBy: "2026-12-20",
  })),
  door(`GET ${D}`, partners, "/api/decisions/dec_publish"),
  door(`PATCH ${D}`, leaders, "/api/decisions/dec_publish", () => ({
    version: 9,
    context: "Why",
  })),
  door(`POST ${D}/positions`, ["director", "schools"], "/api/decisions/dec_publish/positions", () => ({
    position: "consent",
    organizationId: "org_schools",
    proposalVersion: 1,
    before: 0,
  })),
  door(`POST ${D}/proposals`, leaders, "/api/decisions/dec_publish/proposals", () => ({
    proposalVersion: 1,
    proposal: "Plant few reeds.",
  })),
  door(`POST ${D}/corrections`, leaders, "/api/decisions/dec_rhythm/corrections", () => ({
    version: 10,
    text: "Two",
  })),
  door(`POST ${D}/reviews`, leaders, "/api/decisions/dec_rhythm/reviews", () => ({
    version: 10,
    reviewOn: "2027-06-01",
  })),
  door(`POST ${D}/reminders`, backbone, "/api/decisions/dec_publish/reminders"),

  // Shared measurement, and the plan.
  door("GET /api/indicators", everybody),
  door("POST /api/indicators", ["director", "city"], undefined, () => ({ id: newId("ind"), ...indicator })),
  door("GET /api/indicators/charts", everybody),
  door("GET /api/indicators/rounds", everybody),
  door("POST /api/indicators/rounds", backbone, undefined, round),
  door("POST /api/indicators/rounds/preview", backbone, undefined, round),
  door("GET /api/indicators/{id}", partners, "/api/indicators/ind_sediment"),
  // The own ones.
  door("GET /api/indicators/imports", everybody),
  door("POST /api/indicators/imports", partners, undefined, () => ({
    id: newId("imp"),
    file: "a.csv",
  })),
  door("POST /api/indicators/{id}/readings", forCity, "/api/indicators/ind_runoff/readings", () => ({
    id: newId("rdg"),
    period: "2026-Q4",
    value: 3,
    isProvisional: true,
  })),
  door("GET /api/strategies", everybody),
  door("GET /api/activities", everybody),
  door("GET /api/activities/{id}", partners, "/api/activities/act_tanner"),

  // The backbone's own, and the log.
  door("GET /api/overview", backbone),
  door("GET /api/check-ins", backbone),
  door("POST /api/check-ins", backbone, undefined, () => ({
    id: newId("chk"),
    organizationId: "org_city",
    on: "2026-11-20",
    way: "call",
    note: "All well",
  })),
  door("GET /api/outbox", backbone),
  door("GET /api/log", everybody),
  door("GET /api/log/verification", everybody),
];

/**
 * Doors that open only after something happened, and depend on it. They stand apart because other tests send the requests
 * of {@link doors} again and again.
 */
export const longerStories: Story[] = [
  // The city's own: what is somebody else's looks as if it never was.
  story(
    "DELETE /api/me/sign-ins/{id}",
    ["city"],
    ({ items }) => `/api/me/sign-ins/${items[0].id}`,
    undefined,
    ({ city }) => readJson(city, "/api/me/sign-ins"),
  ),
  story(
    "POST /api/people/{id}/invitation",
    ["director", "city"],
    ({ id }) => `/api/people/${id}/invitation`,
    undefined,
    async ({ director }) =>
      (
        await director.post("/api/people", {
          name: "Nora New",
          email: "nora@example.org",
          organizationId: "org_city",
          role: "contributor",
          language: "en",
        })
      ).json(),
  ),
  story(
    "GET /api/common-agenda/versions/{id}",
    everybody,
    ({ versions }) => `/api/common-agenda/versions/${versions[0].id}`,
    undefined,
    ({ city }) => readJson(city, "/api/common-agenda"),
  ),
  story(
    "POST /api/common-agenda/versions",
    backbone,
    undefined,
    ({ hash }) => ({ number: "3", hash }),
    async ({ server, director }) => {
      // There is something new to publish.
      const by = { personId: "per_director", signInId: "" };
      await editDocument(server.deps.documents, agendaName, by, (doc) => {
        const paragraph = new XmlElement("paragraph");
        paragraph.insert(0, [new XmlText("And reeds.")]);
        doc.get("root-v2", XmlElement).insert(0, [paragraph]);
      });
      return readJson(director, "/api/common-agenda/working");
    },
  ),
  story(
    "POST /api/common-agenda/adoptions",
    ["director", "schools"],
    undefined,
    (agenda: CommonAgenda) => ({
      versionId: agenda.versions[0]!.id,
      organizationId: "org_schools",
      kind: "plain",
      after: adoptionOf(agenda, "org_schools")?.seq ?? null,
    }),
    ({ city }) => readJson(city, "/api/common-agenda"),
  ),
  story(
    `POST ${M}/agenda/{item}/move`,
    leaders,
    `${december}/agenda/ag2/move`,
    () => ({ toMeetingId: laterId }),
    ({ director }) =>
      director.post("/api/meetings", {
        id: laterId,
        groupId: "grp_steering",
        title: "Steering, once more",
        day: "2026-12-17",
        startsAt: "13:00",
        endsAt: "14:00",
      }),
  ),
  story(
    `POST ${M}/read-back`,
    leaders,
    `${december}/read-back`,
    () => ({ recordId: "com_15", verdict: "confirmed" }),
    start,
  ),
  story(`POST ${M}/recap`, leaders, `${december}/recap`, undefined, async (cast) => {
    await start(cast);
    return cast.director.post(`${december}/closing`);
  }),
  // Who speaks for a member of the group; the backbone is none.
  story(`POST ${M}/confirmations`, ["city", "cityAlternate", "casa", "schools"], `${november}/confirmations`),
  story("GET /api/threads/passages", everybody, `/api/threads/passages?document=${agendaName}`),
  story("GET /api/threads/passages", partners, "/api/threads/passages?document=plan:grp_clean"),
  story(
    `POST ${D}/outcome`,
    leaders,
    `/api/decisions/${decisionId}/outcome`,
    () => ({ version: 1, meetingId: "mtg_2026_12_03" }),
    async (cast) => {
      await start(cast);
      // As many as are needed to agree.
      for (const it of ["casa", "city", "uni", "port", "schools"])
        await cast.director.post(`${december}/attendance`, {
          organizationId: `org_${it}`,
          status: "present",
          personId: null,
        });
      return raise(cast);
    },
  ),
  story(
    `POST ${D}/closing`,
    leaders,
    `/api/decisions/${decisionId}/closing`,
    () => ({ version: 1, status: "withdrawn", outcome: "Not now." }),
    raise,
  ),
  story(
    "POST /api/indicators/rounds/{round}/closing",
    backbone,
    `/api/indicators/rounds/${roundId}/closing`,
    undefined,
    ({ director }) => director.post("/api/indicators/rounds", { ...round(), id: roundId }),
  ),
  story("POST /api/indicators/reminders/preview", backbone, undefined, call),
  story("POST /api/indicators/reminders", backbone, undefined, call),
  story("PUT /api/indicators/{id}", ["director", "city"], "/api/indicators/ind_runoff", () => ({
    version: 1,
    ...indicator,
    break: { period: "2026-Q3", reason: "Counted by hand." },
  })),
  // Whoever began it goes on with it, and nobody else.
  story(
    "PUT /api/indicators/imports/{import}/parts/{place}",
    ["city"],
    `${ownImport}/parts/0`,
    () => ({ base64: file }),
    beginImport,
  ),
  story(
    "POST /api/indicators/imports/{import}/preview",
    ["city"],
    `${ownImport}/preview`,
    () => ({}),
    sendImport,
  ),
  story(
    "POST /api/indicators/imports/{import}/confirmation",
    ["city"],
    `${ownImport}/confirmation`,
    ({ fingerprint }) => ({ fingerprint }),
    async (cast) => {
      await sendImport(cast);
      return (await cast.city.post(`${ownImport}/preview`, {})).json();
    },
  ),
  // Whoever writes in both plans.
  story(
    "PUT /api/activities/{id}/group",
    ["director", "casa", "resident"],
    "/api/activities/act_sewer/group",
    () => ({ groupId: "grp_people" }),
  ),
  story(
    "PATCH /api/check-ins/{id}",
    backbone,
    `/api/check-ins/${checkInId}`,
    ({ seq }) => ({ seq, on: "2026-11-20", way: "call", note: "All is well" }),
    noteCheckIn,
  ),
  story("DELETE /api/check-ins/{id}", backbone, `/api/check-ins/${checkInId}`, undefined, noteCheckIn),
  story("GET /api/live", everybody),
];

function representativesAndAlternate(): Name[] {
  return [...representatives, "cityAlternate"];
}
