import type { Reminded } from "../../shared/decisions/asked.ts";
import { isOpen, stillToHearFrom } from "../../shared/decisions/readings.ts";
import { AppError } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { threadOf } from "../log/history.ts";
import { mailVoices } from "../reminders/closings.ts";
import { keep } from "./keep.ts";
import { openDecision } from "./queries.ts";
import { sceneOf } from "./scene.ts";

/** Writes to those who are still to be heard, while it is open; to nobody who has answered, and to nobody twice a day. */
export async function remindPartners(deps: Deps, id: string, who: Who): Promise<Reminded> {
  const today = await todayOf(deps, who.initiativeId);
  const reminded = await commit(deps, who.initiativeId, async (tx, append) => {
    const it = await openDecision(tx, id, who);
    if (!may.remindPartners(who))
      throw new AppError("forbidden", "Reminders go out from the backbone. Ask it to send them.");
    if (!isOpen(it))
      throw new AppError(
        "conflict",
        "This decision is closed, so nobody is asked any more. Look at it as it is now.",
      );
    const { askedIds } = await sceneOf(tx, it, today, who);
    const history = await threadOf(tx, id, who.initiativeId);
    const heard = new Set(
      history
        .filter(({ type, data }) => type === "decision.reminded" && data?.on === today)
        .flatMap(({ data }) => data!.organizationIds as string[]),
    );
    const missing = stillToHearFrom(it, askedIds);
    const organizationIds = await mailVoices(
      deps,
      tx,
      it,
      missing.filter((one) => !heard.has(one)),
      { why: "asked" },
    );
    if (organizationIds.length > 0) {
      const data = { organizationIds, on: today };
      await keep(deps, { tx, append }, it, { type: "decision.reminded", data, refs: organizationIds }, who);
    }
    return { organizationIds, alreadyIds: missing.filter((one) => heard.has(one)) };
  });
  deps.mail.wake();
  return reminded;
}
