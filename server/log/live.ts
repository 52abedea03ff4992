/** Says after a commit how far an initiative's log has come. */
export interface Live {
  changed(initiativeId: string, seq: number): void;
  /** Calls `listener` after each commit that appended to this initiative's log; the answer ends it. */
  subscribe(initiativeId: string, listener: (seq: number) => void): () => void;
  /** Ends every open stream: the server stops. */
  close(): void;
  /** Aborted by `close`. */
  readonly closed: AbortSignal;
}

export function createLive(): Live {
  const listeners = new Map<string, Set<(seq: number) => void>>();
  const closing = new AbortController();
  return {
    closed: closing.signal,
    close: () => closing.abort(),
    changed(initiativeId, seq) {
      for (const listener of listeners.get(initiativeId) ?? []) listener(seq);
    },
    subscribe(initiativeId, listener) {
      const own = listeners.get(initiativeId) ?? new Set();
      listeners.set(initiativeId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(initiativeId);
      };
    },
  };
}
