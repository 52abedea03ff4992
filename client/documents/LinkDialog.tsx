import { $toggleLink } from "@lexical/link";
import { $createTextNode, $getSelection, $isRangeSelection, type LexicalEditor } from "lexical";
import { createSignal, Show } from "solid-js";
import { linkFrom } from "../../shared/documents/links.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { TextField } from "../ui/Field.tsx";
import { useWords } from "../words/words.ts";
import styles from "./document.module.css";
import { $selectedLink } from "./formats.ts";
import { words } from "./words.ts";

/** Sets, changes or removes the link at the selection. With nothing selected, the address becomes the words. */
export function LinkDialog(props: { editor: LexicalEditor; open: boolean; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t("linkTitle")}>
      <LinkForm {...props} />
    </Dialog>
  );
}

function LinkForm(props: { editor: LexicalEditor; onClose: () => void }) {
  const t = useWords(words);
  const was = props.editor.read(() => $selectedLink()?.getURL()) ?? "";
  const [address, setAddress] = createSignal(was);
  const [isWrong, setWrong] = createSignal(false);

  const change = (url: string | null) => {
    props.onClose();
    // The dialog gives the focus back first; then the text takes it.
    setTimeout(() => {
      props.editor.update(() => $setLink(url));
      props.editor.focus();
    });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const url = linkFrom(address());
    if (url === undefined) setWrong(true);
    else change(url);
  };

  return (
    <form class={styles.linkForm} onSubmit={submit} novalidate>
      <TextField
        label={t("linkAddress")}
        hint={t("linkHint")}
        error={isWrong() ? t("linkWrong") : undefined}
        value={address()}
        onInput={(event) => {
          setAddress(event.currentTarget.value);
          setWrong(false);
        }}
        inputmode="url"
        autocomplete="off"
        autofocus
      />
      <div class={styles.linkActions}>
        <Show when={was !== ""}>
          <Button kind="ghost" onClick={() => change(null)}>
            {t("linkRemove")}
          </Button>
          <a class={styles.openLink} href={was} target="_blank" rel="noopener noreferrer">
            {t("linkOpen")}
          </a>
        </Show>
        <Button onClick={() => props.onClose()}>{t("cancel")}</Button>
        <Button kind="primary" type="submit">
          {t("linkSave")}
        </Button>
      </div>
    </form>
  );
}

function $setLink(url: string | null) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const link = $selectedLink();
  if (link && url !== null) {
    link.setURL(url);
    return;
  }
  if (url !== null && selection.isCollapsed()) {
    const words = $createTextNode(url.replace(/^(https?:\/\/|mailto:|tel:)/, ""));
    selection.insertNodes([words]);
    words.select(0, words.getTextContentSize());
  }
  $toggleLink(url);
}
