import { readConfig } from "../../server/config.ts";
import { startServer } from "../../server/serve.ts";

// A server whose clock a story moves on. It says `{ "passMs": … }` to let time pass; what is planned is done at once.

let moved = 0;
const server = await startServer(readConfig(process.env), { now: () => Date.now() + moved });

process.on("message", async ({ passMs = 0, endSample = false }: { passMs?: number; endSample?: boolean }) => {
  // A sample moves on with every day, and would never grow older.
  if (endSample) await server.deps.db.updateTable("initiative").set({ sample_as_of: null }).execute();
  moved += passMs;
  await server.deps.jobs.run();
  process.send?.({ now: Date.now() + moved });
});
process.once("SIGTERM", () => void server.stop().then(() => process.exit()));
