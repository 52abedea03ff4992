import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Language } from "../languages.ts";
import { DataPoint } from "./indicator.ts";
import { Period } from "./period.ts";

/** How many indicators one round asks for at most. */
export const roundIndicatorsMax = 500;

/** A round to open: every reporter of these indicators is asked for one period. The client makes the id. */
export const NewRound = v.object({
  id: asked.madeId("rnd"),
  period: Period,
  indicatorIds: v.pipe(v.array(asked.id), v.minLength(1), v.maxLength(roundIndicatorsMax)),
  /** Until when the numbers are wanted. */
  dueOn: Day,
  /** A line that stands in every mail of it. */
  note: asked.perhaps(asked.words(500)),
});
export type NewRound = v.InferOutput<typeof NewRound>;

export const Round = v.object({
  id: v.string(),
  period: v.string(),
  indicatorIds: v.array(v.string()),
  dueOn: Day,
  note: v.nullable(v.string()),
  /** A person. */
  openedBy: v.string(),
  openedOn: Day,
  /** Null while it is open. */
  closedOn: v.nullable(Day),
});
export type Round = v.InferOutput<typeof Round>;

/** How one number of a round stands: see `standingOf`. */
export const standings = ["reported", "provisional", "not_collected", "waiting"] as const;

/** `GET /api/indicators/rounds`: a round with what came, as far as one may see. */
export const RoundWithAnswers = v.object({
  ...Round.entries,
  answers: v.array(
    v.object({
      indicatorId: v.string(),
      reporterOrganizationId: v.string(),
      standing: v.picklist(standings),
      reading: v.nullable(v.pick(DataPoint, ["id", "value", "note", "reportedOn"])),
    }),
  ),
});
export type RoundWithAnswers = v.InferOutput<typeof RoundWithAnswers>;

/** Readings that somebody is to be asked for. */
export const ReadingCall = v.object({
  items: v.pipe(
    v.array(v.object({ indicatorId: asked.id, period: Period })),
    v.minLength(1),
    v.maxLength(roundIndicatorsMax),
  ),
});
export type ReadingCall = v.InferOutput<typeof ReadingCall>;

/** Why nobody is asked: the number is there, its reporter heard from us today, or nobody is there to read. */
export const CallRefusal = v.picklist(["reported", "reminded_today", "nobody"]);
export type CallRefusal = v.InferOutput<typeof CallRefusal>;

/** One mail for each reader, of all that they report; `left` are the readings that nobody is asked for. */
export const ReadingMails = v.object({
  mails: v.array(
    v.object({
      personId: v.string(),
      name: v.string(),
      organizationId: v.string(),
      language: Language,
      subject: v.string(),
      text: v.string(),
      indicatorIds: v.array(v.string()),
    }),
  ),
  left: v.array(v.object({ indicatorId: v.string(), period: v.string(), why: CallRefusal })),
});
export type ReadingMails = v.InferOutput<typeof ReadingMails>;

/** What opening a round answers. */
export const OpenedRound = v.object({ round: RoundWithAnswers, ...ReadingMails.entries });
export type OpenedRound = v.InferOutput<typeof OpenedRound>;
