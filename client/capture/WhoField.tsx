import { createMemo, Show } from "solid-js";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { type Choice, PickList } from "../ui/PickList.tsx";
import { useWords } from "../words/words.ts";
import { Chip } from "./Chip.tsx";
import type { Place } from "./compose.ts";
import type { CommitmentDraft, Owner, Unsettled } from "./draft.ts";
import { type OnChoose, unsettledIn } from "./fields.ts";
import { words } from "./words.ts";

/** Who will do it: a partner, or one person of it. */
export function WhoField(props: { draft: CommitmentDraft; place: Place; onChoose: OnChoose }) {
  const t = useWords(words);
  const organizations = () => props.place.directory.organizations;
  const organizationOf = (id: string) => organizations().find((it) => it.id === id);
  const unsettled = () => unsettledIn(props.draft, "who");
  const saysNot = useWhyNotWho();
  const choices = createMemo((): Choice[] => {
    const { people } = props.place.directory;
    const partners = partnerChoices(organizations(), t("partner")).map(
      (it): Choice => ({ ...it, id: `${it.id}/` }),
    );
    const persons = people
      .filter((it) => it.role !== "observer")
      .map((it): Choice => {
        const organization = organizationOf(it.organizationId);
        return {
          id: `${it.organizationId}/${it.id}`,
          label: it.name,
          names: [it.name],
          hint: organization?.shortName ?? "",
          mark: <Avatar name={it.name} hue={organization?.hue ?? 0} size="small" />,
        };
      });
    const between = unsettled()?.between ?? [];
    const first = ({ id }: Choice) =>
      between.some((it) => `${it.organizationId}/${it.personId ?? ""}` === id);
    const all = [...partners, ...persons];
    return [...all.filter(first), ...all.filter((it) => !first(it))];
  });
  return (
    <Chip
      field="who"
      name={t("who")}
      isUnsettled={unsettled() !== undefined}
      value={
        <Show when={props.draft.owner} fallback={saysNot(unsettled()!)}>
          {(owner) => <OwnerName owner={owner()} place={props.place} />}
        </Show>
      }
    >
      {(close) => (
        <PickList
          label={t("whoFind")}
          choices={choices()}
          onPick={(id) => {
            const [owner = "", person = ""] = id.split("/");
            close();
            props.onChoose({ owner, person });
          }}
        />
      )}
    </Chip>
  );
}

/** Why nobody can be named as the one who will do it, as a question. */
export function useWhyNotWho() {
  const t = useWords(words);
  return ({ because, said }: Unsettled & { field: "who" }) =>
    because === "missing" ? t("whoAsk") : t(whyNot[because], { name: said });
}

const whyNot = {
  several: "whoSeveral",
  unknown: "whoUnknown",
  left: "whoLeft",
  observes: "whoObserves",
} as const;

/** The partners that can be chosen, by name. */
export const partnerChoices = (organizations: readonly Organization[], hint: string): Choice[] =>
  organizations.map((it) => ({
    id: it.id,
    label: it.name,
    names: [it.name, it.shortName],
    hint,
    mark: <Tile of={it} />,
  }));

const Tile = (props: { of: Organization }) => (
  <OrgTile initials={initialsOf(props.of.name)} hue={props.of.hue} size="small" />
);

function OwnerName(props: { owner: Owner; place: Place }) {
  const organization = () =>
    props.place.directory.organizations.find((it) => it.id === props.owner.organizationId);
  const person = () => props.place.directory.people.find((it) => it.id === props.owner.personId);
  return (
    <>
      <Show when={organization()}>{(it) => <Tile of={it()} />}</Show>
      {person() ? `${person()!.name}, ${organization()?.shortName ?? ""}` : organization()?.name}
    </>
  );
}
