import { createSignal, Show } from "solid-js";
import type { Governance } from "../../shared/initiative/governance.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { setMe, useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { Card } from "./Card.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

/** What the partners agreed about deciding, written down by the backbone for everybody. */
export function GovernanceCard() {
  const t = useWords(words);
  const me = useMe();
  const doing = createDoing();
  const [said, setSaid] = createSignal(me().initiative.governance);
  const change = (more: Partial<Governance>) => setSaid({ ...said(), ...more });
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const isDone = await doing.run(async () => {
      const governance = await ask(api.initiative.governance.$put({ json: said() }));
      setMe({ ...me(), initiative: { ...me().initiative, governance } });
    });
    if (isDone) toast(t("saved"));
  };
  return (
    <Card title={t("governance")} lead={t("governanceLead")}>
      <form class={styles.form} onSubmit={save}>
        <SelectField
          label={t("fallback")}
          value={said().fallback}
          options={[
            { value: "two_thirds", label: t("fallbackTwoThirds") },
            { value: "none", label: t("fallbackNone") },
          ]}
          onChange={(event) => change({ fallback: event.currentTarget.value as Governance["fallback"] })}
        />
        <TextField
          label={t("asyncDaysMin")}
          type="number"
          required
          min={0}
          max={60}
          value={said().asyncDaysMin}
          error={doing.fields().asyncDaysMin}
          onInput={(event) => change({ asyncDaysMin: Number(event.currentTarget.value) })}
        />
        <TextField
          label={t("reviewAfterDays")}
          type="number"
          required
          min={1}
          max={1830}
          value={said().reviewAfterDays}
          error={doing.fields().reviewAfterDays}
          onInput={(event) => change({ reviewAfterDays: Number(event.currentTarget.value) })}
        />
        <TextField
          label={t("quietAfterDays")}
          type="number"
          required
          min={7}
          max={365}
          value={said().quietAfterDays}
          error={doing.fields().quietAfterDays}
          onInput={(event) => change({ quietAfterDays: Number(event.currentTarget.value) })}
        />
        <Show when={doing.failure()}>
          <Failure error={doing.failure()} />
        </Show>
        <div>
          <Button
            kind="primary"
            type="submit"
            disabled={doing.isBusy() || !isOnline()}
            title={isOnline() ? undefined : t("offline")}
          >
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
