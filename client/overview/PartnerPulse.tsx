import { createSignal, For, Show } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { CheckIn } from "../../shared/overview/check-in.ts";
import { isOnline } from "../online.ts";
import { people } from "../organizations/organizations.ts";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { pencilIcon, xIcon } from "../ui/icons.ts";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { CheckInDialog } from "./CheckInDialog.tsx";
import { lockIcon, mailIcon, phoneIcon } from "./icons.ts";
import { checkIns, overview, removeCheckIn } from "./overview.ts";
import styles from "./pulse.module.css";
import { useWaiting } from "./records.ts";
import { words } from "./words.ts";

/** When a partner was last heard of, what waits for it, and who called: the backbone's part of its panel. */
export function PartnerPulse(props: { organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const [isNoting, setNoting] = createSignal(false);
  const [changing, setChanging] = createSignal<CheckIn>();
  const it = () => props.organization;
  const pulse = () => overview.value()?.pulse.find((one) => one.organizationId === it().id);
  const waiting = useWaiting();
  const own = () => waiting()?.filter((one) => one.organizationId === it().id) ?? [];
  const notes = () => (checkIns.value() ?? []).filter((one) => one.organizationId === it().id);
  const planned = () => {
    const [last] = notes();
    return last?.nextOn && last.nextOn >= (overview.value()?.today ?? "") ? last.nextOn : null;
  };
  const address = () =>
    (people.value() ?? []).find((one) => one.organizationId === it().id && one.role === "representative")
      ?.email;
  const sentences = () => {
    const said = pulse();
    if (!said) return "";
    const heard = said.lastActiveOn
      ? t(said.isQuiet ? "notHeardSince" : "heardOn", {
          day: sayDay(said.lastActiveOn),
          count: said.daysQuiet,
        })
      : t("neverHeard");
    const next = planned();
    return [heard, t("waits", { count: own().length }), next ? t("plannedFor", { day: sayDay(next) }) : ""]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <section class={styles.private} aria-label={t("onlyOffice", { office: me().organization.shortName })}>
      <p class={styles.lock}>
        <Icon of={lockIcon} />
        {t("onlyOffice", { office: me().organization.shortName })}
      </p>
      <p>{sentences()}</p>
      <div class={styles.acts}>
        <Button
          kind="primary"
          size="small"
          icon={phoneIcon}
          disabled={!isOnline()}
          title={isOnline() ? undefined : t("offlineReason")}
          onClick={() => setNoting(true)}
        >
          {t("noteCall")}
        </Button>
        <Show when={address()}>
          {(email) => (
            <a class={styles.mail} href={`mailto:${email()}`}>
              <Icon of={mailIcon} />
              {t("write")}
            </a>
          )}
        </Show>
      </div>
      <Show when={own().length > 0}>
        <h3>{t("whatWaits")}</h3>
        <ul class={styles.waiting}>
          <For each={own()}>
            {(one) => (
              <li>
                <a href={one.href}>{one.title}</a>
                <small>
                  {one.code} · {t(`waitsFor_${one.kind}`)}
                  <Show when={one.days > 0}>
                    {" "}
                    · <b>{t("days", { count: one.days })}</b>
                  </Show>
                </small>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={notes().length > 0}>
        <h3>{t("contacts")}</h3>
        <ul class={styles.notes}>
          <For each={notes()}>{(one) => <Note note={one} onChange={() => setChanging(one)} />}</For>
        </ul>
      </Show>
      <CheckInDialog open={isNoting()} organization={it()} onClose={() => setNoting(false)} />
      <CheckInDialog
        open={changing() !== undefined}
        was={changing()}
        organization={it()}
        onClose={() => setChanging(undefined)}
      />
    </section>
  );
}

function Note(props: { note: CheckIn; onChange: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const by = () => people.value()?.find((one) => one.id === props.note.by)?.name;
  const remove = async () => {
    if (await doing.run(() => removeCheckIn(props.note.id))) toast(t("removed"));
  };
  return (
    <li>
      <p>{props.note.note || <em>{t("wordsGone")}</em>}</p>
      <small>{[t(`way_${props.note.way}`), sayDay(props.note.on), by()].filter(Boolean).join(" · ")}</small>
      <Show when={props.note.by === me().person.id}>
        <Button
          kind="ghost"
          size="small"
          icon={pencilIcon}
          aria-label={t("changeNote", { day: sayDay(props.note.on) })}
          disabled={!isOnline() || doing.isBusy()}
          onClick={() => props.onChange()}
        />
      </Show>
      <Button
        kind="ghost"
        size="small"
        icon={xIcon}
        aria-label={t("removeNote", { day: sayDay(props.note.on) })}
        disabled={!isOnline() || doing.isBusy()}
        onClick={() => void remove()}
      />
      <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
    </li>
  );
}
