// `npm test`: everything that must hold before a change is merged, on a machine with git, npm and any Node from 20.
//   --quick   leaves the browser out
// The last line reads `N passed, N failed` (and how many were skipped); what was skipped is named above it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { begin, ensureInstalled, environment, root } from "../server/boot/ensure.mjs";

const quick = process.argv.includes("--quick");
const sum = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
const reports = mkdtempSync(join(tmpdir(), "common-thread-test-"));
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

// Every server and every database thread of a test starts from code that is made ready: a quarter less work in all.
const settings = {
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "tests"),
  ...environment,
  FORCE_COLOR: "0",
};

ensureInstalled();
const unit = suite("unit and integration", "vitest.json", countVitest, (report) => [
  ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
]);
// These tests wait for disks and other processes now and then; what else there is to do has its turn then.
await step("types", ["tsc", "--noEmit"]);
await step("lint", ["biome", "check", "--error-on-warnings"]);
const chromium = quick ? undefined : ensureChromium();
const isBuilt = chromium && (await step("pages", ["node", "server/boot/start.mjs", "--build"]));
await unit;
if (isBuilt)
  await suite("browser stories", "playwright.json", countPlaywright, (report) => [
    ["playwright", "test", "--config=test/browser/playwright.config.ts", "--reporter=list,json"],
    { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  ]);
rmSync(reports, { recursive: true, force: true });
for (const note of notes) console.log(note);
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ""}`);
process.exit(sum.failed > 0 ? 1 : 0);

/** A command that passes or fails as one, and lets the tests go first; whether it passed. */
async function step(name, [command, ...args]) {
  const start = Date.now();
  const begun = begin(command, args);
  if (begun.pid) setPriority(begun.pid, constants.priority.PRIORITY_LOW);
  const passed = (await begun.code) === 0;
  sum[passed ? "passed" : "failed"]++;
  console.log(`${passed ? "✓" : "✗"} ${name} (${seconds(start)})`);
  return passed;
}

/** A test runner that writes a report we count; one that ends without a report, or counts nothing, has failed. */
async function suite(name, file, count, commandFor) {
  const start = Date.now();
  const report = join(reports, file);
  const [[command, ...args], variables = {}] = commandFor(report);
  const code = await begin(command, args, { env: { ...settings, ...variables } }).code;
  const found = existsSync(report)
    ? count(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  // A file that could not even be loaded has no test to count.
  if ((code !== 0 && found.failed === 0) || found.passed === 0) found.failed++;
  for (const key of Object.keys(sum)) sum[key] += found[key];
  console.log(
    `${found.failed ? "✗" : "✓"} ${name}: ${found.passed} passed, ${found.failed} failed (${seconds(start)})`,
  );
}

function countVitest(report) {
  for (const file of report.testResults)
    for (const test of file.assertionResults) {
      if (test.status === "failed") notes.push(`failed: ${relative(root, file.name)}: ${test.fullName}`);
      if (["pending", "skipped", "todo"].includes(test.status)) notes.push(`skipped: ${test.fullName}`);
    }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright(report) {
  const walk = (suites) => suites.flatMap((it) => [...(it.specs ?? []), ...walk(it.suites ?? [])]);
  for (const spec of walk(report.suites)) {
    if (!spec.ok) notes.push(`failed: ${spec.file}: ${spec.title}`);
    else if (spec.tests.some((it) => it.status === "flaky"))
      notes.push(`passed only at the second try: ${spec.file}: ${spec.title}`);
    else if (spec.tests.every((it) => it.status === "skipped")) notes.push(`skipped: ${spec.title}`);
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * A Chromium to test with: without its window where there is one, which takes half the work of the whole browser and is
 * the same engine; else Debian's, installed now; else whatever the machine has.
 */
function ensureChromium() {
  const found = (...paths) => paths.find((path) => path && existsSync(path));
  const withoutWindow = "/usr/bin/chromium-headless-shell";
  const known = () => found(process.env.CHROMIUM, withoutWindow);
  if (known()) return known();
  const works = (command, args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
  if (works("apt-get", ["--version"])) {
    const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    console.error("Installing Debian's Chromium for the browser stories (once, about a minute) …");
    const apt = (...args) => {
      const [command, ...rest] = [...sudo, "apt-get", ...args];
      return spawnSync(command, rest, {
        stdio: ["ignore", 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    };
    const install = (name) => apt("install", "-y", "-qq", "--no-install-recommends", name);
    apt("update", "-qq");
    install("chromium-headless-shell");
    if (!known()) install("chromium");
  }
  const chromium =
    known() ?? found("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  if (!chromium) {
    sum.failed++;
    notes.push(
      "failed: no Chromium for the browser stories. Install it, or set CHROMIUM to its path; npm run test:quick leaves them out.",
    );
  }
  return chromium;
}
