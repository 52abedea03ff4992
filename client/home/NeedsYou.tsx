import { For, Show } from "solid-js";
import { organizations, people, peopleOf } from "../organizations/organizations.ts";
import { useMe } from "../sign-in/me.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { mailPlusIcon, userPlusIcon } from "../ui/icons.ts";
import { sayList } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./home.module.css";
import { words } from "./words.ts";

interface Need {
  title: string;
  text: string;
  icon: string;
  action: { label: string; href: string };
}

const shownNames = 4;

/** What waits for this person, read from who is here; nothing is guessed. */
export function useNeeds() {
  const t = useWords(words);
  const me = useMe();
  const lacksAlternate = (): Need[] => {
    const { person, organization } = me();
    const own = peopleOf(organization.id);
    if (person.role !== "representative" || !people.value() || own.some((it) => it.role === "alternate"))
      return [];
    const title = t("nameAlternate", { organization: organization.shortName });
    const action = { label: t("invite"), href: `/partners/${organization.id}?do=invite` };
    return [{ title, text: t("nameAlternateText"), icon: userPlusIcon, action }];
  };
  const unspoken = (): Need[] => {
    const silent = (organizations.value() ?? []).filter(
      (it) => it.hasVoice && !peopleOf(it.id).some((one) => one.role === "representative"),
    );
    if (me().person.role !== "backbone" || !people.value() || silent.length === 0) return [];
    const action = { label: t("invite"), href: `/partners/${silent[0]!.id}?do=invite` };
    const names = silent.slice(0, shownNames).map((it) => it.shortName);
    const title = t("nameRepresentative", { count: silent.length });
    return [{ title, text: sayList(names), icon: userPlusIcon, action }];
  };
  const waiting = (): Need[] => {
    const { person, organization } = me();
    const isMine = (organizationId: string) =>
      person.role === "backbone" || (person.role === "representative" && organizationId === organization.id);
    const unused = (people.value() ?? []).filter((it) => it.isInvited && isMine(it.organizationId));
    if (unused.length === 0) return [];
    const action = { label: t("see"), href: "/partners?view=people" };
    const names = sayList(unused.slice(0, shownNames).map((it) => it.name));
    return [{ title: t("waiting", { count: unused.length }), text: `${names}.`, icon: mailPlusIcon, action }];
  };
  return () => [...lacksAlternate(), ...unspoken(), ...waiting()];
}

/** The list of what waits, or a quiet word that nothing does. */
export function NeedsYou(props: { needs: Need[] }) {
  const t = useWords(words);
  const me = useMe();
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you">{t("needsYou")}</h2>
      <div class={styles.card}>
        <Show
          when={props.needs.length > 0}
          fallback={
            <EmptyState title={t("nothing", { organization: me().organization.shortName })}>
              {t("nothingText")}
            </EmptyState>
          }
        >
          <ul class={styles.needs}>
            <For each={props.needs}>
              {(need) => (
                <li>
                  <span class={styles.sign}>
                    <Icon of={need.icon} />
                  </span>
                  <div>
                    <b>{need.title}</b>
                    <p>{need.text}</p>
                  </div>
                  <div class={styles.actions}>
                    <ButtonLink href={need.action.href}>{need.action.label}</ButtonLink>
                  </div>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </section>
  );
}
