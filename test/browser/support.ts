import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";

export { expect, type Page };

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
    const server = new LiveServer(await freePort(), {}, emptyFolder());
    await server.start();
    await server.stop();
    process.once("exit", () => rmSync(server.dataDir, { recursive: true, force: true }));
    return server.dataDir;
  })();
  return seeded;
}

/** Starts a server on a free port; without `dataDir`, on a folder of its own with the sample in it. */
export const openServer = async (environment: Record<string, string> = {}, dataDir?: string) => {
  const folder = dataDir ?? emptyFolder();
  if (dataDir === undefined) cpSync(await seededFolder(), folder, { recursive: true });
  const server = new LiveServer(await freePort(), environment, folder);
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
  const folder = emptyFolder();
  cpSync(await seededFolder(), folder, { recursive: true });
  const server = new LiveServer(await freePort(), environment, folder, script);
  await server.start();
  return server;
}

/** Signs a fresh browser in as a sample person; the page has not gone anywhere yet. */
export type ComeIn = (personId: string, options?: BrowserContextOptions) => Promise<Page>;

export async function signInAs(context: BrowserContext, server: LiveServer, personId: string) {
  const answer = await context.request.post(`${server.origin}/api/sign-in/sample`, {
    data: { personId },
    headers: { origin: server.origin },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** One server for each story, and as many partners as it needs, each in a browser of their own. */
export const story = base.extend<{ server: LiveServer; comeIn: ComeIn; complaints: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  server: async ({}, use) => {
    const server = await openServer();
    await use(server);
    await server.remove();
  },
  /** What the pages complained about: errors, refused content. Empty at the end of every story. */
  complaints: async ({ server: _server }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  comeIn: async ({ browser, server, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (personId, options) => {
      const context = await browser.newContext({ baseURL: server.origin, ...options });
      opened.push(context);
      await signInAs(context, server, personId);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

/**
 * A story of what happens without a line: its browsers keep the app, as everybody's do. The others go without, since
 * to fetch the whole app for each browser of each story is a third of all the work.
 */
export const offlineStory = story.extend({ serviceWorkers: "allow" });

/** Notes every uncaught error and every refusal of the content security policy. */
export function listen(page: Page, complaints: string[]) {
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Uncaught|Lexical/.test(message.text())) complaints.push(message.text());
  });
}

/** Waits until this browser has kept the whole app: from now on what was not opened yet opens without a line, too. */
export const keptForOffline = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
  });

/** Opens the common agenda and waits until it may be written in. */
export async function openAgenda(page: Page, language = "en") {
  await page.goto(`/common-agenda/${language}`);
  const text = agendaText(page);
  await expect(text).toBeVisible();
  await expect(text).toHaveAttribute("contenteditable", "true");
  return text;
}

/** The text of the common agenda, the place where partners read and write. */
export const agendaText = (page: Page) => page.getByTestId("document-text");

/** Chooses words of the text as with the mouse: the browser's own choice, in one line. */
export const choose = (page: Page, words: string) =>
  agendaText(page).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted);
      if (at < 0) continue;
      text.focus();
      getSelection()!.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`Nowhere is written: ${wanted}`);
  }, words);

/** The words that are marked, as the browser marks them. */
export const marked = (page: Page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get("passage") ?? [])].map((range) => (range as Range).toString()).sort(),
  );

/** What stands in the text, line by line. */
export const linesOf = (page: Page) =>
  agendaText(page).evaluate((it) => (it as HTMLElement).innerText.split(/\n+/).map((line) => line.trimEnd()));

/** Waits until all the pages show the same text, and returns it. */
export async function sameText(...pages: Page[]) {
  await expect
    .poll(async () => new Set((await Promise.all(pages.map(linesOf))).map((it) => it.join("\n"))).size, {
      intervals: [50],
      timeout: 20_000,
    })
    .toBe(1);
  return (await linesOf(pages[0]!)).join("\n");
}

/** What the page says about saving, in words. */
export const saveState = (page: Page) => page.locator("[data-save-state]");
