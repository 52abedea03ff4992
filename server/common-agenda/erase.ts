import type { Kysely } from "kysely";
import { withoutName } from "../../shared/common-agenda/version.ts";
import type { Json } from "../../shared/log/canonical.ts";
import type { Tables } from "../db/tables.ts";
import type { Append } from "../log/commit.ts";
import { erasePayloads } from "../log/erase.ts";
import { saveVersion, versionTextOf } from "./rows.ts";
import { hashOf } from "./text.ts";

/**
 * Takes somebody's name out of every version that names them, in the caller's transaction: the words that held it
 * leave the log, and the version is told anew.
 */
export async function eraseFromVersions(
  tx: Kysely<Tables>,
  append: Append,
  { initiativeId, personId, by }: { initiativeId: string; personId: string; by: string },
) {
  const rows = await tx
    .selectFrom("agenda_version")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("texts", "like", `%(person:${personId})%`)
    .execute();
  for (const was of rows.map(versionTextOf)) {
    const texts = {
      en: withoutName(was.texts.en, personId),
      es: withoutName(was.texts.es, personId),
    };
    const version = { ...was, texts, hash: hashOf(texts) };
    const seqs = await erasePayloads(tx, initiativeId, was.id);
    const about = { by, refs: [was.id] };
    await append({ type: "agenda.erased", ...about, data: { seqs, number: was.number } });
    await append({ type: "agenda.restated", ...about, data: version as unknown as Json });
    await saveVersion(tx, initiativeId, version);
  }
}
