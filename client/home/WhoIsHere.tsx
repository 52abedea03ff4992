import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { organizations, partnersHere, people, peopleOf } from "../organizations/organizations.ts";
import { words as peopleWords } from "../people/words.ts";
import { useMe } from "../sign-in/me.ts";
import { Avatar, OrgTile } from "../ui/Avatar.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useWords } from "../words/words.ts";
import styles from "./home.module.css";
import { words } from "./words.ts";

/** The people of my own organization. */
export function OurPeople() {
  const t = useWords(words);
  const p = useWords(peopleWords);
  const me = useMe();
  return (
    <section aria-labelledby="our-people">
      <h2 id="our-people">
        {t("ourPeople", { organization: me().organization.shortName })}
        <A href={`/partners/${me().organization.id}`}>{t("manage")}</A>
      </h2>
      <div class={styles.card}>
        <Show when={people.value()} fallback={<Waits of={people} />}>
          <ul class={styles.people}>
            <For each={peopleOf(me().organization.id)}>
              {(person) => (
                <li>
                  <Avatar name={person.name} hue={me().organization.hue} />
                  <span>
                    <b>{person.name}</b>
                    <small>{person.isInvited ? `${p(person.role)}, ${t("invited")}` : p(person.role)}</small>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </section>
  );
}

/** Every partner, in joining order. */
export function PartnerTiles() {
  const t = useWords(words);
  return (
    <section aria-labelledby="partner-tiles">
      <h2 id="partner-tiles">
        {t("partners")}
        <Show when={organizations.value()}>
          {(_) => <A href="/partners">{t("all", { count: partnersHere().length })}</A>}
        </Show>
      </h2>
      <div class={styles.card}>
        <Show when={organizations.value()} fallback={<Waits of={organizations} />}>
          {(_) => (
            <ul class={styles.tiles}>
              <For each={partnersHere()}>
                {(it) => (
                  <li>
                    <A href={`/partners/${it.id}`}>
                      <OrgTile initials={initialsOf(it.shortName)} hue={it.hue} name={it.shortName} />
                    </A>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Show>
      </div>
    </section>
  );
}

/** The shape of what comes; nothing more once it is clear that it does not come. */
const Waits = (props: { of: { failure: () => unknown } }) => (
  <Show when={!props.of.failure()}>
    <Skeleton lines={3} />
  </Show>
);
