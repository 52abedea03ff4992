import { createMemo } from "solid-js";
import { $choicesOf, $choose } from "../../shared/documents/capture.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import { mentionEntries } from "../common-agenda/mentions.ts";
import type { MenuEntry } from "../documents/menu.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { withServed } from "./fields.ts";
import { kindOf, kinds } from "./kinds.ts";
import { $captureAtCaret } from "./lines.ts";
import { servables } from "./servables.ts";
import { words } from "./words.ts";

/** What `/`, `#` and `@` offer in the notes. `$begin` makes a capture of the line where the caret is. */
export function createNotesMenus($begin: (kind: RecordKind) => unknown) {
  const t = useWords(words);
  const language = useLanguage();
  const entries = createMemo((): MenuEntry[] =>
    kinds.map((it) => ({
      id: it.kind,
      label: t(it.kind),
      hint: t(`${it.kind}Hint`),
      names: it.names,
      shortcut: `/${it.letter}`,
      icon: it.icon,
      tint: it.kind,
      $run: () => void $begin(it.kind),
    })),
  );
  /** What `#` finds is chosen in the field: its name need not stand in the sentence. */
  const served = createMemo((): MenuEntry[] => {
    const all = servables(language());
    return all.map((it) => ({
      id: it.id,
      label: it.label,
      names: it.names,
      hint: t(it.kind),
      icon: kindOf("indicator").icon,
      $run: () => {
        const line = $captureAtCaret();
        if (line) $choose(line, { serves: withServed($choicesOf(line).serves, it.id, all) });
      },
    }));
  });
  const mentions = createMemo(() => mentionEntries({ person: "", organization: t("partner") }));
  return { entries, served, mentions };
}
