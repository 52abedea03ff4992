import { For, Show } from "solid-js";
import { initialsOf } from "../../shared/organizations/organization.ts";
import type { Welcome } from "../../shared/sign-in/sign-in.ts";
import { api, ask } from "../api.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { comeIn } from "./me.ts";
import styles from "./welcome.module.css";
import { words } from "./words.ts";

/** People of the sample to step in as, each with whom they speak for. */
export function SamplePeople(props: { people: Welcome["samplePeople"] }) {
  const t = useWords(words);
  const language = useLanguage();
  const doing = createDoing();
  const stepIn = (personId: string) =>
    doing.run(async () => comeIn(await ask(api["sign-in"].sample.$post({ json: { personId } }))));
  return (
    <section class={styles.sample} aria-labelledby="sample-people">
      <h2 id="sample-people">{t("justLooking")}</h2>
      <p>{t("stepIn")}</p>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
      <ul>
        <For each={props.people}>
          {(person) => (
            <li>
              <button type="button" disabled={doing.isBusy()} onClick={() => stepIn(person.id)}>
                <OrgTile initials={initialsOf(person.organization)} hue={person.hue} size="large" />
                <span>
                  <b lang={person.language}>{person.name}</b>
                  <small>{person.organization}</small>
                  <em>{person.note[language()]}</em>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
