import { createSignal, For, Show } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import { may } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, SelectField } from "../ui/Field.tsx";
import { xIcon } from "../ui/icons.ts";
import { useWords } from "../words/words.ts";
import { organizations, people } from "./organizations.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** Who else speaks for a partner, and whether it speaks between meetings at all. */
export function Voices(props: { organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [chosen, setChosen] = createSignal("");
  const it = () => props.organization;
  const who = () => whoOf(me());
  const others = () => (people.value() ?? []).filter((one) => one.alsoFor.includes(it().id));
  const mayGive = () => it().hasVoice && may.giveVoice(who(), it().id);
  /** Whoever takes part for another partner. */
  const candidates = () =>
    (people.value() ?? []).filter(
      (one) =>
        one.organizationId !== it().id &&
        !one.alsoFor.includes(it().id) &&
        one.role !== "backbone" &&
        one.role !== "observer",
    );
  const nameOf = (personId: string) => {
    const person = people.value()?.find((one) => one.id === personId);
    const own = organizations.value()?.find((one) => one.id === person?.organizationId);
    return `${person?.name ?? "—"}, ${own?.shortName ?? "—"}`;
  };
  const give = () =>
    doing.run(async () => {
      const json = { organizationId: it().id };
      await ask(api.people[":id"].voices.$post({ param: { id: chosen() }, json }));
      setChosen("");
      await people.load();
    });
  const end = (id: string) =>
    doing.run(async () => {
      await ask(
        api.people[":id"].voices[":organizationId"].$delete({ param: { id, organizationId: it().id } }),
      );
      await people.load();
    });
  const setOpenMeetings = (speaksInMeetingsOnly: boolean) =>
    doing.run(async () => {
      const changed = await ask(
        api.organizations[":id"].$patch({ param: { id: it().id }, json: { speaksInMeetingsOnly } }),
      );
      organizations.change((all) => all.map((one) => (one.id === changed.id ? changed : one)));
    });
  return (
    <>
      <Show when={it().isPublicBody && it().hasVoice}>
        <div class={styles.openMeetings}>
          <Show
            when={may.setOpenMeetings(who(), it().id)}
            fallback={<Show when={it().speaksInMeetingsOnly}>{t("meetingsOnlyNote")}</Show>}
          >
            <CheckField
              label={t("meetingsOnly")}
              note={t("meetingsOnlyNote")}
              checked={it().speaksInMeetingsOnly}
              onChange={(is) => void setOpenMeetings(is)}
            />
          </Show>
        </div>
      </Show>
      <Show when={others().length > 0 || (mayGive() && candidates().length > 0)}>
        <h3 class={styles.alsoHead}>{t("alsoSpeak")}</h3>
        <ul class={styles.alsoSpeak}>
          <For each={others()}>
            {(one) => (
              <li>
                {nameOf(one.id)}
                <Show when={mayGive()}>
                  <Button
                    kind="ghost"
                    size="small"
                    icon={xIcon}
                    disabled={doing.isBusy() || !isOnline()}
                    aria-label={t("endVoice", { name: one.name })}
                    onClick={() => void end(one.id)}
                  />
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={mayGive()}>
          <form
            class={styles.giveVoice}
            onSubmit={(event) => {
              event.preventDefault();
              if (chosen()) void give();
            }}
          >
            <SelectField
              label={t("giveVoice")}
              value={chosen()}
              hint={t("giveVoiceHint", { partner: it().shortName })}
              options={[
                { value: "", label: "—" },
                ...candidates().map((one) => ({ value: one.id, label: nameOf(one.id) })),
              ]}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <div>
              <Button size="small" type="submit" disabled={doing.isBusy() || !isOnline() || chosen() === ""}>
                {t("giveVoiceDo")}
              </Button>
            </div>
          </form>
        </Show>
      </Show>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
    </>
  );
}
