import { join } from "node:path";
import { openServer } from "../../support/server.ts";
import { Disk } from "./disk.ts";
import { worldBegins } from "./world.ts";

/** The document that everybody is in. */
export const documentName = "agenda:ini_brackwater:en";

/** Honest people who may write, one who only reads, and those who wish ill. */
export const people = {
  writers: ["per_city_rep", "per_casa_rep", "per_schools_rep", "per_port_rep"],
  reader: "per_funder",
  intruder: "per_yard_rep",
  lurker: "per_state_rep",
};

export const signInOf = (personId: string) => `sign-in of ${personId}`;

/** A disk with the sample on it and an empty document, everybody signed in. One for all runs. */
export async function openDisk() {
  const server = await openServer();
  await server.close();
  const disk = new Disk(join(server.dataDir, "common-thread.db"));
  disk.prepare("delete from sign_in");
  disk.prepare("delete from document_update where document = ?", [documentName]);
  disk.prepare("delete from document_client where document = ?", [documentName]);
  disk.prepare("update document set snapshot = null, snapshot_seq = 0 where name = ?", [documentName]);
  disk.prepare("update person set role = 'observer' where id in (?, ?)", [people.reader, people.lurker]);
  for (const it of [...people.writers, people.reader, people.intruder, people.lurker])
    disk.prepare(
      `insert into sign_in (id, person_id, device, created_at, last_used_at, expires_at)
       values (?, ?, 'a browser', ?, ?, ?)`,
      [signInOf(it), it, worldBegins, worldBegins, worldBegins + 86_400_000],
    );
  return disk;
}
