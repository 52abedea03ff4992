import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Option, Passage } from "./decision.ts";
import { Method, PositionKind } from "./words.ts";

/** Which one the reader saw: a change by somebody else in between is told instead of overwritten. */
const version = asked.whole(1, 1_000_000);

/** `POST /api/decisions/:id/positions`: where an organization stands. */
export const NewPosition = v.object({
  /** The only one that the person speaks for, when nothing is said. */
  organizationId: asked.perhaps(asked.id),
  position: PositionKind,
  /** Where the group says how much it agrees: one of eight, which also says the position. */
  level: asked.perhaps(asked.whole(1, 8)),
  /** Needed for an objection and for a reservation. */
  reason: asked.perhaps(asked.words(2000)),
  /** The wording that it is about. */
  proposalVersion: version,
  /** How often this organization had spoken when the reader looked: two who answer at once are told of each other. */
  before: asked.whole(0, 10_000),
});
export type NewPosition = v.InferOutput<typeof NewPosition>;

/** `POST /api/decisions/:id/proposals`: the proposal in other words. */
export const NewWording = v.object({
  /** The wording that it replaces. */
  proposalVersion: version,
  proposal: asked.words(4000),
  /** Why. */
  note: asked.perhaps(asked.words(500)),
  /** The amendment that it takes up. */
  fromPostId: asked.perhaps(asked.id),
});
export type NewWording = v.InferOutput<typeof NewWording>;

/** `PATCH /api/decisions/:id`: what is left out stays. The proposal has versions of its own. */
export const DecisionChange = v.object({
  version,
  title: v.optional(asked.words(200)),
  context: v.optional(v.nullable(asked.words(4000))),
  options: v.optional(v.pipe(v.array(Option), v.maxLength(12))),
  method: v.optional(Method),
  respondBy: v.optional(v.nullable(Day)),
  daysMin: v.optional(asked.whole(0, 365)),
  indicatorIds: v.optional(asked.ids(20)),
  strategyIds: v.optional(asked.ids(20)),
  passage: v.optional(v.nullable(Passage)),
});
export type DecisionChange = v.InferOutput<typeof DecisionChange>;

/** `POST /api/decisions/:id/closing`: how it ended, when it was not agreed in a room. */
export const NewClosing = v.object({
  version,
  status: v.picklist(["adopted", "not_adopted", "withdrawn"]),
  /** The sentence that holds from now on, or why it does not. */
  outcome: asked.words(4000),
  chosenOptionId: asked.perhaps(asked.id),
  /** For what is adopted. */
  reviewOn: asked.perhaps(Day),
  /** The commitments that follow. */
  commitmentIds: v.optional(asked.ids(50), []),
  /** Said aloud: no commitment follows. */
  noCommitments: v.optional(v.boolean(), false),
  /** By what the initiative falls back on, while an objection stands. */
  isFallback: v.optional(v.boolean(), false),
});
export type NewClosing = v.InferOutput<typeof NewClosing>;

/** `POST /api/decisions/:id/corrections`: what was closed stays; this stands beside it. */
export const NewCorrection = v.object({ version, text: asked.words(2000) });
export type NewCorrection = v.InferOutput<typeof NewCorrection>;

/** `POST /api/decisions/:id/reviews`: it was looked at again, and holds. */
export const NewReview = v.object({ version, note: asked.perhaps(asked.words(2000)), reviewOn: Day });
export type NewReview = v.InferOutput<typeof NewReview>;

/** What `POST /api/decisions/:id/reminders` answers: who was written to, and who had been today already. */
export const Reminded = v.object({
  organizationIds: v.array(v.string()),
  alreadyIds: v.array(v.string()),
});
export type Reminded = v.InferOutput<typeof Reminded>;
