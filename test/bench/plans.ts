import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { pino } from "pino";
import { saveActivity, saveStrategy } from "../../server/action-plans/rows.ts";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import { readConfig } from "../../server/config.ts";
import { openPlan } from "../../server/documents/plans.ts";
import { openDeps } from "../../server/serve.ts";
import type { Activity } from "../../shared/action-plans/activity.ts";
import { coverageOf } from "../../shared/action-plans/coverage.ts";
import config from "../browser/playwright.config.ts";
import { openServerProcess, signInAs } from "../browser/support.ts";

const count = 500;
const partners = 40;
const strategies = 20;
const changes = 40;

/** The matrix of a large plan in a real browser: 500 activities by 40 partners, and how long a change takes to be seen. */
export async function benchPlans(print: (line: string) => void) {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  const seeded = await seed(dataDir);
  const walks: number[] = [];
  for (let i = 0; i < 200; i++) {
    const start = performance.now();
    coverageOf(seeded.strategies, seeded.organizationIds, seeded.activities, "2026-11-23");
    walks.push(performance.now() - start);
  }
  print(`who covers what, ${count} × ${partners}, counted anew: ${told(walks)}`);
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
      await page.goto("/plan");
      await page.locator("tbody td button").first().waitFor();
      print(`matrix, ${visit}: ${Date.now() - start} ms`);
    }
    print(`elements of the page: ${await page.locator("*").count()}`);
    print(`a change of one cell, from the key to the frame: ${told(await changeTimes(page))} (limit 100 ms)`);
    const start = Date.now();
    await page.goto("/plan?as=grid");
    await page.getByRole("grid").waitFor();
    print(`the table to type in: ${Date.now() - start} ms`);
    const [rows, drawn] = [page.locator("tr[data-row]"), page.locator("tr[data-row]:has([data-cell])")];
    print(`its rows: ${await rows.count()}, with all their cells: ${await drawn.count()}`);
  } finally {
    await browser.close();
    await server.remove();
  }
}

const told = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, n=${sorted.length}`;
};

/** In the row of a strategy with one activity a key is carried out at once. */
async function changeTimes(page: Page) {
  const times: number[] = [];
  // What is not in sight is not drawn: people come to a cell by keys, and so does this.
  await page.locator("tbody td button").first().focus();
  for (let i = 1; i < strategies; i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < changes; i++) {
    await page.keyboard.press(i % 60 < 30 ? "ArrowRight" : "ArrowLeft");
    await page.locator('button[aria-label*=", Alone"]:focus').waitFor();
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const cell = document.activeElement!;
            const was = cell.getAttribute("aria-label");
            let start = 0;
            new MutationObserver((_, observer) => {
              if (cell.getAttribute("aria-label") === was) return;
              observer.disconnect();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
            }).observe(cell, { attributes: true });
            start = performance.now();
            const key = was!.includes("supports") ? "Delete" : "s";
            cell.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          }),
      ),
    );
  }
  return times;
}

async function seed(dataDir: string) {
  const settings = { ...readConfig({}), dataDir };
  const { deps, close } = await openDeps(settings, { log: pino({ level: "silent" }) });
  const { db } = deps;
  const [city] = await db.selectFrom("organization").selectAll().where("id", "=", "org_city").execute();
  for (let i = 8; i < partners; i++)
    await db
      .insertInto("organization")
      .values({ ...city!, id: `org_p${i}`, name: `Partner ${i}`, short_name: `Partner ${i}`, hue: i % 12 })
      .execute();
  for (let i = 5; i <= strategies; i++)
    await saveStrategy(db, "ini_brackwater", {
      id: `str_${i}`,
      order: i,
      name: i === strategies ? { en: "Alone", es: "Sola" } : { en: `Strategy ${i}`, es: `Estrategia ${i}` },
      summary: "",
      ownerGroupId: "grp_clean",
    });
  const organizationIds = (await db.selectFrom("organization").select("id").execute()).map((it) => it.id);
  const strategyRows = (await db.selectFrom("strategy").select("id").orderBy("place").execute()).filter(
    (it) => it.id.length > 0,
  );
  const others = strategyRows.filter((it) => it.id !== `str_${strategies}`);
  const activities = Array.from(
    { length: count },
    (_, i): Activity => ({
      id: `act_${String(i).padStart(16, "0")}`,
      code: `A${i + 11}`,
      title: `Activity number ${i + 11}`,
      strategyId: i === 0 ? `str_${strategies}` : others[i % others.length]!.id,
      leadOrganizationId: organizationIds[(i * 7) % organizationIds.length]!,
      supportOrganizationIds: [3, 11, 17, 29].map(
        (step) => organizationIds[(i * step + 1) % organizationIds.length]!,
      ),
      groupId: "grp_clean",
      startsOn: "2026-01-01",
      endsOn: "2028-12-31",
      status: i % 9 === 0 ? "at_risk" : "on_track",
      indicatorIds: ["ind_bacteria"],
      dependsOnIds: [],
      resources: "$100k",
      milestones: [{ id: `mil_${i}`, title: "First", dueOn: "2027-05-15", doneOn: null }],
      note: null,
      visibility: "partners",
      removedOn: null,
    }),
  ).map((it) => ({ ...it, supportOrganizationIds: [...new Set(it.supportOrganizationIds)] }));
  for (const it of activities) await saveActivity(db, "ini_brackwater", it);
  await db
    .deleteFrom("activity")
    .where("group_id", "=", "grp_clean")
    .where("code", "in", ["A6", "A7", "A8", "A9"])
    .execute();
  await db.deleteFrom("document").where("name", "=", "plan:grp_clean").execute();
  await openPlan(db, {
    groupId: "grp_clean",
    initiativeId: "ini_brackwater",
    language: "en",
    at: deps.now(),
    activities,
  });
  await close();
  return { strategies: strategyRows, organizationIds, activities };
}
