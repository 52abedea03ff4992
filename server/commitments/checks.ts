import type { Kysely } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { addDays, type Day, isRealDay } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Visibility, Who } from "../../shared/roles.ts";
import { listStrategies } from "../action-plans/queries.ts";
import type { Tables } from "../db/tables.ts";
import { eventOfThread } from "../log/history.ts";
import { openOrganization } from "../organizations/queries.ts";

type Tx = Kysely<Tables>;

/** Nobody promises further ahead: such a date is a slip of the keyboard. */
const yearsAheadMax = 20;

/** A promise is for today or later, on a day that a calendar has. */
export function mustBeAhead(day: Day, today: Day) {
  const refuse = (message: string, field: string) => {
    throw new AppError("invalid", message, { dueOn: field });
  };
  if (!isRealDay(day))
    refuse("No calendar has this day. Choose another date.", "Choose a day that there is.");
  if (day < today) refuse("This day is over. Choose today or a later date.", "Choose today or a later day.");
  if (day > addDays(today, 365.25 * yearsAheadMax))
    refuse("This day is very far away. Look at its year again.", "Look at the year again.");
}

/** The backbone's own business is the backbone's: a partner could never answer what it cannot see. */
export function mustBeForItsOwner(visibility: Visibility, owner: Organization) {
  if (visibility === "backbone" && owner.kind !== "backbone")
    throw new AppError(
      "invalid",
      "Only a commitment of the backbone can be for its eyes alone. Choose who else may see it.",
      { visibility: "Choose who else may see it." },
    );
}

/** Whoever looks after a commitment is here, and of its owner. */
export async function mustBeOf(
  tx: Tx,
  { id, shortName }: Organization,
  personId: string | null,
  field: "ownerPersonId" | "personId",
) {
  if (personId === null) return;
  const person = await tx
    .selectFrom("person")
    .select(["name", "organization_id", "removed_at"])
    .where("id", "=", personId)
    .executeTakeFirst();
  if (person?.organization_id !== id)
    throw new AppError("invalid", `This person does not belong to ${shortName}. Choose somebody of it.`, {
      [field]: "Choose somebody of this partner.",
    });
  if (person.removed_at !== null)
    throw new AppError("invalid", `${person.name} has left ${shortName}. Choose somebody who is here.`, {
      [field]: "Choose somebody of this partner.",
    });
}

/** What it serves is known here. */
export async function mustBeStrategies(tx: Tx, ids: readonly string[], who: Who) {
  if (ids.length === 0) return;
  const known = new Set((await listStrategies(tx, who)).map((it) => it.id));
  if (ids.some((id) => !known.has(id)))
    throw new AppError("invalid", "One of these strategies is not in the common agenda. Choose others.", {
      strategyIds: "Choose strategies of the common agenda.",
    });
}

/** Refuses whoever neither speaks for the owner nor belongs to the backbone. */
export async function notTheirs(tx: Tx, it: Commitment, who: Who) {
  const { shortName } = await openOrganization(tx, it.ownerOrganizationId, who);
  return new AppError(
    "forbidden",
    `Only those who speak for ${shortName} say this, or the backbone for it. Ask them to.`,
  );
}

/** The event that made a commitment what it is; `first`: the one that offered it. */
export const lastEventOf = (tx: Tx, id: string, who: Who, which: "first" | "last" = "last") =>
  // A reminder makes it nothing else than it was.
  eventOfThread(tx, id, who.initiativeId, which, "commitment.reminded");
