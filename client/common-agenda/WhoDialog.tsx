import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { adoptionOf, currentVersion, standingOf, versionOf } from "../../shared/common-agenda/readings.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { may, positionAs } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { organizations, people } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./adoption.module.css";
import { words } from "./adoption-words.ts";

/** Every partner, what it adopted and when, who said so, and what it put on record. */
export default function WhoDialog(props: {
  agenda: CommonAgenda;
  onAdopt: (organizationId: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const current = () => currentVersion(props.agenda)!;
  const partners = () => (organizations.value() ?? []).filter((it) => it.hasVoice);
  const person = (id: string) => people.value()?.find((it) => it.id === id)?.name ?? "—";
  return (
    <Dialog open shape="reading" title={t("whoTitle", { version: current().number })} onClose={props.onClose}>
      <ul class={styles.who}>
        <For each={partners()}>
          {(partner) => {
            const said = () => adoptionOf(props.agenda, partner.id);
            const standing = () => standingOf(props.agenda, partner.id);
            const voice = () => positionAs(whoOf(me()), partner);
            return (
              <li data-partner={partner.id} data-standing={standing()}>
                <OrgTile
                  initials={initialsOf(partner.shortName)}
                  hue={partner.hue}
                  name={partner.shortName}
                />
                <Show when={standing() === "reviewing"}>
                  <p class={styles.reviewing}>{t("whoReviewing", { version: current().number })}</p>
                </Show>
                <Show when={said()} fallback={<p>{t("whoNone")}</p>}>
                  {(it) => (
                    <>
                      <p>
                        {t(`who_${it().kind}`, {
                          version: versionOf(props.agenda, it().versionId)?.number ?? "—",
                          day: sayDay(it().on),
                          person: person(it().byPersonId),
                        })}
                        <Show when={it().isOnBehalf}>, {t("who_behalf")}</Show>
                      </p>
                      <Show when={it().reason}>{(reason) => <blockquote>{reason()}</blockquote>}</Show>
                      <A class={styles.link} href={`/timeline/${it().seq}`}>
                        {t("event", { seq: String(it().seq) })}
                      </A>
                    </>
                  )}
                </Show>
                <Show when={voice()}>
                  <Button
                    size="small"
                    disabled={!isOnline()}
                    title={isOnline() ? undefined : t("offlineReason")}
                    onClick={() => props.onAdopt(partner.id)}
                  >
                    {standing() !== "reviewing"
                      ? t("sayAnew")
                      : may.speakFor(whoOf(me()), partner.id)
                        ? t(said() ? "seeChanges" : "readAndAdopt")
                        : t("record")}
                  </Button>
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
    </Dialog>
  );
}
