/** A question that is not answered is put again after so long. */
const troubleMs = [1_000, 2_000, 5_000, 10_000, 30_000];
/** A record that has not come is asked for again after so long; then it is said to be hidden. */
const absentMs = [300, 700, 1_500, 3_000, 5_000];

interface AskingOptions<Found> {
  read(id: string): Promise<Found>;
  /** The record is here, and how it is. */
  found(id: string, it: Found): void;
  /** There is none, or none for this person: it may still be on its way (`awaited`), or it is `hidden`. */
  absent(id: string, is: "awaited" | "hidden"): void;
  /** Runs `does` later, in milliseconds. The answer takes it back. */
  later(does: () => void, ms: number): () => void;
}

interface Entry {
  /** Counts the questions, and what was told without one. */
  asked: number;
  /** The newest of these that has been answered. */
  answered: number;
  /** Questions in a row that nobody answered. */
  troubles: number;
  /** A question that nobody answered waits to be put again. */
  isInTrouble: boolean;
  cancel: () => void;
}

/**
 * Asks for records one by one. An answer counts unless a *newer answer* has come before it: not a newer question, for
 * that one may never be answered, when the connection breaks with the first answer on its way.
 */
export function createAsking<Found>({ read, found, absent, later }: AskingOptions<Found>) {
  const entries = new Map<string, Entry>();

  function entryOf(id: string) {
    const entry = entries.get(id) ?? {
      asked: 0,
      answered: 0,
      troubles: 0,
      isInTrouble: false,
      cancel: () => {},
    };
    entries.set(id, entry);
    return entry;
  }

  /** An answer has come to question `mine`; false when a newer one was there before. */
  function isNewest(entry: Entry, mine: number) {
    if (mine < entry.answered) return false;
    entry.answered = mine;
    entry.troubles = 0;
    entry.isInTrouble = false;
    entry.cancel();
    return true;
  }

  async function ask(id: string, attempt = 0) {
    const entry = entryOf(id);
    entry.cancel();
    entry.isInTrouble = false;
    entry.asked += 1;
    const mine = entry.asked;
    try {
      const it = await read(id);
      if (isNewest(entry, mine)) found(id, it);
    } catch (error) {
      if ((error as { code?: unknown }).code === "not_found") {
        if (!isNewest(entry, mine)) return;
        const ms = absentMs[attempt];
        absent(id, ms === undefined ? "hidden" : "awaited");
        if (ms !== undefined) entry.cancel = later(() => void ask(id, attempt + 1), ms);
      } else if (mine === entry.asked) {
        // A newer question does this for itself.
        entry.isInTrouble = true;
        const ms = troubleMs[Math.min(entry.troubles, troubleMs.length - 1)]!;
        entry.troubles += 1;
        entry.cancel = later(() => void ask(id, attempt), ms);
      }
    }
  }

  return {
    ask: (id: string) => ask(id),
    /** Asks unless something is told of it first. */
    askLater(id: string, ms: number) {
      const entry = entryOf(id);
      entry.cancel();
      entry.cancel = later(() => void ask(id), ms);
    },
    /** Somebody knows how it is, without having been asked: older than that is every answer still on its way. */
    told(id: string, it: Found) {
      const entry = entryOf(id);
      entry.asked += 1;
      isNewest(entry, entry.asked);
      found(id, it);
    },
    /** There is a way to the server again: what was not answered is asked for at once. */
    retry() {
      for (const [id, { isInTrouble }] of entries) if (isInTrouble) void ask(id);
    },
    close() {
      for (const { cancel } of entries.values()) cancel();
    },
  };
}
