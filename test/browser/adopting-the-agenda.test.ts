import {
  agendaText,
  expect,
  keptForOffline,
  offlineStory,
  openAgenda,
  type Page,
  staysOnline,
  story,
} from "./support.ts";

const bar = (page: Page) => page.locator("[data-adoption]");
const tiles = (page: Page, is: string) => bar(page).locator(`[data-standing="${is}"]`);
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const message = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: /Messages|Mensajes/ }).getByText(text);

/** Writes a paragraph at the end of the text. */
async function write(page: Page, text: string) {
  await agendaText(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type(text);
}

story("on a phone, two taps show what changed since one's own adoption and adopt it", async ({ comeIn }) => {
  const city = await comeIn("per_city_rep");
  await openAgenda(city);
  await expect(tiles(city, "reviewing")).toHaveCount(1);
  await expect(tiles(city, "reservation")).toHaveCount(1);
  await expect(bar(city)).toContainText("7 of 8 partners have adopted version 2.1");

  const page = await comeIn("per_schools_rep", phone);
  await page.goto("/common-agenda");
  await expect(bar(page)).toContainText("Version 2.1 changes 2 paragraphs");
  const opened = Date.now();
  let taps = 0;
  const tap = async (name: string | RegExp) => {
    taps += 1;
    await page.getByRole("button", { name }).tap();
  };
  await tap("See what changed");
  const changes = page.locator("[data-changes]");
  await expect(changes.locator("ins").first()).toHaveText(/We count the goal as met only when the gap/);
  await expect(changes.locator('[data-change="changed"]')).toHaveCount(2);
  // Only what changed is shown, under its headings.
  await expect(changes.locator('[data-change="same"] p')).toHaveCount(0);
  await tap("Adopt version 2.1");
  await expect(message(page, "Harbor Schools has adopted version 2.1.")).toBeVisible();
  console.log(`from the opened agenda to its adoption: ${taps} taps, ${Date.now() - opened} ms`);
  expect(taps).toBe(2);
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
  // Whoever has it open sees the tile fill.
  await expect(tiles(city, "reviewing")).toHaveCount(0);
  await expect(bar(city)).toContainText("8 of 8 partners");
});

story("Home asks for it, and the keyboard adopts with a reservation", async ({ comeIn }) => {
  const page = await comeIn("per_schools_rep");
  await page.goto("/");
  const need = page.locator("li", { hasText: "Adopt version 2.1 of the common agenda" });
  await need.getByRole("link", { name: "See what changed" }).click();
  await page.getByRole("button", { name: "With a reservation" }).click();
  const reason = page.getByLabel("What you put on record");
  await expect(reason).toBeFocused();
  // A reservation without a reason is none.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Write the reason.")).toBeVisible();
  await reason.fill("<img src=x onerror=alert(1)> Not in the holidays.");
  await page.keyboard.press("Control+Enter");
  await expect(message(page, /with a reservation\.$/)).toBeVisible();
  await expect(tiles(page, "reservation")).toHaveCount(2);
  await page.getByRole("button", { name: "See who and when" }).click();
  const own = page.locator('[data-partner="org_schools"]');
  await expect(own).toContainText("Not in the holidays.");
  await expect(own).toContainText("Field Science Lead (Schools)");
  // The event and its receipt are one press away.
  await own.getByRole("link", { name: /^Event \d+/ }).click();
  await expect(page).toHaveURL(/\/timeline\/\d+/);
  await page.goto("/");
  await expect(page.getByText("Adopt version 2.1 of the common agenda")).toHaveCount(0);
});

story(
  "the backbone puts a version to the partners, and records what one said on the telephone",
  async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    await openAgenda(city);
    const page = await comeIn("per_director");
    await openAgenda(page);
    await write(page, "We meet on the river once a year.");
    await expect(bar(page)).toContainText("The working copy changes one paragraph");
    await page.getByRole("button", { name: "Propose for adoption" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("One paragraph is new in English")).toBeVisible();
    await expect(dialog.locator("ins")).toHaveText("We meet on the river once a year.");
    // Somebody writes meanwhile: nobody publishes what they have not seen.
    await expect(agendaText(city)).toContainText("We meet on the river once a year.");
    await write(city, "And in autumn.");
    await expect(agendaText(page)).toContainText("And in autumn.");
    await dialog.getByLabel("What is new, in a sentence").fill("A day on the river.");
    await dialog.getByRole("button", { name: "Put version 2.2 to the partners" }).click();
    await expect(dialog.getByText(/Somebody has written in the text/)).toBeVisible();
    await dialog.getByRole("button", { name: /Try again/ }).click();
    await expect(dialog.locator("ins", { hasText: "And in autumn." })).toBeVisible();
    await dialog.getByRole("button", { name: "Put version 2.2 to the partners" }).click();
    await expect(message(page, "Version 2.2 is with the partners now.")).toBeVisible();
    await expect(bar(page)).toContainText("0 of 8 partners have adopted version 2.2");
    // The city reads it, writes on, and adopts what it read.
    await city.getByRole("button", { name: "See what changed" }).click();
    const changes = city.locator("[data-changes]");
    await expect(changes).toContainText("We meet on the river once a year.");
    await expect(changes).toContainText("And in autumn.");
    await city.keyboard.press("Control+Enter");
    await expect(message(city, /has adopted version 2\.2/)).toBeVisible();
    await expect(tiles(page, "adopted")).toHaveCount(1);
    // After a call with the schools.
    await page.getByRole("button", { name: "See who and when" }).click();
    const schools = page.locator('[data-partner="org_schools"]');
    await schools.getByRole("button", { name: "Record after a call" }).click();
    await expect(page.getByText("You record what Harbor Schools said, after a call.")).toBeVisible();
    await page.getByRole("button", { name: "Adopt version 2.2" }).click();
    await expect(tiles(page, "adopted")).toHaveCount(2);
    await page.getByRole("button", { name: "See who and when" }).click();
    await expect(page.locator('[data-partner="org_schools"]')).toContainText(
      "recorded by the backbone after a call",
    );
  },
);

offlineStory(
  "who only reads sees who adopted and adopts nothing; offline, the button says why it waits",
  async ({ comeIn }) => {
    const funder = await comeIn("per_funder", staysOnline);
    await funder.goto("/common-agenda/en");
    await expect(tiles(funder, "adopted")).toHaveCount(6);
    await expect(funder.locator("[data-waiting]")).toHaveCount(0);
    await funder.getByRole("button", { name: "See who and when" }).click();
    await expect(funder.locator("[data-partner]")).toHaveCount(8);
    await expect(funder.locator("[data-partner]").getByRole("button")).toHaveCount(0);

    const page = await comeIn("per_schools_rep");
    await openAgenda(page);
    await expect(bar(page)).toContainText("changes 2 paragraphs");
    await keptForOffline(page);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "See what changed" }).click();
    // What was read before is read offline too.
    await expect(page.locator("[data-changes] ins").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Adopt version 2.1" })).toBeDisabled();
    await expect(page.getByText("You are offline. This works again").first()).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByRole("button", { name: "Adopt version 2.1" })).toBeEnabled();
  },
);
