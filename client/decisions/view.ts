import type { Day } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import {
  askedAgain,
  isOpen,
  isReviewDue,
  openObjections,
  stillToHearFrom,
} from "../../shared/decisions/readings.ts";
import { plain } from "../words/plain.ts";

/** What the register may be narrowed to; the totals above it choose among them. */
export const shows = ["all", "open", "ours", "objection", "review", "adopted", "ended"] as const;
export type Show = (typeof shows)[number];

/** Everything that decides what the register shows; all of it stands in the address. */
export interface View {
  show: Show;
  /** The organization that raised it. */
  partner: string | undefined;
  /** A strategy or an indicator. */
  serves: string | undefined;
  group: string | undefined;
  q: string;
}

type Query = Partial<Record<string, string | string[]>>;
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** The view that an address asks for; what it does not say, or says wrong, is as usual. */
export const readView = (query: Query): View => ({
  show: shows.find((it) => it === query.show) ?? "all",
  partner: text(query.partner),
  serves: text(query.serves),
  group: text(query.group),
  q: text(query.q) ?? "",
});

/** The query of a view, without what is as usual: the same view has one address. */
export const queryOf = (view: View): Record<keyof View, string | undefined> => ({
  show: view.show === "all" ? undefined : view.show,
  partner: view.partner,
  serves: view.serves,
  group: view.group,
  q: view.q || undefined,
});

/** A decision as a row of the register, with what the clock and its group say of it. */
export interface Row {
  it: Decision;
  /** Those who count and have not spoken, while it is open. */
  missing: string[];
  asked: number;
  heard: number;
  objecting: string[];
  isReviewDue: boolean;
  /** The own organization is asked: it has not spoken, or the words have changed since. */
  isOurs: boolean;
}

interface Scene {
  today: Day;
  /** The members of a group that have a voice. */
  membersOf: (groupId: string) => readonly string[];
  /** The organizations that the reader speaks for. */
  voices: readonly string[];
}

/** Reads of a decision what its row shows. */
export function rowOf(it: Decision, { today, membersOf, voices }: Scene): Row {
  const asked = isOpen(it) ? membersOf(it.groupId) : (it.closing?.askedIds ?? membersOf(it.groupId));
  const missing = stillToHearFrom(it, asked);
  const again = askedAgain(it, asked);
  return {
    it,
    missing,
    asked: asked.length,
    heard: it.positions.filter((said) => asked.includes(said.organizationId)).length,
    objecting: openObjections(it, asked).map((said) => said.organizationId),
    isReviewDue: isReviewDue(it, today),
    isOurs: voices.some((id) => missing.includes(id) || again.includes(id)),
  };
}

const fits: Record<Show, (row: Row) => boolean> = {
  all: () => true,
  open: ({ it }) => isOpen(it),
  ours: ({ isOurs }) => isOurs,
  objection: ({ objecting }) => objecting.length > 0,
  review: (row) => row.isReviewDue,
  adopted: ({ it }) => it.status === "adopted",
  ended: ({ it }) => it.status !== "adopted" && !isOpen(it),
};

/** The rows that a view shows, but for how they stand. */
export const narrowed = (rows: readonly Row[], { partner, serves, group, q }: View) => {
  const wanted = wordsOf(q);
  return rows.filter(
    ({ it }) =>
      (!partner || it.raisedByOrganizationId === partner) &&
      (!serves || it.strategyIds.includes(serves) || it.indicatorIds.includes(serves)) &&
      (!group || it.groupId === group) &&
      matches(textOf(it), wanted),
  );
};

export const shown = (rows: readonly Row[], show: Show) => rows.filter(fits[show]);

/** How many there are of each. */
export const totalsOf = (rows: readonly Row[]) =>
  Object.fromEntries(shows.map((show) => [show, rows.filter(fits[show]).length])) as Record<Show, number>;

const texts = new WeakMap<Decision, string>();

/** Everything in a decision that somebody might remember of it, without accents. */
function textOf(it: Decision): string {
  const known = texts.get(it);
  if (known !== undefined) return known;
  const said = [
    `D-${it.number}`,
    it.title,
    it.proposal,
    it.context,
    it.outcome,
    it.quote,
    ...it.options.map(({ title }) => title),
    ...it.positions.map(({ reason }) => reason),
  ];
  const text = plain(said.filter(Boolean).join(" \n "));
  texts.set(it, text);
  return text;
}

/** As many decisions' words are read in one turn, ahead of the first search. */
const readAhead = 150;

/** Reads the words of all decisions ahead, a few at a time, so that the first letter typed does not wait for them. */
export function readWordsOf(all: readonly Decision[], later: (then: () => void) => void, from = 0) {
  for (const it of all.slice(from, from + readAhead)) textOf(it);
  if (from + readAhead < all.length) later(() => readWordsOf(all, later, from + readAhead));
}

/** The words that are looked for, by their beginning: "weekly" and "weeks" are both found by what they share. */
const wordsOf = (q: string) =>
  plain(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (word.length > 5 ? word.replace(/(ly|ing|es|s|mente)$/, "") : word));

const matches = (text: string, wanted: readonly string[]) => wanted.every((word) => text.includes(word));
