import { AppError } from "../../shared/errors.ts";
import type { NewErratum } from "../../shared/meetings/asked.ts";
import { limits } from "../../shared/meetings/limits.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { changeMeeting, mustBe, mustLead, type Scene } from "./change.ts";

/** An organization says that the minutes say what was said: who speaks for a member of the group, once. */
export const confirmMinutes = (deps: Deps, id: string, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    const { was, group, today } = scene;
    const { organizationId } = who;
    mustBe(scene, "held");
    if (!may.speakFor(who, organizationId) || !group.memberIds.includes(organizationId))
      throw new AppError(
        "forbidden",
        "Minutes are confirmed by those who speak for a member of the group. Ask your representative.",
      );
    if (was.recapSentOn === null)
      throw new AppError("conflict", "These minutes have not been sent yet. Confirm them when they are.");
    if (was.confirmations.some((it) => it.organizationId === organizationId)) return [];
    return [
      { type: "meeting.minutes_confirmed", data: { organizationId, on: today }, refs: [organizationId] },
    ];
  });

/** Writes down what is wrong in minutes that were sent; they themselves stay as they are. Sent twice, it is one. */
export const correctMinutes = (
  deps: Deps,
  id: string,
  { id: erratumId, was: wrong, text }: NewErratum,
  who: Who,
) =>
  changeMeeting(deps, id, who, (scene: Scene) => {
    const { was, today } = scene;
    if (was.errata.some((it) => it.id === erratumId)) return [];
    mustBe(scene, "held");
    if (!may.speakFor(who, who.organizationId)) mustLead(scene);
    if (was.errata.length >= limits.errataMax)
      throw new AppError(
        "conflict",
        `Minutes hold ${limits.errataMax} corrections. Take this one to the next meeting.`,
      );
    return [{ type: "meeting.corrected", data: { id: erratumId, was: wrong, text, on: today } }];
  });
