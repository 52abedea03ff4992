import { For } from "solid-js";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { PersonActions } from "../people/PersonLine.tsx";
import { words as peopleWords } from "../people/words.ts";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** Everybody, in the order of their organizations. */
export function PeopleTable(props: {
  people: Person[];
  organizations: Organization[];
  onOpen: (organizationId: string) => void;
}) {
  const t = useWords(words);
  const p = useWords(peopleWords);
  const rows = () =>
    props.people.flatMap((person) => {
      const organization = props.organizations.find((it) => it.id === person.organizationId);
      return organization ? [{ person, organization }] : [];
    });
  return (
    <table class={`${styles.table} ${styles.people}`}>
      <caption class="sr-only">{t("people")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("person")}</th>
          <th scope="col">{t("partner")}</th>
          <th scope="col">{t("part")}</th>
          <th scope="col">{t("language")}</th>
          <th scope="col">
            <span class="sr-only">{t("actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={rows()}>
          {({ person, organization }) => (
            <tr>
              <th scope="row">
                <span class={styles.person}>
                  <Avatar name={person.name} hue={organization.hue} />
                  {person.name}
                </span>
              </th>
              <td>
                <button
                  type="button"
                  data-row={organization.id}
                  class={styles.name}
                  onClick={() => props.onOpen(organization.id)}
                >
                  <OrgTile
                    initials={initialsOf(organization.shortName)}
                    hue={organization.hue}
                    name={organization.shortName}
                  />
                </button>
              </td>
              <td>
                {p(person.role)}
                <small classList={{ [styles.waiting!]: person.isInvited }}>
                  {person.isInvited ? t("notYetHere") : ""}
                </small>
              </td>
              <td>{sayLanguage(person.language)}</td>
              <td class={styles.act}>
                <PersonActions person={person} organization={organization} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
