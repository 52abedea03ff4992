import { createSignal } from "solid-js";
import { unsentEdits } from "../documents/offline-copies.ts";
import { signOut, whoIsHere } from "../sign-in/me.ts";
import { toast } from "../ui/toast.ts";

const [unsent, setUnsent] = createSignal(0);

/** How many edits would be lost by signing out now; the question is asked while there are any. */
export { unsent };
export const stay = () => setUnsent(0);

/** Signs out, whatever is lost by it. */
export async function leave() {
  stay();
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
