// The rival as its manual sets it up, with its Database extension over SQLite, synced to disk like ours.
import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

const db = new DatabaseSync(process.argv[2]);
db.exec(
  "pragma journal_mode = wal; pragma synchronous = full; create table if not exists documents (name text primary key, data blob not null)",
);
const select = db.prepare("select data from documents where name = ?");
const upsert = db.prepare(
  "insert into documents (name, data) values (?, ?) on conflict (name) do update set data = excluded.data",
);

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
      store: async ({ documentName, state }) => void upsert.run(documentName, state),
    }),
  ],
});
await server.listen();
console.log(`ws://127.0.0.1:${server.address.port}`);
