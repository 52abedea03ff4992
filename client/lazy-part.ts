import { type Component, createEffect, createRoot, lazy, on } from "solid-js";
import { isOnline, knock } from "./online.ts";

/**
 * A part of a page that comes when it is needed. Without a way to the server it is waited for, as for everything else:
 * what is on the screen around it stays, and nothing that was written there is lost.
 */
export const lazyPart = <Part extends Component<any>>(load: () => Promise<{ default: Part }>) =>
  lazy(() => whenReached(load));

async function whenReached<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      // A part that a server within reach does not have will not come later either.
      if (isOnline()) await knock();
      if (isOnline()) throw error;
      await online();
    }
  }
}

const online = () =>
  new Promise<void>((resolve) =>
    createRoot((dispose) =>
      createEffect(
        on(isOnline, (is) => {
          if (!is) return;
          resolve();
          dispose();
        }),
      ),
    ),
  );
