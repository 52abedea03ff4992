import { For, Show } from "solid-js";
import { adoptionOf, standingOf, versionOf } from "../../shared/common-agenda/readings.ts";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { sayDay, sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** One row a partner, in joining order; no ranking. */
export function PartnersTable(props: {
  organizations: Organization[];
  people: Person[];
  selected: string | undefined;
  onOpen: (id: string) => void;
}) {
  const t = useWords(words);
  const of = (it: Organization) => props.people.filter((one) => one.organizationId === it.id);
  const named = (it: Organization, role: Person["role"]) => of(it).find((one) => one.role === role)?.name;
  return (
    <table class={styles.table}>
      <caption class="sr-only">{t("title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("partner")}</th>
          <th scope="col">{t("representative")}</th>
          <th scope="col">{t("language")}</th>
          <th scope="col">{t("agenda")}</th>
          <th scope="col">{t("people")}</th>
          <th scope="col">{t("joined")}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.organizations}>
          {(it) => (
            <tr
              class={it.id === props.selected ? styles.selected : undefined}
              onClick={() => props.onOpen(it.id)}
            >
              <th scope="row">
                <button
                  type="button"
                  data-row={it.id}
                  class={styles.name}
                  aria-pressed={it.id === props.selected}
                  onClick={(event) => {
                    event.stopPropagation();
                    props.onOpen(it.id);
                  }}
                >
                  <OrgTile initials={initialsOf(it.shortName)} hue={it.hue} name={it.shortName} />
                </button>
                <small>
                  {[t(it.sector), it.isPublicBody ? t("publicBody") : ""].filter(Boolean).join(", ")}
                </small>
              </th>
              <td>
                <Show when={it.hasVoice} fallback={<OfficePeople people={of(it)} />}>
                  <b>{named(it, "representative") ?? <em>{t("noRepresentative")}</em>}</b>
                  <small>
                    {named(it, "alternate")
                      ? t("alternateIs", { name: named(it, "alternate")! })
                      : t("noAlternate")}
                  </small>
                </Show>
              </td>
              <td>{sayLanguage(it.language)}</td>
              <td class={styles.whole}>
                <Show when={it.hasVoice}>
                  <Adopted organizationId={it.id} />
                </Show>
              </td>
              <td class={`num ${styles.whole}`}>{t("count", { count: of(it).length })}</td>
              <td class={`num ${styles.whole}`}>{sayDay(it.joinedOn)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** The backbone has nobody with a voice: its first person stands for it. */
function OfficePeople(props: { people: Person[] }) {
  const t = useWords(words);
  return (
    <>
      <b>{props.people.find((it) => it.role === "backbone")?.name}</b>
      <small>{t("ofTheOffice")}</small>
    </>
  );
}

/** Which version of the common agenda a partner has adopted. */
function Adopted(props: { organizationId: string }) {
  const t = useWords(words);
  const number = () => {
    const agenda = commonAgenda.value();
    return agenda && versionOf(agenda, adoptionOf(agenda, props.organizationId)?.versionId)?.number;
  };
  const standing = () => {
    const agenda = commonAgenda.value();
    return agenda && standingOf(agenda, props.organizationId);
  };
  return (
    <Show when={standing()}>
      {(is) => (
        <>
          <span class={styles.inCell}>{t("agendaIs")} </span>
          {number() ? t("adoptedVersion", { version: number()! }) : t("adoptedNone")}
          <Show when={is() !== "adopted" && number()}>
            <small>{t(is() === "reservation" ? "adoptedReserved" : "adoptedOlder")}</small>
          </Show>
        </>
      )}
    </Show>
  );
}
