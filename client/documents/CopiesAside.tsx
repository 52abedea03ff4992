import { For } from "solid-js";
import { Banner } from "../ui/Banner.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useWords } from "../words/words.ts";
import styles from "./document.module.css";
import type { OpenDocument } from "./document-state.ts";
import { words } from "./words.ts";

/** What this browser still has of a text from before a backup was restored: to be saved, or thrown away. */
export function CopiesAside(props: { document: Pick<OpenDocument, "aside" | "dropAside"> }) {
  const t = useWords(words);
  const save = async (name: string) => {
    const { textOfCopy } = await import("./copy-text.ts");
    saveFile(`${t("copyAsideFile")}.txt`, await textOfCopy(name), "text/plain;charset=utf-8");
  };
  return (
    <For each={props.document.aside()}>
      {(name) => (
        <Banner
          kind="info"
          action={
            <>
              <button type="button" class={styles.bannerAction} onClick={() => void save(name)}>
                {t("copyAsideSave")}
              </button>
              <button
                type="button"
                class={styles.bannerAction}
                onClick={() => void props.document.dropAside(name)}
              >
                {t("copyAsideDrop")}
              </button>
            </>
          }
        >
          {t("copyAside")}
        </Banner>
      )}
    </For>
  );
}
