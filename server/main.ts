import { AppError } from "../shared/errors.ts";
import { readConfig } from "./config.ts";
import { setUpAddress } from "./initiative/commands.ts";
import { firstInitiative } from "./initiative/queries.ts";
import { type Overrides, type RunningServer, startServer } from "./serve.ts";

/** Starts the server of this process, says how to come in, and ends it when it is told to. */
export async function main(overrides: Overrides = {}) {
  try {
    // Without its database the server can keep no promise; whoever watches over it starts it again.
    const databaseDied = () => process.exit(1);
    const server = await startServer(readConfig(process.env), { databaseDied, ...overrides });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end(server));
    console.log(await greeting(server));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** A second signal, or a stop that does not come to its end, ends the process at once. */
const endMs = 10_000;

function end(server: RunningServer) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  setTimeout(() => process.exit(1), endMs).unref();
  server.stop().then(
    () => process.exit(0),
    (error) => {
      server.deps.log.fatal({ err: error }, "The server could not end cleanly.");
      process.exit(1);
    },
  );
}

/** What stands on the console: where, and how to sign in. */
async function greeting({ address, deps }: RunningServer) {
  const initiative = await firstInitiative(deps.db);
  const lines = [`Common Thread is at ${address}`];
  if (!initiative) lines.push(`Set it up, once, with this link: ${await setUpAddress(deps)}`);
  else if (!initiative.isSample) lines.push("Sign in with your e-mail address.");
  else if (deps.config.publicUrl)
    lines.push(
      `This folder holds the sample initiative, and nobody can step in as its people at a public address.`,
      `For a real initiative set DATA_DIR to an empty folder.`,
    );
  else
    lines.push(
      `It shows the sample initiative, ${initiative.name.en}: open the page and step in as one of its people,`,
      `for instance the Compact Director or the Stormwater Program Manager. Press Ctrl+C to stop.`,
    );
  if (!deps.mail.hasServer && !initiative?.isSample)
    lines.push("No mail server is set (SMTP_URL): mails wait in the outbox, which the backbone reads.");
  return lines.join("\n");
}

if (import.meta.main) await main();
