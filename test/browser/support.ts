import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { type LiveServer, openServer, openServerProcess } from "./live-server.ts";

export {
  LiveServer,
  openDeployment,
  openLargePlan,
  openMovedServer,
  openSampleDayServer,
  openServer,
  openServerProcess,
} from "./live-server.ts";
export { expect, type Locator, type Page };

/** Signs a fresh browser in as a sample person; the page has not gone anywhere yet. */
export type ComeIn = (personId: string, options?: BrowserContextOptions) => Promise<Page>;

export async function signInAs(context: BrowserContext, server: LiveServer, personId: string) {
  const answer = await context.request.post(`${server.origin}/api/sign-in/sample`, {
    data: { personId },
    headers: { origin: server.origin },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

interface Fixtures {
  /** Whether the story ends its server, which then is a process of its own; the others run in one. */
  serverEnds: boolean;
  server: LiveServer;
  comeIn: ComeIn;
  complaints: string[];
}

/** One server for each story, and as many partners as it needs, each in a browser of their own. */
export const story = base.extend<Fixtures>({
  serverEnds: [false, { option: true }],
  server: async ({ browser, serverEnds }, use) => {
    const server = await (serverEnds ? openServerProcess() : openServer());
    await use(server);
    // What a story left open would go on asking for a server that is gone.
    for (const context of browser.contexts()) await context.close();
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

/** For a partner of an offline story who is never without a line. */
export const staysOnline = { serviceWorkers: "block" } as const;

/** A story without a line in which the server itself ends, as it does in a power cut. */
export const powerCutStory = offlineStory.extend({ serverEnds: true });

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
export const marked = (page: Page, mark = "passage") =>
  page.evaluate(
    (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()).sort(),
    mark,
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

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** Has every page that opens from now on write down by how much it jumps, each time that something moves by itself. */
export const noteJumps = (page: Page) =>
  page.addInitScript(() => {
    const jumps: number[] = [];
    Object.assign(window, { jumps });
    new PerformanceObserver((list) => {
      for (const it of list.getEntries() as Shift[]) if (!it.hadRecentInput) jumps.push(it.value);
    }).observe({ type: "layout-shift", buffered: true });
  });

/** By how much the page has jumped so far: the share of the screen that moved, times how far (web.dev/articles/cls). */
export const jumpsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { jumps: number[] }).jumps.reduce((sum, it) => sum + it, 0));
