import { createSignal } from "solid-js";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { api, ask } from "../../api.ts";
import { type Captured, loadCaptured } from "./captured.ts";

export type Verdict = "confirmed" | "parked";

/** Where a reading back stands: which record, what was said of each, and whether the server knows it yet. */
export function createReadBack(meeting: () => MeetingWithAgenda) {
  const [records, setRecords] = createSignal<Captured[]>();
  const [at, setAt] = createSignal(0);
  const [verdicts, setVerdicts] = createSignal<ReadonlyMap<string, Verdict>>(new Map());
  const [failure, setFailure] = createSignal<unknown>();
  /** What was said last, to be taken back. */
  const said: { recordId: string; before: Verdict | undefined }[] = [];
  let onItsWay = Promise.resolve();

  async function load() {
    try {
      const loaded = await loadCaptured(meeting());
      setVerdicts(new Map(meeting().readBack.map((it) => [it.recordId, it.verdict])));
      setRecords(loaded);
      setFailure(undefined);
    } catch (error) {
      setFailure(() => error);
    }
  }
  /** The words of the records as they are now; where we stand stays. */
  async function refresh() {
    const loaded = await loadCaptured(meeting()).catch(() => undefined);
    if (loaded) setRecords(loaded);
  }
  const put = (recordId: string, verdict: Verdict | undefined) =>
    setVerdicts((were) => {
      const now = new Map(were);
      if (verdict) now.set(recordId, verdict);
      else now.delete(recordId);
      return now;
    });
  /** Shown at once, and told to the server one after the other; what it refuses is as it was before. */
  function tell(recordId: string, verdict: Verdict | undefined, before: Verdict | undefined) {
    put(recordId, verdict);
    const id = meeting().id;
    onItsWay = onItsWay.then(async () => {
      try {
        const json = { recordId, verdict: verdict ?? ("taken_back" as const) };
        await ask(api.meetings[":id"]["read-back"].$post({ param: { id }, json }));
        setFailure(undefined);
      } catch (error) {
        put(recordId, before);
        setFailure(() => error);
      }
    });
  }
  const current = () => records()?.[at()];
  const go = (step: 1 | -1) => setAt((was) => Math.min(Math.max(was + step, 0), (records() ?? []).length));
  return {
    records,
    at,
    current,
    verdictOf: (id: string) => verdicts().get(id),
    count: (verdict: Verdict) => (records() ?? []).filter((it) => verdicts().get(it.id) === verdict).length,
    isAtEnd: () => records() !== undefined && at() >= records()!.length,
    failure,
    load,
    refresh,
    go,
    toRecords: () => setAt(Math.max(0, (records() ?? []).length - 1)),
    /** Says of the record that is read what holds of it, and goes on. */
    judge(verdict: Verdict) {
      const it = current();
      if (!it) return;
      const before = verdicts().get(it.id);
      said.push({ recordId: it.id, before });
      if (before !== verdict) tell(it.id, verdict, before);
      go(1);
    },
    /** Takes the last word back, and reads that record again. */
    undo() {
      const last = said.pop();
      if (!last) return go(-1);
      tell(last.recordId, last.before, verdicts().get(last.recordId));
      const index = (records() ?? []).findIndex((it) => it.id === last.recordId);
      if (index >= 0) setAt(index);
      return undefined;
    },
    /** Waits until the server knows everything that was said. */
    settled: () => onItsWay,
  };
}
export type ReadBack = ReturnType<typeof createReadBack>;

/** Keeps what the room wants to keep and change, if it said anything, and closes the meeting. */
export async function closeMeeting(id: string, plus: string[], delta: string[]) {
  if (plus.length + delta.length > 0)
    await ask(api.meetings[":id"].debrief.$post({ param: { id }, json: { plus, delta } }));
  await ask(api.meetings[":id"].closing.$post({ param: { id } }));
}
