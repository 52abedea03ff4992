import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { pino } from "pino";
import { ensureBuilt } from "../../server/boot/ensure.mjs";
import { readConfig } from "../../server/config.ts";
import { saveDataPoints, saveIndicator } from "../../server/indicators/rows.ts";
import { openDeps } from "../../server/serve.ts";
import { newId } from "../../shared/ids.ts";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import { periodEnd, previousPeriod } from "../../shared/indicators/period.ts";
import config from "../browser/playwright.config.ts";
import { openServerProcess, signInAs } from "../browser/support.ts";

const count = 200;
const periods = 40;
const visits = 5;

/** The page of two hundred indicators with forty periods each, in a real browser: until every chart in sight is drawn, and until all of them stand there. */
export async function benchIndicators(print: (line: string) => void) {
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
    const asked = [];
    for (let visit = 0; visit < visits; visit += 1) {
      const start = performance.now();
      const answer = await context.request.get("/api/indicators/charts");
      await answer.body();
      asked.push(performance.now() - start);
    }
    print(`GET /api/indicators/charts, ${count} × ${periods}: median ${median(asked)} ms`);
    const page = await context.newPage();
    const seen: Stood[] = [];
    for (let visit = 0; visit < visits; visit += 1) {
      // From another page of ours, as people come here: what every page needs is there already.
      await page.goto("/settings");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
      seen.push(await page.evaluate(watch, count));
    }
    const [first, ...later] = seen;
    const say = (name: keyof Stood) =>
      `first visit ${Math.round(first![name])} ms, then median ${median(later.map((it) => it[name]))} ms`;
    print("from the settings, once they are at rest:");
    print(`every chart in sight at 1440 × 900 is drawn: ${say("inSight")} (limit 500 ms)`);
    print(`and all ${count} are in the list, to find and to scroll to: ${say("all")}`);
  } finally {
    await browser.close();
    await server.remove();
  }
}

interface Stood {
  inSight: number;
  all: number;
}

/** Clicks in the page on the way to the indicators and says when what is in sight stood there, and when all of it did. */
function watch(wanted: number): Promise<Stood> {
  return new Promise((resolve) => {
    const start = performance.now();
    const stood: Partial<Stood> = {};
    // The frame after the last chart is the one that people see.
    const tell = (name: keyof Stood) =>
      requestAnimationFrame(() => {
        stood[name] = performance.now() - start;
        if (stood.inSight && stood.all) resolve(stood as Stood);
      });
    let isDrawn = false;
    const look = () => {
      const cards = document.querySelectorAll("main li:has([data-row])");
      if (!isDrawn && cards.length > 0) {
        // The last one in sight decides, and one below it says that there is no other.
        const inSight = [...cards].slice(0, 24).filter((it) => it.getBoundingClientRect().top < innerHeight);
        isDrawn = inSight.length < cards.length && inSight.every((it) => it.querySelector("svg[role=img]"));
        if (isDrawn) tell("inSight");
      }
      if (isDrawn && cards.length >= wanted) tell("all");
      else requestAnimationFrame(look);
    };
    document.querySelector<HTMLAnchorElement>('nav a[href="/indicators"]')!.click();
    look();
  });
}

const median = (all: readonly number[]) =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!);

async function seed(dataDir: string) {
  const { deps, close } = await openDeps({ ...readConfig({}), dataDir }, { log: pino({ level: "silent" }) });
  const first = await deps.db.selectFrom("indicator").select("id").execute();
  for (let index = first.length; index < count; index += 1) {
    const id = newId("ind");
    const it: Indicator = {
      id,
      code: `I${index + 1}`,
      name: { en: `Measure ${index + 1}`, es: `Medida ${index + 1}` },
      level: "contributing",
      strategyIds: [],
      definition: "A measure to look at many of them at once.",
      unit: "percent",
      direction: "increase",
      baseline: { period: "2016-Q3", value: 20 },
      target: null,
      interimTarget: { period: "2026-Q4", value: 80 },
      dataSource: "Made for a measurement",
      cadence: "quarterly",
      reporterOrganizationId: "org_city",
      reporterPersonId: null,
      disaggregateBy: [],
      smallestGroup: null,
      aggregation: "latest",
      sharingNote: null,
      dueDays: 18,
      visibility: "partners",
      version: 1,
      breaks: [],
    };
    const points: { it: DataPoint; place: number }[] = [];
    let period = "2026-Q3";
    for (let place = 0; place < periods; place += 1) {
      points.push({
        place,
        it: {
          id: newId("rdg"),
          indicatorId: id,
          period,
          periodEnd: periodEnd(period),
          value: place % 13 === 5 ? null : 40 + ((index * 7 + place * 11) % 40),
          status: place % 13 === 5 ? "missing" : "reported",
          note: null,
          disaggregation: [],
          reportedByOrganizationId: "org_city",
          reportedOn: "2026-10-18",
          isOnBehalf: false,
          fromMeetingId: null,
          fromItemId: null,
          saidBy: "per_city_rep",
          saidAt: deps.now(),
        },
      });
      period = previousPeriod(period);
    }
    await deps.db.transaction().execute(async (tx) => {
      await saveIndicator(tx, "ini_brackwater", it);
      await saveDataPoints(tx, points);
    });
  }
  await close();
}
