import { createSignal } from "solid-js";
import type { Commitment, CommitmentWithHistory } from "../../../shared/commitments/commitment.ts";
import type { LogItem } from "../../../shared/log/event.ts";
import { api, ask } from "../../api.ts";
import { createKept, type Kept } from "../../kept.ts";

const kept = new Map<string, Kept<Commitment[]>>();

/** What was promised at a meeting, as far as one may see it; also without a connection once it was seen. */
function commitmentsOf(meetingId: string) {
  const found =
    kept.get(meetingId) ??
    createKept(
      `meeting-commitments:${meetingId}`,
      async () => (await ask(api.commitments.$get({ query: { meetingId } }))).items,
    );
  kept.set(meetingId, found);
  return found;
}

const withoutThread = ({ history: _, ownerHasLeft: __, ...it }: CommitmentWithHistory): Commitment => it;

/** The records that were captured at a meeting, kept as they are on the server. */
export function createCaptured(meetingId: string) {
  const commitments = commitmentsOf(meetingId);
  const [times, setTimes] = createSignal<ReadonlyMap<string, number>>(new Map());
  const noteTime = (id: string, at: number) => setTimes((were) => new Map(were).set(id, at));

  async function load() {
    await commitments.load();
    await Promise.all((commitments.value() ?? []).map(learnTime));
  }
  /** A record that nobody has touched since changed last when it was made; of the others their thread knows. */
  async function learnTime(it: Commitment) {
    if (times().has(it.id)) return;
    if (it.version === 1) return noteTime(it.id, it.changedAt);
    try {
      const { history } = await readCommitment(it.id);
      if (history[0]) noteTime(it.id, history[0].at);
    } catch {
      // Without a connection it stands there without its time.
    }
  }
  /** Something happened: asks for the one record that it is about, if that belongs here. */
  async function hear({ type, refs, at }: LogItem) {
    const [id] = refs;
    if (!type.startsWith("commitment.") || !id) return;
    const isNew = refs.includes(meetingId);
    if (!isNew && !commitments.value()?.some((it) => it.id === id)) return;
    if (type === "commitment.offered") noteTime(id, Date.parse(at));
    try {
      const found = withoutThread(await readCommitment(id));
      if (found.fromMeetingId !== meetingId) return;
      commitments.change((all) =>
        all.some((it) => it.id === id) ? all.map((it) => (it.id === id ? found : it)) : [...all, found],
      );
    } catch {
      // It may not be for this person, or the connection broke; then the list is asked for again when it is back.
    }
  }
  return { commitments, times, load, hear, noteTime };
}

const readCommitment = (id: string) => ask(api.commitments[":id"].$get({ param: { id } }));
