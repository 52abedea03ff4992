import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { HistoryItem } from "../log/history.ts";
import { Visibility } from "../roles.ts";

export const activityStatuses = ["planned", "on_track", "at_risk", "delayed", "done", "stopped"] as const;
export const ActivityStatus = v.picklist(activityStatuses);
export type ActivityStatus = (typeof activityStatuses)[number];

/** A dated checkpoint of an activity. *Past its date* is computed (`readings.ts`). */
export const Milestone = v.object({
  id: v.string(),
  title: v.string(),
  dueOn: Day,
  doneOn: v.nullable(Day),
});
export type Milestone = v.InferOutput<typeof Milestone>;

/** Work led by one organization, supported by others, meant to move an indicator. */
export const Activity = v.object({
  id: v.string(),
  /** Shown as A7; never given twice. */
  code: v.string(),
  title: v.string(),
  strategyId: v.string(),
  /** Exactly one partner leads; null while nobody does yet. */
  leadOrganizationId: v.nullable(v.string()),
  supportOrganizationIds: v.array(v.string()),
  groupId: v.nullable(v.string()),
  startsOn: Day,
  endsOn: Day,
  status: ActivityStatus,
  indicatorIds: v.array(v.string()),
  /** Activities that it waits for. */
  dependsOnIds: v.array(v.string()),
  /** Money, staff and what is given in kind, in words. */
  resources: v.nullable(v.string()),
  milestones: v.array(Milestone),
  note: v.nullable(v.string()),
  visibility: Visibility,
  /** When it was taken out of its plan. Its code is not given again. */
  removedOn: v.nullable(Day),
});
export type Activity = v.InferOutput<typeof Activity>;

/** One activity, with all that happened to it. */
export const ActivityWithHistory = v.object({ ...Activity.entries, history: v.array(HistoryItem) });
export type ActivityWithHistory = v.InferOutput<typeof ActivityWithHistory>;

/** `PUT /api/activities/:id/group`: into which group's plan an activity is moved. */
export const NewGroup = v.object({ groupId: asked.id });
export type NewGroup = v.InferOutput<typeof NewGroup>;

/**
 * Who sees an activity, for `may.see`: what is not public is seen like its group, and by the organizations it names.
 * A closed group's plan is closed.
 */
export const shownOf = (
  it: Pick<Activity, "visibility" | "groupId" | "leadOrganizationId" | "supportOrganizationIds">,
  group: { visibility: Visibility } | undefined,
) => ({
  visibility:
    it.visibility === "partners" && group && group.visibility !== "public" ? group.visibility : it.visibility,
  groupId: it.groupId,
  organizationIds: it.leadOrganizationId
    ? [it.leadOrganizationId, ...it.supportOrganizationIds]
    : it.supportOrganizationIds,
});
