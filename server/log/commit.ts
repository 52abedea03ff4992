import { AsyncLocalStorage } from "node:async_hooks";
import { createMiddleware } from "hono/factory";
import type { Kysely } from "kysely";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { appendAll, type NewEvent, type Receipt } from "./append.ts";

/** Appends to the chain of the command's initiative. */
export type Append = (event: NewEvent) => Promise<Receipt>;

/** Appends several, in their order; much faster than one after another. */
export type AppendAll = (events: readonly NewEvent[]) => Promise<Receipt[]>;

/** The receipts of the request that is being answered. */
const given = new AsyncLocalStorage<Receipt[]>();

/**
 * Runs a command in one transaction: what it changes and what the log says of it are kept together, or neither is.
 * Tells the live streams afterwards. Ask only `tx` inside it.
 */
export async function commit<T>(
  deps: Pick<Deps, "db" | "now" | "random" | "live">,
  initiativeId: string,
  command: (tx: Kysely<Tables>, append: Append, appendAll: AppendAll) => Promise<T>,
): Promise<T> {
  const receipts: Receipt[] = [];
  const result = await deps.db.transaction().execute((tx) => {
    const all: AppendAll = async (events) => {
      const some = await appendAll(deps, tx, initiativeId, events);
      receipts.push(...some);
      return some;
    };
    return command(tx, async (event) => (await all([event]))[0]!, all);
  });
  const last = receipts.at(-1);
  if (last) deps.live.changed(initiativeId, last.seq);
  given.getStore()?.push(...receipts);
  return result;
}

/** As many receipts stand in one answer. */
const receiptsMax = 100;

/** Answers every write with its receipts, one header `receipt: 41 9f86…` for each event that it appended. */
export const giveReceipts = createMiddleware(async (c, next) => {
  const receipts: Receipt[] = [];
  await given.run(receipts, next);
  // An import has thousands; the last ones prove what came before them, and a header has an end.
  for (const { seq, hash } of receipts.slice(-receiptsMax))
    c.header("receipt", `${seq} ${hash}`, { append: true });
});
