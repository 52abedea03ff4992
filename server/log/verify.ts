import { type Kysely, sql } from "kysely";
import { beginning, linkText } from "../../shared/log/canonical.ts";
import type { BreakReason, KeptReceipt, Verification } from "../../shared/log/event.ts";
import type { Tables } from "../db/tables.ts";
import { payloadHashOf, sha256 } from "./append.ts";

/** Events read at once; hashing them takes a few milliseconds, then others get their turn. */
const atOnce = 250;

/**
 * A row as it lies on the disk. Texts are bytes, because one that was tampered with may be no text any more; those of
 * the event come as lines of one, which is a third of the work.
 */
interface Found {
  seq: number;
  at: number;
  lines: Uint8Array;
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
      const event = eventIn(row);
      const reason = reasonAgainst(row, event, seq, previous, initiativeId);
      const isProved = !proofs.get(seq)?.some((it) => it.hash !== event?.hash);
      if (reason || !isProved || !event) {
        broken = { seq, reason: reason ?? "receipt" };
        break;
      }
      previous = event.hash;
      if (row.payload === null) erased.push(seq);
      else if (event.type.endsWith(".erased")) for (const it of erasedBy(row.payload)) declared.add(it);
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
    select event.seq, event.at, cast(
        event.by || char(10) || event.type || char(10) || event.refs || char(10) || event.payload_hash ||
        char(10) || event.prev_hash || char(10) || event.hash as blob) as lines,
      event_payload.seq as payload_seq, event_payload.salt, cast(event_payload.payload as blob) as payload
    from event left join event_payload
      on event_payload.initiative_id = event.initiative_id and event_payload.seq = event.seq
    where event.initiative_id = ${initiativeId} and event.seq > ${after}
    order by event.seq limit ${atOnce}`.execute(db);
  return rows;
}

type Event = NonNullable<ReturnType<typeof eventIn>>;

/** The texts of a row; `undefined` when they are not what was written: none of ours holds a line feed. */
function eventIn({ lines }: Found) {
  const all = text(lines).split("\n");
  const [by = "", type = "", list = "", payloadHash = "", prevHash = "", hash = ""] = all;
  const refs = listIn(list);
  return all.length === 6 && refs ? { by, type, refs, payloadHash, prevHash, hash } : undefined;
}

function reasonAgainst(
  { seq: own, at, payload_seq, salt, payload }: Found,
  event: Event | undefined,
  seq: number,
  prevHash: string,
  initiativeId: string,
): BreakReason | undefined {
  if (own !== seq) return "missing";
  if (!event || event.hash !== sha256(linkText({ ...event, initiativeId, seq, at }))) return "altered";
  if (event.prevHash !== prevHash) return "unlinked";
  if (payload_seq === null || (salt === null) !== (payload === null)) return "words";
  if (salt && payload && payloadHashOf(salt, payload) !== event.payloadHash) return "words";
  return undefined;
}

/** The events whose payloads this one says were erased. */
const erasedBy = (payload: Uint8Array) =>
  (JSON.parse(text(payload)) as { data: { seqs: number[] } }).data.seqs;

const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
const text = (bytes: Uint8Array) => decoder.decode(bytes);

/** The ids of a row, when they still stand there exactly as they were written. */
function listIn(written: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(written);
    const isList = Array.isArray(list) && list.every((it) => typeof it === "string");
    return isList && JSON.stringify(list) === written ? list : undefined;
  } catch {
    return undefined;
  }
}
