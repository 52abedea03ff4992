import { createMemo } from "solid-js";
import { activities, strategies } from "../action-plans/plans.ts";
import { commitments } from "../commitments/commitments.ts";
import { decisions } from "../decisions/decisions.ts";
import { membersOf } from "../decisions/names.ts";
import { indicators } from "../indicators/indicators.ts";
import { areHere } from "../kept.ts";
import { loadMeetings } from "../meetings/meetings.ts";
import { loadPartners } from "../organizations/organizations.ts";
import { useLanguage } from "../words/language.ts";
import { checkIns, loadOverview, overview } from "./overview.ts";
import { type Waiting, waitingOf } from "./waiting.ts";

/** Sees that everything is asked for that the backbone's views speak of. */
export const loadRecordsOfAll = () =>
  Promise.all([
    loadOverview(),
    loadPartners(),
    loadMeetings(),
    commitments.need(),
    decisions.need(),
    indicators.need(),
    activities.need(),
    strategies.need(),
  ]);

/** Whether all that the pulse of a partner is read from is here, as far as it can be had. */
export const isPulseHere = () => areHere(overview, checkIns, commitments, decisions, indicators);

/** What waits for a word from partners; `undefined` while not everything is known. */
export function useWaiting() {
  const language = useLanguage();
  return createMemo((): Waiting[] | undefined => {
    const today = overview.value()?.today;
    const [promised, decided, measured] = [commitments.value(), decisions.value(), indicators.value()];
    if (!today || !promised || !decided || !measured) return undefined;
    return waitingOf(
      { commitments: promised, decisions: decided, indicators: measured, membersOf, language: language() },
      today,
    );
  });
}
