import { type Kysely, sql } from "kysely";
import type { SectionKey } from "../shared/common-agenda/common-agenda.ts";
import { addDays, dayIn, daysBetween } from "../shared/dates.ts";
import type { Governance } from "../shared/initiative/governance.ts";
import type { Bilingual, Language } from "../shared/languages.ts";
import type { Sector } from "../shared/organizations/organization.ts";
import type { Role } from "../shared/roles.ts";
import { activityOf } from "./action-plans/rows.ts";
import type { Tables } from "./db/tables.ts";
import type { Deps } from "./deps.ts";
import { openNotes } from "./documents/notes.ts";
import { movePlans, openPlan } from "./documents/plans.ts";
import { writeTexts } from "./documents/write.ts";
import { agendaMarkdown, openInitiative } from "./initiative/open.ts";
import { commit } from "./log/commit.ts";
import { hueOf } from "./organizations/commands.ts";
import { moveClosings } from "./reminders/closings.ts";
import { moveReminders } from "./reminders/plan.ts";
import { moveRoundReminders } from "./reminders/rounds.ts";
import { moveMeetings, type SampleMeetings, seedMeetings } from "./sample/meetings.ts";
import { sampleNotesMarkdown, sampleOutlines } from "./sample/notes.ts";

/** Every day that the sample keeps; all move on together, so that what is late today is late tomorrow too. */
const sampleDays = {
  organization: ["joined_on", "removed_on"],
  common_agenda: ["adopted_on", "next_review_on"],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/** The file's rules for deciding, in ours. */
const governanceOf = (said: Brackwater["initiative"]["governance"]): Governance => ({
  fallback: said.fallbackMethod === "two_thirds_of_member_orgs" ? "two_thirds" : "none",
  asyncDaysMin: said.asyncDecisionMinDays,
  reviewAfterDays: said.defaultReviewAfterDays,
  quietAfterDays: said.silenceThresholdDays,
});

/** As much of `sample/brackwater.json` as is seeded; its fieldGuide explains every field. */
interface Brackwater extends SampleMeetings {
  asOf: string;
  initiative: SampleMeetings["initiative"] & {
    id: string;
    name: Bilingual;
    tagline: Bilingual;
    place: string;
    timeZone: string;
    defaultLocale: Language;
    governance: {
      fallbackMethod: string;
      asyncDecisionMinDays: number;
      defaultReviewAfterDays: number;
      silenceThresholdDays: number;
    };
  };
  organizations: {
    id: string;
    name: string;
    shortName: string;
    sector: Sector;
    role: "backbone" | "partner";
    joinedOn: string;
    isPublicBody: boolean;
    voting: boolean;
    preferredLocale?: Language;
  }[];
  people: {
    id: string;
    orgId: string;
    displayName: string;
    email: string;
    accessRole: string;
    isVotingRepresentative: boolean;
    isNamedAlternate: boolean;
    locale: Language;
  }[];
  commonAgenda: SampleMeetings["commonAgenda"] & {
    title: Bilingual;
    status: "draft" | "adopted";
    nextReviewOn: string;
    sections: { key: SectionKey; heading: Bilingual; body: Bilingual }[];
  };
}

type LogDeps = Pick<Deps, "db" | "now" | "random" | "live">;

/** The person of the backbone who is said to have opened the sample. */
const opener = "per_director";
const minute = 60_000;

/** Opens the sample initiative in a new database, with its dates moved to today. */
export async function seedSample(deps: LogDeps) {
  const file = await import("./sample/brackwater.json", { with: { type: "json" } });
  const sample = file.default as unknown as Brackwater;
  const { initiative, commonAgenda } = sample;
  const at = deps.now();
  const today = dayIn(initiative.timeZone, at);
  const moved = (day: string) => addDays(day, daysBetween(sample.asOf, today));
  // One thread writes them all.
  const said = sampleNotesMarkdown(sample);
  const [en, es, ...texts] = await writeTexts([...agendaMarkdown(commonAgenda.sections), ...said.values()]);
  const notes = new Map([...said.keys()].map((id, index) => [id, texts[index]!]));
  await commit(deps, initiative.id, async (tx, _, appendAll) => {
    await openInitiative(tx, appendAll, {
      by: opener,
      addedAt: ({ joined_on, hue }) => Date.parse(`${joined_on}T14:00Z`) + hue * minute,
      initiative: {
        id: initiative.id,
        name_en: initiative.name.en,
        name_es: initiative.name.es,
        tagline_en: initiative.tagline.en,
        tagline_es: initiative.tagline.es,
        place: initiative.place,
        time_zone: initiative.timeZone,
        default_language: initiative.defaultLocale,
        sample_as_of: today,
        governance: JSON.stringify(governanceOf(initiative.governance)),
        epoch: "",
        created_at: at,
      },
      organizations: inJoiningOrder(sample.organizations).map((it, index) => ({
        id: it.id,
        initiative_id: initiative.id,
        name: it.name,
        short_name: it.shortName,
        sector: it.sector,
        kind: it.role,
        hue: it.role === "backbone" ? 0 : hueOf(index - 1),
        joined_on: moved(it.joinedOn),
        is_public_body: it.isPublicBody ? 1 : 0,
        has_voice: it.voting ? 1 : 0,
        speaks_in_meetings_only: 0,
        removed_on: null,
        removed_for: null,
        language: it.preferredLocale ?? initiative.defaultLocale,
        created_at: at,
      })),
      people: sample.people.map((it) => ({
        id: it.id,
        initiative_id: initiative.id,
        organization_id: it.orgId,
        name: it.displayName,
        email: it.email,
        role: roleOf(it),
        language: it.locale,
        password_hash: null,
        also_for: "[]",
        created_at: at,
        first_signed_in_at: at,
        removed_at: null,
      })),
      commonAgenda: {
        title_en: commonAgenda.title.en,
        title_es: commonAgenda.title.es,
        version: commonAgenda.version,
        status: commonAgenda.status,
        adopted_on: moved(commonAgenda.adoptedOn),
        next_review_on: moved(commonAgenda.nextReviewOn),
        source_language: initiative.defaultLocale,
      },
      texts: { en: en!, es: es! },
    });
    await seedMeetings(tx, appendAll, sample, moved);
    const activities = await tx
      .selectFrom("activity")
      .selectAll()
      .where("initiative_id", "=", initiative.id)
      .execute();
    for (const it of sample.groups.filter(({ type }) => type === "working_group"))
      await openPlan(tx, {
        groupId: it.id,
        initiativeId: initiative.id,
        language: initiative.defaultLocale,
        at,
        // In the file's order, which is that of their codes.
        activities: sample.activities.flatMap(({ id, workingGroupId }) =>
          workingGroupId === it.id ? activities.filter((row) => row.id === id).map(activityOf) : [],
        ),
        movedTo: today,
      });
    for (const [meetingId, text] of [...notes, ...sampleOutlines(sample)])
      await openNotes(tx, {
        meetingId,
        initiativeId: initiative.id,
        language: initiative.defaultLocale,
        at,
        text,
      });
  });
}

/** Moves the days of a sample that was opened on an earlier day on to today. */
export async function keepSampleAlive(deps: LogDeps & Pick<Deps, "documents">) {
  const samples = await deps.db
    .selectFrom("initiative")
    .select(["id", "time_zone", "sample_as_of"])
    .where("sample_as_of", "is not", null)
    .execute();
  for (const { id, time_zone, sample_as_of } of samples) {
    const today = dayIn(time_zone, deps.now());
    const days = daysBetween(sample_as_of!, today);
    if (days > 0)
      await commit(deps, id, async (tx, append) => {
        await moveDays(tx, id, days);
        await tx.updateTable("initiative").set({ sample_as_of: today }).where("id", "=", id).execute();
        await append({ type: "initiative.days_moved", by: opener, refs: [id], data: { days } });
        await moveMeetings(tx, id, days);
        await moveReminders(tx, id, days);
        await moveClosings(deps, tx, id);
        await moveRoundReminders(deps, tx, id);
      });
    await movePlans(deps, id, today, opener);
  }
}

async function moveDays(tx: Kysely<Tables>, initiativeId: string, days: number) {
  for (const [table, columns] of Object.entries(sampleDays))
    for (const column of columns)
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = date(${sql.ref(column)}, ${`+${days} days`})
        where initiative_id = ${initiativeId}`.execute(tx);
}

/** The backbone, then the partners as they joined; the file's order decides between those of one day. */
const inJoiningOrder = (organizations: Brackwater["organizations"]) =>
  organizations.toSorted(
    (a, b) =>
      Number(b.role === "backbone") - Number(a.role === "backbone") || a.joinedOn.localeCompare(b.joinedOn),
  );

function roleOf(it: Brackwater["people"][number]): Role {
  if (it.accessRole === "backbone_staff") return "backbone";
  if (it.accessRole === "observer") return "observer";
  if (it.isVotingRepresentative) return "representative";
  return it.isNamedAlternate ? "alternate" : "contributor";
}
