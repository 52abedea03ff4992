import { onForget } from "./kept.ts";

/** More than a person goes back and forth between. */
const recentMax = 12;

/** The last few answers about single things, in this page's memory: shown at once when one comes back, then made fresh. */
export function createRecent<It>() {
  const all = new Map<string, It>();
  onForget(() => all.clear());
  return {
    get: (id: string) => all.get(id),
    set(id: string, it: It) {
      all.delete(id);
      all.set(id, it);
      const [oldest] = all.keys();
      if (all.size > recentMax && oldest !== undefined) all.delete(oldest);
    },
    forget: (id: string) => all.delete(id),
  };
}
