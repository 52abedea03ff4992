import { readFileSync } from "node:fs";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { expect, type Page, powerCutStory, story } from "./support.ts";

const { expectedAnswers: answers } = sample;
/** Tall enough for every commitment of the sample to be drawn. */
const tall = { width: 1440, height: 2400 };

const rows = (page: Page) => page.locator("[data-row]");
const idsOn = async (page: Page) =>
  rows(page).evaluateAll((all) => all.map((it) => it.getAttribute("data-row")!));
const total = (page: Page, name: string) => page.locator(`[data-total="${name}"] b`);
const panel = (page: Page) => page.getByRole("complementary", { name: /^(Commitment|Compromiso) C-/ });
/** What was just said to the person, on the screen. */
const message = (page: Page, text: string) =>
  page.getByRole("region", { name: /Messages|Mensajes/ }).getByText(text);
const sorted = (ids: readonly string[]) => [...ids].sort();
const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

/** Opens the list under a query and waits for its rows. */
async function openList(page: Page, query = "") {
  await page.goto(`/commitments${query}`);
  await expect(rows(page).first()).toBeVisible();
}

story("the screen gives the sample's answers", async ({ comeIn }) => {
  const page = await comeIn("per_director", { viewport: tall });
  await openList(page);
  await expect(total(page, "past")).toHaveText(String(answers.overdueCommitments.length));
  await expect(total(page, "offered")).toHaveText(String(answers.awaitingAcceptance.length));
  await expect(total(page, "help")).toHaveText(String(answers.needsHelp.length));
  await expect(total(page, "kept-rate")).toHaveText("43%");
  await page.getByRole("button", { name: /past their date/ }).click();
  await expect(page).toHaveURL(/show=past/);
  await expect.poll(() => idsOn(page)).toEqual(answers.overdueCommitments.map((it) => it.id));
  await expect(rows(page).first()).toContainText("39 days ago");
  for (const [name, ids] of [
    ["Due within 14 days", answers.dueInNext14Days],
    ["Waiting for a yes", answers.awaitingAcceptance],
    ["Need help", answers.needsHelp],
    ["Moved", answers.renegotiatedAtLeastOnce],
    ["Closed in the last 60 days", Object.values(answers.closedInLast60Days).flat()],
  ] as const) {
    await page.locator('[data-filter="show"]').click();
    await page.getByRole("menuitemradio", { name, exact: true }).click();
    await expect.poll(async () => sorted(await idsOn(page)), name).toEqual(sorted(ids));
  }
  await page.getByRole("button", { name: /^Grouped by/ }).click();
  await page.getByRole("menuitemradio", { name: "status" }).click();
  for (const [name, ids] of [
    ["Kept", answers.closedInLast60Days.kept],
    ["Not kept", answers.closedInLast60Days.not_kept],
    ["Released", answers.closedInLast60Days.released],
  ] as const)
    await expect(page.getByRole("rowgroup", { name, exact: true }).locator("[data-row]")).toHaveCount(
      ids.length,
    );
});

for (const who of ["per_funder", "per_schools_rep", "per_yard_rep"] as const)
  story(`${who} sees on the screen what is for their eyes`, async ({ comeIn }) => {
    const page = await comeIn(who, { viewport: tall });
    await openList(page, "?show=all");
    await expect.poll(async () => sorted(await idsOn(page))).toEqual(answers.visibleCommitments[who]);
  });

story("who only reads sees what is public, and nothing to press", async ({ comeIn }) => {
  const page = await comeIn("per_funder");
  await openList(page, "?show=all");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText("Its thread");
  await expect(panel(page).locator("[data-act]")).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Remind|Commitment)/ })).toHaveCount(0);
  await page.keyboard.press("c");
  await page.keyboard.press("s");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("menu")).toHaveCount(0);
});

story("the backbone knows, records and reminds without leaving the keyboard", async ({ server, comeIn }) => {
  const page = await comeIn("per_director");
  // Warm: the page was there before.
  await openList(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const asked = Date.now();
  for (const key of ["g", "c"]) await page.keyboard.press(key);
  await expect(rows(page).first()).toBeVisible();
  for (const key of ["j", "Enter"]) await page.keyboard.press(key);
  await expect(panel(page)).toContainText("Port Authority");
  await expect(panel(page)).toContainText("Past its date");
  await expect(rows(page).first()).toContainText("39 days ago");
  console.log(
    `13: who promised what, what is past its date, where it was said: 4 keys, ${seconds(asked)} s (limit 4 keys, 10 s)`,
  );
  await page.keyboard.press("]");
  await expect(panel(page).getByRole("link", { name: /Steering Committee/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(page.locator('[data-row="com_04"]')).toBeFocused();
  await page.keyboard.press("k");

  const began = Date.now();
  for (let times = 0; times < 5; times++) await page.keyboard.press("x");
  await expect(page.getByText("5 chosen")).toBeVisible();
  await page.keyboard.press("s");
  await page.keyboard.press("k");
  await expect(message(page, "Kept: recorded for 5.")).toBeVisible();
  console.log(`14: status set on 5 entries: 7 keys, ${seconds(began)} s (limit 15 s)`);
  await expect(total(page, "past")).toHaveText("1");
  const { items } = (await (
    await page.request.get(`${server.origin}/api/commitments?status=kept`)
  ).json()) as {
    items: Commitment[];
  };
  const told = items.filter((it) => it.isOnBehalf).map((it) => it.id);
  expect(sorted(told)).toEqual(["com_04", "com_06", "com_07", "com_17", "com_21"]);
  // It was the wrong word: a later event takes it back, and the log keeps both.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(total(page, "past")).toHaveText("6");

  const clicked = Date.now();
  await page.getByRole("button", { name: "Remind 5 owners" }).click();
  const dialog = page.getByRole("dialog", { name: "Remind by mail" });
  await expect(dialog.getByText("2 commitments to look at: Brackwater River Compact")).toBeVisible();
  await dialog.getByRole("button", { name: "Send 5 reminders" }).click();
  await expect(message(page, "Reminder sent to 5.")).toBeVisible();
  console.log(
    `15: every owner past a date reminded after a preview: 2 clicks, ${seconds(clicked)} s (limit 2 clicks)`,
  );
  await page.goto("/commitments/com_17");
  await expect(panel(page)).toContainText("Reminder by mail: Director of Environment (Port)");
  // Nobody twice a day.
  await page.getByRole("button", { name: "Remind 5 owners" }).click();
  await expect(page.getByText("There is nobody to write to.")).toBeVisible();
});

story(
  "of two who change one commitment, the later one is told and decides again",
  async ({ server, comeIn }) => {
    // Two browsers on a machine that may be busy.
    story.slow();
    const first = await comeIn("per_city_rep");
    const second = await comeIn("per_city_alt");
    // The second one's line is down: that page cannot know.
    await second.route("**/api/live*", (route) => route.abort());
    await second.goto("/commitments/com_07");
    await expect(panel(second)).toContainText("Name two City staff");
    await first.goto("/commitments/com_07");
    await expect(panel(first)).toContainText("Name two City staff");
    await first.keyboard.press("u");
    await first.keyboard.type("One of them is named.");
    await first.keyboard.press("Control+Enter");
    await expect(panel(first).getByText("One of them is named.")).toBeVisible();

    await panel(second).getByRole("button", { name: "Kept", exact: true }).click();
    const told = panel(second).getByRole("alert");
    await expect(told).toContainText(/Stormwater Program Manager \(City\) changed this on/);
    await expect(panel(second)).toContainText("One of them is named.");
    await told.getByRole("button", { name: "Change it anyway" }).click();
    await expect(panel(second).getByRole("button", { name: "Open again" })).toBeVisible();
    // The first one sees it without doing anything.
    await expect(panel(first).getByRole("button", { name: "Open again" })).toBeVisible();
    const { history } = await (await first.request.get(`${server.origin}/api/commitments/com_07`)).json();
    expect(history.slice(-2).map((it: { type: string }) => it.type)).toEqual([
      "commitment.noted",
      "commitment.kept",
    ]);
  },
);

story("a line that is typed becomes an offer, and its owner says yes in Spanish", async ({ comeIn }) => {
  // Two browsers on a machine that may be busy.
  story.slow();
  const page = await comeIn("per_city_rep");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New commitment" });
  await expect(dialog.getByLabel("What is promised?")).toBeFocused();
  await expect(dialog.getByLabel("Who does it?").locator("option", { hasText: "Casa Ribera" })).toHaveCount(
    1,
  );
  await page.keyboard.type("@Casa Ribera translate the pier signs by 05/03/2027");
  // Two days fit; nothing is guessed.
  await expect(dialog.getByText("Who: Casa Ribera")).toBeVisible();
  await expect(dialog.getByText("Which day is meant?")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("By when? Choose a day.")).toBeVisible();
  await dialog.getByRole("button", { name: "Mon, May 3, 2027" }).click();
  await dialog.getByRole("button", { name: "Offer it" }).click();
  await expect(message(page, "C-24 is offered to Casa Ribera.")).toBeVisible();
  await expect(panel(page)).toContainText("translate the pier signs");
  await expect(panel(page)).toContainText("Waiting for a yes");
  await expect(panel(page).locator("[data-act]")).toHaveCount(0);

  const casa = await comeIn("per_casa_rep", { viewport: { width: 390, height: 844 }, locale: "es" });
  await openList(casa, "?show=offered");
  await casa.getByText("translate the pier signs").click();
  const sheet = casa.getByRole("dialog");
  await expect(sheet).toContainText("Propuesto a Casa Ribera, para el lun, 3 may 2027");
  await sheet.getByRole("button", { name: "Aceptar", exact: true }).click();
  await expect(sheet).toContainText("En curso");
  await expect(panel(page)).toContainText("In progress");
});

story("a view is an address, has a name, and leaves the page as a table and on paper", async ({ comeIn }) => {
  const page = await comeIn("per_director", { viewport: tall });
  await openList(page);
  await page.keyboard.press("/");
  await page.keyboard.type("LATERÁL");
  await expect.poll(async () => sorted(await idsOn(page))).toEqual(["com_03", "com_06"]);
  await page.keyboard.press("Escape");
  await page.locator('[data-filter="partner"]').click();
  await page.getByRole("menuitemradio", { name: "Port Authority" }).click();
  await expect(page).toHaveURL(/partner=org_port/);
  await expect.poll(async () => sorted(await idsOn(page))).toEqual(["com_04", "com_17"]);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Keep this view as").fill("The port");
  await page.getByRole("button", { name: "Keep view" }).click();
  await openList(page);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "The port", exact: true }).click();
  await expect(page).toHaveURL(/\?partner=org_port$/);
  await expect.poll(async () => sorted(await idsOn(page))).toEqual(["com_04", "com_17"]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Print or save" }).click();
  await page.getByRole("menuitem", { name: "Save as a table (CSV)" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file.charCodeAt(0)).toBe(0xfeff);
  const [head, ...lines] = file.slice(1).split("\r\n");
  expect(head).toContain("No.,Commitment,Owner,Person,Status,Due,First due");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^C-17,Choose the Tanner's Point dredging contractor,Port Authority,/);

  // What is printed is the whole list, not only what the window shows.
  await page.setViewportSize({ width: 1440, height: 500 });
  await openList(page, "?show=all");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("table").locator("tbody td:first-child")).toHaveCount(23);
  await expect(page.locator("[data-row]").first()).toBeHidden();

  // A board and the partners go on paper and into a file with all their rows, and nothing is cut off.
  for (const [view, rows] of [
    ["board", 23],
    ["partner", 15],
  ] as const) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(`/commitments?as=${view}`);
    await expect(total(page, "past")).toBeVisible();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      (async () => {
        await page.getByRole("button", { name: "Print or save" }).click();
        await page.getByRole("menuitem", { name: "Save as a table (CSV)" }).click();
      })(),
    ]);
    const lines = readFileSync(await saved.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines, view).toHaveLength(rows + 1);
    // As wide as A4 without its margins.
    await page.setViewportSize({ width: 673, height: 900 });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await expect(
      page.getByRole("rowheader", { name: /^Past their date|^In progress/ }).first(),
    ).toBeVisible();
    await expect(page.getByRole("cell", { name: /^C-\d+$/ })).toHaveCount(rows);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

powerCutStory(
  "without a connection the list stays readable, and what needs the server waits",
  async ({ server, comeIn }) => {
    const page = await comeIn("per_city_rep");
    await openList(page);
    const count = await rows(page).count();
    await server.stop();
    await expect(page.getByText(/You’re offline/).first()).toBeVisible({ timeout: 20_000 });
    await expect(rows(page)).toHaveCount(count);
    await expect(page.getByRole("button", { name: "Commitment", exact: true })).toBeDisabled();
    await page.keyboard.press("/");
    await page.keyboard.type("lateral");
    await expect(rows(page)).toHaveCount(2);
    await server.start();
    await expect(page.getByRole("button", { name: "Commitment", exact: true })).toBeEnabled({
      timeout: 20_000,
    });
  },
);
