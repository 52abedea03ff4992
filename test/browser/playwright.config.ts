import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** The browser stories: real Chromium, the real server, two stories at a time. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.test.ts",
  outputDir: "../../test-results",
  // Generous, because a slow machine is no fault of the product; a story that waits for a fact ends when it is there.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A story keeps one core busy at a time, and what takes how long is told by the bench.
  workers: 2,
  fullyParallel: true,
  // A machine that others use too stalls now and then. What passed only at the second try is named in the last lines.
  retries: 1,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
    // See `offlineStory`.
    serviceWorkers: "block",
    trace: "off",
    launchOptions: {
      executablePath:
        process.env.CHROMIUM ??
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((it) => existsSync(it)),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        // Without a graphics card a process of its own for it only costs.
        "--in-process-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
