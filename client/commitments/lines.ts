import type { Day } from "../../shared/dates.ts";
import type { Say } from "../words/words.ts";
import { type Row, servedBy } from "./list.ts";
import { meetingName, partnerName, personOf, servedName } from "./names.ts";
import { standsOf } from "./Standing.tsx";
import type { words } from "./words.ts";

type T = Say<keyof (typeof words)["en"]>;

/** What stands above the columns of a list that leaves the page, on paper or as a file. */
export const columnsOf = (t: T) => [
  t("number"),
  t("commitment"),
  t("owner"),
  t("person"),
  t("status"),
  t("due"),
  t("originalDue"),
  t("closedOn"),
  t("serves"),
  t("helps"),
  t("meeting"),
  t("outcome"),
];

/** A commitment as cells under `columnsOf`; days as every spreadsheet reads them. */
export const cellsOf = ({ it }: Row, today: Day, t: T) => [
  `C-${it.number}`,
  it.what,
  partnerName(it.ownerOrganizationId),
  personOf(it.ownerPersonId)?.name ?? "",
  t(standsOf(it, today)),
  it.dueOn,
  it.originalDueOn,
  it.closedOn ?? "",
  servedBy(it).map(servedName).join("; "),
  it.supportOrganizationIds.map(partnerName).join("; "),
  it.fromMeetingId ? meetingName(it.fromMeetingId, today) : "",
  it.outcomeNote ?? "",
];
