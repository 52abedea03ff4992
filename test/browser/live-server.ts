import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Told } from "./servers.ts";

/** A real server process of its own, on a fresh data folder. */
export class LiveServer {
  readonly dataDir: string;
  readonly port: number;
  readonly origin: string;
  readonly environment: Record<string, string>;
  output = "";
  /** What is started, when it is not the product as it is. */
  readonly script: string;
  #process: ChildProcess | undefined;

  constructor(port: number, environment: Record<string, string>, dataDir: string, script = "server/main.ts") {
    this.script = script;
    this.port = port;
    this.dataDir = dataDir;
    this.origin = `http://127.0.0.1:${port}`;
    this.environment = environment;
  }

  /** Starts the process and waits until it answers. */
  async start() {
    const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", this.script], {
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        LOG_LEVEL: "warn",
        NODE_ENV: "production",
        ...this.environment,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#process = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on("data", (text) => {
        this.output += text;
      });
    const ended = new Promise<never>((_, reject) =>
      started.once("exit", (code) => reject(new Error(`The server ended (${code}):\n${this.output}`))),
    );
    ended.catch(() => {});
    const answers = async () => {
      while (
        !(await fetch(`${this.origin}/healthz`).then(
          (it) => it.ok,
          () => false,
        ))
      )
        await pause(50);
    };
    await Promise.race([answers(), ended]);
  }

  /** Says something to the script that was started, and waits for its answer. */
  async tell<Answer>(message: object): Promise<Answer> {
    const running = this.#process!;
    const answer = new Promise<Answer>((resolve) => running.once("message", (it) => resolve(it as Answer)));
    running.send(message);
    return answer;
  }

  /** Ends the process; `SIGKILL` is what a power cut looks like from inside. */
  async stop(signal: NodeJS.Signals = "SIGTERM") {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  }

  async remove() {
    await this.stop("SIGKILL");
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** The process of `servers.ts`: one for each worker, and another one when that has ended. */
class Host {
  static #now: Host | undefined;
  readonly process: ChildProcess;
  output = "";
  isOver = false;

  static get now() {
    if (!Host.#now || Host.#now.isOver) Host.#now = new Host();
    return Host.#now;
  }

  constructor() {
    this.process = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "test/browser/servers.ts"],
      { env: { ...process.env, NODE_ENV: "production" }, stdio: ["ignore", "pipe", "pipe", "ipc"] },
    );
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on("data", (text) => {
        this.output += text;
      });
    this.process.once("exit", () => {
      this.isOver = true;
    });
  }

  /** Says something, and waits for its answer; a process that ends has none. */
  async ask(message: { port: number } & Record<string, unknown>) {
    await new Promise<void>((resolve, reject) => {
      const over = () => reject(new Error(`The servers have ended:\n${this.output}`));
      if (this.isOver) return over();
      const hear = (answer: Told) => {
        if (answer.port !== message.port || answer.line !== undefined) return;
        this.process.off("message", hear).off("exit", over);
        if (answer.failed) reject(new Error(answer.failed));
        else resolve();
      };
      this.process.on("message", hear).once("exit", over);
      this.process.send(message, (error) => error && over());
    });
  }
}

/** A server beside others in one process: neither Node nor the code of the server is begun again for each story. */
class ServerAmongOthers extends LiveServer {
  #host: Host | undefined;
  readonly #hear = (told: Told) => {
    if (told.port === this.port && told.line !== undefined) this.output += told.line;
  };

  override async start() {
    this.#host = Host.now;
    this.#host.process.on("message", this.#hear);
    const { port, dataDir, environment } = this;
    const settings = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn", ...environment };
    await this.#host.ask({ port, open: settings });
  }

  override async stop() {
    throw new Error("A server that its story ends is a process of its own: say serverEnds");
  }

  /** Ends the server, and waits until it is gone. */
  async close() {
    await this.#host?.ask({ port: this.port, close: true });
    this.#host?.process.off("message", this.#hear);
  }

  override async remove() {
    await this.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const ports = { first: 20_000, each: 2_000 };
let given = 0;

/**
 * A port that nothing listens at. It is below those that connections take for themselves, and each worker has its own,
 * so that nobody takes it before the server does.
 */
async function freePort(): Promise<number> {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  const port = ports.first + worker * ports.each + (given++ % ports.each);
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (!isFree) return freePort();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A real deployment, reached at the address that it listens at: no sample, and a set-up link on the console. */
export const openDeployment = async () => {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-story-"));
  const server = new LiveServer(port, { PUBLIC_URL: `http://127.0.0.1:${port}` }, dataDir);
  await server.start();
  return server;
};

const emptyFolder = () => mkdtempSync(join(tmpdir(), "common-thread-story-"));

let seeded: Promise<string> | undefined;

/** A folder in which a server has opened the sample. It is seeded once; the stories copy it. */
function seededFolder() {
  seeded ??= (async () => {
    const folder = emptyFolder();
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const server = new ServerAmongOthers(await freePort(), {}, folder);
    await server.start();
    await server.close();
    return folder;
  })();
  return seeded;
}

const seededCopy = async () => {
  const folder = emptyFolder();
  cpSync(await seededFolder(), folder, { recursive: true });
  return folder;
};

/** Starts a process that a story may end; without `dataDir`, on a folder of its own with the sample in it. */
export const openServerProcess = async (environment: Record<string, string> = {}, dataDir?: string) => {
  const server = new LiveServer(await freePort(), environment, dataDir ?? (await seededCopy()));
  await server.start();
  return server;
};

/** A server with the sample that no story ends: on a port and a folder of its own, in the process of `servers.ts`. */
export const openServer = async (environment: Record<string, string> = {}) => {
  const server = new ServerAmongOthers(await freePort(), environment, await seededCopy());
  await server.start();
  return server;
};

/** A server with the sample whose clock a story moves: see `moved-clock.ts`. */
export const openMovedServer = (environment: Record<string, string> = {}) =>
  openScript("test/browser/moved-clock.ts", environment);

/** A server with the sample and many more strategies and partners: see `large-plan.ts`. */
export const openLargePlan = async (more: { strategies: number; partners: number }) => {
  const server = await openScript("test/browser/large-plan.ts");
  await server.tell(more);
  return server;
};

/** A server on the day of the sample, with its hands on its documents and mails: see `sample-day.ts`. */
export const openSampleDayServer = async () => {
  const server = new LiveServer(await freePort(), {}, emptyFolder(), "test/browser/sample-day.ts");
  await server.start();
  return server;
};

/** A server on a folder of its own with the sample in it, with a script of ours around it. */
async function openScript(script: string, environment: Record<string, string> = {}) {
  const server = new LiveServer(await freePort(), environment, await seededCopy(), script);
  await server.start();
  return server;
}
