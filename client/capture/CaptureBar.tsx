import type { RecordKind } from "../../shared/documents/record.ts";
import { Button } from "../ui/Button.tsx";
import { ellipsisIcon, plusIcon } from "../ui/icons.ts";
import { Menu } from "../ui/Menu.tsx";
import { useWords } from "../words/words.ts";
import { kindOf, kinds } from "./kinds.ts";
import styles from "./notes.module.css";
import { words } from "./words.ts";

/** The bar at the bottom of a phone: a slash is two taps away there, so the kinds have buttons. */
export function CaptureBar(props: { onCapture: (kind: RecordKind) => void }) {
  const t = useWords(words);
  const rest = kinds.filter((it) => it.kind !== "commitment" && it.kind !== "decision");
  return (
    <section class={styles.bar} aria-label={t("capture")}>
      <Button kind="primary" icon={plusIcon} onClick={() => props.onCapture("commitment")}>
        {t("commitment")}
      </Button>
      <Button icon={kindOf("decision").icon} onClick={() => props.onCapture("decision")}>
        {t("decision")}
      </Button>
      <Menu
        label={t("more")}
        align="end"
        items={() =>
          rest.map((it) => ({ label: t(it.kind), icon: it.icon, onSelect: () => props.onCapture(it.kind) }))
        }
        trigger={(button) => <Button {...button} icon={ellipsisIcon} aria-label={t("more")} />}
      />
    </section>
  );
}
