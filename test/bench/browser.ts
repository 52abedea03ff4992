import { chromium, type Page } from "@playwright/test";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import config from "../browser/playwright.config.ts";
import { agendaText, openAgenda, openServerProcess, signInAs } from "../browser/support.ts";

const keystrokes = 200;
/** A fast typist: about 80 words a minute. */
const pauseMs = 150;

/** How long until a keystroke of one partner stands in the other's window: press to seen, two real browsers. */
export async function benchBrowser(print: (line: string) => void) {
  ensureBuilt();
  const server = await openServerProcess();
  const browser = await chromium.launch(config.use!.launchOptions);
  try {
    const open = async (personId: string) => {
      const context = await browser.newContext({ baseURL: server.origin });
      await signInAs(context, server, personId);
      const page = await context.newPage();
      const start = Date.now();
      await openAgenda(page);
      return { page, openedMs: Date.now() - start };
    };
    const writer = await open("per_city_rep");
    const reader = await open("per_casa_rep");
    print(`common agenda opened, first visit: ${writer.openedMs} ms and ${reader.openedMs} ms`);
    const again = Date.now();
    await openAgenda(reader.page);
    print(`common agenda opened again: ${Date.now() - again} ms`);
    const times = await keystrokeTimes(writer.page, reader.page);
    const at = (share: number) =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(0);
    print(
      `keystroke seen by another: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, n=${times.length} (limit p95 250 ms)`,
    );
  } finally {
    await browser.close();
    await server.remove();
  }
}

async function keystrokeTimes(writer: Page, reader: Page) {
  await agendaText(writer).click();
  await writer.keyboard.press("Control+End");
  await writer.keyboard.press("Enter");
  await writer.keyboard.type("mark ");
  await agendaText(reader).getByText("mark").waitFor();
  await writer.evaluate(() => {
    const pressed: number[] = [];
    Object.assign(window, { pressed });
    addEventListener("keydown", () => pressed.push(performance.timeOrigin + performance.now()), true);
  });
  await reader.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const text = document.querySelector('[role="textbox"][aria-multiline="true"]')!;
    const length = () => text.textContent.length;
    const before = length();
    new MutationObserver(() => {
      while (seen.length < length() - before) seen.push(performance.timeOrigin + performance.now());
    }).observe(text, { subtree: true, childList: true, characterData: true });
  });
  for (let i = 0; i < keystrokes; i++) {
    await writer.keyboard.press("abcdefghij"[i % 10]!);
    await writer.waitForTimeout(pauseMs);
  }
  const listOf = (page: Page, name: "pressed" | "seen") =>
    page.evaluate((it) => (window as unknown as Record<string, number[]>)[it]!, name);
  await reader.waitForFunction((n) => (window as unknown as { seen: number[] }).seen.length >= n, keystrokes);
  const [pressed, seen] = [await listOf(writer, "pressed"), await listOf(reader, "seen")];
  return pressed.map((at, index) => seen[index]! - at).sort((a, b) => a - b);
}
