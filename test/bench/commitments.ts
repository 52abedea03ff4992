import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { pino } from "pino";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import { acceptCommitment, keepCommitment } from "../../server/commitments/commands.ts";
import { offerCommitment } from "../../server/commitments/offer.ts";
import { readConfig } from "../../server/config.ts";
import { openDeps } from "../../server/serve.ts";
import { addDays, dayIn } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import type { Role } from "../../shared/roles.ts";
import config from "../browser/playwright.config.ts";
import { openServer, signInAs } from "../browser/support.ts";

const count = 5_000;
const frames = 180;

/** A list of five thousand commitments in a real browser: first content, each filter, and the frames of scrolling. */
export async function benchCommitments(print: (line: string) => void) {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  const seeded = performance.now();
  await seed(dataDir);
  print(
    `${count} commitments offered, a third of them kept: ${((performance.now() - seeded) / 1000).toFixed(0)} s`,
  );
  const server = await openServer({}, dataDir);
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

async function seed(dataDir: string) {
  const { deps, close } = await openDeps({ ...readConfig({}), dataDir }, { log: pino({ level: "silent" }) });
  const people = await deps.db
    .selectFrom("person")
    .select(["id", "organization_id", "role", "initiative_id"])
    .where("role", "in", ["representative", "backbone"])
    .execute();
  const today = dayIn("America/New_York", Date.now());
  const whats = [
    "Take the sampling bottles to the lab",
    "Llevar las muestras al laboratorio",
    "Walk the blocks",
  ];
  for (let from = 0; from < count; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const number = from + index;
        const of = (at: number) => people[at % people.length]!;
        const whoOf = (row: (typeof people)[number]) => ({
          id: row.id,
          initiativeId: row.initiative_id,
          organizationId: row.organization_id,
          role: row.role as Role,
        });
        const owner = of(number);
        const writer = number % 5 === 0 ? of(number + 1) : owner;
        const { commitment } = await offerCommitment(
          deps,
          {
            id: newId("com"),
            what: `${whats[number % 3]} ${number}, as it was said at the pier in the spring`,
            ownerOrganizationId: owner.organization_id,
            ownerPersonId: owner.id,
            supportOrganizationIds: [],
            dueOn: addDays(today, number % 400),
            activityId: number % 4 === 0 ? "act_source" : null,
            indicatorIds: number % 3 === 0 ? ["ind_bacteria"] : [],
            contribution: null,
            visibility: "partners",
            groupId: null,
            fromMeetingId: null,
            fromItemId: null,
            fromDecisionId: null,
            quote: null,
          },
          whoOf(writer),
        );
        const accepted =
          commitment.status === "offered" && number % 10 !== 0
            ? (await acceptCommitment(deps, commitment.id, { version: 1 }, whoOf(owner))).commitment
            : commitment;
        if (accepted.status === "active" && number % 3 === 0)
          await keepCommitment(deps, accepted.id, { version: accepted.version, note: null }, whoOf(owner));
      }),
    );
  await close();
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
