import { createEffect, createSignal, on, Show } from "solid-js";
import { type Language, languages } from "../../shared/languages.ts";
import { type Organization, type Sector, sectors } from "../../shared/organizations/organization.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import formStyles from "../people/people.module.css";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { languageNames, useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { organizations } from "./organizations.ts";
import { words } from "./words.ts";

/** Asks for what a partner needs to exist; people are invited afterwards. */
export function AddPartnerDialog(props: {
  open: boolean;
  onClose: () => void;
  onAdded: (organization: Organization) => void;
}) {
  const t = useWords(words);
  const here = useLanguage();
  const doing = createDoing();
  const [name, setName] = createSignal("");
  const [shortName, setShortName] = createSignal("");
  const [sector, setSector] = createSignal<Sector>("nonprofit");
  const [isPublicBody, setPublicBody] = createSignal(false);
  const [language, setLanguage] = createSignal<Language>("en");
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        setName("");
        setShortName("");
        setSector("nonprofit");
        setPublicBody(false);
        setLanguage(here());
      },
    ),
  );
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const json = {
      name: name(),
      shortName: shortName(),
      sector: sector(),
      isPublicBody: isPublicBody(),
      language: language(),
    };
    await doing.run(async () => {
      const added = await ask(api.organizations.$post({ json }));
      await organizations.load();
      toast(t("added", { name: added.shortName }));
      props.onAdded(added);
    });
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("addPartner")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="add-partner" disabled={doing.isBusy() || !isOnline()}>
            {t("add")}
          </Button>
        </>
      }
    >
      <form id="add-partner" class={formStyles.form} onSubmit={submit}>
        <Show when={!isOnline()}>
          <Banner kind="offline">{t("offlineReason")}</Banner>
        </Show>
        <TextField
          label={t("name")}
          autofocus
          required
          maxLength={120}
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
          error={doing.fields().name}
        />
        <TextField
          label={t("shortName")}
          hint={t("shortNameHint", { max: 40 })}
          required
          maxLength={40}
          value={shortName()}
          onInput={(event) => setShortName(event.currentTarget.value)}
          error={doing.fields().shortName}
        />
        <SelectField
          label={t("sector")}
          value={sector()}
          onChange={(event) => setSector(event.currentTarget.value as Sector)}
          options={sectors.map((it) => ({ value: it, label: t(it) }))}
        />
        <SelectField
          label={t("language")}
          value={language()}
          onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
        />
        <CheckField
          label={t("isPublicBody")}
          note={t("isPublicBodyNote")}
          checked={isPublicBody()}
          onChange={setPublicBody}
        />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
