import type { Kysely } from "kysely";
import { addDays, isRealDay } from "../../shared/dates.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import type { ChangedCheckIn, CheckIn, NewCheckIn } from "../../shared/overview/check-in.ts";
import { apply, type CheckInEvent } from "../../shared/overview/events.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { type AppendAll, commit } from "../log/commit.ts";
import { erasePayloads } from "../log/erase.ts";
import { openOrganization } from "../organizations/queries.ts";
import { checkInOf, saveCheckIn } from "./rows.ts";

/** How far ahead the next contact is planned at most, and how long ago one was: beyond that it is a slip. */
const daysMax = 731;

/** Notes a contact with a partner, for the backbone's eyes. The same one sent twice is one. */
export async function noteCheckIn(deps: Deps, asked: NewCheckIn, who: Who): Promise<CheckIn> {
  mustBeBackbone(who);
  const today = await todayOf(deps, who.initiativeId);
  mustBeDays(asked, today);
  return commit(deps, who.initiativeId, async (tx, append) => {
    await openOrganization(tx, asked.organizationId, who);
    const { id, ...data } = asked;
    const before = await rowOf(tx, id);
    if (before) {
      if (before.initiative_id === who.initiativeId && before.by === who.id) return checkInOf(before);
      throw new AppError("conflict", "This id belongs to another note. Make a new one and send it again.", {
        id: "Make a new id.",
      });
    }
    const event = { type: "check_in.noted", by: who.id, refs: [id, asked.organizationId], data } as const;
    const { seq } = await append(event);
    const noted = apply(undefined, { ...event, seq, at: deps.now() });
    await saveCheckIn(tx, who.initiativeId, noted);
    return noted;
  });
}

/** Puts a note right: its day, its way, its words and when to ask again. Only whoever wrote it. */
export async function changeCheckIn(
  deps: Deps,
  id: string,
  { seq: seen, ...data }: ChangedCheckIn,
  who: Who,
): Promise<CheckIn> {
  mustBeBackbone(who);
  const today = await todayOf(deps, who.initiativeId);
  mustBeDays(data, today);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const row = await rowOf(tx, id);
    if (!row || row.initiative_id !== who.initiativeId || row.is_removed) throw notFound("note");
    const was = checkInOf(row);
    if (was.by !== who.id)
      throw new AppError(
        "forbidden",
        "Only whoever wrote this note puts it right. Write another one beside it.",
      );
    const { on, way, note, nextOn } = was;
    // Sent twice, it is one.
    if (canonical({ on, way, note, nextOn }) === canonical(data)) return was;
    if (was.seq !== seen)
      throw new AppError(
        "conflict",
        "This has changed since you opened it. Look at it as it is now, then decide.",
      );
    const event = { type: "check_in.changed", by: who.id, refs: [id, was.organizationId], data } as const;
    const { seq } = await append(event);
    const changed = apply(was, { ...event, seq, at: deps.now() });
    await saveCheckIn(tx, who.initiativeId, changed);
    return changed;
  });
}

/** Takes a note away. The log keeps that it was there, and what it said, for the backbone. */
export async function removeCheckIn(deps: Deps, id: string, who: Who): Promise<void> {
  mustBeBackbone(who);
  await commit(deps, who.initiativeId, async (tx, append) => {
    const row = await rowOf(tx, id);
    if (!row || row.initiative_id !== who.initiativeId) throw notFound("note");
    if (row.is_removed) return;
    const event = {
      type: "check_in.removed",
      by: who.id,
      refs: [id, row.organization_id],
      data: {},
    } as const;
    const { seq } = await append(event);
    await saveCheckIn(tx, who.initiativeId, apply(checkInOf(row), { ...event, seq, at: deps.now() }));
  });
}

/** Erases the words of what somebody noted, from the rows and from the log, in the caller's transaction. */
export async function eraseCheckIns(
  tx: Kysely<Tables>,
  appendAll: AppendAll,
  { initiativeId, personId, by, at }: { initiativeId: string; personId: string; by: string; at: number },
) {
  const rows = await tx
    .selectFrom("check_in")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("by", "=", personId)
    .orderBy("seq")
    .execute();
  const events = [];
  for (const { id, note: _, ...place } of rows.map(checkInOf)) {
    const data = { seqs: await erasePayloads(tx, initiativeId, id), place };
    events.push({ type: "check_in.erased", by, at, refs: [id, place.organizationId], data } as const);
  }
  const receipts = await appendAll(events.map((it) => ({ ...it, data: it.data as unknown as Json })));
  for (const [index, event] of events.entries())
    await saveCheckIn(
      tx,
      initiativeId,
      apply(undefined, { ...event, seq: receipts[index]!.seq } as CheckInEvent),
    );
}

/** Moves a sample's check-ins on, as the log's event of it says. */
export async function moveCheckIns(
  tx: Kysely<Tables>,
  initiativeId: string,
  event: Parameters<typeof apply>[1] & { type: "initiative.days_moved" },
) {
  const rows = await tx
    .selectFrom("check_in")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .execute();
  for (const row of rows) await saveCheckIn(tx, initiativeId, apply(checkInOf(row), event));
}

function mustBeBackbone(who: Who) {
  if (!may.checkIn(who))
    throw new AppError("forbidden", "Notes about contacts are the backbone's own. Ask it to call instead.");
}

function mustBeDays({ on, nextOn }: Pick<NewCheckIn, "on" | "nextOn">, today: string) {
  if (!isRealDay(on) || on > today || on < addDays(today, -daysMax))
    throw new AppError("invalid", "The contact was today or before. Choose its day.", {
      on: "Choose a day until today.",
    });
  if (nextOn !== null && (!isRealDay(nextOn) || nextOn < on || nextOn > addDays(today, daysMax)))
    throw new AppError("invalid", "The next contact comes after this one. Choose its day.", {
      nextOn: "Choose a later day.",
    });
}

const rowOf = (tx: Kysely<Tables>, id: string) =>
  tx.selectFrom("check_in").selectAll().where("id", "=", id).executeTakeFirst();
