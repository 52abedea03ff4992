import { newId } from "../../shared/ids.ts";
import type { Cast, Name } from "../support/cast.ts";
import type { Visitor } from "../support/visitor.ts";

// What the lines of the permission table are made of.

export const everybody: Name[] = [
  "director",
  "city",
  "cityAlternate",
  "casa",
  "resident",
  "schools",
  "funder",
];
export const partners = everybody.filter((it) => it !== "funder");
export const backbone: Name[] = ["director"];
/** Who leads the steering committee, or its meetings, and the backbone. */
export const leaders: Name[] = ["director", "city", "casa"];

export interface Door {
  /** Method and route, as in `GET /api/openapi.json`. */
  door: string;
  who: Name[];
  /** A path that fits the route. */
  path: string;
  /** A request that works for whoever may; made anew for each. */
  body?: () => object;
  /** What has to have happened before. */
  before?: (cast: Record<Name, Visitor>) => Promise<unknown>;
}

/** A door whose path and request depend on what happened before. */
export interface Story extends Pick<Door, "door" | "who"> {
  path: string | ((told: Told) => string);
  body?: (told: Told) => object;
  before?: (cast: Cast) => Promise<unknown>;
}

/** What {@link Story.before} came to know: each line reads its own, and fails where it is told otherwise. */
export type Told = any;

const lineOf = <Path, Body, Before>(
  said: string,
  who: Name[],
  path?: Path,
  body?: Body,
  before?: Before,
) => ({
  door: said,
  who,
  path: path ?? said.split(" ")[1]!,
  ...(body && { body }),
  ...(before && { before }),
});
export const door = (
  said: string,
  who: Name[],
  path?: string,
  body?: () => object,
  before?: Door["before"],
): Door => lineOf(said, who, path, body, before);
export const story = (
  said: string,
  who: Name[],
  path?: Story["path"],
  body?: Story["body"],
  before?: Story["before"],
): Story => lineOf(said, who, path, body, before);

export const december = "/api/meetings/mtg_2026_12_03";
export const november = "/api/meetings/mtg_2026_11_12";
export const M = "/api/meetings/{id}";
export const D = "/api/decisions/{id}";
export const indicator = {
  name: { en: "Reeds", es: "Juncos" },
  level: "contributing",
  strategyIds: [],
  definition: "Reeds counted",
  unit: "reeds",
  direction: "increase",
  baseline: null,
  target: null,
  interimTarget: null,
  dataSource: "Counted",
  cadence: "quarterly",
  reporterOrganizationId: "org_city",
  reporterPersonId: null,
  disaggregateBy: [],
  smallestGroup: null,
  aggregation: "latest",
  sharingNote: null,
  dueDays: 18,
  visibility: "partners",
};
export const round = () => ({
  id: newId("rnd"),
  period: "2026-Q3",
  indicatorIds: ["ind_runoff"],
  dueOn: "2026-12-10",
});
export const start = async ({ director }: Record<Name, Visitor>) => director.post(`${december}/start`);
