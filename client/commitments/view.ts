/** What the list may be narrowed to by how things stand; the totals above it choose among them. */
export const shows = [
  "open",
  "week",
  "soon",
  "past",
  "offered",
  "help",
  "moved",
  "active",
  "kept",
  "not_kept",
  "released",
  "declined",
  "lately",
  "all",
] as const;
export type Show = (typeof shows)[number];

export const groupings = ["due", "partner", "serves", "meeting", "status"] as const;
export type Grouping = (typeof groupings)[number];

export const shapes = ["table", "board", "partner"] as const;
export type Shape = (typeof shapes)[number];

/** Everything that decides what the page shows; all of it stands in the address. */
export interface View {
  as: Shape;
  show: Show;
  by: Grouping;
  /** An organization. */
  partner: string | undefined;
  /** An activity, an indicator or a decision. */
  serves: string | undefined;
  meeting: string | undefined;
  group: string | undefined;
  q: string;
}

type Query = Partial<Record<string, string | string[]>>;

const one = <Value extends string>(of: readonly Value[], value: unknown, otherwise: Value): Value =>
  of.includes(value as Value) ? (value as Value) : otherwise;
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** The view that an address asks for; what it does not say, or says wrong, is as usual. */
export const readView = (query: Query): View => ({
  as: one(shapes, query.as, "table"),
  show: one(shows, query.show, "open"),
  by: one(groupings, query.by, "due"),
  partner: text(query.partner),
  serves: text(query.serves),
  meeting: text(query.meeting),
  group: text(query.group),
  q: text(query.q) ?? "",
});

/** The query of a view, without what is as usual: the same view has one address. */
export function queryOf(view: View): Record<keyof View, string | undefined> {
  const unusual = (value: string, usual: string) => (value === usual ? undefined : value);
  return {
    as: unusual(view.as, "table"),
    show: unusual(view.show, "open"),
    by: unusual(view.by, "due"),
    partner: view.partner,
    serves: view.serves,
    meeting: view.meeting,
    group: view.group,
    q: view.q || undefined,
  };
}

/** A view as the end of an address: `?show=past`, or nothing at all. */
export function searchOf(view: View): string {
  const said = Object.entries(queryOf(view)).flatMap(([name, it]) => (it ? [[name, it]] : []));
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}

/** Whether anything but the usual is asked for. */
export const isNarrowed = ({ show, partner, serves, meeting, group, q }: View) =>
  show !== "open" || Boolean(partner ?? serves ?? meeting ?? group ?? (q || undefined));
