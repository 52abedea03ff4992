import * as v from "valibot";
import { Day } from "../dates.ts";
import { Language } from "../languages.ts";

/** Whom to remind, by the commitments that somebody chose from the list. */
export const RemindAbout = v.object({
  commitmentIds: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(500)),
});
export type RemindAbout = v.InferOutput<typeof RemindAbout>;

/** Why somebody is not mailed: reminded by hand today already, wants no reminders, or nobody is there to ask. */
export const notRemindedWhys = ["today", "stopped", "nobody"] as const;

/** What goes out, before and after it does: one mail a person. */
export const ReminderPreview = v.object({
  mails: v.array(
    v.object({
      personId: v.string(),
      name: v.string(),
      language: Language,
      subject: v.string(),
      /** The text as the reader gets it, the addresses left out. */
      text: v.string(),
      commitmentIds: v.array(v.string()),
    }),
  ),
  left: v.array(
    v.object({
      /** Null when there is nobody to ask. */
      personId: v.nullable(v.string()),
      name: v.string(),
      why: v.picklist(notRemindedWhys),
      commitmentIds: v.array(v.string()),
    }),
  ),
});
export type ReminderPreview = v.InferOutput<typeof ReminderPreview>;

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
