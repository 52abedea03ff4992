import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { pino } from "pino";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import { readConfig } from "../../server/config.ts";
import { saveDecision, withPositions } from "../../server/decisions/rows.ts";
import type { Deps } from "../../server/deps.ts";
import { appendAll } from "../../server/log/append.ts";
import { openDeps } from "../../server/serve.ts";
import { savePost } from "../../server/threads/rows.ts";
import { newId } from "../../shared/ids.ts";
import { apply, type ThreadEvent } from "../../shared/threads/events.ts";
import config from "../browser/playwright.config.ts";
import { openServerProcess, signInAs } from "../browser/support.ts";

const posts = 1_000;
const records = 5_000;
const replies = 20;
const batch = 250;
/** Nobody wrote so much within a minute. */
const hourMs = 3_600_000;
const initiativeId = "ini_brackwater";

/**
 * A thread of a thousand posts under a decision: how long until it can be read, and until somebody else's reply stands
 * there. Then five thousand decisions: how long a keystroke in the palette takes, and in the register.
 */
export async function benchDecisions(print: (line: string) => void) {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  const { deps, close } = await openDeps({ ...readConfig({}), dataDir }, { log: pino({ level: "silent" }) });
  await seedPosts(deps);
  await close();
  const server = await openServerProcess({}, dataDir);
  const browser = await chromium.launch(config.use!.launchOptions);
  try {
    const open = async (personId: string) => {
      const context = await browser.newContext({
        baseURL: server.origin,
        viewport: { width: 1440, height: 900 },
      });
      await signInAs(context, server, personId);
      return context.newPage();
    };
    const reader = await open("per_casa_rep");
    const writer = await open("per_city_rep");
    await reader.goto("/decisions");
    await reader.locator("[data-row]").first().waitFor();
    for (const visit of ["first visit", "second visit", "third visit"]) {
      const ms = await openThread(reader);
      print(`a thread of ${posts} posts can be read, ${visit}: ${ms.toFixed(0)} ms (limit 500 ms)`);
      if (visit !== "third visit") {
        await reader.goBack();
        await reader.locator("[data-row]").first().waitFor();
      }
    }
    const times = await replyTimes(writer, reader, server.origin);
    print(
      `a reply of somebody else stands in it: p50 ${times[times.length >> 1]!.toFixed(0)} ms, max ${times.at(-1)!.toFixed(0)} ms, n=${times.length} (limit 250 ms)`,
    );
    await server.stop();

    const again = await openDeps({ ...readConfig({}), dataDir }, { log: pino({ level: "silent" }) });
    await seedDecisions(again.deps);
    await again.close();
    await server.start();
    const finder = await open("per_director");
    await finder.goto("/decisions");
    await finder.locator("[data-row]").first().waitFor();
    await finder
      .getByText(/^5,\d\d\d$/)
      .first()
      .waitFor();
    for (const text of ["Publish", "bac", "muestreo", "D-4999"])
      print(
        `register with ${records} decisions, filter “${text}”: ${(await timeOf(finder, "main input[type=search]", text)).toFixed(0)} ms (limit 100 ms)`,
      );
    await finder.keyboard.press("Escape");
    await finder.keyboard.press("Control+k");
    await finder.getByRole("combobox").waitFor();
    const typed = ["p", "pu", "pub", "publ", "publi", "public"];
    const found: number[] = [];
    for (const text of typed) found.push(await timeOf(finder, "dialog input", text));
    print(
      `palette over ${records} decisions, six letters: ${found.map((ms) => ms.toFixed(0)).join(", ")} ms a keystroke (limit 100 ms)`,
    );
  } finally {
    await browser.close();
    await server.remove();
  }
}

/** Rows and events as the commands would have made them, without asking a thousand times. */
async function seedPosts({ db, now, random }: Deps) {
  const people = ["per_casa_rep", "per_city_rep", "per_uni_rep", "per_port_rep", "per_director"];
  for (let from = 0; from < posts; from += batch)
    await db.transaction().execute(async (tx) => {
      const events = Array.from({ length: batch }, (_, index) => {
        const n = from + index;
        const data = {
          recordKind: "decision",
          thread: "dec_publish",
          seenAs: "dec_publish",
          replyTo: null,
          kind: n % 5 === 0 ? "question" : null,
          text: `Post ${n}: results of station ${n % 12} are ready on Thursday, and people choose on Friday.`,
          mentionIds: [],
          recordIds: [],
          privateTo: null,
        };
        const refs = [newId("pst"), "dec_publish", "dec_publish"];
        return { type: "thread.posted", by: people[n % people.length]!, refs, data, at: now() - hourMs };
      });
      const receipts = await appendAll({ now, random }, tx, initiativeId, events);
      for (const [index, event] of events.entries())
        await savePost(
          tx,
          initiativeId,
          apply(undefined, { ...event, seq: receipts[index]!.seq } as unknown as ThreadEvent),
        );
    });
}

async function seedDecisions({ db }: Deps) {
  const row = await db
    .selectFrom("decision")
    .selectAll()
    .where("id", "=", "dec_protocol")
    .executeTakeFirstOrThrow();
  const [it] = await withPositions(db, [row]);
  for (let from = 0; from < records; from += batch)
    await db.transaction().execute(async (tx) => {
      for (let n = from; n < from + batch; n++)
        await saveDecision(tx, initiativeId, {
          ...it!,
          id: newId("dec"),
          number: 100 + n,
          title: `${["Sampling at the pier", "Muestréo en el muelle", "Public signs"][n % 3]} ${n}`,
          positions: it!.positions.slice(0, 2),
        });
    });
}

/** From the press on its row to the frame in which the newest post can be read. */
async function openThread(page: Page) {
  return page.evaluate(async () => {
    const row = document.querySelector<HTMLElement>('[data-row="dec_publish"]')!;
    const start = performance.now();
    row.click();
    while (document.querySelectorAll('li[id^="pst_"]').length === 0)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  });
}

/** From the moment somebody else sends a reply to the moment it stands on the reader's screen. */
async function replyTimes(writer: Page, reader: Page, origin: string) {
  await reader.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const it of document.querySelectorAll('li[id^="pst_"]')) seen[it.id] ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true });
  });
  const times: number[] = [];
  for (let n = 0; n < replies; n++) {
    const id = newId("pst");
    const data = { id, recordKind: "decision", of: "dec_publish", text: `Reply ${n}` };
    const sent = Date.now();
    const answer = await writer.request.post("/api/threads/posts", { data, headers: { origin } });
    if (!answer.ok()) throw new Error(await answer.text());
    await reader.waitForFunction((it) => it in (window as unknown as { seen: object }).seen, id);
    const at = await reader.evaluate(
      (it) => (window as unknown as { seen: Record<string, number> }).seen[it]!,
      id,
    );
    times.push(at - sent);
  }
  return times.sort((a, b) => a - b);
}

/** From a keystroke to the frame that shows what it found. */
const timeOf = (page: Page, selector: string, text: string) =>
  page.evaluate(
    async ([where, it]) => {
      const field = document.querySelector<HTMLInputElement>(where!)!;
      const start = performance.now();
      field.value = it!;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    [selector, text],
  );
