import type { ActivityStatus, Milestone } from "../../../shared/action-plans/activity.ts";

/** An activity as a line of a file needs it. */
export interface CsvActivity {
  code: string | null;
  title: string;
  strategyId: string;
  leadOrganizationId: string | null;
  supportOrganizationIds: readonly string[];
  groupId: string;
  startsOn: string;
  endsOn: string;
  status: ActivityStatus;
  note: string;
  resources: string;
  indicatorIds: readonly string[];
  dependsOnIds: readonly string[];
  milestones: readonly Milestone[];
}

/** How the file calls what an activity only has the id of. */
export interface CsvNames {
  strategy: (id: string) => string;
  organization: (id: string) => string;
  group: (id: string) => string;
  indicator: (id: string) => string;
  activity: (id: string) => string;
  status: (status: ActivityStatus) => string;
  /** A milestone with its day, such as "First 40 laterals (by 2026-09-30)". */
  milestone: (it: Milestone) => string;
}

/** Between several names in one cell. A comma would do harm where a spreadsheet reads lists by it. */
const and = "; ";

/** Every activity as a line of a file, under the headings: names in words, days as `2027-03-15`. */
export const linesOf = (
  headings: readonly string[],
  activities: readonly CsvActivity[],
  names: CsvNames,
): string[][] => [
  [...headings],
  ...activities.map((it) => [
    it.code ?? "",
    it.title,
    names.strategy(it.strategyId),
    it.leadOrganizationId === null ? "" : names.organization(it.leadOrganizationId),
    it.supportOrganizationIds.map(names.organization).join(and),
    names.group(it.groupId),
    it.startsOn,
    it.endsOn,
    names.status(it.status),
    it.note,
    it.resources,
    it.indicatorIds.map(names.indicator).join(and),
    it.dependsOnIds.map(names.activity).join(and),
    it.milestones.map(names.milestone).join(and),
  ]),
];
