import { newId } from "../../shared/ids.ts";
import type { Name } from "../support/cast.ts";
import type { Visitor } from "../support/visitor.ts";
import {
  backbone,
  D,
  type Door,
  december,
  door,
  everybody,
  indicator,
  leaders,
  M,
  november,
  partners,
  round,
  start,
} from "./asking.ts";

// Who may go through which door: every route of ours stands here, or in `longer-stories.ts`, or the test fails. Each is
// asked at a server of its own with the sample in it, so that every line can be read by itself.

const representatives: Name[] = ["director", "city", "casa", "schools"];
/** Who speaks for the city, or, being of the backbone, records what it said. */
const forCity: Name[] = ["director", "city", "cityAlternate"];
const reason = "It was agreed by telephone.";
/** Of the city, active. */
const ours = "/api/commitments/com_07";
const said =
  (more: object = {}) =>
  () => ({ version: 2, ...more });
const item = { title: "Signs at the pier", purpose: "discuss", minutes: 5 };
const C = "/api/commitments/{id}";
const organization = {
  name: "Reed Society",
  shortName: "Reeds",
  sector: "nonprofit",
  isPublicBody: false,
  language: "en",
};
const left = async ({ director }: Record<Name, Visitor>) => director.delete("/api/people/per_casa_prom");
const itemId = "itm_0123456789abcdef";
const parkedId = "prk_0123456789abcdef";
const park = async (cast: Record<Name, Visitor>) => {
  await start(cast);
  return cast.director.post(`${december}/parking-lot`, { id: parkedId, text: "Later" });
};
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

function representativesAndAlternate(): Name[] {
  return [...representatives, "cityAlternate"];
}
