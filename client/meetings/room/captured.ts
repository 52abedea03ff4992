import { createMemo, createSignal } from "solid-js";
import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { IndicatorWithState } from "../../../shared/indicators/indicator.ts";
import type { LiveItem } from "../../../shared/log/event.ts";
import { api, ask } from "../../api.ts";
import { isOlder, type Recorded } from "../../capture/records.ts";
import { createKept, type Kept } from "../../kept.ts";

/** What was captured at a meeting, as far as one may see it. */
export interface MeetingRecords {
  commitments: Commitment[];
  decisions: Decision[];
  /** Indicators whose latest reading was said here. */
  indicators: IndicatorWithState[];
}

const listOf = { commitment: "commitments", decision: "decisions", indicator: "indicators" } as const;

const kept = new Map<string, Kept<MeetingRecords>>();

/** The records of a meeting; also without a connection once they were seen. */
function recordsOf(meetingId: string) {
  const read = async (): Promise<MeetingRecords> => {
    const [commitments, decisions, indicators] = await Promise.all([
      ask(api.commitments.$get({ query: { meetingId } })),
      ask(api.decisions.$get()),
      ask(api.indicators.$get()),
    ]);
    return {
      commitments: commitments.items,
      decisions: decisions.items.filter((it) => isOf({ kind: "decision", it }, meetingId)),
      indicators: indicators.items.filter((it) => isOf({ kind: "indicator", it }, meetingId)),
    };
  };
  const found = kept.get(meetingId) ?? createKept(`meeting-records:${meetingId}`, read);
  kept.set(meetingId, found);
  return found;
}

type Threaded = { history: readonly { at: number }[] };

/** The records that were captured at a meeting, kept as they are on the server. The cards in the notes show them too. */
export function createCaptured(meetingId: string) {
  const records = recordsOf(meetingId);
  const [times, setTimes] = createSignal<ReadonlyMap<string, number>>(new Map());
  const noteTime = (id: string, at: number) => setTimes((were) => new Map(were).set(id, at));
  /** What was told of single records since the page was opened: a list that was asked for before does not know it. */
  const news = new Map<string, Recorded>();
  const index = createMemo(() => {
    const { commitments = [], decisions = [], indicators = [] } = records.value() ?? {};
    return new Map<string, Recorded>([
      ...commitments.map((it) => [it.id, { kind: "commitment", it }] as const),
      ...decisions.map((it) => [it.id, { kind: "decision", it }] as const),
      ...indicators.map((it) => [it.id, { kind: "indicator", it }] as const),
    ]);
  });
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });

  async function load() {
    await records.load();
    for (const it of news.values()) place(it);
    isReady();
    const { commitments = [], decisions = [] } = records.value() ?? {};
    await Promise.all([
      ...commitments.map((it) => learnTime(it, readCommitment)),
      ...decisions.map((it) => learnTime(it, readDecision)),
    ]);
  }
  /** A record that nobody has touched since changed last when it was made; of the others their thread knows. */
  async function learnTime(
    it: { id: string; version: number; changedAt: number },
    read: (id: string) => Promise<Threaded>,
  ) {
    if (times().has(it.id)) return;
    if (it.version === 1) return noteTime(it.id, it.changedAt);
    try {
      const { history } = await read(it.id);
      if (history[0]) noteTime(it.id, history[0].at);
    } catch {
      // Without a connection it stands there without its time.
    }
  }
  /** Something happened: takes the record that it is about, if that belongs here. */
  async function hear({ type, refs, at, record }: LiveItem) {
    const [id] = refs;
    const kind = type.split(".")[0];
    if (!id || (kind !== "commitment" && kind !== "decision" && kind !== "indicator")) return;
    if (!refs.includes(meetingId) && !index().has(id) && !(record && isOf(record, meetingId))) return;
    if (type === "commitment.offered" || type === "decision.opened") noteTime(id, Date.parse(at));
    if (record) return put(record);
    try {
      if (kind === "commitment") put({ kind, it: await readCommitment(id) });
      else if (kind === "decision") put({ kind, it: await readDecision(id) });
      else await records.load();
    } catch {
      // It may not be for this person, or the connection broke; then the list is asked for again when it is back.
    }
  }
  /** Somebody knows how a record is now. */
  function put(record: Recorded) {
    const { id } = record.it;
    const was = news.get(id) ?? index().get(id);
    if (was && isOlder(record, was)) return;
    news.set(id, record);
    place(record);
  }
  function place(record: Recorded) {
    const { it, kind } = record;
    const was = index().get(it.id);
    const belongs = isOf(record, meetingId);
    if (belongs ? was && isOlder(record, was) : !was) return;
    const list = listOf[kind];
    records.change((were) => {
      const all = were[list] as (typeof it)[];
      if (!belongs) return { ...were, [list]: all.filter((one) => one.id !== it.id) };
      return { ...were, [list]: was ? all.map((one) => (one.id === it.id ? it : one)) : [...all, it] };
    });
  }
  return {
    records: records.value,
    times,
    load,
    hear,
    noteTime,
    put,
    find: (id: string) => index().get(id),
    /** The records have been asked for, with or without success. */
    ready: () => ready,
  };
}

/** Said at this meeting; of a decision that was open before, decided at it. Of an indicator, its latest reading. */
function isOf({ kind, it }: Recorded, meetingId: string) {
  if (kind === "indicator") return it.latest?.fromMeetingId === meetingId;
  return it.fromMeetingId === meetingId || (kind === "decision" && it.decidedAtMeetingId === meetingId);
}

const readCommitment = (id: string) => ask(api.commitments[":id"].$get({ param: { id } }));
const readDecision = (id: string) => ask(api.decisions[":id"].$get({ param: { id } }));
