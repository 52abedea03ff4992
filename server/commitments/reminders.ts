import type { Kysely } from "kysely";
import type { ReminderRefusal, Reminders } from "../../shared/commitments/bulk.ts";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Day } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { addToThread } from "../log/history.ts";
import { wantsReminders } from "../mail/choices.ts";
import type { MailDraft } from "../mail/draft.ts";
import { mailTo, type Reader } from "../mail/mail-to.ts";
import { draftText } from "../mail/render.ts";
import { openOrganization } from "../organizations/queries.ts";
import { type Asked, askedOf } from "../reminders/asked.ts";
import { openCommitment, todayOf } from "./queries.ts";
import { reminderMail } from "./reminder-mail.ts";

type Tx = Kysely<Tables>;

const dayMs = 86_400_000;

/** Whom a reminder would reach, and the very words of it; nothing is sent. */
export async function previewReminders(deps: Deps, ids: readonly string[], who: Who): Promise<Reminders> {
  mustBeBackbone(who);
  return shown(deps, await writeReminders(deps, deps.db, ids, who));
}

/**
 * Reminds the owners of these commitments: one mail for each reader, in their language, and one event for each
 * commitment. Nobody is reminded twice a day, and nobody of what is closed.
 */
export async function remindOwners(deps: Deps, ids: readonly string[], who: Who): Promise<Reminders> {
  mustBeBackbone(who);
  const on = await todayOf(deps, who.initiativeId);
  const reminders = await commit(deps, who.initiativeId, async (tx, append) => {
    const written = await writeReminders(deps, tx, ids, who);
    for (const { reader, items, draft } of written.mails) {
      await mailTo(deps, tx, { personId: reader.id, canStop: "reminders" }, draft);
      for (const it of items) {
        const { seq } = await append({
          type: "commitment.reminded",
          by: who.id,
          refs: [it.id, it.ownerOrganizationId],
          data: { on, personId: reader.id },
        });
        await addToThread(tx, it.id, seq);
      }
    }
    return written;
  });
  deps.mail.wake();
  return shown(deps, reminders);
}

function mustBeBackbone(who: Who) {
  if (!may.remindOwners(who))
    throw new AppError("forbidden", "Reminders go out from the backbone. Ask it to send them.");
}

interface Written {
  mails: { reader: Reader; items: (Commitment & { hasVoice: boolean })[]; draft: MailDraft }[];
  left: { id: string; why: ReminderRefusal }[];
}

async function writeReminders(deps: Deps, tx: Tx, ids: readonly string[], who: Who): Promise<Written> {
  const today = await todayOf({ db: tx, now: deps.now }, who.initiativeId);
  const heard = await remindedOn(tx, who.initiativeId, today, deps.now());
  const left: Written["left"] = [];
  const byReader = new Map<string, Omit<Written["mails"][number], "draft">>();
  for (const id of new Set(ids)) {
    const it = await openCommitment(tx, id, who);
    const [reader] = await askedOf(tx, it);
    const why = await refusalOf(tx, it, reader, heard);
    if (why || !reader) {
      left.push({ id, why: why ?? "nobody" });
      continue;
    }
    const known = byReader.get(reader.id) ?? { reader, items: [] };
    byReader.set(reader.id, { reader, items: [...known.items, { ...it, hasVoice: reader.hasVoice }] });
  }
  const { name } = await readInitiative(tx, who.initiativeId);
  const mails: Written["mails"] = [];
  for (const { reader, items } of byReader.values()) {
    const { shortName } = await openOrganization(tx, reader.organizationId, who);
    const draft = reminderMail(reader.language, {
      name: reader.name,
      organization: shortName,
      initiative: name,
      today,
      items,
    });
    mails.push({ reader, items, draft });
  }
  return { mails, left };
}

async function refusalOf(
  tx: Tx,
  { status }: Commitment,
  reader: Asked | undefined,
  heard: ReadonlySet<string>,
): Promise<ReminderRefusal | undefined> {
  if (status !== "active" && status !== "offered") return "closed";
  if (!reader) return "nobody";
  if (heard.has(reader.id)) return "reminded_today";
  return (await wantsReminders(tx, reader.id)) ? undefined : "stopped";
}

/** The people who were reminded on this day, of whatever. */
async function remindedOn(tx: Tx, initiativeId: string, today: Day, now: number) {
  const rows = await tx
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .where("event.initiative_id", "=", initiativeId)
    .where("event.type", "=", "commitment.reminded")
    // A day has fewer than two days' hours in every zone.
    .where("event.at", ">", now - 2 * dayMs)
    .select("event_payload.payload")
    .execute();
  const said = rows.flatMap(({ payload }) => (payload === null ? [] : [JSON.parse(payload).data]));
  return new Set<string>(said.filter((it) => it.on === today).map((it) => it.personId));
}

/** What is mailed, as the backbone may see it: the buttons are for their readers alone. */
const shown = ({ addresses }: Deps, { mails, left }: Written): Reminders => ({
  mails: mails.map(({ reader, items, draft }) => ({
    personId: reader.id,
    name: reader.name,
    organizationId: reader.organizationId,
    language: reader.language,
    subject: draft.subject,
    text: draftText(draft, (path) => `${addresses.main}${path}`),
    commitmentIds: items.map((it) => it.id),
  })),
  left,
});
