import { $convertToMarkdownString } from "@lexical/markdown";
import type { LexicalEditor } from "lexical";
import { notesTransformers } from "../../shared/documents/notes-schema.ts";
import { safeMarkdown } from "../../shared/documents/safe-markdown.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import styles from "./notes.module.css";
import { words } from "./words.ts";

/**
 * Somebody wrote while they were away, and the notes were closed meanwhile: their words are only here. They can take
 * them along, and look at the notes as everybody has them.
 */
export function UnsavedCopy(props: { editor: LexicalEditor | undefined; onDrop: () => void }) {
  const t = useWords(words);
  const copy = () => {
    const text = props.editor?.read(() => $convertToMarkdownString(notesTransformers)) ?? "";
    navigator.clipboard.writeText(safeMarkdown(text)).then(
      () => toast(t("copied")),
      () => toast(t("notCopied")),
    );
  };
  return (
    <Banner kind="warn">
      <b>{t("unsavedTitle")}</b> {t("unsavedText")}
      <span class={styles.unsaved}>
        <Button size="small" onClick={copy}>
          {t("copyUnsaved")}
        </Button>
        <Button size="small" kind="ghost" onClick={() => props.onDrop()}>
          {t("dropUnsaved")}
        </Button>
      </span>
    </Banner>
  );
}
