import { type Day, dayIn } from "../../shared/dates.ts";
import { localeOf } from "./dates.ts";
import { useLanguage } from "./language.ts";

/** Something from one instant to another, ISO 8601. */
export interface Span {
  startsAtInstant: string;
  endsAtInstant: string;
}

/** The zone that the reader's device is set to. */
export const readersZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A zone as people call it, by its city: "New York". */
export const placeOfZone = (timeZone: string) =>
  (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

/** "9:00 – 10:45 AM", as clocks in a zone show it. */
export const saySpan = ({ startsAtInstant, endsAtInstant }: Span, timeZone: string) =>
  new Intl.DateTimeFormat(localeOf(useLanguage()()), {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).formatRange(Date.parse(startsAtInstant), Date.parse(endsAtInstant));

export const dayOfSpan = ({ startsAtInstant }: Span, timeZone: string): Day =>
  dayIn(timeZone, Date.parse(startsAtInstant));

/** Whether clocks in two zones show different times while it lasts: zones with other names may well agree. */
export const clocksDiffer = (
  { startsAtInstant }: Pick<Span, "startsAtInstant">,
  one: string,
  other: string,
) => {
  const shown = (timeZone: string) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
      Date.parse(startsAtInstant),
    );
  return shown(one) !== shown(other);
};
