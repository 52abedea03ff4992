import type { Day } from "../../../shared/dates.ts";
import { csvOf } from "../../commitments/csv.ts";
import { printerIcon } from "../../commitments/icons.ts";
import { indicators } from "../../indicators/indicators.ts";
import { groupOf } from "../../meetings/meetings.ts";
import { organizations } from "../../organizations/organizations.ts";
import { Button } from "../../ui/Button.tsx";
import { downloadIcon } from "../../ui/icons.ts";
import { Menu } from "../../ui/Menu.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { usePlans } from "../live-plans.ts";
import { strategies } from "../plans.ts";
import { words as planWords } from "../words.ts";
import { linesOf } from "./csv.ts";
import { useFiltered } from "./filter.ts";
import { words } from "./words.ts";

/** The plan on paper, or as a file that spreadsheets open. */
export function PrintMenu(props: { today: Day }) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const language = useLanguage();
  const plans = usePlans();
  const { activities } = useFiltered();
  const headings = () => [
    t("c_code"),
    t("c_title"),
    t("c_strategy"),
    t("c_lead"),
    t("c_supports"),
    t("c_group"),
    t("c_starts"),
    t("c_ends"),
    t("c_state"),
    t("c_note"),
    t("c_resources"),
    t("c_indicators"),
    t("c_dependencies"),
    t("c_milestones"),
  ];
  function save() {
    const lines = linesOf(headings(), activities(), {
      strategy: (id) => strategies.value()?.find((it) => it.id === id)?.name[language()] ?? "",
      organization: (id) => organizations.value()?.find((it) => it.id === id)?.shortName ?? t("gone"),
      group: (id) => groupOf(id)?.name[language()] ?? "",
      indicator: (id) => {
        const it = indicators.value()?.find((one) => one.id === id);
        return it ? `${it.code} ${it.name[language()]}` : t("gone");
      },
      activity: (id) => plans.activity(id)?.code ?? t("gone"),
      status: (status) => plan(`s_${status}`),
      milestone: (it) => t(it.doneOn ? "csvDone" : "csvBy", { title: it.title, day: it.doneOn ?? it.dueOn }),
    });
    saveFile(`${t("fileName")}-${props.today}.csv`, csvOf(lines), "text/csv;charset=utf-8");
  }
  return (
    <Menu
      label={t("printOrSave")}
      align="end"
      items={() => [
        { label: t("print"), icon: printerIcon, onSelect: () => window.print() },
        { label: t("saveCsv"), icon: downloadIcon, onSelect: save },
      ]}
      trigger={(button) => <Button {...button} icon={printerIcon} aria-label={t("printOrSave")} />}
    />
  );
}
