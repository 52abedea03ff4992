import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { type AgendaEvent, applyToVersion } from "../../shared/common-agenda/events.ts";
import { isLater, type NewAgendaVersion } from "../../shared/common-agenda/version.ts";
import { dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { may, type Who } from "../../shared/roles.ts";
import { openDecision } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { latestVersion, readCommonAgenda } from "./queries.ts";
import { saveVersion } from "./rows.ts";
import { workingText } from "./text.ts";

/**
 * Puts the text as it stands to the partners, under a number. Its words are kept with the event, so that what
 * somebody adopts is what they read, whatever is written in the text meanwhile.
 */
export async function publishAgenda(deps: Deps, asked: NewAgendaVersion, who: Who): Promise<CommonAgenda> {
  if (!may.publishAgenda(who))
    throw new AppError("forbidden", "The backbone puts a version to the partners. Ask it to.");
  const working = await workingText(deps, who.initiativeId);
  await commit(deps, who.initiativeId, async (tx, append) => {
    const last = await latestVersion(tx, who.initiativeId);
    // Sent twice, because the first answer was lost.
    if (last && last.number === asked.number && last.hash === asked.hash) return;
    if (last && !isLater(asked.number, last.number))
      throw new AppError("invalid", `Version ${last.number} is there already. Choose a later number.`, {
        number: "Choose a later number.",
      });
    if (working.hash !== asked.hash)
      throw new AppError(
        "conflict",
        "Somebody has written in the text since you looked at it. Look at what is new, then publish.",
      );
    if (last?.hash === working.hash)
      throw new AppError(
        "conflict",
        `Nothing has changed since version ${last.number}, so there is nothing to publish.`,
      );
    if (asked.decisionId !== null) await mustBeAdopted(tx, asked.decisionId, who);
    const { timeZone } = await readInitiative(tx, who.initiativeId);
    const on = dayIn(timeZone, deps.now());
    const event = {
      type: "agenda.published",
      by: who.id,
      refs: [newId("agv", deps.random), ...(asked.decisionId ? [asked.decisionId] : [])],
      data: {
        number: asked.number,
        place: (last?.place ?? 0) + 1,
        note: asked.note,
        decisionId: asked.decisionId,
        ...working,
        on,
      },
    } as const;
    const { seq } = await append(event);
    const version = applyToVersion(undefined, { ...event, seq, at: deps.now() } as AgendaEvent & {
      type: "agenda.published";
    });
    await saveVersion(tx, who.initiativeId, version);
    await tx
      .updateTable("common_agenda")
      .set({ version: version.number, status: "adopted", adopted_on: on })
      .where("initiative_id", "=", who.initiativeId)
      .execute();
  });
  return readCommonAgenda(deps.db, who);
}

async function mustBeAdopted(tx: Parameters<typeof openDecision>[0], id: string, who: Who) {
  const decision = await openDecision(tx, id, who);
  if (decision.status !== "adopted")
    throw new AppError("invalid", "Only a decision that was adopted can carry a version.", {
      decisionId: "Choose a decision that was adopted.",
    });
}
