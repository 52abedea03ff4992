import type { App } from "../../server/app.ts";
import type { Deps } from "../../server/deps.ts";
import { agendaTexts, openInitiative } from "../../server/initiative/open.ts";
import { commit } from "../../server/log/commit.ts";
import type { Recorded } from "../../shared/commitments/commitment.ts";
import { sectionKeys } from "../../shared/common-agenda/common-agenda.ts";
import { firstGovernance } from "../../shared/initiative/governance.ts";
import { people } from "../support/cast.ts";
import { createVisitor, type Visitor } from "../support/visitor.ts";

// A server with something to hide: a second initiative, a closed group, restricted records, words for the backbone.
// Each of them holds a word that stands nowhere else, its canary.

/** Everybody who looks: people of the sample, somebody of another initiative, and somebody who has not signed in. */
export const onlookers = {
  ...people,
  /** The backbone of another initiative. */
  outsider: "per_outsider",
} as const;
export type Onlooker = keyof typeof onlookers | "stranger";

/** A word, and who may come across it. */
export interface Canary {
  word: string;
  seenBy: readonly Onlooker[];
}

const inGroup = ["director", "city", "cityAlternate", "casa", "resident"] as const;
const ofCity = ["director", "city", "cityAlternate"] as const;

export const canaries = {
  outside: { word: "qzxoutsider", seenBy: ["outsider"] },
  group: { word: "qzxclosedgroup", seenBy: inGroup },
  restricted: { word: "qzxrestricted", seenBy: ofCity },
  backbone: { word: "qzxbackbone", seenBy: ["director"] },
  /** What somebody of the schools wrote to the backbone alone. */
  confided: { word: "qzxconfided", seenBy: ["director", "schools"] },
} satisfies Record<string, Canary>;
export type CanaryName = keyof typeof canaries;

const letters = "0123456789abcdefghijklmnopqrstuvwxyz";
let made = 0;
/** An id of our own making, the same in each run. */
const id = (prefix: string) =>
  `${prefix}_${(made++)
    .toString(36)
    .padStart(16, "0")
    .replaceAll(/[^0-9a-z]/g, letters[0]!)}`;

interface Server {
  app: App;
  address: string;
  deps: Deps;
}

export interface World {
  visitors: Record<Onlooker, Visitor>;
  /** All that is hidden from somebody, with the canary that is in it. */
  hidden: { id: string; canary: CanaryName }[];
  /** The documents of what is hidden, with whose canary stands in them. */
  documents: { name: string; canary: CanaryName }[];
}

/** Fills an open sample with what has to stay hidden, through the doors that people use. */
export async function createWorld({ app, address, deps }: Server): Promise<World> {
  await openAnotherInitiative(deps);
  const visitors = { stranger: createVisitor(app, address) } as Record<Onlooker, Visitor>;
  for (const [name, personId] of Object.entries(onlookers)) {
    const visitor = createVisitor(app, address);
    await must(visitor.post("/api/sign-in/sample", { personId }));
    visitors[name as Onlooker] = visitor;
  }
  const hidden: World["hidden"] = [];
  const hides = (canary: CanaryName, ...ids: string[]) => {
    for (const it of ids) hidden.push({ id: it, canary });
  };
  hides("outside", "ini_outside", "org_outside", "per_outsider");
  const documents: World["documents"] = [];
  const { director, schools, outsider } = visitors;

  const hide = async (canary: CanaryName, by: Visitor, visibility: string, home: Home) => {
    const { word } = canaries[canary];
    const groupId = home.groupId ?? id("grp");
    if (!home.groupId)
      await must(
        by.post("/api/groups", {
          id: groupId,
          kind: "working_group",
          name: { en: `Group ${word}`, es: `Grupo ${word}` },
          cadence: word,
          chairIds: [],
          memberIds: home.memberIds,
          visibility,
          quorumPercent: 50,
          recapDays: 3,
        }),
      );
    const meetingId = id("mtg");
    const itemId = id("itm");
    await must(
      by.post("/api/meetings", {
        id: meetingId,
        groupId,
        title: `Meeting ${word}`,
        day: "2026-12-09",
        startsAt: "13:00",
        endsAt: "14:00",
        place: word,
        visibility,
        agenda: [{ id: itemId, title: `Item ${word}`, purpose: "discuss", minutes: 20 }],
      }),
    );
    await must(
      by.post(`/api/meetings/${meetingId}/parking-lot`, {
        id: id("prk"),
        text: `Later ${word}`,
        fromItemId: itemId,
      }),
    );
    const decisionId = id("dec");
    await must(
      by.post("/api/decisions", {
        id: decisionId,
        title: `Title ${word}`,
        proposal: `Proposal ${word}`,
        context: word,
        options: [{ id: "opt_1", title: word }],
        quote: word,
        visibility,
        groupId,
        fromMeetingId: home.isLinked ? meetingId : null,
        raisedByOrganizationId: home.ownerId,
      }),
    );
    const commitmentId = id("com");
    const offered = await must(
      by.post("/api/commitments", {
        id: commitmentId,
        what: `Promise ${word}`,
        ownerOrganizationId: home.ownerId,
        dueOn: "2026-12-15",
        contribution: word,
        visibility,
        groupId,
        quote: word,
      }),
    );
    const { version } = ((await offered.json()) as Recorded).commitment;
    await must(by.post(`/api/commitments/${commitmentId}/notes`, { version, note: `Note ${word}` }));
    const indicatorId = id("ind");
    await must(
      by.post("/api/indicators", {
        id: indicatorId,
        name: { en: `Indicator ${word}`, es: `Indicador ${word}` },
        level: "core",
        strategyIds: [],
        definition: word,
        unit: "people",
        direction: "increase",
        baseline: null,
        target: null,
        interimTarget: null,
        dataSource: word,
        cadence: "quarterly",
        reporterOrganizationId: home.ownerId,
        reporterPersonId: null,
        disaggregateBy: [word],
        smallestGroup: null,
        aggregation: "latest",
        sharingNote: word,
        dueDays: 18,
        // A number belongs to no group: where a group is meant, the one who reports it stands for it.
        visibility: visibility === "group" ? "restricted" : visibility,
      }),
    );
    await must(
      by.post(`/api/indicators/${indicatorId}/readings`, {
        id: id("rdg"),
        period: "2026-Q3",
        value: 12,
        note: `Reading ${word}`,
      }),
    );
    for (const [recordKind, of] of [
      ["agenda_item", `${meetingId}/${itemId}`],
      ["decision", decisionId],
      ["commitment", commitmentId],
      ["indicator", indicatorId],
    ]) {
      const postId = id("pst");
      await must(by.post("/api/threads/posts", { id: postId, recordKind, of, text: `Post ${word}` }));
      hides(canary, postId);
    }
    hides(canary, meetingId, itemId, decisionId, commitmentId, indicatorId);
    if (!home.groupId) hides(canary, groupId);
    if (home.isLinked) documents.push({ name: `notes:${meetingId}`, canary });
    if (!home.groupId) documents.push({ name: `plan:${groupId}`, canary });
  };

  await hide("outside", outsider, "partners", {
    memberIds: ["org_outside"],
    ownerId: "org_outside",
    isLinked: true,
  });
  await hide("group", director, "group", {
    memberIds: ["org_backbone", "org_city", "org_casa"],
    ownerId: "org_city",
    isLinked: true,
  });
  await hide("restricted", director, "restricted", {
    groupId: "grp_steering",
    ownerId: "org_city",
    isLinked: false,
  });
  await hide("backbone", director, "backbone", {
    groupId: "grp_steering",
    ownerId: "org_backbone",
    isLinked: true,
  });
  const confidedId = id("pst");
  const confided = { recordKind: "decision", of: "dec_protocol", isPrivate: true };
  await must(
    schools.post("/api/threads/posts", { id: confidedId, ...confided, text: canaries.confided.word }),
  );
  const checkInId = id("chk");
  await must(
    director.post("/api/check-ins", {
      id: checkInId,
      organizationId: "org_city",
      on: "2026-11-20",
      way: "call",
      note: canaries.backbone.word,
    }),
  );
  hides("confided", confidedId);
  hides("backbone", checkInId);
  await deps.later.settled();
  return { visitors, hidden, documents };
}

interface Home {
  groupId?: string;
  memberIds?: string[];
  ownerId: string;
  /** Whether its decision is of its meeting. */
  isLinked: boolean;
}

async function must(answer: Promise<Response>) {
  const it = await answer;
  if (!it.ok) throw new Error(`${it.url} ${it.status} ${await it.text()}`);
  return it;
}

/** Written once for each process: a text takes a thread of its own, which costs five times what a server does. */
let texts: ReturnType<typeof agendaTexts> | undefined;

/** An initiative beside the sample, as the sample itself was opened. */
export async function openAnotherInitiative(deps: Deps) {
  const { word } = canaries.outside;
  const at = deps.now();
  const body = { en: word, es: word };
  texts ??= agendaTexts(sectionKeys.map(() => ({ heading: body, body })));
  const written = await texts;
  await commit(deps, "ini_outside", async (tx, _, appendAll) => {
    await openInitiative(tx, appendAll, {
      by: "per_outsider",
      initiative: {
        id: "ini_outside",
        name_en: word,
        name_es: word,
        tagline_en: word,
        tagline_es: word,
        place: word,
        time_zone: "America/New_York",
        default_language: "en",
        sample_as_of: "2026-11-23",
        governance: JSON.stringify(firstGovernance),
        epoch: "",
        created_at: at,
      },
      organizations: [
        {
          id: "org_outside",
          initiative_id: "ini_outside",
          name: word,
          short_name: word,
          sector: "nonprofit",
          kind: "backbone",
          hue: 0,
          joined_on: "2026-01-01",
          is_public_body: 0,
          has_voice: 0,
          speaks_in_meetings_only: 0,
          removed_on: null,
          removed_for: null,
          language: "en",
          created_at: at,
        },
      ],
      people: [
        {
          id: "per_outsider",
          initiative_id: "ini_outside",
          organization_id: "org_outside",
          name: `Olga ${word}`,
          email: `${word}@example.org`,
          role: "backbone",
          language: "en",
          password_hash: null,
          also_for: "[]",
          created_at: at,
          first_signed_in_at: null,
          removed_at: null,
        },
      ],
      commonAgenda: {
        title_en: word,
        title_es: word,
        version: "0.1",
        status: "draft",
        adopted_on: null,
        next_review_on: null,
        source_language: "en",
      },
      texts: written,
    });
  });
}
