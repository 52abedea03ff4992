import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { pino } from "pino";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import { saveCommitment } from "../../server/commitments/rows.ts";
import { readConfig } from "../../server/config.ts";
import { openDeps } from "../../server/serve.ts";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { addDays, dayIn } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import config from "../browser/playwright.config.ts";
import { openServerProcess, signInAs } from "../browser/support.ts";

const count = 5_000;
const batch = 250;
const frames = 180;

/** A list of five thousand commitments in a real browser: first content, each filter, and the frames of scrolling. */
export async function benchCommitments(print: (line: string) => void) {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  await seed(dataDir);
  const server = await openServerProcess({}, dataDir);
  const browser = await chromium.launch(config.use!.launchOptions);
  try {
    const context = await browser.newContext({
      baseURL: server.origin,
      viewport: { width: 1440, height: 900 },
    });
    await signInAs(context, server, "per_director");
    const page = await context.newPage();
    for (const visit of ["first visit", "second visit"]) {
      const start = Date.now();
      await page.goto("/commitments?show=all");
      await page.locator("[data-row]").first().waitFor();
      print(`first rows, ${visit}: ${Date.now() - start} ms`);
      await page.getByRole("grid", { name: /5,\d\d\d commitments/ }).waitFor();
      print(`whole list, ${visit}: ${Date.now() - start} ms`);
    }
    for (const [name, query] of Object.entries(queries))
      print(`filter ${name}: ${(await timeOf(page, query)).toFixed(0)} ms (limit 100 ms)`);
    for (const text of ["s", "sampling 4", "C-4999", "muestréo", "no such words", ""])
      print(`filter “${text}”: ${(await timeOfText(page, text)).toFixed(0)} ms (limit 100 ms)`);
    const times = await scroll(page);
    const at = (share: number) =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
    const long = times.filter((ms) => ms > 33.4).length;
    print(
      `scrolling ${frames} frames of 400 px: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, ${long} longer than two frames`,
    );
    print(`rows in the page meanwhile: ${await page.locator("[data-row]").count()}`);
  } finally {
    await browser.close();
    await server.remove();
  }
}

/** Rows alone, as the log would have made them: what is measured is the list. */
async function seed(dataDir: string) {
  const { deps, close } = await openDeps({ ...readConfig({}), dataDir }, { log: pino({ level: "silent" }) });
  const people = await deps.db
    .selectFrom("person")
    .select(["id", "organization_id", "initiative_id"])
    .where("role", "in", ["representative", "backbone"])
    .execute();
  const today = dayIn("America/New_York", Date.now());
  for (let from = 0; from < count; from += batch)
    await deps.db.transaction().execute(async (tx) => {
      for (let number = from; number < from + batch; number++) {
        const owner = people[number % people.length]!;
        await saveCommitment(tx, owner.initiative_id, commitmentOf(number, owner, today));
      }
    });
  await close();
}

const whats = [
  "Take the sampling bottles to the lab",
  "Llevar las muestras al laboratorio",
  "Walk the blocks by the pier",
];

/** One of many: a tenth are offers, a third are kept, some are past their date. */
function commitmentOf(
  number: number,
  owner: { id: string; organization_id: string },
  today: string,
): Commitment {
  const status = number % 10 === 0 ? "offered" : number % 3 === 0 ? "kept" : "active";
  const dueOn = addDays(today, (number % 400) - 60);
  return {
    id: newId("com"),
    number: 100 + number,
    what: `${whats[number % 3]} ${number}, as it was said at the pier in the spring`,
    ownerOrganizationId: owner.organization_id,
    ownerPersonId: owner.id,
    supportOrganizationIds: [],
    status,
    dueOn,
    originalDueOn: dueOn,
    needsHelp: status === "active" && number % 50 === 1,
    activityId: number % 4 === 0 ? "act_source" : null,
    strategyIds: [],
    indicatorIds: number % 3 === 0 ? ["ind_bacteria"] : [],
    contribution: null,
    visibility: "partners",
    groupId: null,
    fromMeetingId: null,
    fromItemId: null,
    fromDecisionId: null,
    quote: null,
    offeredBy: owner.id,
    offeredOn: today,
    acceptedOn: status === "offered" ? null : today,
    closedOn: status === "kept" ? today : null,
    outcomeNote: null,
    isOnBehalf: false,
    timesMoved: 0,
    movedLate: false,
    handedOverBy: null,
    version: 1,
    changedBy: owner.id,
    changedAt: Date.now(),
  };
}

/** What to press for each filter, by its place on the page. */
const queries = {
  open: '[data-total="open"]',
  "past their date": '[data-total="past"]',
  "waiting for a yes": '[data-total="offered"]',
  "open again": '[data-total="open"]',
};

/** From a press to the frame that shows what it asked for. */
const timeOf = (page: Page, selector: string) =>
  page.evaluate(async (it) => {
    const start = performance.now();
    document.querySelector<HTMLElement>(it)!.click();
    // The router answers in a turn of its own; the frame after it is painted.
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, selector);

const timeOfText = (page: Page, text: string) =>
  page.evaluate(async (it) => {
    const field = document.querySelector<HTMLInputElement>("main input[type=search]")!;
    const start = performance.now();
    field.value = it;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, text);

/** Scrolls a step each frame; the time of each frame, sorted. */
const scroll = (page: Page) =>
  page.evaluate(async (steps) => {
    const scroller = document.querySelector("[role=grid]")!.parentElement!;
    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let step = 0; step < steps; step++) {
      scroller.scrollTop += 400;
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times.sort((a, b) => a - b);
  }, frames);
