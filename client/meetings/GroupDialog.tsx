import { createEffect, createSignal, For, on, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { Visibility } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { partnersHere, people } from "../organizations/organizations.ts";
import formStyles from "../people/people.module.css";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { words } from "./group-words.ts";
import styles from "./meetings.module.css";
import { groups } from "./meetings.ts";

const kinds = ["steering_committee", "working_group"] as const;
const visibilities = ["public", "partners", "group", "backbone"] as const;
const chairsMax = 3;

/** Forms a group, or changes who is in it, who leads it and how it works. */
export function GroupDialog(props: { open: boolean; group?: Group | undefined; onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const doing = createDoing();
  const [kind, setKind] = createSignal<Group["kind"]>("working_group");
  const [name, setName] = createSignal({ en: "", es: "" });
  const [cadence, setCadence] = createSignal("");
  const [memberIds, setMemberIds] = createSignal<string[]>([]);
  const [chairIds, setChairIds] = createSignal<string[]>([]);
  const [quorumPercent, setQuorumPercent] = createSignal(60);
  const [recapDays, setRecapDays] = createSignal(5);
  const [visibility, setVisibility] = createSignal<Visibility>("partners");
  let id = newId("grp");
  createEffect(
    on(
      () => props.open,
      (isOpen) => {
        if (!isOpen) return;
        doing.clear();
        id = newId("grp");
        const it = props.group;
        setKind(it?.kind ?? "working_group");
        setName(it?.name ?? { en: "", es: "" });
        setCadence(it?.cadence ?? "");
        setMemberIds(it?.memberIds ?? []);
        setChairIds(it?.chairIds ?? []);
        setQuorumPercent(it?.quorumPercent ?? 60);
        setRecapDays(it?.recapDays ?? 5);
        setVisibility(it?.visibility ?? "partners");
      },
    ),
  );
  const partners = () => partnersHere().filter((it) => it.kind === "partner");
  const persons = () => [
    { value: "", label: t("nobody") },
    ...(people.value() ?? [])
      .filter((it) => it.role !== "observer")
      .map((it) => ({ value: it.id, label: it.name })),
  ];
  const chairPlaces = () =>
    Array.from({ length: Math.min(chairsMax, chairIds().length + 1) }, (_, index) => index);
  const setChair = (place: number, personId: string) =>
    setChairIds((were) => {
      const now = [...were];
      now[place] = personId;
      return [...new Set(now.filter(Boolean))];
    });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const details = {
      name: name(),
      cadence: cadence(),
      // In joining order, however they were ticked.
      memberIds: partners()
        .map((it) => it.id)
        .filter((it) => memberIds().includes(it)),
      chairIds: chairIds(),
      quorumPercent: quorumPercent(),
      recapDays: recapDays(),
      visibility: visibility(),
    };
    const was = props.group;
    const isDone = await doing.run(async () => {
      if (was)
        await ask(
          api.groups[":id"].$patch({ param: { id: was.id }, json: { version: was.version, ...details } }),
        );
      else await ask(api.groups.$post({ json: { id, kind: kind(), ...details } }));
      await groups.load();
    });
    if (!isDone) return;
    toast(was ? t("saved") : t("formed", { name: name()[language()] }));
    props.onClose();
  };
  const fields = doing.fields;
  return (
    <Dialog
      shape="sheet"
      open={props.open}
      onClose={props.onClose}
      title={t(props.group ? "changeTitle" : "form")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="group-form" disabled={doing.isBusy() || !isOnline()}>
            {t(props.group ? "save" : "formIt")}
          </Button>
        </>
      }
    >
      <form id="group-form" class={formStyles.form} onSubmit={submit}>
        <Show when={!props.group}>
          <SelectField
            label={t("kind")}
            value={kind()}
            onChange={(event) => setKind(event.currentTarget.value as Group["kind"])}
            options={kinds.map((it) => ({ value: it, label: t(it) }))}
          />
        </Show>
        <TextField
          label={t("nameEn")}
          lang="en"
          required
          autofocus
          maxLength={80}
          value={name().en}
          onInput={(event) => setName({ ...name(), en: event.currentTarget.value })}
          error={fields()["name.en"]}
        />
        <TextField
          label={t("nameEs")}
          lang="es"
          required
          maxLength={80}
          value={name().es}
          onInput={(event) => setName({ ...name(), es: event.currentTarget.value })}
          error={fields()["name.es"]}
        />
        <TextField
          label={t("cadence")}
          hint={t("cadenceHint")}
          maxLength={120}
          value={cadence()}
          onInput={(event) => setCadence(event.currentTarget.value)}
          error={fields().cadence}
        />
        <fieldset class={styles.group}>
          <legend>{t("members")}</legend>
          <For each={partners()}>
            {(it) => (
              <CheckField
                label={it.shortName}
                checked={memberIds().includes(it.id)}
                onChange={(is) =>
                  setMemberIds((were) => (is ? [...were, it.id] : were.filter((one) => one !== it.id)))
                }
              />
            )}
          </For>
          <Show when={fields().memberIds}>
            <p class={styles.wrong}>{t("needsMember")}</p>
          </Show>
        </fieldset>
        <For each={chairPlaces()}>
          {(place) => (
            <SelectField
              label={place === 0 ? t("chairs") : `${t("chairs")} (${place + 1})`}
              value={chairIds()[place] ?? ""}
              onChange={(event) => setChair(place, event.currentTarget.value)}
              options={persons()}
            />
          )}
        </For>
        <div class={styles.pair}>
          <TextField
            label={t("quorumPercent")}
            type="number"
            min={0}
            max={100}
            required
            value={quorumPercent()}
            onInput={(event) => setQuorumPercent(event.currentTarget.valueAsNumber)}
            error={fields().quorumPercent}
          />
          <TextField
            label={t("recapDays")}
            type="number"
            min={0}
            max={60}
            required
            value={recapDays()}
            onInput={(event) => setRecapDays(event.currentTarget.valueAsNumber)}
            error={fields().recapDays}
          />
        </div>
        <SelectField
          label={t("visibility")}
          value={visibility()}
          onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
          options={visibilities.map((it) => ({ value: it, label: t(it) }))}
        />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
      </form>
    </Dialog>
  );
}
