import { defineConfig } from "@playwright/test";

/** The browser stories: real Chromium, the real server, one story after another. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.test.ts",
  outputDir: "../../test-results",
  // Generous, because a slow machine is no fault of the product; a story that waits for a fact ends when it is there.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Two cores: a second worker would only make the clocks of both lie.
  workers: 1,
  // A machine that others use too stalls now and then. What passed only at the second try is named in the last lines.
  retries: 1,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
    trace: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
