import { createSignal } from "solid-js";
import { rememberFocus } from "./focus.ts";

/** What went wrong with single fields, when a failure says so. */
const fieldsOf = (error: unknown): Readonly<Record<string, string>> =>
  error && typeof error === "object" && "fields" in error ? (error.fields as Record<string, string>) : {};

/** The state of one thing a person asked for: busy, failed (in words), or done. Asking again waits its turn. */
export function createDoing() {
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  return {
    isBusy,
    failure,
    fields: () => fieldsOf(failure()),
    clear: () => setFailure(undefined),
    /** Does it; true when it worked. */
    async run(act: () => Promise<unknown>) {
      if (isBusy()) return false;
      const giveBack = rememberFocus();
      setBusy(true);
      setFailure(undefined);
      try {
        await act();
        return true;
      } catch (error) {
        setFailure(() => error);
        return false;
      } finally {
        setBusy(false);
        // A button loses the focus while it cannot be pressed. What is wrong comes first, then what was in use.
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          const wrong = document.querySelector<HTMLElement>('[aria-invalid="true"]');
          if (wrong) wrong.focus();
          else giveBack();
        });
      }
    },
  };
}
