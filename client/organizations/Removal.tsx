import { A } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import { may } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { WordsField } from "../commitments/Words.tsx";
import { decisions } from "../decisions/decisions.ts";
import { groups } from "../meetings/meetings.ts";
import { isOnline } from "../online.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/toast.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { bringBack, peopleOf, removeOrganization } from "./organizations.ts";
import styles from "./partners.module.css";
import { words } from "./removal-words.ts";

/** Of a partner that left: when and why, and what of it is still open. */
export function HasLeft(props: { organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const it = () => props.organization;
  const open = () => openOf(it().id).length;
  onMount(() => void (commitments.value() ?? commitments.need()));
  const back = async () => {
    if (await doing.run(() => bringBack(it().id))) toast(t("isBack", { partner: it().shortName }));
  };
  return (
    <Show when={it().removedOn}>
      {(day) => (
        <div class={styles.left} data-left={it().id}>
          <Banner
            kind="info"
            action={
              <Show when={may.removeOrganization(whoOf(me()))}>
                <Button
                  size="small"
                  disabled={doing.isBusy() || !isOnline()}
                  title={isOnline() ? undefined : t("offlineReason")}
                  onClick={() => void back()}
                >
                  {t("bringBack")}
                </Button>
              </Show>
            }
          >
            {t("leftOn", { day: sayDay(day()) })} {it().removedFor}
          </Banner>
          <Show when={open() > 0}>
            <p>
              <A href={`/commitments?partner=${it().id}`}>{t("openStay", { count: open() })}</A>
            </p>
          </Show>
          <Show when={doing.failure()}>
            <Failure error={doing.failure()} />
          </Show>
        </div>
      )}
    </Show>
  );
}

/** The promises of a partner that have not come to an end. */
export const openOf = (organizationId: string) =>
  (commitments.value() ?? []).filter(
    (it) => it.ownerOrganizationId === organizationId && (it.status === "active" || it.status === "offered"),
  );

/** Lets the backbone note that a partner has left, once it has read what goes and what stays. */
export function Remove(props: { organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [isAsking, setAsking] = createSignal(false);
  const [reason, setReason] = createSignal("");
  const it = () => props.organization;
  const mayRemove = () =>
    may.removeOrganization(whoOf(me())) && it().kind === "partner" && it().removedOn === null;
  const ask = () => {
    doing.clear();
    setReason("");
    setAsking(true);
    void Promise.all([commitments.need(), decisions.need(), groups.need()]);
  };
  const positions = () =>
    (decisions.value() ?? []).filter((one) =>
      one.positions.some(({ organizationId }) => organizationId === it().id),
    ).length;
  const places = () => (groups.value() ?? []).filter((one) => one.memberIds.includes(it().id)).length;
  const remove = async () => {
    const { id, shortName } = it();
    if (!(await doing.run(() => removeOrganization(id, reason().trim())))) return;
    setAsking(false);
    toast(t("hasLeft", { partner: shortName }), () => void bringBack(id).catch(() => {}));
  };
  return (
    <Show when={mayRemove()}>
      <Button
        class={styles.remove}
        disabled={!isOnline()}
        title={isOnline() ? undefined : t("offlineReason")}
        onClick={ask}
      >
        {t("remove")}
      </Button>
      <Dialog
        open={isAsking()}
        onClose={() => setAsking(false)}
        title={t("removeTitle", { partner: it().shortName })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
            <Button
              kind="danger"
              type="submit"
              form="remove-organization"
              disabled={doing.isBusy() || !isOnline() || reason().trim() === ""}
            >
              {t("removeIt", { partner: it().shortName })}
            </Button>
          </>
        }
      >
        <form
          id="remove-organization"
          class={styles.removal}
          onSubmit={(event) => {
            event.preventDefault();
            void remove();
          }}
        >
          <div>
            <b>{t("goes")}</b>
            <ul>
              <li>{t("goesPeople", { count: peopleOf(it().id).length })}</li>
              <li>{t("goesVoice")}</li>
              <Show when={places() > 0}>
                <li>{t("goesGroups", { count: places() })}</li>
              </Show>
            </ul>
          </div>
          <div>
            <b>{t("stays")}</b>
            <ul>
              <li>{t("staysSaid", { count: positions() })}</li>
              <li>
                {openOf(it().id).length > 0
                  ? t("staysOpen", { count: openOf(it().id).length })
                  : t("staysNone")}
              </li>
              <li>{t("staysLog")}</li>
            </ul>
          </div>
          <WordsField
            label={t("reason")}
            hint={t("reasonHint")}
            rows={2}
            required
            maxLength={500}
            value={reason()}
            error={doing.fields().reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          <Show when={doing.failure()}>
            <Failure error={doing.failure()} />
          </Show>
        </form>
      </Dialog>
    </Show>
  );
}
