/** An edit that nobody answers for so long means the line is dead, though nobody has said so. */
const silenceMsMax = 10_000;
/** A browser waits four minutes for a handshake that got lost. */
const handshakeMsMax = 20_000;
/** How often to look. */
export const lookEveryMs = 2_500;

/** What is known of a line; `silentMs` is since the last message, or since the handshake began. */
export interface LineSigns {
  isConnecting: boolean;
  isConnected: boolean;
  isSaving: boolean;
  silentMs: number;
}

/** Whether a line is to be given up for a new one. */
export const isDead = ({ isConnecting, isConnected, isSaving, silentMs }: LineSigns) =>
  isConnecting ? silentMs > handshakeMsMax : isConnected && isSaving && silentMs > silenceMsMax;
