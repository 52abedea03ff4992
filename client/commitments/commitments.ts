import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { BulkChange } from "../../shared/commitments/changes.ts";
import {
  type Commitment,
  type CommitmentWithHistory,
  commitmentsPageMax,
  type NewCommitment,
} from "../../shared/commitments/commitment.ts";
import { isOpen } from "../../shared/commitments/readings.ts";
import type { LogItem } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { asItWas } from "../as-it-was.ts";
import { createKept } from "../kept.ts";
import { useLive } from "../live.ts";

/** So many come first, to be on the screen soon; then as many at a time as the server gives. */
const firstPage = 200;

/** More than this would crowd out everything else that a browser keeps; the open ones come first. */
const keptMax = 1_000;

async function readAll(tellPart: (beginning: Commitment[]) => void): Promise<Commitment[]> {
  const all: Commitment[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const query = { after: String(after), limit: String(after === 0 ? firstPage : commitmentsPageMax) };
    const page: { items: Commitment[]; next?: number | undefined } = await ask(
      api.commitments.$get({ query }),
    );
    all.push(...page.items);
    if (after === 0 && page.next !== undefined) tellPart([...all]);
    after = page.next;
  }
  return all;
}

/** Every commitment that this person may see, by number. */
export const commitments = createKept<Commitment[]>("commitments", readAll, (all) =>
  all.length <= keptMax ? all : all.filter(isOpen).slice(0, keptMax),
);

/** How often promises were kept, as far as this person may know. */
export const keptRates = createKept("kept-rates", () => ask(api.commitments["kept-rate"].$get()));

/** Puts a commitment as the server now has it into the list. */
export function put(...changed: Commitment[]) {
  const now = new Map(changed.map((it) => [it.id, it]));
  commitments.change((all) => {
    const known = new Set(all.map((it) => it.id));
    const added = changed.filter((it) => !known.has(it.id));
    return [...all.map((it) => now.get(it.id) ?? it), ...added];
  });
  for (const hear of listeners) hear([...now.keys()]);
}

/** Takes the list's part of a commitment with its thread. */
const withoutThread = ({ history: _, ownerHasLeft: __, ...it }: CommitmentWithHistory): Commitment => it;

export const readCommitment = (id: string) => ask(api.commitments[":id"].$get({ param: { id } }));

const listeners = new Set<(ids: readonly string[]) => void>();

/** Events that come close together are asked for together. */
const gatherMs = 60;
/** More changes than this at once are read with the whole list. */
const singlyMax = 12;

/** Keeps the list as it is on the server while this component is on the screen. */
export function useLiveCommitments() {
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function gather() {
    const ids = [...waiting];
    waiting = new Set();
    timer = undefined;
    void keptRates.load();
    if (ids.length > singlyMax) {
      await commitments.load();
      for (const hear of listeners) hear(ids);
      return;
    }
    const read = await Promise.all(ids.map((id) => readCommitment(id).catch(() => undefined)));
    put(...read.flatMap((it) => (it ? [withoutThread(it)] : [])));
  }
  const load = () => Promise.all([commitments.load(), keptRates.load()]);
  const { open } = useLive(
    () => undefined,
    ({ type, refs }: LogItem) => {
      if (!type.startsWith("commitment.") || !refs[0]) return;
      waiting.add(refs[0]);
      timer ??= setTimeout(gather, gatherMs);
    },
    // What happened before the line was there is in what is asked for from now on.
    () => void load(),
  );
  open();
  onCleanup(() => clearTimeout(timer));
  return load;
}

/** One commitment with its thread, read again whenever something happens to it. */
export function createOpenCommitment(id: () => string | undefined) {
  const [value, setValue] = createSignal<CommitmentWithHistory>();
  const [failure, setFailure] = createSignal<unknown>();
  async function load() {
    const wanted = id();
    if (!wanted) return;
    try {
      const it = await readCommitment(wanted);
      if (id() !== wanted) return;
      setValue((was) => asItWas(was, it));
      setFailure(undefined);
    } catch (error) {
      if (id() === wanted) setFailure(() => error);
    }
  }
  createEffect(
    on(id, (_, before) => {
      if (before !== undefined) setValue(undefined);
      setFailure(undefined);
      void load();
    }),
  );
  const hear = (ids: readonly string[]) => {
    const wanted = id();
    if (wanted && ids.includes(wanted)) void load();
  };
  return {
    value: () => (value()?.id === id() ? value() : undefined),
    failure,
    load,
    listen: () => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}

type Seen = Pick<Commitment, "id" | "version">;

/** What can be said of one commitment. Each answers how it stands then; a `Problem` says why not. */
export const say = {
  accepted: (it: Seen) => done(api.commitments[":id"].acceptance.$post({ ...of(it), json: seen(it) })),
  declined: (it: Seen, reason: string) =>
    done(api.commitments[":id"].refusal.$post({ ...of(it), json: { ...seen(it), reason } })),
  kept: (it: Seen, note: string | null = null) =>
    done(api.commitments[":id"].keeping.$post({ ...of(it), json: { ...seen(it), note } })),
  notKept: (it: Seen, reason: string) =>
    done(api.commitments[":id"].lapse.$post({ ...of(it), json: { ...seen(it), reason } })),
  released: (it: Seen, reason: string) =>
    done(api.commitments[":id"].release.$post({ ...of(it), json: { ...seen(it), reason } })),
  moved: (it: Seen, dueOn: string, reason: string) =>
    done(api.commitments[":id"].renegotiation.$post({ ...of(it), json: { ...seen(it), dueOn, reason } })),
  helpAsked: (it: Seen, reason: string) =>
    done(api.commitments[":id"].help.$post({ ...of(it), json: { ...seen(it), reason } })),
  helpFound: (it: Seen, note: string | null = null) =>
    done(api.commitments[":id"].help.answer.$post({ ...of(it), json: { ...seen(it), note } })),
  handedOver: (it: Seen, organizationId: string, personId: string | null, reason: string) =>
    done(
      api.commitments[":id"].handover.$post({
        ...of(it),
        json: { ...seen(it), organizationId, personId, reason },
      }),
    ),
  reopened: (it: Seen, reason: string) =>
    done(api.commitments[":id"].reopening.$post({ ...of(it), json: { ...seen(it), reason } })),
  noted: (it: Seen, note: string) =>
    done(api.commitments[":id"].notes.$post({ ...of(it), json: { ...seen(it), note } })),
};

const of = ({ id }: Seen) => ({ param: { id } });
const seen = ({ version }: Seen) => ({ version });

async function done(asked: ReturnType<(typeof api.commitments)[":id"]["acceptance"]["$post"]>) {
  const { commitment } = await ask(asked);
  put(commitment);
  void keptRates.load();
  return commitment;
}

/** Says the same of several; each has its own answer. */
export async function saySeveral(change: BulkChange, items: readonly Seen[], note: string | null) {
  const json = { change, note, items: items.map(({ id, version }) => ({ id, version })) };
  const answer = await ask(api.commitments.bulk.$post({ json }));
  put(...answer.items.flatMap((it) => (it.recorded ? [it.recorded.commitment] : [])));
  void keptRates.load();
  return answer.items;
}

/** Offers a commitment; the list has it at once. */
export async function offer(json: NewCommitment) {
  const { commitment } = await ask(api.commitments.$post({ json }));
  put(commitment);
  return commitment;
}

export const previewReminders = (ids: string[]) =>
  ask(api.commitments.reminders.preview.$post({ json: { ids } }));
export const sendReminders = (ids: string[]) => ask(api.commitments.reminders.$post({ json: { ids } }));
