import { createSignal } from "solid-js";
import type { LogItem, LogPage, Verification } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** What the address narrows the timeline to. */
export interface Filter {
  kind: string | undefined;
  partner: string | undefined;
  until: string | undefined;
}

const pageSize = "100";
/** Larger than any event's number. */
const end = "999999999999999";

const askBefore = (before: number | undefined, { kind, partner, until }: Filter): Promise<LogPage> =>
  ask(
    api.log.$get({
      query: {
        before: before === undefined ? end : String(before),
        limit: pageSize,
        ...(kind ? { kind } : {}),
        ...(partner ? { organization: partner } : {}),
        ...(until ? { until } : {}),
      },
    }),
  );

const everything: Filter = { kind: undefined, partner: undefined, until: undefined };
const isEverything = (it: Filter) => !it.kind && !it.partner && !it.until;

/** The newest events of all, kept for the time without a connection. */
const newest = createKept<LogPage>("log", () => askBefore(undefined, everything));

/** The events that are shown, the newest first. */
export function createTimeline() {
  const [items, setItems] = createSignal<LogItem[]>();
  const [earlier, setEarlier] = createSignal<number>();
  const [failure, setFailure] = createSignal<unknown>();
  let filter = everything;
  let asked = 0;

  const show = (page: LogPage) => {
    setItems(page.items.toReversed());
    setEarlier(page.next);
  };
  /** Asks for the newest that fit; what was kept is shown meanwhile. */
  async function load(wanted: Filter) {
    filter = wanted;
    asked += 1;
    const mine = asked;
    const kept = newest.value();
    setItems(undefined);
    if (isEverything(wanted) && kept) show(kept);
    setFailure(undefined);
    if (isEverything(wanted)) {
      await newest.load();
      if (mine !== asked) return;
      if (newest.failure()) setFailure(() => newest.failure());
      else show(newest.value()!);
      return;
    }
    try {
      const page = await askBefore(undefined, wanted);
      if (mine === asked) show(page);
    } catch (error) {
      if (mine === asked) setFailure(() => error);
    }
  }
  async function loadEarlier() {
    const before = earlier();
    if (before === undefined) return;
    const mine = asked;
    try {
      const page = await askBefore(before, filter);
      if (mine !== asked) return;
      setItems((were) => [...(were ?? []), ...page.items.toReversed()]);
      setEarlier(page.next);
    } catch (error) {
      if (mine === asked) setFailure(() => error);
    }
  }
  /** Something just happened: it stands on top if it fits what is shown. */
  function arrive(item: LogItem) {
    const fits =
      (!filter.kind || filter.kind === item.kind) &&
      (!filter.partner || item.by.organizationId === filter.partner || item.refs.includes(filter.partner)) &&
      !filter.until;
    if (fits) setItems((were) => (were && !were.some((it) => it.seq === item.seq) ? [item, ...were] : were));
  }
  return { items, earlier, failure, load, loadEarlier, arrive };
}

/** One event and the next, for the receipt; neither when it is not there or not shared. */
export async function readEvent(seq: number) {
  const { items } = await ask(api.log.$get({ query: { after: String(seq - 1), limit: "2" } }));
  const [item, next] = items;
  return item?.seq === seq ? { item, next: next?.seq === seq + 1 ? next : undefined } : undefined;
}

/** Has the server walk the whole chain. */
export const verification = createKept<Verification>("log-verification", () =>
  ask(api.log.verification.$get()),
);
