import type { Kysely, Selectable } from "kysely";
import { shownOf } from "../../shared/commitments/commitment.ts";
import { notFound } from "../../shared/errors.ts";
import type { RecapForm } from "../../shared/meetings/recap.ts";
import { may, voiceFor } from "../../shared/roles.ts";
import { commitmentOf } from "../commitments/rows.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { mailTo, type Reader } from "../mail/mail-to.ts";
import { groupsOf } from "../meetings/queries.ts";
import { maySee, readersOf } from "./asked.ts";
import { dueLine, itemOf } from "./items.ts";
import { recapMail } from "./recap-words.ts";

type Tx = Kysely<Tables>;
type MeetingRow = Selectable<Tables["meeting"]>;

interface Recap {
  meetingId: string;
  /** The recap in Markdown, in the reader's language and as far as they may see it. */
  textFor(reader: Reader, form: RecapForm): Promise<string> | string;
}

/**
 * Mails the recap of a meeting, in the caller's transaction: to the representative and the alternates of every member
 * organization and to everybody who was there, each with the commitments of their own organization from it, and to
 * those who speak for a member the button that confirms the minutes. Of a working group's meeting, the representatives
 * in the steering committee get the short version. Nobody gets what they may not see. Answers the ids of those it is
 * mailed to. Call `deps.mail.wake()` after the commit.
 */
export async function mailRecap(
  deps: Pick<Deps, "now" | "random">,
  tx: Tx,
  { meetingId, textFor }: Recap,
): Promise<string[]> {
  const meeting = await tx.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirst();
  if (!meeting) throw notFound("meeting");
  const groups = await groupsOf(tx, meeting.initiative_id);
  const memberIds = groups.find(({ id }) => id === meeting.group_id)?.memberIds ?? [];
  const above = groups.find(({ kind, id }) => kind === "steering_committee" && id !== meeting.group_id);
  const mailed: string[] = [];
  for (const { reader, form } of await readersFor(tx, meeting, memberIds, above?.memberIds ?? [])) {
    const { organizationId } = reader;
    const organization = await tx
      .selectFrom("organization")
      .select("short_name")
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow();
    const confirms = may.speakFor(reader, organizationId) && memberIds.includes(organizationId);
    const errata = JSON.parse(meeting.errata) as unknown[];
    const items = await itemsFor(tx, meetingId, reader);
    const text = await textFor(reader, form);
    const id = await mailTo(deps, tx, { personId: reader.id }, () =>
      recapMail({
        reader,
        meeting,
        organization: organization.short_name,
        items,
        confirms: confirms ? errata.length : undefined,
        text,
      }),
    );
    if (id) mailed.push(reader.id);
  }
  return mailed;
}

/** Who speaks for a member organization and who was there; then those who speak for the committee above. */
async function readersFor(
  tx: Tx,
  meeting: MeetingRow,
  memberIds: readonly string[],
  aboveIds: readonly string[],
): Promise<{ reader: Reader; form: RecapForm }[]> {
  const speakers = await speakersOf(tx, memberIds, ["representative", "alternate"]);
  const there = await tx
    .selectFrom("attendance")
    .select("person_id")
    .where("meeting_id", "=", meeting.id)
    .where("status", "not in", ["absent", "excused"])
    .where("person_id", "is not", null)
    .execute();
  const ids = new Set([...speakers, ...there.flatMap(({ person_id }) => person_id ?? [])]);
  const above = (await speakersOf(tx, aboveIds, ["representative"])).filter((id) => !ids.has(id));
  const shown = { visibility: meeting.visibility, groupId: meeting.group_id, organizationIds: [] };
  const readers: { reader: Reader; form: RecapForm }[] = [];
  for (const reader of await readersOf(tx, [...ids, ...above]))
    if (await maySee(tx, reader, shown))
      readers.push({ reader, form: ids.has(reader.id) ? "full" : "short" });
  return readers;
}

async function speakersOf(
  tx: Tx,
  organizationIds: readonly string[],
  roles: readonly ("representative" | "alternate")[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom("person")
    .select("id")
    .where("organization_id", "in", organizationIds)
    .where("role", "in", roles)
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** What the reader's own organization was offered or took on in this meeting and still has to do. */
async function itemsFor(tx: Tx, meetingId: string, reader: Reader) {
  const rows = await tx
    .selectFrom("commitment")
    .selectAll()
    .where("from_meeting_id", "=", meetingId)
    .where("owner_organization_id", "=", reader.organizationId)
    .where("status", "in", ["offered", "active"])
    .orderBy("number")
    .execute();
  const items = [];
  for (const it of rows.map(commitmentOf)) {
    if (!(await maySee(tx, reader, shownOf(it)))) continue;
    const hasVoice = voiceFor(reader, it.ownerOrganizationId) === "own";
    items.push(itemOf(it, { language: reader.language, hasVoice }, [dueLine(it, reader.language)]));
  }
  return items;
}
