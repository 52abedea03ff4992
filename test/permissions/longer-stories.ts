import { XmlElement, XmlText } from "yjs";
import { editDocument } from "../../server/documents/edit.ts";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf } from "../../shared/common-agenda/readings.ts";
import type { Name } from "../support/cast.ts";
import type { Visitor } from "../support/visitor.ts";
import {
  backbone,
  D,
  december,
  everybody,
  indicator,
  leaders,
  M,
  november,
  partners,
  round,
  type Story,
  start,
  story,
} from "./asking.ts";

const call = () => ({ items: [{ indicatorId: "ind_runoff", period: "2026-Q4" }] });
const file = Buffer.from("indicator,period,value\nI5,2026-Q3,510").toString("base64");
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
const importId = "imp_0123456789abcdef";
const ownImport = `/api/indicators/imports/${importId}`;
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
