import { chromium, type Page } from "@playwright/test";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import config from "../browser/playwright.config.ts";
import { openServerProcess, saveState, signInAs } from "../browser/support.ts";

const meeting = "mtg_2026_12_03";
const captures = 20;

/** How long after Enter something stood on a page, in milliseconds. */
interface Seen {
  rail: number;
  card: number;
}

/** What a page notes of itself, in milliseconds since 1970. */
interface Noted extends Partial<Seen> {
  entered?: number;
}

/** On the page only. */
declare const noted: () => Noted;

/**
 * How long until a record stands in everybody's rail, and on its card in everybody's notes: from Enter to the next
 * frame that shows it, in three real browsers.
 */
export async function benchCaptures(print: (line: string) => void) {
  ensureBuilt();
  const server = await openServerProcess();
  const browser = await chromium.launch(config.use!.launchOptions);
  try {
    const open = async (personId: string) => {
      const context = await browser.newContext({
        baseURL: server.origin,
        viewport: { width: 1440, height: 900 },
      });
      await signInAs(context, server, personId);
      const page = await context.newPage();
      await page.goto(`/meetings/${meeting}`);
      await saveState(page).and(page.locator('[data-save-state="saved"]')).waitFor();
      return page;
    };
    const scribe = await open("per_facil");
    const colleagues = [await open("per_city_rep"), await open("per_casa_rep")];
    await scribe.getByRole("button", { name: "Open the room" }).click();
    for (const page of [scribe, ...colleagues])
      await page.locator('[aria-current="step"]').filter({ visible: true }).waitFor();
    const times: { own: Seen; theirs: Seen[] }[] = [];
    const asked: number[] = [];
    for (let count = 0; count < captures; count++) {
      const words = `bring the boats on day ${count + 1} of the sampling`;
      await scribe.getByTestId("document-text").locator("p").last().click();
      await scribe.keyboard.type(`/c @Casa Ribera ${words} by 15 Mar 2027`);
      for (const page of colleagues) {
        await page.getByTestId("document-text").getByText(words).waitFor();
        await page.evaluate(() => performance.clearResourceTimings());
      }
      const pages = [scribe, ...colleagues];
      for (const page of pages) await page.evaluate(watch, words);
      await scribe.keyboard.press("Enter");
      for (const page of pages) await page.waitForFunction(() => noted().rail && noted().card);
      const { entered } = await scribe.evaluate(() => noted());
      const [own, ...theirs] = (await Promise.all(pages.map((page) => page.evaluate(() => noted())))).map(
        (it) => ({ rail: it.rail! - entered!, card: it.card! - entered! }),
      );
      times.push({ own: own!, theirs });
      for (const page of colleagues) asked.push(await requestsOf(page));
    }
    const line = (name: string, all: number[]) => print(`${name}: ${spread(all)}`);
    line(
      "own rail",
      times.map((it) => it.own.rail),
    );
    line(
      "own card",
      times.map((it) => it.own.card),
    );
    line(
      "a colleague's rail",
      times.flatMap((it) => it.theirs.map((one) => one.rail)),
    );
    line(
      "a colleague's card",
      times.flatMap((it) => it.theirs.map((one) => one.card)),
    );
    print(`requests of a colleague for one record: ${spread(asked, "")}`);
  } finally {
    await browser.close();
    await server.remove();
  }
}

function spread(all: readonly number[], unit = " ms") {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0);
  return `median ${at(0.5)}${unit}, p95 ${at(0.95)}${unit}, max ${at(1)}${unit}, n=${sorted.length}`;
}

/** How many questions a page has put to the server since its timings were cleared. */
const requestsOf = (page: Page) =>
  page.evaluate(
    () => performance.getEntriesByType("resource").filter((it) => it.name.includes("/api/")).length,
  );

/**
 * Notes on the page when Enter is pressed next, and when the record with these words stands in the rail with its number
 * and on its card in the notes.
 */
function watch(words: string) {
  const seen: Noted = {};
  Object.assign(window, { noted: () => seen });
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("keydown", () => (seen.entered = now()), { capture: true, once: true });
  const isIn = (within: string) =>
    [...document.querySelectorAll(within)].some(
      ({ textContent }) => textContent.includes(words) && /C-\d+/.test(textContent),
    );
  const look = () => {
    if (!seen.rail && isIn("[data-entry]")) seen.rail = now();
    if (!seen.card && isIn("[data-record]")) seen.card = now();
    if (!seen.rail || !seen.card) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
