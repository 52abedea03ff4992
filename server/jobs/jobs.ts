import type { Kysely, Selectable } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";

/** What can be planned; `server/serve.ts` says who does it. */
export type JobKind = "commitment.reminder" | "decision.closing" | "round.reminder";
export type Job = Selectable<Tables["job"]>;

export interface NewJob {
  initiativeId: string;
  kind: JobKind;
  /** Names this very thing: planned twice, it is planned once, and what was done is never planned again. */
  key: string;
  /** What it is about. */
  recordId: string;
  /** Milliseconds since 1970. */
  dueAt: number;
  payload: Record<string, string | number>;
}

/** How many rows one statement brings. */
const rowsMax = 50;

/** Plans jobs, in the caller's transaction. One that was dropped is planned anew. */
export async function planJobs(deps: Pick<Deps, "random">, tx: Kysely<Tables>, jobs: readonly NewJob[]) {
  for (let from = 0; from < jobs.length; from += rowsMax)
    await tx
      .insertInto("job")
      .values(
        jobs.slice(from, from + rowsMax).map((it) => ({
          id: newId("job", deps.random),
          initiative_id: it.initiativeId,
          kind: it.kind,
          key: it.key,
          record_id: it.recordId,
          due_at: it.dueAt,
          payload: JSON.stringify(it.payload),
          done_at: null,
          outcome: null,
          attempts: 0,
          last_error: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column("key")
          .doUpdateSet((row) => ({ done_at: null, outcome: null, due_at: row.ref("excluded.due_at") }))
          .where("job.outcome", "=", "dropped"),
      )
      .execute();
}

/** Drops what is planned for a record and was not done yet. */
export const dropJobs = ({ now }: Pick<Deps, "now">, tx: Kysely<Tables>, recordId: string, kind: JobKind) =>
  tx
    .updateTable("job")
    .set({ done_at: now(), outcome: "dropped" })
    .where("record_id", "=", recordId)
    .where("kind", "=", kind)
    .where("done_at", "is", null)
    .execute();
