import { addDays } from "../../shared/dates.ts";
import { expect, type Page, story } from "./support.ts";

const inThreeWeeks = addDays(new Date().toISOString().slice(0, 10), 21);
const titles = (page: Page) => page.locator("li[data-proposed] > div > b").allTextContents();
const order = (page: Page, wanted: string[]) =>
  expect.poll(() => titles(page), { timeout: 15_000 }).toEqual(wanted);

async function addItem(page: Page, title: string, minutes: string, button = /^Add an item|Propose an item/) {
  await page.getByRole("button", { name: button }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is it about").fill(title);
  await dialog.getByLabel("Minutes").fill(minutes);
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toHaveCount(0);
}

story(
  "partners prepare a meeting together: a series, a proposal, a thread, an order, the next meeting",
  async ({ comeIn }) => {
    story.setTimeout(180_000);
    const director = await comeIn("per_director");
    await director.goto("/meetings");
    await expect(director.getByRole("link", { name: "Steering Committee, November" })).toBeVisible();
    await director.keyboard.press("n");
    const sheet = director.getByRole("dialog");
    await sheet.getByLabel("Group").selectOption({ label: "Clean Water Working Group" });
    await sheet.getByLabel("Day", { exact: true }).fill(inThreeWeeks);
    await sheet.getByLabel("From").fill("13:00");
    await sheet.getByLabel("To", { exact: true }).fill("14:00");
    await expect(sheet.getByLabel("Title")).toHaveValue(/^Clean Water Working Group, /);
    await sheet.getByLabel("Title").fill("Clean water, spring");
    await sheet.getByLabel("Repeats").selectOption("two_weeks");
    await sheet.getByLabel("How many meetings").fill("3");
    await expect(sheet.getByRole("region", { name: "3 days" }).getByRole("listitem")).toHaveCount(3);
    await sheet.getByRole("button", { name: "Call 3 meetings" }).click();
    await expect(director).toHaveURL(/\/meetings\/mtg_\w{16}\/agenda$/);
    const address = new URL(director.url()).pathname;
    await expect(director.getByText("Nothing on the agenda yet")).toBeVisible();
    await addItem(director, "Lateral repairs", "30");
    await addItem(director, "Storm season", "25");

    const partner = await comeIn("per_uni_rep");
    await partner.goto(address);
    await addItem(partner, "Storm results at the pier", "20");
    await expect(partner.getByText("Proposed by Estuary Lab Principal Scientist")).toBeVisible();
    await expect(partner.getByRole("button", { name: /^Move/ })).toHaveCount(0);
    await partner.getByRole("button", { name: /^Thread.*Storm results at the pier/ }).click();
    const theirs = partner.getByRole("region", { name: "Thread of Storm results at the pier" });
    await theirs
      .getByRole("textbox", { name: /Write to everybody/ })
      .fill("Twelve samples came <b>in</b> late. ");
    await theirs.getByRole("textbox", { name: /Write to everybody/ }).pressSequentially("@Casa Rib");
    await partner.keyboard.press("Enter");
    await partner.keyboard.press("Control+Enter");
    await expect(theirs.getByText("Twelve samples came <b>in</b> late.")).toBeVisible();
    await expect(theirs.locator("b", { hasText: "@Casa Ribera" })).toBeVisible();

    // The proposal and its thread came by themselves; whoever leads takes it in.
    const row = director.getByRole("listitem").filter({ hasText: "Storm results at the pier" });
    await expect(row.getByText("1 new")).toBeVisible();
    await row.getByRole("button", { name: /^Take it in/ }).click();
    await expect(row.getByText("Proposed by")).toHaveCount(0);
    await expect(director.getByText("15 minutes more than the meeting has")).toBeVisible();
    await row.getByRole("button", { name: /^Thread/ }).click();
    await row.getByRole("button", { name: "Reply" }).click();
    await row.getByRole("textbox", { name: /^Reply to/ }).fill("Then we look at October only.");
    await director.keyboard.press("Control+Enter");
    await expect(theirs.getByText("Then we look at October only.")).toBeVisible();
    await row.getByRole("button", { name: /^Thread/ }).click();

    // By keyboard: take hold, twice up, put down.
    await order(director, ["Lateral repairs", "Storm season", "Storm results at the pier"]);
    await director.locator("[data-grip]").last().focus();
    await director.keyboard.press(" ");
    await director.keyboard.press("ArrowUp");
    await director.keyboard.press("ArrowUp");
    await order(director, ["Storm results at the pier", "Lateral repairs", "Storm season"]);
    await director.keyboard.press(" ");
    await order(partner, ["Storm results at the pier", "Lateral repairs", "Storm season"]);
    await expect(director.locator("[data-grip]").first()).toBeFocused();
    // Esc puts back what was not put down.
    await director.keyboard.press(" ");
    await director.keyboard.press("ArrowDown");
    await director.keyboard.press("Escape");
    await order(director, ["Storm results at the pier", "Lateral repairs", "Storm season"]);

    // By drag, and back with Undo.
    const last = (await director.locator("[data-grip]").last().boundingBox())!;
    const first = (await director.locator("[data-grip]").first().boundingBox())!;
    await director.mouse.move(last.x + 8, last.y + 8);
    await director.mouse.down();
    await director.mouse.move(first.x + 8, first.y + 20, { steps: 6 });
    await director.mouse.move(first.x + 8, first.y - 20, { steps: 3 });
    await director.mouse.up();
    await order(partner, ["Storm season", "Storm results at the pier", "Lateral repairs"]);
    await director.getByRole("button", { name: "Undo" }).last().click();
    await order(partner, ["Storm results at the pier", "Lateral repairs", "Storm season"]);

    // To the next meeting of the series, with its thread.
    await director.getByRole("button", { name: "More about Storm results at the pier" }).click();
    await director.getByRole("menuitem", { name: "Move to Clean water, spring" }).click();
    await order(director, ["Lateral repairs", "Storm season"]);

    // A neighbour in Spanish, on a phone, in another zone.
    const phone = await comeIn("per_casa_rep", {
      viewport: { width: 390, height: 844 },
      timezoneId: "Europe/Madrid",
      locale: "es-ES",
    });
    await phone.goto(`${address.replace("/agenda", "_2/agenda")}`);
    await expect(phone.getByText(/19:00.20:00 \(13:00.14:00 en New York\)/)).toBeVisible();
    await phone.getByRole("button", { name: /^Hilo, 2 mensajes.*Storm results at the pier/ }).click();
    const hilo = phone.getByRole("region", { name: "Hilo de Storm results at the pier" });
    await expect(hilo.getByText("Then we look at October only.")).toBeVisible();
    await hilo.getByRole("textbox", { name: /^Escriba/ }).fill("De acuerdo, traemos las fotos.");
    await phone.reload();
    await phone.getByRole("button", { name: /^Hilo.*Storm results/ }).click();
    await expect(hilo.getByRole("textbox", { name: /^Escriba/ })).toHaveValue(
      "De acuerdo, traemos las fotos.",
    );
    await hilo.getByRole("button", { name: "Enviar" }).click();
    await expect(hilo.getByRole("textbox", { name: /^Escriba/ })).toHaveValue("");
    await expect(hilo.getByText("De acuerdo, traemos las fotos.")).toBeVisible();
    const beyond = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  },
);

story("a post that arrives moves nobody who is writing", async ({ comeIn }) => {
  story.setTimeout(120_000);
  const address = "/meetings/mtg_2026_12_03/agenda";
  const one = await comeIn("per_city_rep", { viewport: { width: 1440, height: 420 } });
  const other = await comeIn("per_uni_rep");
  const openThread = async (page: Page) => {
    await page.goto(address);
    await page.getByRole("button", { name: /^Thread.*Publish weekly site results/ }).click();
    const field = page.getByRole("textbox", { name: /Write to everybody/ });
    await expect(field).toBeVisible();
    return field;
  };
  const field = await openThread(one);
  await field.fill("I am still writing");
  await field.scrollIntoViewIfNeeded();
  const before = (await field.boundingBox())!.y;
  const theirs = await openThread(other);
  for (const text of ["A first word", "A second word"]) {
    await theirs.fill(text);
    await other.keyboard.press("Control+Enter");
    await expect(theirs).toHaveValue("");
  }
  await expect(one.getByText("A second word")).toBeVisible();
  await expect(field).toHaveValue("I am still writing");
  await expect(field).toBeFocused();
  expect(Math.abs((await field.boundingBox())!.y - before)).toBeLessThan(40);
});

story("an item is linked by name to what it is about, of every kind", async ({ comeIn }) => {
  const director = await comeIn("per_director");
  await director.goto("/meetings/mtg_2026_12_03/agenda");
  await director
    .getByRole("button", { name: /^Add an item/ })
    .first()
    .click();
  const dialog = director.getByRole("dialog").first();
  await dialog.getByLabel("What is it about").fill("Results of the site");
  for (const [typed, name] of [
    ["d-18", /D-18 Publish site-level bacteria results/],
    ["i1", /^I1 /],
    ["a7", /^A7 /],
  ] as const) {
    await dialog.getByRole("button", { name: "Link a record" }).click();
    await expect(dialog.getByRole("combobox", { expanded: true })).toBeFocused();
    await director.keyboard.type(typed);
    await expect(dialog.getByRole("listbox").getByRole("option").first()).toHaveText(name);
    await director.keyboard.press("Enter");
    await expect(dialog.getByRole("group", { name: "Linked to" }).getByText(name)).toBeVisible();
  }
  await dialog.getByRole("button", { name: /^Do not link A7/ }).click();
  await dialog.getByRole("button", { name: /^Add an item/ }).click();
  await expect(director.getByRole("dialog")).toHaveCount(0);
  const row = director.getByRole("listitem").filter({ hasText: "Results of the site" });
  await expect(row).toContainText("D-18 Publish site-level bacteria results");
  await expect(row).toContainText("I1 ");
  await expect(row).not.toContainText("A7 ");
  const answer = await director.request.get("/api/meetings/mtg_2026_12_03");
  const { agenda } = (await answer.json()) as { agenda: { title: string; recordIds: string[] }[] };
  const added = agenda.find((it) => it.title === "Results of the site")!;
  expect(added.recordIds).toEqual(["dec_publish", "ind_bacteria"]);
});
