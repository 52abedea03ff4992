import { readFileSync } from "node:fs";
import { expect, type Page, story } from "./support.ts";

const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const focused = (page: Page) => page.locator(":focus");
const message = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Messages" }).getByText(text);
const milestone = (page: Page, name: RegExp) => page.getByRole("button", { name });
/** The column of a state on the board. */
const column = (page: Page, state: string) => page.getByRole("region", { name: new RegExp(`^${state}`) });

story(
  "a partner keeps the plan by keyboard, in time and by state, while the one next door sees it change",
  async ({ comeIn, complaints: _complaints }) => {
    const city = await comeIn("per_city_rep", { viewport: { width: 1440, height: 900 } });
    const lab = await comeIn("per_uni_rep", { viewport: { width: 1440, height: 900 } });
    await lab.goto("/plan?as=timeline");
    await city.goto("/plan");
    await expect(city.getByRole("heading", { level: 1, name: "Action plan" })).toBeVisible();
    // The views have a key each, and an address.
    await expect(city.getByRole("button", { name: "Timeline" })).toBeVisible();
    await city.keyboard.press("2");
    await expect(city).toHaveURL(/as=timeline/);
    for (const page of [city, lab]) await expect(row(page, "act_source")).toBeVisible();
    await expect(city.getByRole("link", { name: /^A1: \w+ \d{4} to \w+ \d{4}, Delayed$/ })).toBeVisible();
    await expect(city.getByText(/^10 activities from/)).toBeAttached();

    // Down to A6, and along to the milestone that is to come.
    await city.keyboard.press("j");
    await expect(focused(city)).toHaveAttribute("data-row", "act_tanner");
    for (let step = 0; step < 6; step++) await city.keyboard.press("j");
    await expect(focused(city)).toHaveAttribute("data-row", "act_sewer");
    await city.keyboard.press("k");
    await expect(focused(city)).toHaveAttribute("data-row", "act_source");
    await city.keyboard.press("ArrowRight");
    await city.keyboard.press("ArrowRight");
    await expect(focused(city)).toHaveAccessibleName(/^Top-five source list: due/);
    await city.keyboard.press("Enter");
    const card = city.getByRole("dialog", { name: "Milestone: Top-five source list" });
    await expect(card).toBeVisible();
    await expect(card.getByRole("link", { name: "Its thread" })).toHaveAttribute(
      "href",
      /^\/plan\/act_source/,
    );
    await expect(card.getByRole("button", { name: "Mark done" })).toBeFocused();
    await city.keyboard.press("Enter");
    await expect(message(city, "A6: “Top-five source list” is done")).toBeVisible();
    await expect(milestone(lab, /^Top-five source list: done/)).toBeVisible();
    await expect(row(lab, "act_source").locator("..").getByText("all milestones done")).toBeVisible();
    await city.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(focused(city)).toHaveAccessibleName(/^Top-five source list: done/);
    // Taken back where it was said.
    await city
      .getByRole("region", { name: "Messages" })
      .getByRole("button", { name: "Undo" })
      .first()
      .click();
    await expect(milestone(lab, /^Top-five source list: due/)).toBeVisible();
    // The same as a table.
    await city.keyboard.press("t");
    await expect(city.getByRole("cell", { name: /Contractor selected: past its date/ })).toBeVisible();

    // By state: A2 is at risk now, and says why.
    await lab.keyboard.press("3");
    await expect(column(lab, "On track").locator('[data-row="act_source"]')).toBeVisible();
    await city.keyboard.press("3");
    await expect(row(city, "act_source")).toBeVisible();
    const across = await city.evaluate(() => {
      const board = document.querySelector('[aria-label="Activities by how they go"]')!;
      return board.scrollWidth - board.clientWidth;
    });
    expect(across).toBeLessThanOrEqual(0);
    await row(city, "act_source").focus();
    await city.keyboard.press("s");
    await expect(city.getByRole("menu", { name: "How does A6 go?" })).toBeVisible();
    await city.keyboard.press("r");
    const why = city.getByRole("dialog", { name: "A6 is at risk" });
    await why.getByRole("button", { name: "Save" }).click();
    await expect(why.getByText("Write a sentence")).toBeVisible();
    await city.getByLabel("What should the others know?").fill("Two samplers are out until March.");
    await city.keyboard.press("Control+Enter");
    await expect(message(city, "A6 is at risk now")).toBeVisible();
    await expect(focused(city)).toHaveAttribute("data-row", "act_source");
    const moved = column(lab, "At risk").locator('[data-row="act_source"]');
    await expect(moved).toContainText("Two samplers are out until March.");
    await city.keyboard.press("Control+z");
    await expect(column(lab, "On track").locator('[data-row="act_source"]')).toBeVisible();
    // The same with the mouse.
    await city.locator('[data-row="act_source"]').dragTo(column(city, "Done"));
    await expect(column(lab, "Done").locator('[data-row="act_source"]')).toBeVisible();

    const download = city.waitForEvent("download");
    await city.getByRole("button", { name: "Print or save" }).click();
    await city.getByRole("menuitem", { name: "Save as a table (CSV)" }).click();
    const file = readFileSync(await (await download).path(), "utf8");
    expect(file.split("\r\n")).toHaveLength(12);
    expect(file).toMatch(
      /A1,"Tanner's Point cleanup, phase 2",.*Port Authority.*Contractor selected \(by \d{4}-\d\d-\d\d\)/,
    );
    expect(file).toMatch(/A6,Bacteria source tracking,.*,Done,/);
  },
);
