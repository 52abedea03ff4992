import * as v from "valibot";
import * as asked from "../asked.ts";

/** What the partners agreed about deciding, for when a decision says nothing else. */
export const Governance = v.object({
  /** What closes a decision by consent while an objection stands; `none`: nothing does. */
  fallback: v.picklist(["two_thirds", "none"]),
  /** How many days a decision stays open at least that is not agreed in a room. */
  asyncDaysMin: asked.whole(0, 60),
  /** After how many days what was adopted is looked at again. */
  reviewAfterDays: asked.whole(1, 1830),
  /** After how many days without a word from a partner the backbone asks after it. */
  quietAfterDays: asked.whole(7, 365),
});
export type Governance = v.InferOutput<typeof Governance>;

/** How an initiative begins that has agreed on nothing yet. */
export const firstGovernance: Governance = {
  fallback: "two_thirds",
  asyncDaysMin: 7,
  reviewAfterDays: 180,
  quietAfterDays: 42,
};

/** Rules as they were written down, with our first ones for what there was no word for then. */
export const withFirst = (said: Partial<Governance> | undefined): Governance => ({
  ...firstGovernance,
  ...said,
});
