import * as v from "valibot";
import { Day } from "../dates.ts";

/** A commitment whose reminders are used up: only the backbone's call helps now. */
export const UsedUp = v.object({
  commitmentId: v.string(),
  number: v.number(),
  what: v.string(),
  ownerOrganizationId: v.string(),
  ownerPersonId: v.nullable(v.string()),
  dueOn: Day,
  daysPast: v.number(),
});
export type UsedUp = v.InferOutput<typeof UsedUp>;

/** What somebody wants mailed. Offers always come. */
export const MailChoice = v.object({ reminders: v.boolean() });
export type MailChoice = v.InferOutput<typeof MailChoice>;
