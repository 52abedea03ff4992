import type { CaptureChoices } from "../../shared/documents/capture.ts";
import { PickList } from "../ui/PickList.tsx";
import { useWords } from "../words/words.ts";
import { Chip } from "./Chip.tsx";
import type { Place } from "./compose.ts";
import type { CommitmentDraft } from "./draft.ts";
import { idsIn, type OnChoose, toggled, withServed } from "./fields.ts";
import { partnerChoices } from "./WhoField.tsx";
import { words } from "./words.ts";

interface FieldProps {
  draft: CommitmentDraft;
  place: Place;
  choices: CaptureChoices;
  onChoose: OnChoose;
}

/** What it serves: strategies and indicators, and one activity. */
export function ServesField(props: FieldProps) {
  const t = useWords(words);
  const kindName = { strategy: "strategy", activity: "activity", indicator: "indicator" } as const;
  const value = () => {
    const [unknown] = props.draft.servesUnknown;
    if (props.draft.serves.length > 0) return props.draft.serves.map((it) => it.label).join(", ");
    return unknown ? t("servesUnknown", { name: unknown }) : t("servesNothing");
  };
  return (
    <Chip field="serves" name={t("serves")} value={value()}>
      {(close) => (
        <PickList
          label={t("servesFind")}
          chosen={props.draft.serves.map((it) => it.id)}
          choices={props.place.directory.servables.map((it) => ({
            id: it.id,
            label: it.label,
            names: it.names,
            hint: t(kindName[it.kind]),
          }))}
          onPick={(id) => {
            close();
            const { serves } = props.choices;
            const isChosen = idsIn(serves).includes(id);
            props.onChoose({
              serves: isChosen
                ? toggled(serves, id)
                : withServed(serves, id, props.place.directory.servables),
            });
          }}
        />
      )}
    </Chip>
  );
}

/** Who helps: any other partners. Those whom the line names by a later `@` help as well. */
export function HelpsField(props: FieldProps) {
  const t = useWords(words);
  const others = () =>
    props.place.directory.organizations.filter((it) => it.id !== props.draft.owner?.organizationId);
  const said = () =>
    others()
      .filter((it) => props.draft.helps.includes(it.id))
      .map((it) => it.shortName)
      .join(", ");
  return (
    <Chip field="helps" name={t("helps")} value={said() || t("helpsNobody")}>
      {(close) => (
        <PickList
          label={t("helpsFind")}
          chosen={props.draft.helps}
          choices={partnerChoices(others(), t("partner"))}
          onPick={(id) => {
            close();
            props.onChoose({ helps: toggled(props.choices.helps, id) });
          }}
        />
      )}
    </Chip>
  );
}
