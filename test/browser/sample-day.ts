import { readConfig } from "../../server/config.ts";
import { editDocument } from "../../server/documents/edit.ts";
import { readMail } from "../../server/mail/queue.ts";
import { startServer } from "../../server/serve.ts";
import { addActivity, planEdit } from "../../shared/action-plans/plan.ts";
import { sampleDay } from "../support/clock.ts";
import { writeHostile } from "./hostile.ts";

// A server on the day of the sample, as the permission table (test/permissions/doors.ts) expects it. Told to, it writes
// hostile text into its documents, through the relay, or reads out its mails.

const begun = Date.now();
const { deps, stop } = await startServer(readConfig(process.env), {
  now: () => sampleDay + (Date.now() - begun),
});

process.on("message", async ({ write, read }: { write?: string[]; read?: boolean }) => {
  if (write) {
    const by = { personId: "per_director", signInId: "" };
    for (const name of ["agenda:ini_brackwater:en", "notes:mtg_2026_12_03", "notes:mtg_2026_11_12"])
      await editDocument(deps.documents, name, by, (doc) => writeHostile(doc, write));
    await editDocument(deps.documents, "plan:grp_clean", by, (doc) => {
      for (const [i, text] of write.entries())
        doc.transact(
          () =>
            addActivity(doc, {
              id: `act_${String(i).padStart(16, "0")}`,
              title: text,
              strategyId: "str_water",
              startsOn: "2026-12-01",
              endsOn: "2026-12-31",
            }),
          planEdit,
        );
    });
    await deps.plans.catchUp();
    process.send?.({ written: true });
  }
  if (read) {
    await deps.later.settled();
    const mails = await deps.db.selectFrom("mail").selectAll().execute();
    process.send?.(mails.map((it) => ({ subject: it.subject, ...readMail(deps, it) })));
  }
});
process.once("SIGTERM", () => void stop().then(() => process.exit()));
