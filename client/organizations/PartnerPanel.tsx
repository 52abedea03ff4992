import { For, Show } from "solid-js";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import { may, rolesToGive } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { PartnerPulse } from "../overview/PartnerPulse.tsx";
import { isPulseHere } from "../overview/records.ts";
import { PersonLine } from "../people/PersonLine.tsx";
import { ThoseWhoLeft } from "../people/ThoseWhoLeft.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { chevronLeftIcon, chevronRightIcon, userPlusIcon, xIcon } from "../ui/icons.ts";
import { createMedia } from "../ui/media.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayDay, sayLanguage } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { peopleOf } from "./organizations.ts";
import styles from "./partners.module.css";
import { HasLeft, Remove } from "./Removal.tsx";
import { Voices } from "./Voices.tsx";
import { words } from "./words.ts";

interface PanelProps {
  organization: Organization | undefined;
  /** The address names a partner that is not there. */
  isGone: boolean;
  onClose: () => void;
  onTurn: (step: 1 | -1) => void;
  onInvite: (() => void) | undefined;
}

/** Beside the list where there is room, a sheet over it where there is none. */
export function PartnerPanel(props: PanelProps) {
  const t = useWords(words);
  const isWide = createMedia("(min-width: 1181px)");
  const isOpen = () => Boolean(props.organization ?? props.isGone);
  return (
    <Show
      when={isWide()}
      fallback={
        <Dialog
          shape="record"
          open={isOpen()}
          onClose={props.onClose}
          title={props.organization?.name ?? t("partner")}
        >
          <Gone when={props.isGone} />
          <Show when={props.organization}>{(it) => <About {...props} organization={it()} />}</Show>
        </Dialog>
      }
    >
      <Show when={isOpen()}>
        <aside class={styles.panel} aria-label={t("panel", { name: props.organization?.shortName ?? "" })}>
          <div class={styles.panelTop}>
            <Show when={props.organization}>
              {(it) => (
                <>
                  <OrgTile initials={initialsOf(it().shortName)} hue={it().hue} />
                  <span>{t("joinedOn", { day: sayDay(it().joinedOn) })}</span>
                </>
              )}
            </Show>
            <span class={styles.panelKeys}>
              <Button
                kind="ghost"
                size="small"
                icon={chevronLeftIcon}
                aria-label={t("previous")}
                aria-keyshortcuts="["
                onClick={() => props.onTurn(-1)}
              />
              <Button
                kind="ghost"
                size="small"
                icon={chevronRightIcon}
                aria-label={t("next")}
                aria-keyshortcuts="]"
                onClick={() => props.onTurn(1)}
              />
              <Button
                kind="ghost"
                size="small"
                icon={xIcon}
                aria-label={t("close")}
                onClick={props.onClose}
              />
            </span>
          </div>
          <Gone when={props.isGone} />
          <Show when={props.organization}>
            {(it) => (
              <>
                <h2>{it().name}</h2>
                <About {...props} organization={it()} />
              </>
            )}
          </Show>
        </aside>
      </Show>
    </Show>
  );
}

const Gone = (props: { when: boolean }) => {
  const t = useWords(words);
  return (
    <Show when={props.when}>
      <Banner kind="warn">{t("gone")}</Banner>
    </Show>
  );
};

function About(props: Omit<PanelProps, "organization"> & { organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const it = () => props.organization;
  const mayInviteHere = () =>
    props.onInvite && it().removedOn === null && rolesToGive(whoOf(me()), it()).length > 0;
  const hasPulse = () => it().kind === "partner" && it().removedOn === null && may.seePulse(whoOf(me()));
  return (
    <Show when={!hasPulse() || isPulseHere()} fallback={<Skeleton lines={12} />}>
      <HasLeft organization={it()} />
      <Show when={hasPulse()}>
        <PartnerPulse organization={it()} />
      </Show>
      <dl class={styles.facts}>
        <dt>{t("sector")}</dt>
        <dd>{t(it().sector)}</dd>
        <dt>{t("language")}</dt>
        <dd>{sayLanguage(it().language)}</dd>
        <dt>{t("voice")}</dt>
        <dd>{it().hasVoice ? t("oneVoice") : t("noVoice")}</dd>
        <Show when={it().isPublicBody}>
          <dt>{t("records")}</dt>
          <dd>{t("recordsText")}</dd>
        </Show>
      </dl>
      <h3>{t("peopleHere")}</h3>
      <ul class={styles.peopleHere}>
        <For each={peopleOf(it().id)}>
          {(person) => (
            <li>
              <PersonLine person={person} organization={it()} />
            </li>
          )}
        </For>
      </ul>
      <Voices organization={it()} />
      <ThoseWhoLeft organization={it()} />
      <Show when={mayInviteHere()}>
        <Button icon={userPlusIcon} disabled={!isOnline()} onClick={() => props.onInvite?.()}>
          {t("inviteHere")}
        </Button>
      </Show>
      <Remove organization={it()} />
    </Show>
  );
}
