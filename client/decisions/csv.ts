import type { Day } from "../../shared/dates.ts";
import type { Say } from "../words/words.ts";
import { partnerName, positionOf } from "./names.ts";
import type { Row } from "./view.ts";
import type { words } from "./words.ts";

type T = Say<keyof (typeof words)["en"]>;

/** The columns of the register as a file: what every row of it says, and where each partner stands. */
export const columnsOf = (t: T): string[] => [
  t("number"),
  t("titleField"),
  t("standing"),
  t("proposal"),
  t("method"),
  t("raisedFor"),
  t("respondBy"),
  t("heard"),
  t("stillToHear"),
  t("positions"),
  t("outcome"),
  t("reviewDay"),
];

export const cellsOf = ({ it, missing, asked, heard, isReviewDue }: Row, _today: Day, t: T): string[] => [
  `D-${it.number}`,
  it.title,
  isReviewDue ? t("reviewDue") : t(`status_${it.status}`),
  it.proposal,
  t(`short_${it.method}`),
  partnerName(it.raisedByOrganizationId),
  it.respondBy ?? "",
  t("heardOf", { heard, asked }),
  missing.map(partnerName).join("; "),
  it.positions
    .map(({ organizationId }) => {
      const said = positionOf(it, organizationId)!;
      const reason = said.reason ? ` (${said.reason})` : "";
      return `${partnerName(organizationId)}: ${t(said.position)}${reason}`;
    })
    .join("; "),
  it.outcome ?? "",
  it.reviewOn ?? "",
];
