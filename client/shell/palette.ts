import { createSignal } from "solid-js";

const [isPaletteOpen, setPaletteOpen] = createSignal(false);
const [areShortcutsOpen, setShortcutsOpen] = createSignal(false);

export { areShortcutsOpen, isPaletteOpen };
/** Opens "search or do anything". */
export const openPalette = () => setPaletteOpen(true);
export const closePalette = () => setPaletteOpen(false);
export const openShortcuts = () => setShortcutsOpen(true);
export const closeShortcuts = () => setShortcutsOpen(false);
