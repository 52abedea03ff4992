import { notFound } from "../../shared/errors.ts";
import type { DatabaseDriver, Statement } from "../db/driver.ts";
import { DatabaseError } from "../db/failure.ts";
import { type NewUpdate, RoomLost, type StoredDocument } from "../relay/host.ts";

/** Where the updates of documents are kept: a log of rows that stay, and a snapshot to begin from. */
export interface DocumentStore {
  load(name: string): Promise<StoredDocument>;
  append(name: string, after: number, updates: readonly NewUpdate[], isRetry: boolean): Promise<void>;
  keepSnapshot(name: string, seq: number, snapshot: Uint8Array): Promise<void>;
}

/** `now` is milliseconds since 1970. */
export function createDocumentStore(driver: DatabaseDriver, now: () => number): DocumentStore {
  return {
    async load(name) {
      const [documents, updates, owners] = await driver.batch([
        { sql: "select snapshot, snapshot_seq from document where name = ?", params: [name] },
        {
          sql: `select u.data from document_update u join document d on d.name = u.document
                where u.document = ? and u.seq > d.snapshot_seq order by u.seq`,
          params: [name],
        },
        { sql: "select client_id, person_id from document_client where document = ?", params: [name] },
      ]);
      const document = documents!.rows[0] as
        | { snapshot: Uint8Array | null; snapshot_seq: number }
        | undefined;
      if (!document) throw notFound("document");
      return {
        snapshot: document.snapshot ?? undefined,
        snapshotSeq: document.snapshot_seq,
        updates: updates!.rows.map((it) => it.data as Uint8Array),
        owners: new Map(owners!.rows.map((it) => [it.client_id as number, it.person_id as string])),
      };
    },

    append: groupedAppends(driver, now),

    async keepSnapshot(name, seq, snapshot) {
      await driver.query(
        "update document set snapshot = ?, snapshot_seq = ? where name = ? and snapshot_seq <= ?",
        [snapshot, seq, name, seq],
      );
    },
  };
}

/** One document's updates on their way to the disk. */
interface Append {
  name: string;
  after: number;
  updates: readonly NewUpdate[];
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * What all documents append in one turn travels as one write: the disk syncs once for all of them anyway. When it
 * fails, each is tried alone, so that one document's trouble is not everybody's.
 */
function groupedAppends(driver: DatabaseDriver, now: () => number) {
  let group: Append[] = [];

  function append(name: string, after: number, updates: readonly NewUpdate[], isRetry: boolean) {
    if (isRetry) return write([...againOf(name, after, updates, now()), ...ownersOf(name, updates)]);
    return new Promise<void>((resolve, reject) => {
      if (group.push({ name, after, updates, resolve, reject }) === 1) queueMicrotask(flush);
    });
  }

  function flush() {
    const appends = group;
    group = [];
    write(statementsOf(appends)).then(
      () => {
        for (const it of appends) it.resolve();
      },
      (error: unknown) => {
        if (appends.length === 1) appends[0]!.reject(error);
        else for (const it of appends) write(statementsOf([it])).then(it.resolve, it.reject);
      },
    );
  }

  async function write(statements: Statement[]) {
    try {
      await driver.batch(statements);
    } catch (error) {
      // Other entries stand where these belong, or the document is gone: somebody else writes here.
      if (error instanceof DatabaseError && /constraint/i.test(`${error.code} ${error.message}`))
        throw new RoomLost(error.message);
      throw error;
    }
  }

  function statementsOf(appends: readonly Append[]) {
    const at = now();
    const rows: unknown[] = [];
    const statements: Statement[] = [];
    for (const { name, after, updates } of appends) {
      for (const [i, { personId, update }] of updates.entries()) {
        const seq = after + 1 + i;
        if (update.length > hexBytesMax)
          statements.push({ sql: insertOne, params: [name, seq, at, personId, update] });
        else rows.push([name, seq, at, personId, hexOf(update)]);
      }
      statements.push(...ownersOf(name, updates));
    }
    if (rows.length > 0) statements.push({ sql: insertMany, params: [JSON.stringify(rows)] });
    return statements;
  }

  return append;
}

const columns = "document_update (document, seq, at, person_id, data)";
const insertOne = `insert into ${columns} values (?, ?, ?, ?, ?)`;
// Keystrokes travel to the database's thread as one text: a hundred small blobs take ten times as long.
const insertMany = `insert into ${columns}
  select value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4) from json_each(?)`;
const hexBytesMax = 4_096;

const hexOf = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length).toString("hex");

/** The same rows, except those that were kept although we were told otherwise. */
const againOf = (name: string, after: number, updates: readonly NewUpdate[], at: number): Statement[] =>
  updates.map(({ personId, update }, i) => ({
    sql: `insert into ${columns} select ?, ?, ?, ?, ? where not exists
          (select 1 from document_update where document = ? and seq = ? and person_id = ? and data = ?)`,
    params: [name, after + 1 + i, at, personId, update, name, after + 1 + i, personId, update],
  }));

const ownersOf = (name: string, updates: readonly NewUpdate[]): Statement[] =>
  updates.flatMap(({ personId, newClients }) =>
    newClients.map((client) => ({
      sql: "insert into document_client (document, client_id, person_id) values (?, ?, ?) on conflict do nothing",
      params: [name, client, personId],
    })),
  );
