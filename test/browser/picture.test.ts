import { mkdirSync } from "node:fs";
import { agendaText, expect, openAgenda, type Page, sameText, story } from "./support.ts";

/** Kept beside this file when `PICTURES=1`, else thrown away with the other results. */
const folder = process.env.PICTURES ? "test/browser/pictures" : "test-results/pictures";

story("the picture in the README shows two partners writing at the same time", async ({ comeIn }) => {
  mkdirSync(folder, { recursive: true });
  const city = await comeIn("per_city_rep", { deviceScaleFactor: 1, viewport: { width: 1280, height: 800 } });
  const casa = await comeIn("per_casa_rep");
  const lab = await comeIn("per_uni_rep");
  await openAgenda(city);
  await openAgenda(casa);
  await openAgenda(lab);
  await toTheEndOf(lab, "By 2030 people can swim");
  await toTheEndOf(casa, "For a century the Brackwater");
  await casa.keyboard.type(" We who fish here will be asked first.");
  await expect(agendaText(city)).toContainText("will be asked first.");
  await sameText(city, casa, lab);
  await expect(city.getByText("Coordinadora", { exact: false }).first()).toBeVisible();
  await city.screenshot({ path: `${folder}/common-agenda.png` });
});

/** Puts the caret behind the last letter of the paragraph that begins so. */
async function toTheEndOf(page: Page, beginning: string) {
  const paragraph = page.locator("p", { hasText: beginning });
  const box = await paragraph.boundingBox();
  await paragraph.click({ position: { x: 4, y: box!.height - 8 } });
  await page.keyboard.press("End");
}
