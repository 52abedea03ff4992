import type { Kysely } from "kysely";
import type { Day } from "../../shared/dates.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { applyToIndicator } from "../../shared/indicators/events.ts";
import type {
  ChangedIndicator,
  Defined,
  Definition,
  Indicator,
  NewIndicator,
} from "../../shared/indicators/indicator.ts";
import { isOfCadence, periodStart } from "../../shared/indicators/period.ts";
import { unitNamed } from "../../shared/indicators/units.ts";
import { canonical, type Json } from "../../shared/log/canonical.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { addToThread, eventOfThread } from "../log/history.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { openPerson } from "../people/queries.ts";
import { openIndicator } from "./queries.ts";
import { saveIndicator } from "./rows.ts";

type Tx = Kysely<Tables>;

/** Defines an indicator under the next code. The same definition sent twice is one, with the receipt of the first. */
export const defineIndicator = (deps: Deps, asked: NewIndicator, who: Who): Promise<Defined> =>
  commit(deps, who.initiativeId, async (tx, append) => {
    const { id, ...definition } = asked;
    mustBeAllowed(who, definition.reporterOrganizationId);
    const earlier = await alreadyDefined(tx, asked, who);
    if (earlier) return earlier;
    await openOrganizationHere(tx, definition.reporterOrganizationId, who);
    await mustBeSound(tx, definition, who);
    const data = { code: await nextCode(tx, who.initiativeId), ...definition };
    const refs = [id, definition.reporterOrganizationId];
    const event = { type: "indicator.defined", by: who.id, refs, data, at: deps.now() } as const;
    const receipt = await append(event);
    const indicator = applyToIndicator(undefined, { ...event, seq: receipt.seq });
    await saveIndicator(tx, who.initiativeId, indicator);
    await addToThread(tx, id, receipt.seq);
    return { indicator, receipt };
  });

/** Says anew what an indicator is. What was measured otherwise before is parted from what comes by a break. */
export async function redefineIndicator(
  deps: Deps,
  id: string,
  { version, break: change, ...definition }: ChangedIndicator,
  who: Who,
): Promise<Defined> {
  const today = await todayOf(deps, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openIndicator(tx, id, who);
    // Nobody gives their number away to another, or takes one over: that is for the backbone.
    mustBeAllowed(who, was.reporterOrganizationId);
    mustBeAllowed(who, definition.reporterOrganizationId);
    if (version !== was.version)
      throw new AppError(
        "conflict",
        "This has changed since you opened it. Look at it as it is now, then decide.",
      );
    // A partner that has left since goes on being named; nobody hands a number to it.
    if (definition.reporterOrganizationId !== was.reporterOrganizationId)
      await openOrganizationHere(tx, definition.reporterOrganizationId, who);
    await mustBeSound(tx, definition, who);
    await mustKeepSeries(tx, was, { ...definition, break: change }, today);
    const refs = [id, definition.reporterOrganizationId];
    const data = { definition, break: change, on: today };
    const event = { type: "indicator.redefined", by: who.id, refs, data, at: deps.now() } as const;
    const receipt = await append(event);
    const indicator = applyToIndicator(was, { ...event, seq: receipt.seq });
    await saveIndicator(tx, who.initiativeId, indicator);
    await addToThread(tx, id, receipt.seq);
    return { indicator, receipt };
  });
}

function mustBeAllowed(who: Who, reporterOrganizationId: string) {
  if (!may.defineIndicator(who, reporterOrganizationId))
    throw new AppError(
      "forbidden",
      "The backbone defines indicators, and who represents the partner that reports one. Ask them to.",
    );
}

/** Everything that a definition names is there, and its periods are of its cadence. */
async function mustBeSound(tx: Tx, it: Definition, who: Who) {
  await openOrganization(tx, it.reporterOrganizationId, who);
  await mustNameStrategies(tx, it.strategyIds, who);
  if (it.reporterPersonId !== null) {
    const person = await openPerson(tx, it.reporterPersonId, who);
    if (person.organization_id !== it.reporterOrganizationId)
      throw new AppError("invalid", "Choose somebody of the partner that reports this.", {
        reporterPersonId: "Choose somebody of this partner.",
      });
  }
  for (const name of ["baseline", "interimTarget", "target"] as const) {
    const at = it[name];
    if (at && !isOfCadence(at.period, it.cadence))
      throw new AppError(
        "invalid",
        "The periods of baseline and targets have to be as often as it is reported.",
        {
          [name]: "Write a period of the same kind as its readings.",
        },
      );
  }
}

async function mustNameStrategies(tx: Tx, ids: readonly string[], who: Who) {
  if (ids.length === 0) return;
  const found = await tx
    .selectFrom("strategy")
    .select("id")
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  if (found.length < new Set(ids).size) throw notFound("strategy");
}

/** What was reported stays comparable, or is said not to be. */
async function mustKeepSeries(
  tx: Tx,
  was: Indicator,
  now: Definition & { break: { period: string; reason: string } | null },
  today: Day,
) {
  const first = await tx
    .selectFrom("data_point")
    .select("id")
    .where("indicator_id", "=", was.id)
    .limit(1)
    .executeTakeFirst();
  if (!first) return;
  if (now.cadence !== was.cadence)
    throw new AppError(
      "invalid",
      "How often it is reported cannot change once there are readings. Define a new indicator for that.",
      { cadence: "Leave it as it is." },
    );
  if (unitNamed(now.unit) !== unitNamed(was.unit) && !now.break)
    throw new AppError(
      "invalid",
      "Another unit breaks the series. Say from which period on it is counted so, and why.",
      { break: "Say from which period on." },
    );
  if (now.break && !isOfCadence(now.break.period, now.cadence))
    throw new AppError("invalid", "Choose the period from which on it is measured otherwise.", {
      break: "Choose a period of this indicator.",
    });
  if (now.break && periodStart(now.break.period) > today)
    throw new AppError("invalid", "This period has not begun. Choose an earlier one.", {
      break: "Choose an earlier period.",
    });
  if (now.break && was.breaks.some(({ period }) => period === now.break!.period))
    throw new AppError("invalid", "The series breaks at this period already. Choose another one.", {
      break: "Choose another period.",
    });
}

/** I7: one more than the highest that was ever given. */
async function nextCode(tx: Tx, initiativeId: string) {
  const rows = await tx
    .selectFrom("indicator")
    .select("code")
    .where("initiative_id", "=", initiativeId)
    .execute();
  const numbers = rows.map(({ code }) => Number(/^I(\d+)$/.exec(code)?.[1] ?? 0));
  return `I${Math.max(0, ...numbers) + 1}`;
}

/** The indicator that this very definition made before; throws when its id is another one's. */
async function alreadyDefined(
  tx: Tx,
  { id, ...asked }: NewIndicator,
  who: Who,
): Promise<Defined | undefined> {
  const taken = await tx.selectFrom("indicator").select("id").where("id", "=", id).executeTakeFirst();
  if (!taken) return undefined;
  const first = await eventOfThread(tx, id, who.initiativeId, "first");
  const { code: _, ...data } = first?.data ?? {};
  if (!first || first.by !== who.id || canonical(data) !== canonical(asked as unknown as Json))
    throw new AppError(
      "conflict",
      "This id belongs to another indicator. Make a new one and send it again.",
      {
        id: "Make a new id.",
      },
    );
  return { indicator: await openIndicator(tx, id, who), receipt: first.receipt };
}
