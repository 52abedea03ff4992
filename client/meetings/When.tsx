import { Show } from "solid-js";
import { useMe } from "../sign-in/me.ts";
import { sayWeekday, sayWeekdayWithin } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { clocksDiffer, dayOfSpan, placeOfZone, readersZone, type Span, saySpan } from "../words/zones.ts";
import { words } from "./words.ts";

/** Names the zone of all times on a screen, once. */
export function ZoneLine() {
  const t = useWords(words);
  const me = useMe();
  const zone = () => me().initiative.timeZone;
  const own = readersZone();
  const isElsewhere = () => clocksDiffer({ startsAtInstant: new Date().toISOString() }, own, zone());
  return (
    <>
      {isElsewhere()
        ? t("zoneOther", { own: placeOfZone(own), place: placeOfZone(zone()) })
        : t("zoneSame", { place: placeOfZone(zone()) })}
    </>
  );
}

/** When something is, in the reader's zone; in the initiative's as well where its clocks show another time. */
export function When(props: { of: Span; withDay?: boolean }) {
  const t = useWords(words);
  const me = useMe();
  const own = readersZone();
  const zone = () => me().initiative.timeZone;
  const isElsewhere = () => clocksDiffer(props.of, own, zone());
  const shown = () => (isElsewhere() ? own : zone());
  const there = () => {
    const said = { times: saySpan(props.of, zone()), place: placeOfZone(zone()) };
    const day = dayOfSpan(props.of, zone());
    return day === dayOfSpan(props.of, own)
      ? t("timesIn", said)
      : t("onDayIn", { ...said, day: sayWeekdayWithin(day) });
  };
  return (
    <>
      <time datetime={props.of.startsAtInstant}>
        {props.withDay ? `${sayWeekday(dayOfSpan(props.of, shown()))}, ` : ""}
        {saySpan(props.of, shown())}
      </time>
      <Show when={isElsewhere()}>
        {" "}
        <span>({there()})</span>
      </Show>
    </>
  );
}
