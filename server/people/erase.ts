import type { Kysely } from "kysely";
import { AppError, notFound } from "../../shared/errors.ts";
import { may } from "../../shared/roles.ts";
import { eraseFromVersions } from "../common-agenda/erase.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { eraseMentions } from "../documents/erase.ts";
import { commit } from "../log/commit.ts";
import { erasePayloads, forgetOldBytes } from "../log/erase.ts";
import { eraseFromMails } from "../mail/erase.ts";
import { forgetSentNotes } from "../meetings/recap-source.ts";
import { eraseCheckIns } from "../overview/commands.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";
import { erasePosts } from "../threads/erase.ts";
import { notYours } from "./commands.ts";
import { type PersonRow, whoOf } from "./queries.ts";

type Db = Kysely<Tables>;

/**
 * Erases somebody who was removed, wherever this server keeps them: their name and address in the row, in the log, in
 * mails and where texts name them, and what they wrote in threads. What they promised for their organization stays.
 * Done once, it stays done. The texts come first: when something goes wrong there, the person is still listed as one
 * who left, and erasing them again goes on.
 */
export async function erasePerson(deps: Deps, id: string, who: SignedIn) {
  const whom = await openWhoLeft(deps.db, id, who);
  // Done already.
  if (whom.email === "") return;
  const names = await namesOf(deps.db, whom);
  await eraseMentions(deps, { personId: id, initiativeId: who.initiativeId, names, by: who });
  forgetSentNotes(deps.documents);
  await commit(deps, who.initiativeId, async (tx, append, appendAll) => {
    if ((await openWhoLeft(tx, id, who)).email === "") return;
    const { initiativeId } = who;
    const words = await wordsOf(tx, whom);
    await eraseFromMails(tx, { initiativeId, personId: id, names, words });
    const erasure = { initiativeId, personId: id, by: who.id, at: deps.now() };
    await erasePosts(tx, appendAll, erasure);
    await eraseFromVersions(tx, append, { initiativeId, personId: id, by: who.id });
    await eraseCheckIns(tx, appendAll, erasure);
    const seqs = await erasePayloads(tx, initiativeId, id);
    await tx
      .updateTable("person")
      .set({ name: "", email: "", password_hash: null })
      .where("id", "=", id)
      .execute();
    await append({ type: "person.erased", by: who.id, refs: [id], data: { seqs } });
  });
  await forgetOldBytes(deps.driver);
}

async function openWhoLeft(db: Db, id: string, who: SignedIn): Promise<PersonRow> {
  const whom = await db
    .selectFrom("person")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!whom) throw notFound("person");
  if (!may.remove(who, whoOf(whom))) throw notYours("You may not erase this person.");
  if (whom.removed_at === null)
    throw new AppError("conflict", "This person is still here. Remove them first, then erase.");
  return whom;
}

/** Everything that somebody was ever called here, and their addresses. */
async function namesOf(db: Db, { id, initiative_id, name, email }: PersonRow): Promise<string[]> {
  const said = await db
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .select("event_payload.payload")
    .where("event.initiative_id", "=", initiative_id)
    .where("event.refs", "like", `["${id}"%`)
    .execute();
  const told = said.flatMap(({ payload }) => {
    const { data } = JSON.parse(payload ?? '{"data":{}}') as { data: Called & { record?: Called } };
    return [data.name, data.email, data.record?.name, data.record?.email];
  });
  return [...new Set([name, email, ...told])].filter((it) => it !== undefined && it !== "") as string[];
}

interface Called {
  name?: string;
  email?: string;
}

/** Everything that somebody ever wrote in threads. */
async function wordsOf(tx: Db, { id, initiative_id }: PersonRow): Promise<string[]> {
  const said = await tx
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .select("event_payload.payload")
    .where("event.initiative_id", "=", initiative_id)
    .where("event.by", "=", id)
    .where("event.type", "in", ["thread.posted", "thread.edited"])
    .execute();
  return said.flatMap(({ payload }) =>
    payload === null ? [] : [(JSON.parse(payload) as { data: { text: string } }).data.text],
  );
}
