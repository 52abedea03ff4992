import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { isOnline } from "../online.ts";
import { people } from "../organizations/organizations.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./people.module.css";
import { askWhoLeft, erasePerson } from "./people.ts";
import { words } from "./words.ts";

/** Who left a partner and may be erased by this reader; nothing when there is nobody. */
export function ThoseWhoLeft(props: { organization: Organization }) {
  const t = useWords(words);
  const [left, setLeft] = createSignal<Person[]>([]);
  const [erasing, setErasing] = createSignal<Person>();
  const doing = createDoing();
  const here = () => left().filter((it) => it.organizationId === props.organization.id);
  // Who is here has changed: somebody may have just left.
  createEffect(on([people.value, isOnline], () => void (isOnline() && askWhoLeft().then(setLeft, () => {}))));
  const erase = async (person: Person) => {
    if (!(await doing.run(() => erasePerson(person)))) return;
    setErasing(undefined);
    setLeft((all) => all.filter((it) => it.id !== person.id));
    toast(t("erased"));
  };
  return (
    <Show when={here().length > 0}>
      <h3>{t("left")}</h3>
      <ul>
        <For each={here()}>
          {(person) => (
            <li class={styles.line}>
              <Avatar name={person.name} hue={props.organization.hue} />
              <div class={styles.who}>
                <b>{person.name}</b>
                <Show when={person.email}>
                  <small>{person.email}</small>
                </Show>
              </div>
              <Button
                size="small"
                disabled={!isOnline()}
                title={isOnline() ? undefined : t("offlineReason")}
                aria-label={t("eraseActions", { name: person.name })}
                onClick={() => setErasing(person)}
              >
                {t("erase")}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Dialog
        open={erasing() !== undefined}
        onClose={() => setErasing(undefined)}
        title={t("eraseTitle", { name: erasing()?.name ?? "" })}
        footer={
          <>
            <Button onClick={() => setErasing(undefined)}>{t("keepName")}</Button>
            <Button kind="danger" disabled={doing.isBusy()} onClick={() => void erase(erasing()!)}>
              {t("eraseIt")}
            </Button>
          </>
        }
      >
        <p>{t("eraseText")}</p>
        <p>{t("eraseLimits")}</p>
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </Dialog>
    </Show>
  );
}
