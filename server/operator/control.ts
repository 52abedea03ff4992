import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";

/** What the commands of an operator ask a server that runs: it alone holds the database. */
export type Asked = { command: "backup"; file: string };
export type Answered = { ok: true } | { ok: false; message: string };

/** Longer than this cannot be asked, and no socket file can be called (the shortest limit is macOS's). */
const askedBytesMax = 8_192;
const pathBytesMax = 100;

/** The line on which a server answers those who may write in its folder, and nobody else. */
const lineOf = (dataDir: string) =>
  process.platform === "win32"
    ? `\\\\.\\pipe\\common-thread-${createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 24)}`
    : join(dataDir, "control.sock");

/** Answers the operator's commands until it is closed. Without a line everything else works: the log says why. */
export async function openControl({ config, driver, log }: Pick<Deps, "config" | "driver" | "log">) {
  const line = lineOf(config.dataDir);
  const isFile = process.platform !== "win32";
  if (isFile && Buffer.byteLength(line) > pathBytesMax) {
    log.warn({ line }, "The path of DATA_DIR is too long for “npm run backup” to reach this server.");
    return { close: async () => {} };
  }
  // Whoever holds the database is the only server of this folder: what lies here is of one that ended.
  if (isFile) rmSync(line, { force: true });
  const server = createServer((socket) => {
    let text = "";
    socket.setEncoding("utf8");
    socket.on("error", () => socket.destroy());
    socket.on("data", (more: string) => {
      text += more;
      if (text.length > askedBytesMax) socket.destroy();
      if (!text.includes("\n")) return;
      socket.pause();
      void answer(text.slice(0, text.indexOf("\n"))).then((it) => socket.end(`${JSON.stringify(it)}\n`));
    });
  });

  async function answer(line: string): Promise<Answered> {
    try {
      const asked = JSON.parse(line) as Asked;
      if (asked.command !== "backup" || typeof asked.file !== "string")
        return {
          ok: false,
          message: "This server does not know that command. Use the same version for both.",
        };
      await driver.copyTo(asked.file);
      log.info({ file: asked.file }, "Made a backup.");
      return { ok: true };
    } catch (error) {
      log.error({ err: error }, "A backup could not be made.");
      return { ok: false, message: (error as Error).message };
    }
  }

  try {
    await new Promise<void>((done, fail) => server.once("error", fail).listen(line, done));
    if (isFile) chmodSync(line, 0o600);
  } catch (error) {
    log.warn({ err: error, line }, "“npm run backup” cannot reach this server.");
  }
  return {
    close: () => new Promise<void>((done) => (server.listening ? server.close(() => done()) : done())),
  };
}

/** Asks the server that holds a folder; `undefined` when none answers. Throws what the server says is in the way. */
export async function askServer(dataDir: string, asked: Asked): Promise<true | undefined> {
  const line = lineOf(dataDir);
  if (process.platform !== "win32" && Buffer.byteLength(line) > pathBytesMax) return undefined;
  const said = await new Promise<string | undefined>((done) => {
    let text = "";
    const socket = createConnection(line, () => socket.write(`${JSON.stringify(asked)}\n`));
    socket.setEncoding("utf8");
    socket.on("data", (more: string) => {
      text += more;
    });
    socket.on("end", () => done(text));
    socket.on("error", () => done(undefined));
  });
  if (said === undefined) return undefined;
  const answer = (
    said ? JSON.parse(said) : { ok: false, message: "The server ended meanwhile." }
  ) as Answered;
  if (!answer.ok) throw new AppError("unavailable", answer.message);
  return true;
}
