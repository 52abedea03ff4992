import { createSignal } from "solid-js";
import { recall, remember } from "../ui/storage.ts";

/** A view that a person gave a name; `search` is the end of its address. */
export interface SavedView {
  name: string;
  search: string;
}

const viewsMax = 30;
const keyOf = (personId: string) => `ct-commitment-views:${personId}`;

function read(personId: string): SavedView[] {
  try {
    const said: unknown = JSON.parse(recall(keyOf(personId)) ?? "[]");
    const isView = (it: unknown): it is SavedView =>
      typeof it === "object" && it !== null && "name" in it && "search" in it;
    return Array.isArray(said) ? said.filter(isView) : [];
  } catch {
    return [];
  }
}

/** The named views of one person, kept in this browser. A name that is there already takes the new view. */
export function createSavedViews(personId: string) {
  const [views, setViews] = createSignal(read(personId));
  const keep = (now: SavedView[]) => {
    setViews(now);
    remember(keyOf(personId), JSON.stringify(now));
  };
  return {
    views,
    save: (view: SavedView) =>
      keep([...views().filter((it) => it.name !== view.name), view].slice(-viewsMax)),
    remove: (name: string) => keep(views().filter((it) => it.name !== name)),
  };
}
