import * as Y from "yjs";
import type { DatabaseDriver } from "../../../server/db/driver.ts";
import type { DocumentStore } from "../../../server/documents/store.ts";
import { type DeleteSet, encodeDeleteSet } from "../../../server/relay/deletions.ts";
import { judge } from "../../../server/relay/gate.ts";
import type { Host, Seat } from "../../../server/relay/host.ts";
import { AppError } from "../../../shared/errors.ts";
import { messageType } from "../../../shared/relay/messages.ts";
import { syncMessage } from "../support.ts";
import type { Line, Network } from "./network.ts";
import type { Kind } from "./oracle.ts";

interface Tools {
  driver: DatabaseDriver;
  store: DocumentStore;
  network: Network;
}

/** One thing done wrong on purpose: a collaborator of the relay that is not what it should be. */
export interface Fault {
  /** What it has to be found as, where other things break through it, too. */
  foundAs?: Kind;
  driver?(honest: DatabaseDriver): DatabaseDriver;
  host?(honest: Host, tools: Tools): Host;
  gate?: typeof judge;
  /** The seat as the door grants it. */
  seat?(honest: Seat): Seat;
  /** A line that was just opened. */
  line?(line: Line): void;
  /** A write is answered before it is synced. */
  answersEarly?: true;
  /** Nobody is asked about again when access changes. */
  asksNoMore?: true;
  forgetsEpoch?: true;
}

const mayAll = (seat: Seat): Seat => ({ ...seat, mayEdit: true });
const isUpdate = (bytes: Uint8Array) => bytes[0] === messageType.sync && bytes[1] === 2;

/** Whoever was removed keeps their seat, and what they write is left out, so that it does not tell on itself. */
function tellsOn(): Fault {
  const removed = new Set<string>();
  return {
    foundAs: "told after the end",
    host(honest) {
      removed.clear();
      return {
        ...honest,
        seatAgain: (name, seat) =>
          honest.seatAgain(name, seat).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
            removed.add(seat.personId);
            return seat;
          }),
      };
    },
    gate: (known, update, personId) =>
      removed.has(personId) ? { kind: "gap" } : judge(known, update, personId),
  };
}

/** By what is wrong. The simulation must find each of them. */
export const faults: Record<string, Fault> = {
  "sends to others before it is on the disk": {
    host: (honest, { network }) => ({
      ...honest,
      append(name, after, updates, isRetry) {
        for (const line of network.lines)
          if (line.isOpen) for (const it of updates) line.tell(syncMessage(2, it.update));
        return honest.append(name, after, updates, isRetry);
      },
    }),
  },
  "says “saved” before the disk has synced": { answersEarly: true },
  "takes a refusal of the disk for a success": {
    driver: (honest) => ({
      ...honest,
      batch: (statements) => honest.batch(statements).catch(() => []),
    }),
  },
  "counts one frame too many as saved": {
    line(line) {
      line.onDown = (bytes) =>
        bytes[0] === messageType.saved && bytes[1]! > 0 && bytes[1]! < 100
          ? Uint8Array.of(bytes[0], bytes[1]! + 1)
          : bytes;
    },
  },
  "lets readers write": {
    seat: mayAll,
    host: (honest) => ({
      ...honest,
      seatAgain: async (name, seat) => mayAll(await honest.seatAgain(name, seat)),
    }),
  },
  "asks for the role at the door only": {
    asksNoMore: true,
    host: (honest) => ({ ...honest, seatAgain: async (_name, seat) => seat }),
  },
  "goes on telling somebody who was removed": tellsOn(),
  "lets a snapshot cover what came while it was made": {
    host: (honest, { driver, store }) => ({
      ...honest,
      async compact(name, seq, parts) {
        const snapshot = await honest.compact(name, seq, parts);
        const { rows } = await driver.query(
          "select max(seq) as last from document_update where document = ?",
          [name],
        );
        await store.keepSnapshot(name, rows[0]!.last as number, snapshot);
        return snapshot;
      },
    }),
  },
  "clears the log before the snapshot is on the disk": {
    host: (honest, { driver }) => ({
      ...honest,
      async compact(name, seq, parts) {
        await driver.query("delete from document_update where document = ? and seq <= ?", [name, seq]);
        return honest.compact(name, seq, parts);
      },
    }),
  },
  "reads a document without its last entry": {
    host: (honest) => ({
      ...honest,
      async load(name) {
        const stored = await honest.load(name);
        return { ...stored, updates: stored.updates.slice(0, -1) };
      },
    }),
  },
  "takes in what builds on something missing": {
    gate(known, update, personId) {
      const verdict = judge(known, update, personId);
      if (verdict.kind !== "gap") return verdict;
      return { kind: "news", update, newClients: [], onlyDeletes: false, accept() {} };
    },
  },
  "loses a frame, and swallows what builds on it": {
    line(line) {
      let count = 0;
      line.onUp = (bytes) => !isUpdate(bytes) || ++count % 7 !== 0;
    },
    gate(known, update, personId) {
      const verdict = judge(known, update, personId);
      return verdict.kind === "gap" ? { kind: "nothing" } : verdict;
    },
  },
  "lets anybody write under anybody's client": {
    gate(known, update, personId) {
      let owner: string | undefined;
      try {
        const [first] = Y.decodeUpdate(update).structs;
        owner = first && known.owners.get(first.id.client);
      } catch {
        // The gate says what is wrong with it.
      }
      return judge(known, update, owner ?? personId);
    },
  },
  "forgets whose client it is": {
    host: (honest) => ({
      ...honest,
      append: (name, after, updates, isRetry) =>
        honest.append(
          name,
          after,
          updates.map((it) => ({ ...it, newClients: [] })),
          isRetry,
        ),
    }),
  },
  "forgets that a backup was put back": { forgetsEpoch: true },
  "drops what a slow reader has no room for": {
    line(line) {
      line.hidesWaiting = true;
      line.onDown = (bytes) => (isUpdate(bytes) && line.waitingBytes > 1_500 ? undefined : bytes);
    },
  },
  "writes what is known already once more": {
    gate(known, update, personId) {
      const verdict = judge(known, update, personId);
      if (verdict.kind !== "nothing" || update.length <= 2) return verdict;
      return { kind: "news", update, newClients: [], onlyDeletes: false, accept() {} };
    },
  },
  "keeps the letters of an update and not its deletions": {
    host: (honest) => ({
      ...honest,
      append: (name, after, updates, isRetry) =>
        honest.append(
          name,
          after,
          updates.map((it) => ({ ...it, update: withoutDeletions(it.update) })),
          isRetry,
        ),
    }),
  },
  "believes the name that a browser gives": {
    seat: (honest) => ({ ...honest, presence: {} }),
    host: (honest) => ({
      ...honest,
      seatAgain: async (name, seat) => ({ ...(await honest.seatAgain(name, seat)), presence: {} }),
    }),
  },
};

function withoutDeletions(update: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(update);
  if (structs.length === 0 || ds.clients.size === 0) return update;
  const length = update.length - encodeDeleteSet(ds.clients as DeleteSet).length;
  return Uint8Array.of(...update.subarray(0, length), 0);
}
