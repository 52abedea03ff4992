import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type {
  ChangedIndicator,
  Definition,
  IndicatorChart,
  IndicatorWithReadings,
  NewReading,
} from "../../shared/indicators/indicator.ts";
import type { NewRound, ReadingCall, RoundWithAnswers } from "../../shared/indicators/round.ts";
import type { LogItem } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { asItWas } from "../as-it-was.ts";
import { createKept } from "../kept.ts";
import { useLive } from "../live.ts";
import { indicators } from "./indicators.ts";

/** So many charts are worth their room in this browser. */
const keptMax = 60;

/** The indicators that this person may see, each with all that its chart draws. */
export const charts = createKept<IndicatorChart[]>(
  "indicator-charts",
  async () => (await ask(api.indicators.charts.$get())).items,
  (all) => all.slice(0, keptMax),
);

/** The data rounds, the newest first. */
export const rounds = createKept<RoundWithAnswers[]>(
  "data-rounds",
  async () => (await ask(api.indicators.rounds.$get())).items,
);

const listeners = new Set<() => void>();
/** Events that come close together are asked for together. */
const gatherMs = 80;

/** Reads everything of indicators again: after a change of one's own, and when somebody else has made one. */
export async function refresh() {
  for (const hear of listeners) hear();
  await Promise.all([charts.load(), rounds.load(), indicators.load()]);
}

/** Keeps the charts as they are on the server while this component is on the screen. */
export function useLiveCharts() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { open } = useLive(
    () => undefined,
    ({ type }: LogItem) => {
      if (!/^(indicator\.|commitment\.(kept|reopened)|decision\.)/.test(type)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void refresh();
      }, gatherMs);
    },
    // What happened before the line was there is in what is asked for from now on.
    () => void refresh(),
  );
  open();
  onCleanup(() => clearTimeout(timer));
}

/** One indicator with everything that was ever said of it, read again whenever something happens. */
export function createOpenIndicator(id: () => string | undefined) {
  const [value, setValue] = createSignal<IndicatorWithReadings>();
  const [failure, setFailure] = createSignal<unknown>();
  async function load() {
    const wanted = id();
    if (!wanted) return;
    try {
      const it = await readIndicator(wanted);
      if (id() !== wanted) return;
      setValue((was) => asItWas(was, it));
      setFailure(undefined);
    } catch (error) {
      if (id() === wanted) setFailure(() => error);
    }
  }
  createEffect(
    on(id, () => {
      setFailure(undefined);
      void load();
    }),
  );
  const hear = () => void load();
  listeners.add(hear);
  onCleanup(() => listeners.delete(hear));
  return { value: () => (value()?.id === id() ? value() : undefined), failure, load };
}

/** One indicator with everything that was ever said of it. */
export const readIndicator = (id: string) => ask(api.indicators[":id"].$get({ param: { id } }));

/** Reports a reading; the charts have it at once. */
export async function report(id: string, json: NewReading) {
  const { dataPoint } = await ask(api.indicators[":id"].readings.$post({ param: { id }, json }));
  void refresh();
  return dataPoint;
}

/** Defines an indicator. */
export async function define(json: { id: string } & Definition) {
  const { indicator } = await ask(api.indicators.$post({ json }));
  void refresh();
  return indicator;
}

/** Defines one anew. */
export async function redefine(id: string, json: ChangedIndicator) {
  const { indicator } = await ask(api.indicators[":id"].$put({ param: { id }, json }));
  void refresh();
  return indicator;
}

export const previewRound = (json: NewRound) => ask(api.indicators.rounds.preview.$post({ json }));

/** Opens a data round: its mails go out. */
export async function openRound(json: NewRound) {
  const answer = await ask(api.indicators.rounds.$post({ json }));
  void refresh();
  return answer;
}

/** Closes a data round. */
export async function closeRound(round: string) {
  await ask(api.indicators.rounds[":round"].closing.$post({ param: { round } }));
  void refresh();
}

export const previewCall = (json: ReadingCall) => ask(api.indicators.reminders.preview.$post({ json }));
/** Asks the reporters of these readings. */
export const sendCall = (json: ReadingCall) => ask(api.indicators.reminders.$post({ json }));
