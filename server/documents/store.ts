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

const rowsPerStatementMax = 32;

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

    async append(name, after, updates, isRetry) {
      const at = now();
      try {
        await driver.batch([
          ...(isRetry ? againOf(name, after, updates, at) : rowsOf(name, after, updates, at)),
          ...ownersOf(name, updates),
        ]);
      } catch (error) {
        // Other entries stand where these belong, or the document is gone: somebody else writes here.
        if (error instanceof DatabaseError && /constraint/i.test(`${error.code} ${error.message}`))
          throw new RoomLost(error.message);
        throw error;
      }
    },

    async keepSnapshot(name, seq, snapshot) {
      await driver.query(
        "update document set snapshot = ?, snapshot_seq = ? where name = ? and snapshot_seq <= ?",
        [snapshot, seq, name, seq],
      );
    },
  };
}

const columns = "document_update (document, seq, at, person_id, data)";

function rowsOf(name: string, after: number, updates: readonly NewUpdate[], at: number) {
  const statements: Statement[] = [];
  for (let i = 0; i < updates.length; i += rowsPerStatementMax) {
    const part = updates.slice(i, i + rowsPerStatementMax);
    statements.push({
      sql: `insert into ${columns} values ${part.map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
      params: part.flatMap((it, j) => [name, after + 1 + i + j, at, it.personId, it.update]),
    });
  }
  return statements;
}

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
