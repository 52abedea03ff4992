import { type Accessor, createSignal, onCleanup, type Setter } from "solid-js";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { IndicatorWithState } from "../../shared/indicators/indicator.ts";
import { api, ask, type Problem } from "../api.ts";
import { useLive } from "../live.ts";

/** A record as its card shows it. Passages and parked matters come with the page, not from here. */
export type Recorded =
  | { kind: "commitment"; it: Commitment }
  | { kind: "decision"; it: Decision }
  | { kind: "indicator"; it: IndicatorWithState };

/**
 * What is known of a record. *Awaited*: somebody has just captured it and its row is on its way. *Hidden*: it is not
 * for this person's eyes, or waits on the device of whoever captured it; nobody can tell these apart from outside.
 */
export type Known = { is: "loading" | "awaited" | "hidden" } | ({ is: "here" } & Recorded);

/** A row that has not come is asked for again after so long; then it is said to be hidden. */
const againMs = [300, 700, 1_500, 3_000, 5_000];

/** The records that a text shows, each asked for once and again whenever something happens to it. */
export function createRecords() {
  const known = new Map<string, { kind: RecordKind; value: Accessor<Known>; set: Setter<Known> }>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  onCleanup(() => timers.forEach(clearTimeout));

  async function load(id: string, attempt = 0) {
    const entry = known.get(id);
    if (!entry) return;
    clearTimeout(timers.get(id));
    try {
      const found = await read(entry.kind, id);
      entry.set(() => ({ is: "here", ...found }) as Known);
    } catch (error) {
      if ((error as Problem).code !== "not_found") return;
      const ms = againMs[attempt];
      entry.set((was) => (ms === undefined || was.is === "hidden" ? { is: "hidden" } : { is: "awaited" }));
      if (ms !== undefined)
        timers.set(
          id,
          setTimeout(() => void load(id, attempt + 1), ms),
        );
    }
  }

  const { open } = useLive(
    () => undefined,
    ({ refs }) => {
      for (const id of refs) if (known.has(id)) void load(id);
    },
    () => known.forEach((_, id) => void load(id)),
  );

  return {
    /** Begins to listen. */
    open,
    /** What is known of a record, as a signal; asks for it at the first time. */
    of(kind: RecordKind, id: string): Known {
      const was = known.get(id);
      if (was) return was.value();
      const [value, set] = createSignal<Known>({ is: "loading" });
      known.set(id, { kind, value, set });
      void load(id);
      return value();
    },
    /** Whether a record is known to be there. */
    has: (id: string) => known.get(id)?.value().is === "here",
    /** The server answered with a record: it is shown at once. */
    put(id: string, record: Recorded) {
      const entry = known.get(id);
      if (entry) entry.set(() => ({ is: "here", ...record }) as Known);
      else {
        const [value, set] = createSignal<Known>({ is: "here", ...record } as Known);
        known.set(id, { kind: record.kind, value, set });
      }
    },
    again: (id: string) => void load(id),
  };
}

export type Records = ReturnType<typeof createRecords>;

async function read(kind: RecordKind, id: string): Promise<Recorded> {
  const param = { id };
  if (kind === "decision") return { kind, it: await ask(api.decisions[":id"].$get({ param })) };
  if (kind === "indicator") return { kind, it: await ask(api.indicators[":id"].$get({ param })) };
  return { kind: "commitment", it: await ask(api.commitments[":id"].$get({ param })) };
}
