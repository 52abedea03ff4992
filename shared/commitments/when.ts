import { addDays, type Day, isRealDay } from "../dates.ts";

/** How the words for a day can be read. */
export type DueReading =
  /** One day, and only this one. */
  | { kind: "day"; day: Day }
  /** More than one day fits; a person chooses. The nearest comes first. */
  | { kind: "ambiguous"; days: Day[] }
  /** A day that is over. */
  | { kind: "past"; day: Day }
  /** No calendar has it, such as 31 February. */
  | { kind: "impossible" };

/** What stands before a date. `para` and `by` are also other words: they count only when a date follows. */
const before =
  /(?<![\p{L}\p{N}@#])(?:no later than|due:?(?: by| on)?|by|before|until|a mas tardar(?: el| en| a)?|antes de(?: el|l)?|para(?: el)?|hasta(?: el)?)\s+/gu;

/**
 * The date in a folded line (see `fold`), with where it stands, its preposition included. Two dates in one line are
 * ambiguous between them.
 */
export function readDue(
  folded: string,
  today: Day,
): (DueReading & { start: number; end: number }) | undefined {
  const found = [...folded.matchAll(before)].flatMap((it) => {
    const at = it.index + it[0].length;
    const read = readDay(folded, at, today);
    return read ? [{ ...read.reading, start: it.index, end: at + read.length }] : [];
  });
  const last = found.at(-1);
  if (!last || found.length === 1) return last;
  const days = [...new Set(found.flatMap(daysOf))].sort();
  // Of a day that there is and one that there is not, the former is no more than an offer.
  const isDoubtful = days.length > 1 || (days.length === 1 && found.some((it) => it.kind === "impossible"));
  return isDoubtful ? { kind: "ambiguous", days, start: last.start, end: last.end } : last;
}

const daysOf = (it: DueReading): Day[] => (it.kind === "ambiguous" ? it.days : "day" in it ? [it.day] : []);

/** The date that stands in `folded` from `at` on, and how long it is; `undefined` when there is none. */
export function readDay(folded: string, at: number, today: Day) {
  let longest: { reading: DueReading; length: number } | undefined;
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(folded);
    if (found && found[0].length > (longest?.length ?? 0))
      longest = { reading: readingOf(read(found, today), today), length: found[0].length };
  }
  return longest;
}

function readingOf(all: readonly Day[], today: Day): DueReading {
  const days = [...new Set(all.filter(isRealDay))].sort();
  const ahead = days.filter((day) => day >= today);
  const [first] = ahead;
  if (first) return ahead.length === 1 ? { kind: "day", day: first } : { kind: "ambiguous", days: ahead };
  const over = days.at(-1);
  return over ? { kind: "past", day: over } : { kind: "impossible" };
}

const weekdays = [
  "sunday|sun|domingo|dom",
  "monday|mon|lunes|lun",
  "tuesday|tues|tue|martes",
  "wednesday|wed|miercoles|mie",
  "thursday|thurs|thur|thu|jueves|jue",
  "friday|fri|viernes|vie",
  "saturday|sat|sabado|sab",
];
const months = [
  "january|jan|enero|ene",
  "february|feb|febrero",
  "march|mar|marzo",
  "april|apr|abril|abr",
  "may|mayo",
  "june|jun|junio",
  "july|jul|julio",
  "august|aug|agosto|ago",
  "september|sept|sep|septiembre|setiembre",
  "october|oct|octubre",
  "november|nov|noviembre",
  "december|dec|diciembre|dic",
];
const numbers = [
  "",
  "a|an|one|un|una|uno",
  "two|dos",
  "three|tres",
  "four|cuatro",
  "five|cinco",
  "six|seis",
  "seven|siete",
  "eight|ocho",
  "nine|nueve",
  "ten|diez",
];

/** Which of the words `word` is; -1 when none. */
const indexIn = (words: readonly string[], word: string) =>
  words.findIndex((it) => it.split("|").includes(word));

const weekday = weekdays.join("|");
const month = months.join("|");
const number = `\\d{1,3}|${numbers.slice(1).join("|")}`;
/** A date ends where no letter or digit follows, and no third number of a longer one. */
const end = "(?![\\p{L}\\p{N}]|[/.-]\\d)";
const says = (pattern: string) => new RegExp(`(?:${pattern})${end}`, "uy");

const pad = (value: number, width = 2) => String(value).padStart(width, "0");
const dayOf = (year: number, monthIndex: number, day: number): Day =>
  `${pad(year, 4)}-${pad(monthIndex + 1)}-${pad(day)}`;
const yearOf = (it: Day) => Number(it.slice(0, 4));
const monthOf = (it: Day) => Number(it.slice(5, 7)) - 1;
const fullYear = (year: string) => Number(year.length === 2 ? `20${year}` : year);
const weekdayOf = (it: Day) => new Date(`${it}T00:00Z`).getUTCDay();
const lastOfMonth = (year: number, monthIndex: number): Day =>
  new Date(Date.UTC(year, monthIndex + 1, 0)).toISOString().slice(0, 10);

/** A day without its year is the next one there is; 29 February waits for its leap year. */
function inSomeYear(today: Day, monthIndex: number, day: number, year: string | undefined): Day[] {
  if (year !== undefined) return [dayOf(fullYear(year), monthIndex, day)];
  for (let ahead = 0; ahead <= 8; ahead++) {
    const it = dayOf(yearOf(today) + ahead, monthIndex, day);
    if (isRealDay(it) && it >= today) return [it];
  }
  return [""];
}

/** Monday of the week after the one `today` is in; weeks begin on Monday. */
const nextMonday = (today: Day) => addDays(today, 7 - ((weekdayOf(today) + 6) % 7));

/** `monthsAhead` later, at most the last day of that month. */
function monthsLater(today: Day, monthsAhead: number): Day {
  const monthIndex = monthOf(today) + monthsAhead;
  const last = lastOfMonth(yearOf(today), monthIndex);
  const same = `${last.slice(0, 8)}${today.slice(8)}`;
  return same < last ? same : last;
}

function fromNow(today: Day, count: string, unit: string): Day {
  const n = /^\d/.test(count) ? Number(count) : indexIn(numbers, count);
  if (unit.startsWith("d")) return addDays(today, n);
  return /^(w|s)/.test(unit) ? addDays(today, 7 * n) : monthsLater(today, n);
}

const monthEnd = (it: Day) => lastOfMonth(yearOf(it), monthOf(it));

/** The first such weekday after today. */
const nextOf = (today: Day, index: number) => addDays(today, (index - weekdayOf(today) + 7) % 7 || 7);

/** A weekday that is not the date's own: one of them is a slip, and a person says which. */
function checked(days: Day[], name: string | undefined): Day[] {
  if (name === undefined) return days;
  const index = indexIn(weekdays, name);
  return days.flatMap((day) => {
    if (!isRealDay(day) || weekdayOf(day) === index) return [day];
    return [day, nextOf(addDays(day, -4), index)];
  });
}

/** The next day with this number, such as the 31st. */
function nextNumbered(today: Day, day: number): Day[] {
  for (let ahead = 0; ahead < 12; ahead++) {
    const first = lastOfMonth(yearOf(today), monthOf(today) + ahead);
    const it = `${first.slice(0, 8)}${pad(day)}`;
    if (isRealDay(it) && it >= today) return [it];
  }
  return [];
}

type Reader = (found: RegExpExecArray, today: Day) => Day[];

/** Words for a day, and the days they may mean; the longest that fits is taken. */
const patterns: readonly (readonly [RegExp, Reader])[] = [
  [
    says("(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})"),
    ([, y, , m, d]) => [dayOf(Number(y), Number(m) - 1, Number(d))],
  ],
  [
    // 3/4 is March in one country and April in the next. Without a year, 1.5 and 10-12 are amounts, and 1/2 of it too.
    says("(\\d{1,2})(?:([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})|/(\\d{1,2})(?!\\s+(?:of|de)\\s))"),
    ([, a, , b, year, alone], today) => [
      ...inSomeYear(today, Number(a) - 1, Number(b ?? alone), year),
      ...inSomeYear(today, Number(b ?? alone) - 1, Number(a), year),
    ],
  ],
  [
    says(
      `(?:(${weekday})\\.?,?\\s+(?:the\\s+)?)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+|de\\s+)?(${month})\\.?(?:,?\\s+(?:de\\s+|del\\s+)?(\\d{4}))?`,
    ),
    ([, name, d, m, y], today) => checked(inSomeYear(today, indexIn(months, m!), Number(d), y), name),
  ],
  [
    says(
      `(?:(${weekday})\\.?,?\\s+)?(${month})\\.?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`,
    ),
    ([, name, m, d, y], today) => checked(inSomeYear(today, indexIn(months, m!), Number(d), y), name),
  ],
  // "The 15th" and "antes del 15" are of this month or the next; "by 15" may be an amount.
  [says("(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)"), ([, d], today) => nextNumbered(today, Number(d))],
  [
    says("(?<=\\b(?:el|del)\\s+)(\\d{1,2})(?=\\s*(?:$|[|.,;)]))"),
    ([, d], today) => nextNumbered(today, Number(d)),
  ],
  [
    // A month alone has many days: its first and its last are offered.
    says(`(${month})\\.?(?:\\s+(?:de\\s+|del\\s+)?(\\d{4}))?`),
    ([, m, y], today) => {
      const index = indexIn(months, m!);
      const year = y ? Number(y) : yearOf(today) + (index < monthOf(today) ? 1 : 0);
      return [dayOf(year, index, 1), lastOfMonth(year, index)];
    },
  ],
  [
    // On a Friday, "Friday" is today or in a week.
    says(`(?:this\\s+|coming\\s+|este\\s+)?(${weekday})`),
    ([, name], today) => {
      const next = nextOf(today, indexIn(weekdays, name!));
      return weekdayOf(today) === weekdayOf(next) ? [today, next] : [next];
    },
  ],
  [
    // Some mean the coming one, some the one of next week.
    says(`next\\s+(${weekday})|proximo\\s+(${weekday})|(${weekday})\\s+(?:que\\s+viene|proximo)`),
    ([, a, b, c], today) => {
      const index = indexIn(weekdays, (a ?? b ?? c)!);
      return [nextOf(today, index), addDays(nextMonday(today), (index + 6) % 7)];
    },
  ],
  [says("today|hoy"), (_, today) => [today]],
  [says("tomorrow|manana"), (_, today) => [addDays(today, 1)]],
  [says("(?:the\\s+)?day after tomorrow|pasado\\s+manana"), (_, today) => [addDays(today, 2)]],
  [
    says(`(?:in|en|dentro de)\\s+(${number})\\s+(days?|weeks?|months?|dias?|semanas?|mes|meses)`),
    ([, count, unit], today) => [fromNow(today, count!, unit!)],
  ],
  [
    says("next week|(?:la\\s+)?(?:proxima semana|semana que viene|semana proxima)"),
    (_, today) => [nextMonday(today), addDays(nextMonday(today), 4)],
  ],
  [
    says("(?:the\\s+)?end of (?:the |this )?week|(?:el\\s+)?(?:final|fines|fin) de (?:la |esta )?semana"),
    (_, today) => [5, 0].map((index) => addDays(today, (index - weekdayOf(today) + 7) % 7)),
  ],
  [
    says("next month|proximo mes|mes que viene"),
    (_, today) => {
      const first = addDays(monthEnd(today), 1);
      return [first, monthEnd(first)];
    },
  ],
  [
    says("(?:the\\s+)?end of (?:the |this )?month|month[- ]end|(?:final|fines|fin) de(?:l| este)? mes"),
    (_, today) => [monthEnd(today)],
  ],
  [
    says("(?:the\\s+)?end of (?:the |this )?year|year[- ]end|(?:final|fines|fin) de(?:l| este)? ano"),
    (_, today) => [`${today.slice(0, 4)}-12-31`],
  ],
];
