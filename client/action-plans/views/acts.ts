import type { ActivityStatus, Milestone } from "../../../shared/action-plans/activity.ts";
import { reachMilestone, setMilestone, setStatus } from "../../../shared/action-plans/plan.ts";
import type { Day } from "../../../shared/dates.ts";
import { sayNearDay } from "../../commitments/days.ts";
import { toast } from "../../ui/toast.ts";
import { useWords } from "../../words/words.ts";
import { type LiveActivity, usePlans } from "../live-plans.ts";
import { words } from "./words.ts";

/** What the views write into the plans; each says what it did and takes it back on request. */
export function usePlanActs(today: () => Day) {
  const t = useWords(words);
  const plans = usePlans();
  const codeOf = (it: LiveActivity) => it.code ?? t("newCode");
  const named = (it: LiveActivity, one: Milestone) => ({ code: codeOf(it), title: one.title });
  return {
    /** Says that a milestone was reached today, or that it was not. */
    reach(it: LiveActivity, one: Milestone, is: boolean) {
      const doc = plans.docOf(it.id);
      if (!doc) return;
      reachMilestone(doc, it.id, one.id, is ? today() : null);
      toast(t(is ? "saidDone" : "saidNotDone", named(it, one)), () =>
        reachMilestone(doc, it.id, one.id, one.doneOn),
      );
    },
    /** Gives a milestone another day. */
    date(it: LiveActivity, one: Milestone, dueOn: Day) {
      const doc = plans.docOf(it.id);
      if (!doc || dueOn === one.dueOn) return;
      setMilestone(doc, it.id, { id: one.id, dueOn });
      toast(t("saidDate", { ...named(it, one), day: sayNearDay(dueOn, today()) }), () =>
        setMilestone(doc, it.id, { id: one.id, dueOn: one.dueOn }),
      );
    },
    /** Says how an activity goes, and why. */
    state(it: LiveActivity, status: ActivityStatus, note?: string) {
      const doc = plans.docOf(it.id);
      if (!doc || (status === it.status && note === undefined)) return;
      setStatus(doc, it.id, status, note);
      toast(t("movedTo", { code: codeOf(it), state: t(`l_${status}`) }), () =>
        setStatus(doc, it.id, it.status, note === undefined ? undefined : it.note),
      );
    },
  };
}
