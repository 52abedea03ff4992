import { addDays, type Day, isRealDay } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tx } from "./change.ts";

const yearsAheadMax = 20;

/** A meeting is on a day that a calendar has, not in the past, and ends after it begins. */
export function mustBeMeetable(
  { day, startsAt, endsAt }: { day: Day; startsAt: string; endsAt: string },
  today: Day,
) {
  if (!isRealDay(day))
    throw new AppError("invalid", "No calendar has this day. Choose another date.", {
      day: "Choose a day that there is.",
    });
  if (day < today)
    throw new AppError("invalid", "This day is over. Choose today or a later date.", {
      day: "Choose today or a later day.",
    });
  if (day > addDays(today, 365.25 * yearsAheadMax))
    throw new AppError("invalid", "This day is very far away. Look at its year again.", {
      day: "Look at the year again.",
    });
  if (endsAt <= startsAt)
    throw new AppError("invalid", "A meeting ends after it begins. Look at its times again.", {
      endsAt: "Choose a later time.",
    });
}

/** Everybody who is named to lead something is here, in this initiative. */
export async function mustBeHere(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
  who: Who,
  field: string,
) {
  const wanted = [...new Set(ids.filter((it) => typeof it === "string"))];
  if (wanted.length === 0) return;
  const here = await tx
    .selectFrom("person")
    .select("id")
    .where("initiative_id", "=", who.initiativeId)
    .where("removed_at", "is", null)
    .where("id", "in", wanted)
    .execute();
  if (here.length < wanted.length)
    throw new AppError("invalid", "One of these people is not here, or has left. Choose somebody who is.", {
      [field]: "Choose somebody who is here.",
    });
}

/** Every member of a group is an organization of this initiative. */
export async function mustBePartners(tx: Tx, ids: readonly string[], who: Who) {
  const wanted = [...new Set(ids)];
  const here = await tx
    .selectFrom("organization")
    .select("id")
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", wanted)
    .where("removed_on", "is", null)
    .execute();
  if (here.length < wanted.length)
    throw new AppError("invalid", "One of these partners is not here. Choose among those who are.", {
      memberIds: "Choose partners who are here.",
    });
}
