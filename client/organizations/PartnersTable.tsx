import { For, Show } from "solid-js";
import { isOpen, isPastDate } from "../../shared/commitments/readings.ts";
import { adoptionOf, standingOf, versionOf } from "../../shared/common-agenda/readings.ts";
import { dayIn } from "../../shared/dates.ts";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { may } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { lockIcon } from "../overview/icons.ts";
import { LastActive } from "../overview/LastActive.tsx";
import { overview } from "../overview/overview.ts";
import { PulseBars } from "../overview/PulseBars.tsx";
import { words as overviewWords } from "../overview/words.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** One row a partner, in joining order; no ranking. When each was last heard of is the backbone's to see. */
export function PartnersTable(props: {
  organizations: Organization[];
  people: Person[];
  selected: string | undefined;
  onOpen: (id: string) => void;
  /** What the table is called; all partners when nothing is said. */
  name?: string;
}) {
  const t = useWords(words);
  const pulseWords = useWords(overviewWords);
  const of = (it: Organization) => props.people.filter((one) => one.organizationId === it.id);
  const named = (it: Organization, role: Person["role"]) => of(it).find((one) => one.role === role)?.name;
  const me = useMe();
  const seesPulse = () => may.seePulse(whoOf(me()));
  const pulseOf = (id: string) =>
    seesPulse() ? overview.value()?.pulse.find((it) => it.organizationId === id) : undefined;
  const today = () => dayIn(me().initiative.timeZone, Date.now());
  const promises = (id: string) => {
    const open = (commitments.value() ?? []).filter((it) => it.ownerOrganizationId === id && isOpen(it));
    return { open: open.length, past: open.filter((it) => isPastDate(it, today())).length };
  };
  return (
    <table class={styles.table}>
      <caption class="sr-only">{props.name ?? t("title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("partner")}</th>
          <th scope="col">{t("representative")}</th>
          <th scope="col">{t("language")}</th>
          <Show when={seesPulse()}>
            <th scope="col" class={styles.private}>
              {pulseWords("lastActive")}
            </th>
            <th scope="col" class={styles.private}>
              <Icon of={lockIcon} />
              <span title={pulseWords("seenByOffice", { office: me().organization.shortName })}>
                {pulseWords("pulse")}
              </span>
            </th>
          </Show>
          <th scope="col">{t("agenda")}</th>
          <th scope="col">{t("commitments")}</th>
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
                <Show
                  when={it.hasVoice}
                  fallback={
                    <Show when={it.kind === "backbone"}>
                      <OfficePeople people={of(it)} />
                    </Show>
                  }
                >
                  <b>{named(it, "representative") ?? <em>{t("noRepresentative")}</em>}</b>
                  <small>
                    {named(it, "alternate")
                      ? t("alternateIs", { name: named(it, "alternate")! })
                      : t("noAlternate")}
                  </small>
                </Show>
              </td>
              <td class={styles.language}>{sayLanguage(it.language)}</td>
              <Show when={seesPulse()}>
                <td class={`num ${styles.private}`}>
                  <Show when={pulseOf(it.id)}>{(pulse) => <LastActive pulse={pulse()} />}</Show>
                </td>
                <td class={`${styles.private} ${styles.pulse}`}>
                  <Show when={pulseOf(it.id)}>{(pulse) => <PulseBars pulse={pulse()} />}</Show>
                </td>
              </Show>
              <td class={`${styles.whole} ${styles.agenda}`}>
                <Show when={it.kind === "partner"}>
                  <Adopted organizationId={it.id} />
                </Show>
              </td>
              <td class={`num ${styles.promises}`}>
                <Show when={commitments.value()}>
                  {t("openCount", { count: promises(it.id).open })}
                  <small classList={{ [styles.past!]: promises(it.id).past > 0 }}>
                    {promises(it.id).past > 0
                      ? t("pastCount", { count: promises(it.id).past })
                      : t(promises(it.id).open > 0 ? "onTime" : "nothingOpen")}
                  </small>
                </Show>
              </td>
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
