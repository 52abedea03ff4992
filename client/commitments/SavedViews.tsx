import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { trash2Icon } from "../ui/icons.ts";
import { Popover } from "../ui/Popover.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { bookmarkIcon } from "./icons.ts";
import styles from "./saved-views.module.css";
import { createSavedViews } from "./saved-views.ts";
import { words } from "./words.ts";

/** Views with a name: each is an address, so that it can also be sent to somebody. */
export function SavedViews(props: { search: string }) {
  const t = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const saved = createSavedViews(me().person.id);
  const [name, setName] = createSignal("");
  const ready = () => [
    { name: t("viewOpen"), search: "" },
    { name: t("viewOurs"), search: `?partner=${me().organization.id}` },
    { name: t("viewPast"), search: "?show=past&by=partner" },
  ];
  const View = (view: { name: string; search: string; close: () => void }) => (
    <button
      type="button"
      class={styles.view}
      aria-current={view.search === props.search ? "true" : undefined}
      onClick={() => {
        view.close();
        navigate(`/commitments${view.search}`, { replace: true, scroll: false });
      }}
    >
      {view.name}
    </button>
  );
  return (
    <Popover
      label={t("views")}
      align="end"
      trigger={(button) => (
        <Button {...button} size="small" kind="ghost" icon={bookmarkIcon}>
          {t("views")}
        </Button>
      )}
    >
      {(close) => (
        <div class={styles.views}>
          <ul>
            <For each={ready()}>
              {(it) => (
                <li>
                  <View {...it} close={close} />
                </li>
              )}
            </For>
            <For each={saved.views()}>
              {(it) => (
                <li>
                  <View {...it} close={close} />
                  <Button
                    kind="ghost"
                    size="small"
                    icon={trash2Icon}
                    aria-label={t("removeView", { name: it.name })}
                    onClick={() => saved.remove(it.name)}
                  />
                </li>
              )}
            </For>
          </ul>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const said = name().trim();
              if (!said) return;
              saved.save({ name: said, search: props.search });
              setName("");
              close();
              toast(t("viewSaved", { name: said }));
            }}
          >
            <TextField
              label={t("nameView")}
              maxLength={40}
              required
              value={name()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" size="small">
              {t("saveView")}
            </Button>
            <Show when={saved.views().length === 0}>
              <p>{t("viewsWhere")}</p>
            </Show>
          </form>
        </div>
      )}
    </Popover>
  );
}
