import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { messageType } from "../../shared/relay/messages.ts";
import type { Deps } from "../deps.ts";
import { decodeMessage, emptyUpdate, encodeStep1, encodeUpdate } from "../relay/protocol.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";

interface Erasure {
  initiativeId: string;
  /** Whose name goes. */
  personId: string;
  /** Everything they were called here. */
  names: readonly string[];
  by: SignedIn;
}

/** What stands where a name stood: as everywhere for somebody who was erased. */
const nobody = "—";

/**
 * Takes somebody's name out of every text that names them. It is written into the document like any keystroke, so that
 * whoever has it open sees it and nothing else changes; then a snapshot lets go of what stood there, and the log of
 * the document forgets the bytes.
 */
export async function eraseMentions(deps: Pick<Deps, "db" | "documents">, it: Erasure) {
  for (const name of await documentsWith(deps, it)) {
    await writeNobody(deps, name, it);
    await forgetWhatStood(deps, name, it);
  }
}

/** The documents whose bytes hold the id: only there can a mention be, or have been. */
async function documentsWith({ db }: Pick<Deps, "db">, { initiativeId, personId }: Erasure) {
  const { rows } = await sql<{ name: string }>`
    select name from document where initiative_id = ${initiativeId} and (
      instr(snapshot, cast(${personId} as blob)) > 0
      or exists (select 1 from document_update
        where document = document.name and instr(data, cast(${personId} as blob)) > 0))
    order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** Sits down at the document like anybody else, and leaves when what it wrote is kept and a snapshot is made. */
async function writeNobody({ documents }: Pick<Deps, "documents">, name: string, it: Erasure) {
  const { relay, jobs } = documents;
  const parts: Uint8Array[] = [];
  const hasWhole = Promise.withResolvers<void>();
  const isSaved = Promise.withResolvers<void>();
  // Only one of them is waited for when the other fails.
  for (const { promise } of [hasWhole, isSaved]) promise.catch(() => {});
  const line = relay.join(
    name,
    {
      send(bytes) {
        if (bytes[0] === messageType.saved) return isSaved.resolve();
        if (bytes[0] !== messageType.sync) return;
        const message = decodeMessage(bytes);
        if (message.type !== "update" && message.type !== "step2") return;
        parts.push(message.update.slice());
        if (message.type === "step2") hasWhole.resolve();
      },
      close() {
        const error = new AppError("unavailable", "A text that names them could not be changed. Try again.");
        hasWhole.reject(error);
        isSaved.reject(error);
      },
      bufferedBytes: () => 0,
    },
    // A closed meeting's notes are open for this alone.
    { personId: it.by.id, signInId: it.by.signInId, mayEdit: true, presence: {} },
    true,
  );
  try {
    line.receive(encodeStep1(emptyUpdate.subarray(0, 1)));
    await hasWhole.promise;
    const update = await jobs.unname(parts, it.personId, nobody);
    if (update.length > emptyUpdate.length) {
      line.receive(encodeUpdate(update));
      await isSaved.promise;
    }
    await relay.compact(name);
  } finally {
    line.left();
  }
}

/** Empties the entries of the document's log that put the name there; who wrote when stays. */
async function forgetWhatStood({ db }: Pick<Deps, "db">, name: string, { personId, names }: Erasure) {
  const holds = (word: string) => sql<boolean>`instr(data, cast(${word} as blob)) > 0`;
  await db
    .updateTable("document_update")
    .set({ data: emptyUpdate })
    .where("document", "=", name)
    .where("seq", "<=", ({ selectFrom }) =>
      selectFrom("document").select("snapshot_seq").where("name", "=", name),
    )
    .where(holds(personId))
    .where(({ or }) => or(names.map(holds)))
    .execute();
}
