import { createSignal } from "solid-js";
import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { IndicatorWithState } from "../../../shared/indicators/indicator.ts";
import type { LogItem } from "../../../shared/log/event.ts";
import { api, ask } from "../../api.ts";
import { createKept, type Kept } from "../../kept.ts";

/** What was captured at a meeting, as far as one may see it. */
export interface MeetingRecords {
  commitments: Commitment[];
  decisions: Decision[];
  /** Indicators whose latest reading was said here. */
  indicators: IndicatorWithState[];
}

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
      decisions: decisions.items.filter((it) => isOf(it, meetingId)),
      indicators: indicators.items.filter((it) => it.latest?.fromMeetingId === meetingId),
    };
  };
  const found = kept.get(meetingId) ?? createKept(`meeting-records:${meetingId}`, read);
  kept.set(meetingId, found);
  return found;
}

type Threaded = { history: readonly { at: number }[] };

/** The records that were captured at a meeting, kept as they are on the server. */
export function createCaptured(meetingId: string) {
  const records = recordsOf(meetingId);
  const [times, setTimes] = createSignal<ReadonlyMap<string, number>>(new Map());
  const noteTime = (id: string, at: number) => setTimes((were) => new Map(were).set(id, at));

  async function load() {
    await records.load();
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
  /** Something happened: asks for the one record that it is about, if that belongs here. */
  async function hear({ type, refs, at }: LogItem) {
    const [id] = refs;
    const kind = type.split(".")[0];
    if (!id || (kind !== "commitment" && kind !== "decision" && kind !== "indicator")) return;
    if (!refs.includes(meetingId) && !isHere(id)) return;
    if (type === "commitment.offered" || type === "decision.opened") noteTime(id, Date.parse(at));
    try {
      if (kind === "commitment") put("commitments", await readCommitment(id));
      else if (kind === "decision") put("decisions", await readDecision(id));
      else await records.load();
    } catch {
      // It may not be for this person, or the connection broke; then the list is asked for again when it is back.
    }
  }
  function isHere(id: string) {
    const { commitments = [], decisions = [], indicators = [] } = records.value() ?? {};
    return [...commitments, ...decisions, ...indicators].some((it) => it.id === id);
  }
  function put<List extends "commitments" | "decisions">(list: List, found: MeetingRecords[List][number]) {
    if (!isOf(found, meetingId)) return;
    records.change((was) => {
      const all = was[list] as (typeof found)[];
      const isKnown = all.some((it) => it.id === found.id);
      return {
        ...was,
        [list]: isKnown ? all.map((it) => (it.id === found.id ? found : it)) : [...all, found],
      };
    });
  }
  return { records: records.value, times, load, hear, noteTime };
}

/** Said at this meeting; of a decision that was open before, decided at it. */
const isOf = (it: { fromMeetingId: string | null; decidedAtMeetingId?: string | null }, meetingId: string) =>
  it.fromMeetingId === meetingId || it.decidedAtMeetingId === meetingId;

const readCommitment = (id: string) => ask(api.commitments[":id"].$get({ param: { id } }));
const readDecision = (id: string) => ask(api.decisions[":id"].$get({ param: { id } }));
