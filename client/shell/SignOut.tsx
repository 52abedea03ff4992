import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { useWords } from "../words/words.ts";
import { words } from "./palette-words.ts";
import { leave, stay, unsent } from "./sign-out.ts";

/** The question before edits are lost. */
export default function SignOutDialog() {
  const t = useWords(words);
  return (
    <Dialog
      open={unsent() > 0}
      onClose={stay}
      title={t("signOutTitle")}
      footer={
        <>
          <Button kind="danger" onClick={leave}>
            {t("signOutAnyway")}
          </Button>
          <Button kind="primary" onClick={stay}>
            {t("stay")}
          </Button>
        </>
      }
    >
      <p>{t("signOutUnsent", { count: unsent() })}</p>
    </Dialog>
  );
}
