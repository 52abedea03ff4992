import { createSignal } from "solid-js";
import { unsentEdits } from "../documents/offline-copies.ts";
import { signOut, whoIsHere } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { words } from "./words.ts";

const [unsent, setUnsent] = createSignal(0);

async function leave() {
  setUnsent(0);
  try {
    await signOut();
    history.replaceState(null, "", "/");
    // A fresh page: nothing of the person stays in memory.
    location.assign("/");
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
}

/** Signs out; asks first when edits made here have not reached the server. */
export function askToSignOut() {
  const me = whoIsHere();
  const count = me ? unsentEdits(me.person.id) : 0;
  if (count > 0) setUnsent(count);
  else void leave();
}

/** The question before edits are lost; the shell holds it once. */
export function SignOutDialog() {
  const t = useWords(words);
  return (
    <Dialog
      open={unsent() > 0}
      onClose={() => setUnsent(0)}
      title={t("signOutTitle")}
      footer={
        <>
          <Button kind="danger" onClick={leave}>
            {t("signOutAnyway")}
          </Button>
          <Button kind="primary" onClick={() => setUnsent(0)}>
            {t("stay")}
          </Button>
        </>
      }
    >
      <p>{t("signOutUnsent", { count: unsent() })}</p>
    </Dialog>
  );
}
