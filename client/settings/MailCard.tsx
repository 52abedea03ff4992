import { createResource, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { CheckField } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { Card } from "./Card.tsx";
import { words } from "./words.ts";

/** Which mails a person wants; what waits for their answer always comes. */
export function MailCard() {
  const t = useWords(words);
  const [choice, { mutate }] = createResource(() => ask(api.me.mail.$get()).catch(() => undefined));
  const doing = createDoing();
  const choose = async (reminders: boolean) => {
    const isDone = await doing.run(async () => mutate(await ask(api.me.mail.$put({ json: { reminders } }))));
    if (isDone) toast(t(reminders ? "remindersOn" : "remindersOff"));
    // The box shows what holds, also when it could not be changed.
    else mutate((was) => was && { ...was });
  };
  return (
    <Card title={t("mails")}>
      <Show when={choice()} fallback={<p>{isOnline() ? "" : t("offline")}</p>}>
        {(it) => (
          <CheckField
            label={t("reminders")}
            note={t("remindersNote")}
            checked={it().reminders}
            onChange={choose}
          />
        )}
      </Show>
      <Show when={doing.failure()}>
        <Failure error={doing.failure()} />
      </Show>
    </Card>
  );
}
