import { createSignal } from "solid-js";
import { Button } from "../ui/Button.tsx";
import type { MenuItem } from "../ui/Menu.tsx";
import { recall, remember } from "../ui/storage.ts";
import { useWords } from "../words/words.ts";
import { icons } from "./icons.ts";
import { words } from "./words.ts";

const keyOf = (personId: string) => `ct:hide-carets:${personId}`;
const [changed, setChanged] = createSignal(0);

/** Whether this person does not want to see where others write. A signal, kept in this browser. */
export function areCaretsHidden(personId: string) {
  changed();
  return recall(keyOf(personId)) === "1";
}

function toggle(personId: string) {
  remember(keyOf(personId), areCaretsHidden(personId) ? null : "1");
  setChanged((was) => was + 1);
}

/** The switch that hides other people's carets. */
export function CaretSwitch(props: { personId: string }) {
  const t = useWords(words);
  const isHidden = () => areCaretsHidden(props.personId);
  return (
    <Button
      kind="ghost"
      icon={isHidden() ? icons.caretsOff : icons.carets}
      aria-label={t("hideCarets")}
      aria-pressed={isHidden()}
      onClick={() => toggle(props.personId)}
    />
  );
}

/** The same switch as a line of a menu. */
export function caretItem(personId: string): MenuItem {
  const t = useWords(words);
  return {
    label: t("hideCarets"),
    icon: icons.caretsOff,
    isChecked: areCaretsHidden(personId),
    onSelect: () => toggle(personId),
  };
}
