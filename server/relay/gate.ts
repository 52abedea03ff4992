import * as Y from "yjs";
import { closeCode } from "../../shared/relay/messages.ts";
import { countClients, countParts, readEnds } from "./count.ts";
import { type DeleteSet, Deletions, encodeDeleteSet } from "./deletions.ts";
import { limits } from "./limits.ts";

/** What a room knows of its document without building it: enough to judge an update. */
export interface Known {
  /** How far each Yjs client has counted. */
  clocks: Map<number, number>;
  deletions: Deletions;
  /** Whose letters a Yjs client writes. */
  owners: Map<number, string>;
}

export const nothingKnown = (): Known => ({
  clocks: new Map(),
  deletions: new Deletions(),
  owners: new Map(),
});

/** What the gate says of an update. `accept` takes the news into what is known; nothing else changes it. */
export type Verdict =
  | {
      kind: "news";
      update: Uint8Array;
      newClients: number[];
      /** Nothing is written in it, only deleted. */
      onlyDeletes: boolean;
      accept(): void;
    }
  /** Everything in it is known already, or it is empty. */
  | { kind: "nothing" }
  /** It builds on something that has not arrived here. */
  | { kind: "gap" }
  | { kind: "refused"; code: number; reason: string };

const refused = (code: number, reason: string): Verdict => ({ kind: "refused", code, reason });
type Struct = Y.Item | Y.GC;

/** Takes an update that the store has kept into what is known, without judging it. */
export function learn(known: Known, update: Uint8Array) {
  const { ends, deletions } = readEnds(update);
  for (const [client, end] of ends) known.clocks.set(client, Math.max(known.clocks.get(client) ?? 0, end));
  acceptDeletions(known, deletions);
}

/**
 * Whether `personId` may add `update` to a document of which `known` is known: it decodes, leaves no gap, refers
 * only to what is there, and writes only under Yjs clients of that person. What is known already is cut off.
 * Pure: the same answer for the same arguments, and nothing is changed.
 */
export function judge(known: Known, update: Uint8Array, personId: string): Verdict {
  // What nearly everybody says who comes back.
  if (update.length === 2 && update[0] === 0 && update[1] === 0) return { kind: "nothing" };
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    if (update.length > limits.uncountedBytesMax && countParts(update, limits.partsMax) > limits.partsMax)
      return refused(closeCode.tooLarge, "This update has too many parts.");
    decoded = Y.decodeUpdate(update);
  } catch {
    return refused(closeCode.invalid, "This is no Yjs update.");
  }
  const deletions = decoded.ds.clients as DeleteSet;
  const fresh = freshStructs(known, decoded.structs);
  if ("kind" in fresh) return fresh;
  const { blocks, ends, isOverlapping, clients } = fresh;
  // Of two blocks of one client Yjs takes the last, also an empty one, which is not seen among the structs.
  if (clients !== countClients(update))
    return refused(closeCode.invalid, "A Yjs client comes twice, or without a struct.");

  const newClients: number[] = [];
  for (const client of blocks.keys()) {
    const owner = known.owners.get(client);
    if (owner === personId) continue;
    // Letters that are there and belong to nobody came with the document: nobody may go on counting there.
    if (owner !== undefined || known.clocks.has(client))
      return refused(closeCode.forbidden, "This Yjs client belongs to somebody else.");
    newClients.push(client);
  }
  if (!canIntegrate(known, blocks)) return { kind: "gap" };

  const endOf = (client: number) => ends.get(client) ?? known.clocks.get(client) ?? 0;
  const freshDeletions: DeleteSet = new Map();
  let isRepeating = false;
  for (const [client, ranges] of deletions) {
    const end = endOf(client);
    for (const { clock, len } of ranges) {
      if (!(len > 0)) return refused(closeCode.invalid, "A deletion is empty.");
      if (clock + len > end) return { kind: "gap" };
      let found = 0;
      known.deletions.missing(client, clock, clock + len, (from, to) => {
        found += to - from;
        const list = freshDeletions.get(client);
        if (list) list.push({ clock: from, len: to - from });
        else freshDeletions.set(client, [{ clock: from, len: to - from }]);
      });
      if (found < len) isRepeating = true;
    }
  }
  if (blocks.size === 0 && freshDeletions.size === 0) return { kind: "nothing" };
  return {
    kind: "news",
    update: isOverlapping || isRepeating ? trimmed(known, update, freshDeletions) : update,
    newClients,
    onlyDeletes: blocks.size === 0,
    accept() {
      for (const [client, end] of ends) known.clocks.set(client, end);
      for (const client of newClients) known.owners.set(client, personId);
      acceptDeletions(known, freshDeletions);
    },
  };
}

function acceptDeletions(known: Known, set: DeleteSet) {
  for (const [client, ranges] of set) known.deletions.addAll(client, ranges);
}

interface Fresh {
  /** The structs that bring something new, for each client. */
  blocks: Map<number, Struct[]>;
  /** How far those clients will have counted. */
  ends: Map<number, number>;
  isOverlapping: boolean;
  /** Of how many Yjs clients there are structs, known ones included. */
  clients: number;
}

/** The structs that are not known yet; a verdict when they are no honest continuation of what is known. */
function freshStructs(known: Known, structs: readonly Y.AbstractStruct[]): Fresh | Verdict {
  const blocks = new Map<number, Struct[]>();
  const ends = new Map<number, number>();
  const seen = new Set<number>();
  let isOverlapping = false;
  let client = -1;
  let block: Struct[] | undefined;
  for (const struct of structs) {
    const { id, length } = struct;
    if (id.client !== client) {
      client = id.client;
      if (seen.has(client)) return refused(closeCode.invalid, "A Yjs client comes twice.");
      seen.add(client);
      block = undefined;
      if (id.clock > (known.clocks.get(client) ?? 0)) return { kind: "gap" };
    }
    // A skip is a gap by another name; yjs makes one only when it merges what does not join.
    if (struct instanceof Y.Skip) return { kind: "gap" };
    if (!(struct instanceof Y.Item || struct instanceof Y.GC) || !(length > 0))
      return refused(closeCode.invalid, "A struct is empty or unknown.");
    const end = id.clock + length;
    if (end > limits.clockMax) return refused(closeCode.tooLarge, "A Yjs client has counted too far.");
    const start = known.clocks.get(client) ?? 0;
    if (id.clock < start) isOverlapping = true;
    if (end <= start) continue;
    if (!block) {
      block = [];
      blocks.set(client, block);
    }
    block.push(struct);
    ends.set(client, end);
  }
  return { blocks, ends, isOverlapping, clients: seen.size };
}

/**
 * Whether every new struct finds what it refers to, in an order in which Yjs can take them in: a struct waits for
 * its origins and its parent, and two that wait for each other would wait for ever.
 */
function canIntegrate(known: Known, blocks: Map<number, Struct[]>) {
  const reached = new Map<number, number>();
  const places = new Map<number, number>();
  const waiting = new Map<number, { client: number; clock: number }[]>();
  const ready = [...blocks.keys()];
  const isThere = ({ client, clock }: Y.ID) => clock < (reached.get(client) ?? known.clocks.get(client) ?? 0);
  let left = blocks.size;
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const structs = blocks.get(client)!;
    let place = places.get(client) ?? 0;
    let missing: Y.ID | undefined;
    for (; place < structs.length; place++) {
      const struct = structs[place]!;
      missing = struct instanceof Y.Item ? firstMissing(struct, isThere) : undefined;
      if (missing) break;
      reached.set(client, struct.id.clock + struct.length);
    }
    places.set(client, place);
    if (!missing) left--;
    else {
      if (!blocks.has(missing.client) || missing.client === client) return false;
      const list = waiting.get(missing.client) ?? [];
      list.push({ client, clock: missing.clock });
      waiting.set(missing.client, list);
    }
    const woken = waiting.get(client);
    if (!woken) continue;
    const end = reached.get(client) ?? 0;
    waiting.set(
      client,
      woken.filter((it) => {
        if (it.clock < end) ready.push(it.client);
        return it.clock >= end;
      }),
    );
  }
  return left === 0;
}

function firstMissing({ origin, rightOrigin, parent }: Y.Item, isThere: (id: Y.ID) => boolean) {
  if (origin && !isThere(origin)) return origin;
  if (rightOrigin && !isThere(rightOrigin)) return rightOrigin;
  return parent instanceof Y.ID && !isThere(parent) ? parent : undefined;
}

/** The update without the structs that are known and with only the new deletions. */
function trimmed(known: Known, update: Uint8Array, deletions: DeleteSet) {
  const vector = new Map<number, number>();
  for (const { id } of Y.decodeUpdate(update).structs)
    vector.set(id.client, known.clocks.get(id.client) ?? 0);
  const cut = Y.diffUpdate(update, Y.encodeStateVector(vector));
  // yjs has written the whole delete set anew at the end: as many bytes as ours takes for the same ranges.
  const tail = encodeDeleteSet(Y.decodeUpdate(cut).ds.clients as DeleteSet);
  const ending = encodeDeleteSet(deletions);
  const bytes = new Uint8Array(cut.length - tail.length + ending.length);
  bytes.set(cut.subarray(0, cut.length - tail.length));
  bytes.set(ending, cut.length - tail.length);
  return bytes;
}
