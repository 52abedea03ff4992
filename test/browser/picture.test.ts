import { mkdirSync } from "node:fs";
import { agendaText, expect, openAgenda, sameText, story } from "./support.ts";

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
  await lab.getByText("By 2030 people can swim").click();
  await lab.keyboard.press("End");
  await casa.getByText("In: the tidal river").click();
  await casa.keyboard.press("Control+End");
  await casa.getByText("For a century the Brackwater").click();
  await casa.keyboard.press("End");
  await casa.keyboard.type(" We who fish here");
  await expect(agendaText(city)).toContainText("We who fish here");
  await sameText(city, casa, lab);
  await expect(city.getByText("Coordinadora", { exact: false }).first()).toBeVisible();
  await city.screenshot({ path: `${folder}/common-agenda.png` });
});
