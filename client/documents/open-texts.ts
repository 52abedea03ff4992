let count = 0;

/**
 * Keeps the page where it is when the sign-in ends, for as long as a document is open: it says so itself, and its
 * words stay until somebody asks to sign in again. What it answers lets go.
 */
export function keepPage() {
  count += 1;
  return () => {
    count -= 1;
  };
}

/** Whether a document is open on this screen that somebody may be writing in. */
export const hasOpenTexts = () => count > 0;
