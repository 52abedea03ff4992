import { createMemo } from "solid-js";
import type { Activity } from "../../shared/action-plans/activity.ts";
import type { LiveActivity, LivePlans } from "./live-plans.ts";

/** The rows as plans that nobody here writes in: for whoever reads only the activities that are public. */
export function rowPlans(rows: () => readonly Activity[]): LivePlans {
  const activities = createMemo(() =>
    rows().map(
      (it): LiveActivity => ({
        ...it,
        groupId: it.groupId ?? "",
        resources: it.resources ?? "",
        note: it.note ?? "",
        addedAt: 0,
        mayEdit: false,
      }),
    ),
  );
  const nothing = () => undefined;
  const no = () => false;
  return {
    activities,
    activity: (id) => activities().find((it) => it.id === id),
    docOf: nothing,
    plans: [],
    isThere: () => true,
    isPartial: no,
    mayAdd: no,
    add: no,
    restore: nothing,
    lead: nothing,
    conflict: nothing,
    settle: nothing,
    changeIn: nothing,
    changes: () => new Map(),
    seen: nothing,
    putBack: nothing,
    removals: nothing,
    cellOf: nothing,
    cells: () => new Map(),
    enter: nothing,
    undo: no,
    lastStep: () => undefined,
    redo: no,
  };
}
