import { localeOf } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";

/** A share (0 to 1) as a whole percentage, or a dash where there is nothing to count. */
export const sayShare = (share: number | null) =>
  share === null
    ? "–"
    : new Intl.NumberFormat(localeOf(useLanguage()()), { style: "percent", maximumFractionDigits: 0 }).format(
        share,
      );
