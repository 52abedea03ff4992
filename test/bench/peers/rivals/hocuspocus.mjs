// The rival as its manual sets it up: it stores 2 to 10 s after a change. Its SQLite extension is its Database extension
// with these three statements over better-sqlite3; Node's own SQLite runs them as well, and needs nothing compiled.
import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

const db = new DatabaseSync(process.argv[2]);
db.exec(
  'create table if not exists "documents" ("name" varchar(255) not null, "data" blob not null, unique(name))',
);
const select = db.prepare("select data from documents where name = ? order by rowid desc");
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
console.log(`http://127.0.0.1:${server.address.port}`);
