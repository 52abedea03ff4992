// `npm run doctor`: looks at everything that an operator can put right, and says of each what is wrong and what to do.
// It changes nothing, and works while the server runs. Ends with 0 when all is well, 1 when something is not.
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { type Config, readConfig } from "../config.ts";
import { openDatabase } from "../db/open.ts";
import { verify } from "../log/verify.ts";

/** What was found about one thing. */
export interface Finding {
  is: "fine" | "look" | "wrong";
  what: string;
}

const limits = {
  /** Less than this left on the disk is worth a look, and less than that stops saving soon. */
  freeMbLow: 500,
  freeMbMin: 50,
  /** A clock this far from the mail server's or the web's would make links run out early. */
  connectMs: 3_000,
} as const;

const fine = (what: string): Finding => ({ is: "fine", what });
const look = (what: string): Finding => ({ is: "look", what });
const wrong = (what: string): Finding => ({ is: "wrong", what });

/** Looks at a deployment; each finding says what to do. */
export async function examine(env: Record<string, string | undefined>): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [wrong(error.message)];
  }
  return [
    ...folder(config),
    ...(await database(config)),
    await server(config),
    address(config),
    await mail(config),
  ];
}

function folder({ dataDir, databaseUrl }: Config): Finding[] {
  if (!existsSync(dataDir))
    return [look(`DATA_DIR is ${dataDir}, which is not there yet. The first start makes it.`)];
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
  } catch {
    return [wrong(`This user may not write in ${dataDir}. Give the folder to it (chown), or set DATA_DIR.`)];
  }
  const found: Finding[] = [];
  if (process.platform !== "win32" && (statSync(dataDir).mode & 0o077) !== 0)
    found.push(look(`Others on this machine can look into ${dataDir}. Run: chmod 700 ${dataDir}`));
  const { bavail, bsize } = statfsSync(dataDir);
  const freeMb = Math.floor((bavail * bsize) / 1_048_576);
  if (freeMb < limits.freeMbMin)
    found.push(
      wrong(`Only ${freeMb} MB are left on the disk of ${dataDir}; saving stops soon. Free some space now.`),
    );
  else if (freeMb < limits.freeMbLow)
    found.push(look(`${freeMb} MB are left on the disk of ${dataDir}. Free some space before it is full.`));
  else found.push(fine(`${dataDir} can be written, and ${freeMb} MB are free.`));
  if (!databaseUrl && existsSync(join(dataDir, "common-thread.db")) && !existsSync(join(dataDir, "key")))
    found.push(
      look(
        "DATA_DIR/key is missing: open links in mails no longer work. Put it back from your backup, or go on without.",
      ),
    );
  return found;
}

async function database(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(join(config.dataDir, "common-thread.db")))
    return [look(`There is no database in ${config.dataDir} yet. The first start makes it.`)];
  let opened: Awaited<ReturnType<typeof openDatabase>>;
  try {
    opened = await openDatabase({
      dataDir: config.dataDir,
      url: config.databaseUrl,
      token: config.databaseToken,
      now: Date.now,
      // Looking must not bring it up to date.
      isForLooking: true,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return /Another server/.test(error.message)
      ? [fine("A server runs on this database and holds it; ask its Timeline to check the log.")]
      : [wrong(error.message)];
  }
  try {
    const found: Finding[] = [];
    const { rows } = config.databaseUrl
      ? { rows: [] }
      : await opened.driver.query("pragma integrity_check(5)");
    const problems = rows.map((it) => String(it.integrity_check)).filter((it) => it !== "ok");
    for (const problem of problems)
      found.push(
        wrong(
          `The database file is damaged (${problem}). Put a backup in its place: npm run backup made it.`,
        ),
      );
    const { db } = opened;
    for (const { id, name_en } of await db.selectFrom("initiative").select(["id", "name_en"]).execute()) {
      const { events, broken } = await verify({ db, now: Date.now }, id, []);
      found.push(
        broken
          ? wrong(
              `The log of ${name_en} does not hold at event ${broken.seq}. Save a copy, and run npm run verify.`,
            )
          : fine(`${name_en}: ${events} events hold.`),
      );
    }
    const { stuck } = await db
      .selectFrom("mail")
      .select(({ fn }) => fn.countAll<number>().as("stuck"))
      .where("sent_at", "is", null)
      .where("last_error", "is not", null)
      .executeTakeFirstOrThrow();
    if (Number(stuck) > 0)
      found.push(look(`${stuck} mails could not be sent. The outbox says why; look at SMTP_URL.`));
    const { late } = await db
      .selectFrom("job")
      .select(({ fn }) => fn.countAll<number>().as("late"))
      .where("done_at", "is", null)
      .where("last_error", "is not", null)
      .executeTakeFirstOrThrow();
    if (Number(late) > 0)
      found.push(look(`${late} planned reminders failed and are tried again. The server's log says why.`));
    return found;
  } finally {
    await opened.close();
  }
}

async function server({ host, port }: Config): Promise<Finding> {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host;
  try {
    const answer = await fetch(`http://${address}:${port}/healthz`, {
      signal: AbortSignal.timeout(limits.connectMs),
    });
    return answer.ok
      ? fine(`The server answers at ${address}:${port}.`)
      : wrong(
          `Something answers at ${address}:${port} with ${answer.status}. Is that Common Thread? Look at its log.`,
        );
  } catch {
    return look(`No server answers at ${address}:${port}. Start it with npm start.`);
  }
}

function address({ publicUrl, host }: Config): Finding {
  if (!publicUrl) return look("PUBLIC_URL is not set: this is a sample for trying, and no real deployment.");
  if (publicUrl.startsWith("http:") && !/^http:\/\/(localhost|127\.)/.test(publicUrl))
    return wrong(
      `PUBLIC_URL is ${publicUrl}: without https, sign-ins can be read on the way. Put a proxy with TLS in front.`,
    );
  return fine(`People type ${publicUrl}; the proxy passes it on to ${host}.`);
}

async function mail({ smtpUrl }: Config): Promise<Finding> {
  if (!smtpUrl) return look("SMTP_URL is not set: mails wait in the outbox, which the backbone reads.");
  const { hostname, port, protocol } = new URL(smtpUrl);
  const at = { host: hostname, port: Number(port) || (protocol === "smtps:" ? 465 : 587) };
  const answers = await new Promise<boolean>((done) => {
    const socket = createConnection(at, () => done(true)).setTimeout(limits.connectMs);
    socket.on("timeout", () => done(false));
    socket.on("error", () => done(false));
    socket.on("connect", () => socket.destroy());
  });
  return answers
    ? fine(`The mail server ${at.host}:${at.port} can be reached.`)
    : wrong(
        `The mail server ${at.host}:${at.port} cannot be reached. Check SMTP_URL and the firewall; mails wait.`,
      );
}

const signs = { fine: "ok   ", look: "look ", wrong: "WRONG" } as const;

/** Says what it finds through `print`; the answer is the exit code. */
export async function main(print: (line: string) => void): Promise<number> {
  const found = await examine(process.env);
  for (const { is, what } of found) print(`${signs[is]}  ${what}`);
  return found.some((it) => it.is === "wrong") ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main((line) => console.log(line));
