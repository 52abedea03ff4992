import { createSignal, Match, Show, Switch } from "solid-js";
import { partnersToChoose, people } from "../organizations/organizations.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { useWords } from "../words/words.ts";
import styles from "./notes.module.css";
import type { CapturedRecord } from "./send.ts";
import { words } from "./words.ts";

/** On the card of a capture that the server would not take: why, and the way to mend it. */
export function Trouble(props: { message: string; isSecond: boolean; onMend: () => void }) {
  const t = useWords(words);
  return (
    <div class={styles.trouble}>
      <p>{props.message}</p>
      <button type="button" tabIndex={-1} onClick={() => props.onMend()}>
        {t(props.isSecond ? "secondLook" : "mend")}
      </button>
    </div>
  );
}

/** A capture with its words as they were said: what is wrong can be mended, and it is sent again. */
export function Mend(props: {
  it: CapturedRecord | undefined;
  onClose: () => void;
  onSend: (it: CapturedRecord) => void;
  onDrop: (it: CapturedRecord) => void;
}) {
  const t = useWords(words);
  return (
    <Dialog
      open={props.it !== undefined}
      onClose={() => props.onClose()}
      title={t(props.it?.refusal?.isSecond ? "secondTitle" : "mendTitle")}
    >
      <Show when={props.it} keyed>
        {(it) => <MendForm it={it} onSend={props.onSend} onDrop={props.onDrop} />}
      </Show>
    </Dialog>
  );
}

function MendForm(props: {
  it: CapturedRecord;
  onSend: (it: CapturedRecord) => void;
  onDrop: (it: CapturedRecord) => void;
}) {
  const t = useWords(words);
  const [body, setBody] = createSignal(props.it.body);
  const fields = props.it.refusal?.fields ?? {};
  const peopleOf = (organizationId: string) =>
    (people.value() ?? []).filter((it) => it.organizationId === organizationId && it.role !== "observer");
  const isHere = (personId: string | null) => people.value()?.some((it) => it.id === personId) ?? true;
  /** Whoever has left is nobody's choice any more: their partner is asked, or somebody else of it. */
  const mended = (): CapturedRecord["body"] => {
    const told = body();
    if (told.is !== "commitment" || isHere(told.json.ownerPersonId)) return told;
    return { ...told, json: { ...told.json, ownerPersonId: null } };
  };
  /** A partner that has left since is shown as what was said, and offered to nobody else. */
  const partners = () =>
    partnersToChoose(commitmentOf(props.it.body)?.json.ownerOrganizationId).map((it) => ({
      value: it.id,
      label: it.name,
    }));
  return (
    <form
      class={styles.mend}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSend({ ...props.it, body: mended() });
      }}
    >
      <p role="alert">{props.it.refusal?.message}</p>
      <Switch>
        <Match when={commitmentOf(body())}>
          {(told) => {
            const change = (json: Partial<ReturnType<typeof told>["json"]>) =>
              setBody({ is: "commitment", json: { ...told().json, ...json } });
            return (
              <>
                <TextField
                  label={t("what")}
                  value={told().json.what}
                  onInput={(event) => change({ what: event.currentTarget.value })}
                  error={fields.what}
                />
                <SelectField
                  label={t("who")}
                  value={told().json.ownerOrganizationId}
                  options={partners()}
                  onChange={(event) =>
                    change({ ownerOrganizationId: event.currentTarget.value, ownerPersonId: null })
                  }
                  error={fields.ownerOrganizationId}
                />
                <SelectField
                  label={t("person")}
                  value={isHere(told().json.ownerPersonId) ? (told().json.ownerPersonId ?? "") : ""}
                  options={[
                    { value: "", label: t("nobodyYet") },
                    ...peopleOf(told().json.ownerOrganizationId).map((it) => ({
                      value: it.id,
                      label: it.name,
                    })),
                  ]}
                  onChange={(event) => change({ ownerPersonId: event.currentTarget.value || null })}
                  error={fields.ownerPersonId}
                />
                <TextField
                  label={t("due")}
                  type="date"
                  value={told().json.dueOn}
                  onInput={(event) => change({ dueOn: event.currentTarget.value })}
                  error={fields.dueOn}
                />
              </>
            );
          }}
        </Match>
        <Match when={parkedOf(body())}>
          {(told) => (
            <TextField
              label={t("words")}
              value={told().json.text}
              onInput={(event) =>
                setBody({ ...told(), json: { ...told().json, text: event.currentTarget.value } })
              }
              error={fields.text}
            />
          )}
        </Match>
        <Match when={readingOf(body())}>
          {(told) => (
            <p>
              {t("reading")}: {told().json.value}, {told().json.period}
            </p>
          )}
        </Match>
        <Match when={decisionOf(body())}>
          {(told) => (
            <TextField
              label={t("words")}
              value={told().json.proposal}
              onInput={(event) =>
                setBody({ ...told(), json: { ...told().json, proposal: event.currentTarget.value } })
              }
              error={fields.proposal}
            />
          )}
        </Match>
      </Switch>
      <div class={styles.mendActions}>
        <Button kind="ghost" onClick={() => props.onDrop(props.it)}>
          {t("letGo")}
        </Button>
        <Button kind="primary" type="submit">
          {t(props.it.refusal?.isSecond ? "secondSend" : "mendSend")}
        </Button>
      </div>
    </form>
  );
}

type Told = CapturedRecord["body"];
const commitmentOf = (it: Told) => (it.is === "commitment" ? it : undefined);
const decisionOf = (it: Told) => (it.is === "decision" ? it : undefined);
const parkedOf = (it: Told) => (it.is === "parked" ? it : undefined);
const readingOf = (it: Told) => (it.is === "reading" ? it : undefined);
