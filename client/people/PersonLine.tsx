import { createSignal, Show } from "solid-js";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { may, type Role, rolesToGive } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { ellipsisIcon, mailPlusIcon, trash2Icon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./people.module.css";
import { giveRole, inviteAgain, removePerson } from "./people.ts";
import { words } from "./words.ts";

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A person with their part, and what one may do about them. */
export function PersonLine(props: { person: Person; organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const isMe = () => me().person.id === props.person.id;
  return (
    <div class={styles.line}>
      <Avatar name={props.person.name} hue={props.organization.hue} />
      <div class={styles.who}>
        <b>{props.person.name}</b>
        <Show when={isMe()}> ({t("you")})</Show>
        <small>
          {t(props.person.role)}
          <Show when={props.person.isInvited}>
            <span class={styles.waiting}>, {t("notYetHere")}</span>
          </Show>
        </small>
        <Show when={props.person.email}>
          {(email) => (
            <small>
              <a href={`mailto:${email()}`}>{email()}</a>
            </small>
          )}
        </Show>
      </div>
      <PersonActions {...props} />
    </div>
  );
}

/** The menu of what this reader may do about a person; nothing when that is nothing. */
export function PersonActions(props: { person: Person; organization: Organization }) {
  const t = useWords(words);
  const me = useMe();
  const [isRemoving, setRemoving] = createSignal(false);
  const who = () => whoOf(me());
  const whom = () => ({ ...props.person, initiativeId: me().initiative.id });
  const roles = () =>
    rolesToGive(who(), props.organization).filter((it) => may.changeRole(who(), whom(), it));
  const mayRemove = () => may.remove(who(), whom());
  const mayInviteAgain = () =>
    props.person.isInvited && may.invite(who(), props.organization.id, props.person.role);

  async function change(role: Role) {
    const { person } = props;
    if (role === person.role) return;
    const name = t("actions", { name: person.name });
    try {
      const undo = await giveRole(person, role);
      // The line was drawn anew.
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(name)}"]`)?.focus();
      toast(t("roleChanged", { name: person.name, role: t(role) }), () => {
        undo().then(
          () => toast(t("roleBack", { name: person.name, role: t(person.role) })),
          (error) => toast(sentence(error)),
        );
      });
    } catch (error) {
      toast(sentence(error));
    }
  }
  const again = () =>
    inviteAgain(props.person).then(
      () => toast(t("invitedAgain", { name: props.person.name })),
      (error) => toast(sentence(error)),
    );
  const items = (): MenuItem[] => [
    ...(roles().length > 1
      ? [
          { heading: t("changeRole") },
          ...roles().map((it) => ({
            label: t(it),
            isChecked: it === props.person.role,
            onSelect: () => change(it),
          })),
        ]
      : []),
    ...(mayInviteAgain()
      ? (["divider", { label: t("inviteAgain"), icon: mailPlusIcon, onSelect: again }] as const)
      : []),
    ...(mayRemove()
      ? ([
          "divider",
          { label: t("remove"), icon: trash2Icon, isDanger: true, onSelect: () => setRemoving(true) },
        ] as const)
      : []),
  ];
  return (
    <Show when={items().length > 0}>
      <Menu
        label={t("actions", { name: props.person.name })}
        items={items}
        align="end"
        trigger={(button) => (
          <Button
            {...button}
            kind="ghost"
            size="small"
            icon={ellipsisIcon}
            disabled={!isOnline()}
            title={isOnline() ? t("actions", { name: props.person.name }) : t("offlineReason")}
            aria-label={t("actions", { name: props.person.name })}
          />
        )}
      />
      <RemoveDialog person={props.person} open={isRemoving()} onClose={() => setRemoving(false)} />
    </Show>
  );
}

function RemoveDialog(props: { person: Person; open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const doing = createDoing();
  const remove = async () => {
    const { name } = props.person;
    if (await doing.run(() => removePerson(props.person))) {
      props.onClose();
      toast(t("removed", { name }));
    }
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("removeTitle", { name: props.person.name })}
      footer={
        <>
          <Button onClick={props.onClose}>{t("keep")}</Button>
          <Button kind="danger" disabled={doing.isBusy()} onClick={remove}>
            {t("removeIt")}
          </Button>
        </>
      }
    >
      <p>{t("removeText")}</p>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
    </Dialog>
  );
}
