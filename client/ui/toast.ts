import { createSignal } from "solid-js";
import { announce } from "./announce.ts";

export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

const [toasts, setToasts] = createSignal<Toast[]>([]);

export { toasts };

let lastId = 0;

/** Says what was just done, for eight seconds, with a way back when there is one. */
export function toast(text: string, undo?: () => void) {
  lastId += 1;
  setToasts((were) => [...were.slice(-2), { id: lastId, text, ...(undo ? { undo } : {}) }]);
  announce(text);
  return lastId;
}

export const dismissToast = (id: number) => setToasts((were) => were.filter((it) => it.id !== id));

/** Takes back the newest thing that can be taken back; false when there is none. */
export function undoLast() {
  const last = toasts().findLast((it) => it.undo);
  if (!last) return false;
  dismissToast(last.id);
  last.undo?.();
  return true;
}
