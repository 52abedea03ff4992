import { type Kysely, sql } from "kysely";
import { beginning, linkText } from "../../shared/log/canonical.ts";
import type { BreakReason, KeptReceipt, Verification } from "../../shared/log/event.ts";
import type { Tables } from "../db/tables.ts";
import { payloadHashOf, sha256 } from "./append.ts";

/** Events read at once; hashing them takes a few milliseconds, then others get their turn. */
const atOnce = 1_000;

/** A row as it lies on the disk. Texts are bytes, because one that was tampered with may be no text any more. */
interface Found {
  seq: number;
  at: number;
  by: Uint8Array;
  type: Uint8Array;
  refs: Uint8Array;
  payload_hash: Uint8Array;
  prev_hash: Uint8Array;
  hash: Uint8Array;
  /** Null when the payload's row is gone. */
  payload_seq: number | null;
  salt: Uint8Array | null;
  payload: Uint8Array | null;
}

/**
 * Walks the chain of an initiative from its first event and names the first that does not hold. Receipts that
 * partners kept prove also what a chain cannot prove of itself: that its end is there, and that it was not written
 * anew. Safe beside people who write: it looks at what was there when it came by.
 */
export async function verify(
  deps: { db: Kysely<Tables>; now(): number },
  initiativeId: string,
  receipts: readonly KeptReceipt[] = [],
): Promise<Verification> {
  const proofs = Map.groupBy(receipts, (it) => it.seq);
  let seq = 0;
  let previous = beginning;
  let broken: Verification["broken"] = null;
  const erased: number[] = [];
  const declared = new Set<number>();
  while (!broken) {
    const rows = await readRows(deps.db, initiativeId, seq);
    for (const row of rows) {
      seq += 1;
      const reason = reasonAgainst(row, seq, previous, initiativeId);
      const isProved = !proofs.get(seq)?.some((it) => it.hash !== text(row.hash));
      if (reason || !isProved) {
        broken = { seq, reason: reason ?? "receipt" };
        break;
      }
      previous = text(row.hash);
      if (row.payload === null) erased.push(seq);
      else for (const it of erasedBy(row)) declared.add(it);
    }
    if (rows.length < atOnce) break;
  }
  // A payload that is gone without a later event that says so was not erased, but taken away.
  const stolen = broken ? undefined : erased.find((it) => !declared.has(it));
  if (stolen !== undefined) broken = { seq: stolen, reason: "words" };
  const beyond = [...proofs.keys()].filter((it) => it > seq);
  if (!broken && beyond.length > 0) broken = { seq: seq + 1, reason: "missing" };
  return {
    events: broken ? broken.seq - 1 : seq,
    erased: erased.length,
    broken,
    checkedAt: new Date(deps.now()).toISOString(),
  };
}

async function readRows(db: Kysely<Tables>, initiativeId: string, after: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select event.seq, event.at, cast(event.by as blob) as by, cast(event.type as blob) as type,
      cast(event.refs as blob) as refs, cast(event.payload_hash as blob) as payload_hash,
      cast(event.prev_hash as blob) as prev_hash, cast(event.hash as blob) as hash,
      event_payload.seq as payload_seq, event_payload.salt, cast(event_payload.payload as blob) as payload
    from event left join event_payload
      on event_payload.initiative_id = event.initiative_id and event_payload.seq = event.seq
    where event.initiative_id = ${initiativeId} and event.seq > ${after}
    order by event.seq limit ${atOnce}`.execute(db);
  return rows;
}

function reasonAgainst(
  row: Found,
  seq: number,
  prevHash: string,
  initiativeId: string,
): BreakReason | undefined {
  if (row.seq !== seq) return "missing";
  const payloadHash = text(row.payload_hash);
  const refs = listIn(row.refs);
  const link = { initiativeId, seq, at: row.at, by: text(row.by), type: text(row.type), refs, payloadHash };
  const own = text(row.prev_hash);
  if (!refs || text(row.hash) !== sha256(linkText({ ...link, refs, prevHash: own }))) return "altered";
  if (own !== prevHash) return "unlinked";
  if (row.payload_seq === null || (row.salt === null) !== (row.payload === null)) return "words";
  if (row.salt && row.payload && payloadHashOf(row.salt, row.payload) !== payloadHash) return "words";
  return undefined;
}

/** The events whose payloads this one says were erased. */
function erasedBy(row: Found): number[] {
  if (text(row.type) !== "person.erased") return [];
  return (JSON.parse(text(row.payload!)) as { data: { seqs: number[] } }).data.seqs;
}

const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
const text = (bytes: Uint8Array) => decoder.decode(bytes);

/** The ids of a row, when they still stand there exactly as they were written. */
function listIn(bytes: Uint8Array): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text(bytes));
    const isList = Array.isArray(list) && list.every((it) => typeof it === "string");
    return isList && JSON.stringify(list) === text(bytes) ? list : undefined;
  } catch {
    return undefined;
  }
}
