import { activities, strategies } from "../action-plans/plans.ts";
import { commitments } from "../commitments/commitments.ts";
import { decisions } from "../decisions/decisions.ts";
import { indicators } from "../indicators/indicators.ts";
import { groups, loadMeetings, meetings } from "../meetings/meetings.ts";
import { sayDay } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";

/** What a link or a chip says of a record: `code` and `label` together name it, as in "I1 Samples meeting…". */
export interface RecordName {
  kind: "commitment" | "decision" | "indicator" | "activity" | "strategy" | "meeting" | "group";
  /** Such as D-18; empty where a kind of record has none. */
  code: string;
  label: string;
  /** Its page, where it has one. */
  href?: string;
}

/** Sees that everything that can be named is asked for, but for commitments: there are many, and their pages ask. */
export const loadRecords = () =>
  Promise.all([decisions.need(), indicators.need(), activities.need(), strategies.need(), loadMeetings()]);

/** How a record is called in the language of the interface; `undefined` while it is not known, or not for one's eyes. */
export function recordName(id: string): RecordName | undefined {
  return makers[id.slice(0, 4)]?.(id);
}

const language = useLanguage();

/** Who knows the name, by the first letters of the id. */
const makers: Record<string, (id: string) => RecordName | undefined> = {
  com_(id) {
    const it = byId(commitments.value(), id);
    return it && { kind: "commitment", code: `C-${it.number}`, label: it.what, href: `/commitments/${id}` };
  },
  dec_(id) {
    const it = byId(decisions.value(), id);
    return it && { kind: "decision", code: `D-${it.number}`, label: it.title, href: `/decisions/${id}` };
  },
  ind_(id) {
    const it = byId(indicators.value(), id);
    return it && { kind: "indicator", code: it.code, label: it.name[language()], href: `/indicators/${id}` };
  },
  act_(id) {
    const it = byId(activities.value(), id);
    return it && { kind: "activity", code: it.code, label: it.title, href: `/plan/${id}` };
  },
  str_(id) {
    const it = byId(strategies.value(), id);
    return it && { kind: "strategy", code: String(it.order), label: it.name[language()] };
  },
  mtg_(id) {
    const it = byId(meetings.value(), id);
    return it && { kind: "meeting", code: sayDay(it.day), label: it.title, href: `/meetings/${id}` };
  },
  grp_(id) {
    const it = byId(groups.value(), id);
    return it && { kind: "group", code: "", label: it.name[language()], href: `/groups/${id}` };
  },
};

const byId = <It extends { id: string }>(items: readonly It[] | undefined, id: string) =>
  items?.find((it) => it.id === id);
