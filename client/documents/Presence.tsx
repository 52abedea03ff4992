import { createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import type { Awareness } from "y-protocols/awareness";
import { Avatar } from "../ui/Avatar.tsx";
import { announce } from "../ui/announce.ts";
import { Popover } from "../ui/Popover.tsx";
import { useWords } from "../words/words.ts";
import type { OtherState } from "./carets.ts";
import styles from "./document.module.css";
import { type PersonHere, peopleHere } from "./people-here.ts";
import { words } from "./words.ts";

/** Comings and goings are said together, so often at most. */
const announceEveryMs = 5000;
const avatarsMax = 4;
const avatarsMaxOnPhone = 2;
const phone = "(max-width: 720px)";

/** How many avatars this screen has room for. */
function createMax() {
  const query = matchMedia(phone);
  const [isPhone, setPhone] = createSignal(query.matches);
  const follow = () => setPhone(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  return () => (isPhone() ? avatarsMaxOnPhone : avatarsMax);
}

/** Who is here: a few avatars, all of them by name on a press. */
export function Presence(props: {
  awareness: Awareness;
  /** The person at this browser: the server does not repeat one's own state. */
  me: Omit<PersonHere, "isTyping" | "mayEdit">;
}) {
  const t = useWords(words);
  const [others, setOthers] = createSignal<PersonHere[]>([]);
  const read = () => {
    const states = [...(props.awareness.getStates() as Map<number, OtherState>)]
      .filter(([client]) => client !== props.awareness.clientID)
      .map(([, state]) => state);
    setOthers(peopleHere(states));
  };
  read();
  const { awareness } = props;
  awareness.on("change", read);
  onCleanup(() => awareness.off("change", read));
  announceChanges(() => others().filter((it) => it.personId !== props.me.personId));

  const all = createMemo<PersonHere[]>(() => [
    ...others().filter((it) => it.personId !== props.me.personId),
    { ...props.me, isTyping: false, mayEdit: true },
  ]);
  const max = createMax();
  const shown = () => all().slice(0, all().length > max() ? max() - 1 : max());
  const count = () => t("hereCount", { count: all().length });
  return (
    <Popover
      label={t("here")}
      align="end"
      trigger={(button) => (
        <button type="button" class={styles.presence} aria-label={count()} title={count()} {...button}>
          <For each={shown()}>
            {(person) => (
              <span class={styles.presenceOne} data-typing={person.isTyping}>
                <Avatar name={person.name} hue={person.hue} />
              </span>
            )}
          </For>
          <Show when={all().length > shown().length}>
            <span class={styles.presenceMore}>+{all().length - shown().length}</span>
          </Show>
        </button>
      )}
    >
      {() => (
        <ul class={styles.presenceList} aria-label={t("here")}>
          <For each={all()}>
            {(person) => (
              <li>
                <Avatar name={person.name} hue={person.hue} />
                <span>
                  <b>{person.name}</b>
                  <small>
                    {person.organization}
                    <Show when={person.personId === props.me.personId}> ({t("you")})</Show>
                    <Show when={person.isTyping}> · {t("isTyping")}</Show>
                    <Show when={!person.mayEdit}> · {t("isReading")}</Show>
                  </small>
                </span>
              </li>
            )}
          </For>
        </ul>
      )}
    </Popover>
  );

  /** Says who came and who left since the last time, both in one breath. */
  function announceChanges(people: () => PersonHere[]) {
    let said: Map<string, string> | undefined;
    const timer = setInterval(() => {
      const now = new Map(people().map((it) => [it.personId, it.name]));
      // Whoever is here already when one comes is not news.
      const was = said ?? now;
      said = now;
      const came = [...now].filter(([id]) => !was.has(id)).map(([, name]) => name);
      const left = [...was].filter(([id]) => !now.has(id)).map(([, name]) => name);
      const sentences = [
        came.length > 0 ? t("came", { names: came.join(", ") }) : "",
        left.length > 0 ? t("left", { names: left.join(", ") }) : "",
      ].filter(Boolean);
      if (sentences.length > 0) announce(sentences.join(" "));
    }, announceEveryMs);
    onCleanup(() => clearInterval(timer));
  }
}
