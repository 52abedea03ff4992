import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { DecisionChange, NewClosing, NewPosition, NewWording } from "../../shared/decisions/asked.ts";
import type { Decision, DecisionWithHistory, NewDecision } from "../../shared/decisions/decision.ts";
import type { LogItem } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { asItWas } from "../as-it-was.ts";
import { useLive } from "../live.ts";
import { createRecent } from "../recent.ts";
import { decisions, put } from "./decisions.ts";

// Apart from the list, which the names on every page are read from: only pages of decisions load this.

export const readDecision = (id: string) => ask(api.decisions[":id"].$get({ param: { id } }));

/** Takes the list's part of a decision's page. */
function listed(page: DecisionWithHistory): Decision {
  const {
    askedIds: _a,
    stillToHearFrom: _s,
    verdict: _v,
    chairIds: _c,
    isMeeting: _m,
    history: _h,
    ...it
  } = page;
  return it;
}

/** Events that come close together are asked for together. */
const gatherMs = 60;
/** More changes than this at once are read with the whole list. */
const singlyMax = 12;

/** Keeps the list as it is on the server while this component is on the screen. */
export function useLiveDecisions() {
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function gather() {
    const ids = [...waiting];
    waiting = new Set();
    timer = undefined;
    if (ids.length > singlyMax) return decisions.load();
    const read = await Promise.all(ids.map((id) => readDecision(id).catch(() => undefined)));
    put(...read.flatMap((it) => (it ? [listed(it)] : [])));
  }
  const { open } = useLive(
    () => undefined,
    ({ type, refs }: LogItem) => {
      if (!type.startsWith("decision.") || !refs[0]) return;
      waiting.add(refs[0]);
      timer ??= setTimeout(gather, gatherMs);
    },
    // What happened before the line was there is in what is asked for from now on.
    () => void decisions.need(),
  );
  open();
  onCleanup(() => clearTimeout(timer));
}

/** The pages of decisions that were open a moment ago. */
const recent = createRecent<DecisionWithHistory>();

/** One decision with its thread, read again whenever something happens to it or to who decides it. */
export function createOpenDecision(id: () => string) {
  const [value, setValue] = createSignal(recent.get(id()));
  const [failure, setFailure] = createSignal<unknown>();
  let isOpening = true;
  async function load() {
    const wanted = id();
    try {
      const it = await readDecision(wanted);
      if (id() !== wanted) return;
      recent.set(wanted, it);
      setValue((was) => asItWas(was, it));
      put(listed(it));
      setFailure(undefined);
    } catch (error) {
      if ((error as { code?: string }).code === "not_found") {
        recent.forget(wanted);
        if (id() === wanted) setValue(undefined);
      }
      if (id() === wanted) setFailure(() => error);
    }
  }
  createEffect(
    on(id, (_, before) => {
      if (before !== undefined) setValue(recent.get(id()));
      setFailure(undefined);
      void load();
    }),
  );
  const { open } = useLive(
    () => undefined,
    ({ type, refs }: LogItem) => {
      const isOwn = type.startsWith("decision.") && refs[0] === id();
      // A meeting that begins or ends, and a group that changes, change who may say what here.
      const isAround = type.startsWith("group.") || /^meeting\.(started|held)$/.test(type);
      if (isOwn || isAround) void load();
    },
    // A line that was there before misses nothing of what has just been asked for.
    () => void (isOpening || load()),
  );
  open();
  // The line says that it is there in a turn of its own.
  queueMicrotask(() => {
    isOpening = false;
  });
  return { value: () => (value()?.id === id() ? value() : undefined), failure, load };
}

/** What can be said of a decision. Each answers how it stands then; a `Problem` says why not. */
export const say = {
  position: (id: string, json: NewPosition) =>
    done(api.decisions[":id"].positions.$post({ param: { id }, json })),
  wording: (id: string, json: NewWording) =>
    done(api.decisions[":id"].proposals.$post({ param: { id }, json })),
  change: (id: string, json: DecisionChange) => done(api.decisions[":id"].$patch({ param: { id }, json })),
  closing: (id: string, json: NewClosing) =>
    done(api.decisions[":id"].closing.$post({ param: { id }, json })),
  correction: ({ id, version }: Decision, text: string) =>
    done(api.decisions[":id"].corrections.$post({ param: { id }, json: { version, text } })),
  review: ({ id, version }: Decision, reviewOn: string, note: string | null) =>
    done(api.decisions[":id"].reviews.$post({ param: { id }, json: { version, reviewOn, note } })),
  raise: (json: NewDecision) => done(api.decisions.$post({ json })),
};

type Asked = ReturnType<typeof api.decisions.$post | (typeof api.decisions)[":id"]["$patch"]>;

async function done(asked: Asked) {
  const { decision } = await ask(asked as ReturnType<typeof api.decisions.$post>);
  put(decision);
  return decision;
}

/** Has those reminded who are still to be heard. */
export const remind = (id: string) => ask(api.decisions[":id"].reminders.$post({ param: { id } }));
