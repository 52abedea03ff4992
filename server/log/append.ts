import { createHash } from "node:crypto";
import type { Insertable, Kysely } from "kysely";
import { beginning, canonical, type Json, linkText } from "../../shared/log/canonical.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";

/** One thing that happened, before it has a number. */
export interface NewEvent {
  /** `noun.past`, such as `commitment.kept`. */
  type: string;
  /** A person. */
  by: string;
  /** The ids of the records it is about; the record itself comes first. */
  refs: readonly string[];
  data: Json;
  /** Said by the backbone for somebody, after a call for instance. */
  onBehalf?: boolean;
  /** When it happened, in milliseconds since 1970, if not now: the sample knows its past. */
  at?: number;
}

/** What a writer may keep, to prove later that the event was there. */
export interface Receipt {
  seq: number;
  /** SHA-256, hex. */
  hash: string;
}

const saltBytes = 16;

/** Appends to the initiative's chain, inside the caller's transaction. Commands call it through `commit`. */
export async function append(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  initiativeId: string,
  event: NewEvent,
): Promise<Receipt> {
  const [receipt] = await appendAll(deps, tx, initiativeId, [event]);
  return receipt!;
}

/** How many events one statement writes. */
const batchLength = 200;

/** Appends several events in their order, asking the database a few times for all of them. */
export async function appendAll(
  deps: Pick<Deps, "now" | "random">,
  tx: Kysely<Tables>,
  initiativeId: string,
  events: readonly NewEvent[],
): Promise<Receipt[]> {
  const last = await tx
    .selectFrom("event")
    .select(["seq", "hash"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const rows: Insertable<Tables["event"]>[] = [];
  const payloads: Insertable<Tables["event_payload"]>[] = [];
  for (const { type, by, refs, data, onBehalf, at = deps.now() } of events) {
    const payload = canonical({ data, onBehalf: onBehalf || undefined });
    const salt = deps.random(new Uint8Array(saltBytes));
    const payloadHash = payloadHashOf(salt, payload);
    const before = rows.at(-1) ?? last;
    const seq = (before?.seq ?? 0) + 1;
    const prevHash = before?.hash ?? beginning;
    const hash = sha256(linkText({ initiativeId, seq, at, by, type, refs, payloadHash, prevHash }));
    rows.push({
      initiative_id: initiativeId,
      seq,
      at,
      by,
      type,
      refs: JSON.stringify(refs),
      payload_hash: payloadHash,
      prev_hash: prevHash,
      hash,
    });
    payloads.push({ initiative_id: initiativeId, seq, salt, payload });
  }
  for (let from = 0; from < rows.length; from += batchLength) {
    const some = rows.slice(from, from + batchLength);
    await tx.insertInto("event").values(some).execute();
    await tx
      .insertInto("event_payload")
      .values(payloads.slice(from, from + batchLength))
      .execute();
  }
  return rows.map(({ seq, hash }) => ({ seq, hash }));
}

/** SHA-256 of salt ‖ payload, as hex. Without the salt nobody can guess what was erased. */
export const payloadHashOf = (salt: Uint8Array, payload: string | Uint8Array) =>
  createHash("sha256").update(salt).update(payload).digest("hex");

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
