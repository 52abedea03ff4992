import { createSignal } from "solid-js";
import { recall, remember } from "./storage.ts";

export type Theme = "light" | "dark" | "system";

const key = "ct-theme";
const kept = () => {
  const it = recall(key);
  return it === "light" || it === "dark" ? it : "system";
};
const [theme, setTheme] = createSignal<Theme>("system");

export { theme };

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)");

function show() {
  const isDark = theme() === "dark" || (theme() === "system" && prefersDark().matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

/** Follows what was chosen here before, and the system while nothing was. Call once. */
export function startTheme() {
  setTheme(kept());
  show();
  prefersDark().addEventListener("change", show);
}

/** Show light, dark, or as the system says, in this browser. */
export function chooseTheme(chosen: Theme) {
  setTheme(chosen);
  remember(key, chosen === "system" ? null : chosen);
  show();
}
