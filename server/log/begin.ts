import type { Json } from "../../shared/log/canonical.ts";
import type { Deps } from "../deps.ts";
import { initiativeRecordOf } from "../initiative/queries.ts";
import { organizationOf } from "../organizations/queries.ts";
import { personRecordOf } from "../people/queries.ts";
import { commit } from "./commit.ts";

/**
 * Begins the log of an initiative that is older than the log: one event for each record that is there, so that the
 * log alone tells what the rows say. Does nothing where a log has begun.
 */
export async function beginLogs(deps: Pick<Deps, "db" | "now" | "random" | "live">) {
  const silent = await deps.db
    .selectFrom("initiative")
    .selectAll()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("event").select("seq").whereRef("event.initiative_id", "=", "initiative.id").limit(1),
        ),
      ),
    )
    .execute();
  for (const initiative of silent) {
    const { id } = initiative;
    await commit(deps, id, async (tx, append) => {
      const [organizations, people] = [
        await tx.selectFrom("organization").selectAll().where("initiative_id", "=", id).execute(),
        await tx.selectFrom("person").selectAll().where("initiative_id", "=", id).execute(),
      ];
      // Whoever was first in the office stands for all that happened before.
      const by = people.find(({ role }) => role === "backbone")?.id ?? people[0]?.id ?? id;
      const begin = (noun: string, record: { id: string } & Record<string, Json | undefined>) =>
        append({ type: "log.begun", by, refs: [record.id], data: { noun, record } });
      await begin("initiative", initiativeRecordOf(initiative));
      for (const row of organizations) await begin("organization", organizationOf(row));
      for (const row of people) await begin("person", { ...personRecordOf(row) });
    });
  }
}
