import { createEffect, createSignal, on, Show } from "solid-js";
import { type Language, languages } from "../../shared/languages.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import { type Role, rolesToGive } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { people, peopleOf } from "../organizations/organizations.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { ChoiceField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { languageNames } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./people.module.css";
import { words } from "./words.ts";

/** Asks whom to invite, for which partner, and for what part. */
export function InviteDialog(props: {
  open: boolean;
  onClose: () => void;
  /** Those that somebody may be invited for; the first is proposed. */
  organizations: Organization[];
  /** The one that is looked at, when there is one. */
  proposed?: string | undefined;
}) {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [organizationId, setOrganizationId] = createSignal("");
  const [name, setName] = createSignal("");
  const [email, setEmail] = createSignal("");
  const [role, setRole] = createSignal<Role>("contributor");
  const [language, setLanguage] = createSignal<Language>("en");
  const organization = () => props.organizations.find((it) => it.id === organizationId());
  const roles = () => {
    const it = organization();
    return it ? rolesToGive(whoOf(me()), it) : [];
  };
  const formerRepresentative = () =>
    role() === "representative"
      ? peopleOf(organizationId()).find((it) => it.role === "representative")
      : undefined;

  const choose = (id: string) => {
    setOrganizationId(id);
    const it = organization();
    if (!it) return;
    setLanguage(it.language);
    if (!roles().includes(role())) setRole(roles().at(-2) ?? roles()[0] ?? "contributor");
  };
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        setName("");
        setEmail("");
        setRole("contributor");
        const first = props.organizations.find((it) => it.id === props.proposed) ?? props.organizations[0];
        choose(first?.id ?? "");
      },
    ),
  );

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const json = {
      name: name(),
      email: email(),
      organizationId: organizationId(),
      role: role(),
      language: language(),
    };
    const isDone = await doing.run(async () => {
      await ask(api.people.$post({ json }));
      await people.load();
    });
    if (!isDone) return;
    props.onClose();
    toast(t("invited", { name: json.name }));
  };

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("inviteTitle")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="invite" disabled={doing.isBusy() || !isOnline()}>
            {t("sendInvitation")}
          </Button>
        </>
      }
    >
      <form id="invite" class={styles.form} onSubmit={submit}>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offlineReason")}</Banner>
        </Show>
        <TextField
          label={t("name")}
          name="name"
          autofocus
          required
          maxLength={120}
          autocomplete="off"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
          error={doing.fields().name}
        />
        <TextField
          label={t("email")}
          type="email"
          name="email"
          required
          maxLength={254}
          autocomplete="off"
          value={email()}
          onInput={(event) => setEmail(event.currentTarget.value)}
          error={doing.fields().email}
        />
        <Show when={props.organizations.length > 1}>
          <SelectField
            label={t("partner")}
            value={organizationId()}
            onChange={(event) => choose(event.currentTarget.value)}
            options={props.organizations.map((it) => ({ value: it.id, label: it.shortName }))}
          />
        </Show>
        <ChoiceField
          label={t("part")}
          name="role"
          value={role()}
          onChange={setRole}
          options={roles().map((it) => ({ value: it, label: t(it), note: t(`${it}Note`) }))}
        />
        <Show when={formerRepresentative()}>
          {(former) => <Banner kind="warn">{t("relieves", { name: former().name })}</Banner>}
        </Show>
        <SelectField
          label={t("language")}
          value={language()}
          onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
        />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
