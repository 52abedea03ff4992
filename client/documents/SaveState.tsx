import type { JSX } from "solid-js";
import { Icon } from "../ui/Icon.tsx";
import { cloudAlertIcon, cloudCheckIcon, cloudOffIcon } from "../ui/icons.ts";
import { useWords } from "../words/words.ts";
import type { ConnectionState } from "./connection-state.ts";
import styles from "./document.module.css";
import { icons } from "./icons.ts";
import { words } from "./words.ts";

const iconOf: Record<ConnectionState["is"], string> = {
  loading: icons.cloudUp,
  saved: cloudCheckIcon,
  saving: icons.cloudUp,
  offline: cloudOffIcon,
  "not-saved": cloudAlertIcon,
  "signed-out": cloudOffIcon,
  "no-access": cloudOffIcon,
  gone: cloudOffIcon,
  restored: cloudOffIcon,
};

/** The cloud beside the title: what is true of this copy right now, in words. */
export function SaveState(props: { state: ConnectionState; mayEdit: boolean }) {
  const t = useWords(words);
  const text = () => {
    const { state } = props;
    switch (state.is) {
      case "loading":
        return t("loading");
      case "saved":
        return t(props.mayEdit ? "saved" : "readable");
      case "saving":
        return t("saving");
      case "offline":
        return state.edits > 0 ? t("offlineCount", { count: state.edits }) : t("offline");
      case "not-saved":
        return t("notSaved");
      default:
        return t("closed");
    }
  };
  // Two of them take turns with every letter: each is drawn once.
  const drawn = new Map<string, JSX.Element>();
  const icon = (of: string) => {
    if (!drawn.has(of)) drawn.set(of, <Icon of={of} />);
    return drawn.get(of);
  };
  return (
    <span class={styles.saveState} data-save-state={props.state.is}>
      {icon(iconOf[props.state.is])}
      <span class={styles.saveWords}>{text()}</span>
    </span>
  );
}
