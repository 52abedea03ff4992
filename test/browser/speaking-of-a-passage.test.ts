import { newId } from "../../shared/ids.ts";
import {
  agendaText,
  choose,
  expect,
  marked,
  offlineStory,
  openAgenda as openText,
  type Page,
  saveState,
  story,
} from "./support.ts";

/** Opens the common agenda, with the marks in it. */
async function openAgenda(page: Page) {
  await openText(page);
  await expect(page.locator("[data-passages]")).toBeAttached();
}

const firstWords = async (page: Page) => {
  const line = await agendaText(page).locator("p").first().innerText();
  return line.split(" ").slice(0, 4).join(" ");
};

story("one speaks of a passage, another sees it marked at once and answers beside it", async ({ comeIn }) => {
  const city = await comeIn("per_city_rep");
  const director = await comeIn("per_director");
  await openAgenda(city);
  await openAgenda(director);
  const words = await firstWords(city);
  await choose(city, words);
  await city.getByRole("button", { name: "Discuss the words that you chose" }).click();
  const panel = city.getByRole("region", { name: "Passages discussed" });
  await expect(panel.locator("blockquote")).toHaveText(words);
  const field = panel.getByRole("textbox", { name: "What do you want to say about these words?" });
  await expect(field).toBeFocused();
  // Nobody else sees what was only begun.
  expect(await marked(director)).toEqual([]);
  await city.keyboard.type("Is this still so?");
  await city.keyboard.press("Control+Enter");
  await expect.poll(() => marked(city)).toEqual([words]);
  await expect.poll(() => marked(director)).toEqual([words]);

  const pin = director.getByRole("button", { name: `Discussed, 1 post, 1 new: “${words}”` });
  await pin.focus();
  await director.keyboard.press("Enter");
  const theirs = director.getByRole("region", { name: "Passages discussed" });
  await expect(theirs.getByText("Is this still so?")).toBeVisible();
  await expect(theirs).toBeFocused();
  await theirs.getByRole("textbox", { name: "What do you want to say about these words?" }).fill("It is.");
  await theirs.getByRole("button", { name: "Send" }).click();
  await expect(panel.getByText("It is.")).toBeVisible();

  // The words around it change, and the mark stays at its own; then they change, and the quote stays.
  const line = agendaText(director).locator("p").first();
  await line.click({ position: { x: 2, y: 8 } });
  await director.keyboard.press("Home");
  const middle = "For a c".length;
  await director.keyboard.type("Today: ");
  await expect.poll(() => marked(city)).toEqual([words]);
  for (let n = 0; n < middle; n += 1) await director.keyboard.press("ArrowRight");
  await director.keyboard.type("XYZ");
  await expect(panel.getByText("The passage was changed since. Now it says:")).toBeVisible();
  await expect(panel.locator("blockquote").first()).toHaveText(words);
  const changed = `${words.slice(0, middle)}XYZ${words.slice(middle)}`;
  await expect(panel.locator("blockquote").nth(1)).toHaveText(changed);
  expect(await marked(city)).toEqual([changed]);
  await expect(saveState(director)).toHaveText("All changes saved");
  await director.keyboard.press("Control+A");
  await director.keyboard.press("Delete");
  await expect(panel.getByText("The passage is no longer in the text.")).toBeVisible();
  await expect(panel.locator("blockquote").first()).toHaveText(words);
  expect(await marked(city)).toEqual([]);
  // Undone, they are new letters with the same words.
  await director.keyboard.press("Control+Z");
  await expect.poll(() => marked(city)).toEqual([expect.stringMatching(/^For a c(XYZ)?entury the$/)]);
});

offlineStory(
  "words that wait are kept, offline too, and mark their passage exactly once",
  async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    await openAgenda(casa);
    const words = await firstWords(city);
    await city.context().setOffline(true);
    await choose(city, words);
    await city.keyboard.press("Control+Alt+m");
    const field = city.getByRole("textbox", { name: "What do you want to say about these words?" });
    await expect(field).toBeFocused();
    await city.keyboard.type("A word that waits");
    await expect(city.getByRole("button", { name: "Send" })).toBeDisabled();
    await city.context().setOffline(false);
    await city.reload();
    await expect(field).toHaveValue("A word that waits");
    await expect(city.getByRole("button", { name: `Not sent yet: “${words}”` })).toBeVisible();
    // The answer is lost on its way: sent again, it is the same words and one mark.
    let lost = 0;
    await city.route("**/api/threads/posts", async (route) => {
      await route.fetch();
      lost += 1;
      await route.abort();
    });
    await field.press("Control+Enter");
    await expect.poll(() => lost).toBe(1);
    await expect.poll(() => marked(casa)).toEqual([words]);
    await city.unroute("**/api/threads/posts");
    await expect(city.getByRole("button", { name: "Send" })).toBeEnabled();
    await city.getByRole("button", { name: "Send" }).click();
    await expect(field).toHaveValue("");
    await expect.poll(() => marked(city)).toEqual([words]);
    await expect(
      city.getByRole("region", { name: "Passages discussed" }).getByText("A word that waits"),
    ).toHaveCount(1);
    await expect(casa.getByRole("button", { name: /1 mensaje, 1 nuevo/ })).toHaveCount(1);
    // Taken back, the mark goes; what was written in the text meanwhile stays.
    await city.getByText("Undo", { exact: true }).click();
    await expect.poll(() => marked(casa)).toEqual([]);
  },
);

story("on a phone a press on marked words opens their thread from below, in Spanish", async ({ comeIn }) => {
  const city = await comeIn("per_city_rep");
  await openAgenda(city);
  const words = await firstWords(city);
  await choose(city, words);
  await city.keyboard.press("Control+Alt+m");
  await expect(
    city.getByRole("textbox", { name: "What do you want to say about these words?" }),
  ).toBeFocused();
  await city.keyboard.type("Is this still so?");
  await city.keyboard.press("Control+Enter");
  await expect.poll(() => marked(city)).toEqual([words]);
  const phone = await comeIn("per_casa_rep", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await openAgenda(phone);
  await expect.poll(() => marked(phone)).toEqual([words]);
  // A mark is no element that could be waited for to stand still.
  const standing = () =>
    phone.evaluate(async () => {
      const [range] = [...CSS.highlights.get("passage")!] as Range[];
      range!.startContainer.parentElement!.scrollIntoView({ block: "center" });
      const before = range!.getBoundingClientRect().top;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { left, top, width, height } = range!.getBoundingClientRect();
      return top === before ? { x: left + width / 2, y: top + height / 2 } : undefined;
    });
  let at: Awaited<ReturnType<typeof standing>>;
  await expect.poll(async () => (at = await standing())).toBeDefined();
  await phone.touchscreen.tap(at!.x, at!.y);
  const sheet = phone.getByRole("dialog", { name: "Pasajes comentados" });
  await expect(sheet.locator("blockquote")).toHaveText(words);
  await expect(sheet.getByText("Is this still so?")).toBeVisible();
  await sheet.getByRole("textbox").fill("Sigue siendo así.");
  await sheet.getByRole("button", { name: "Enviar" }).click();
  await expect(city.getByText("Sigue siendo así.")).toBeVisible();
  await phone.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await phone.getByRole("banner").getByRole("button", { name: "Más" }).click();
  await phone.getByRole("menuitem", { name: "Pasajes comentados: 1" }).click();
  await expect(sheet.getByText("2 mensajes")).toBeVisible();
});

story(
  "the words of an action plan have their passages too, and a link leads to one on a phone",
  async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    await city.goto("/plan?as=grid");
    await city.getByText("Clean Water Working Group", { exact: true }).last().click();
    await expect(agendaText(city)).toHaveAttribute("contenteditable", "true");
    await expect(city.locator("[data-passages]")).toBeVisible();
    await agendaText(city).click();
    await city.keyboard.type("We begin at the pier, and go on upstream.");
    await expect(city.locator('[data-save-state="saved"]')).toBeVisible();
    await choose(city, "begin at the pier");
    await city.getByRole("button", { name: "Discuss the words that you chose" }).click();
    const panel = city.getByRole("region", { name: "Passages discussed" });
    await expect(panel.getByRole("textbox", { name: /What do you want to say/ })).toBeFocused();
    await city.keyboard.type("Why at the pier?");
    await city.keyboard.press("Control+Enter");
    await expect.poll(() => marked(city)).toEqual(["begin at the pier"]);
    await expect(city).toHaveURL(/[?&]text=grp_clean/);
    await expect(city).toHaveURL(/[?&]passage=psg_/);
    const { pathname, search } = new URL(city.url());

    const phone = await comeIn("per_casa_rep", { viewport: { width: 390, height: 844 }, hasTouch: true });
    await phone.goto(pathname + search);
    const sheet = phone.getByRole("dialog", { name: "Pasajes comentados" });
    await expect(sheet.locator("blockquote")).toHaveText("begin at the pier");
    await expect(sheet.getByText("Why at the pier?")).toBeVisible();
    await sheet.getByRole("textbox").fill("Allí se ve el agua.");
    await sheet.getByRole("button", { name: "Enviar" }).click();
    await expect(panel.getByText("Allí se ve el agua.")).toBeVisible();
    // Closed, it leaves the text where it is, with the way to all of them beside it.
    await phone.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(agendaText(phone)).toContainText("We begin at the pier");
    await phone.getByRole("button", { name: "Pasajes comentados: 1" }).click();
    await expect(sheet.getByText("2 mensajes")).toBeVisible();
    // Another text of the page has its own.
    await city.locator("details:not([open]) > summary").first().click();
    await expect(city.locator('[data-passages="0"]')).toBeVisible();
    await expect(panel.locator("blockquote")).toHaveText("begin at the pier");
  },
);

story(
  "words that the text never said are told apart from those that left it, in both places",
  async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    await openAgenda(city);
    const quote = "The river belongs to whoever reads this";
    const data = {
      id: newId("pst"),
      recordKind: "passage",
      of: `agenda:ini_brackwater:en/${newId("psg")}`,
      text: "Where does it say so?",
      passage: { quote, from: "AQIDBA==", to: "AQIDBQ==" },
    };
    const headers = { origin: new URL(city.url()).origin };
    expect((await city.request.post("/api/threads/posts", { data, headers })).status()).toBe(201);
    await city.getByRole("button", { name: "Passages discussed: 1" }).click();
    const panel = city.getByRole("region", { name: "Passages discussed" });
    await expect(panel.getByRole("heading", { name: "The text did not say this" })).toBeVisible();
    await expect(panel.getByRole("heading", { name: "No longer in the text" })).toHaveCount(0);
    await panel.getByRole("button", { name: quote }).click();
    await expect(panel.getByText("Where does it say so?")).toBeVisible();
    await expect(panel.getByText("The text did not say this when it was marked.")).toBeVisible();
    await expect(panel.getByText("The passage is no longer in the text.")).toHaveCount(0);
  },
);

story(
  "a decision says which words of the common agenda it is about, and leads to them as long as they stand there",
  async ({ comeIn }) => {
    const director = await comeIn("per_director");
    await openAgenda(director);
    const words = await firstWords(director);
    await director.goto("/decisions/dec_publish");
    const change = async (quote: string) => {
      await director.getByRole("button", { name: "More" }).last().click();
      await director.getByRole("menuitem", { name: "Change its details" }).click();
      const dialog = director.getByRole("dialog");
      await dialog.getByLabel("Passage of the common agenda").fill(quote);
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toBeHidden();
    };
    await change(words);
    const link = director.getByRole("link", { name: "Passage of the common agenda" });
    const knot = director.getByRole("listitem").filter({ has: link });
    await expect(knot.locator("q")).toHaveText(words);
    await expect(knot).toContainText(/version \d/);
    await link.click();
    await expect.poll(() => marked(director, "passage-open")).toEqual([words]);
    await expect(agendaText(director).locator("p").first()).toBeInViewport();

    // From the other end: a partner on a phone, after somebody has rewritten the words.
    const city = await comeIn("per_casa_rep", {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await city.goto("/decisions/dec_publish");
    const theirs = city.getByRole("link", { name: "Pasaje de la agenda común" });
    await expect(theirs).toBeVisible();
    await choose(director, words);
    await expect(director.getByRole("button", { name: "Discuss the words that you chose" })).toBeVisible();
    await director.keyboard.type("Other words");
    await expect(saveState(director)).toHaveAttribute("data-save-state", "saved");
    await theirs.tap();
    await expect(
      city
        .getByRole("region", { name: "Mensajes" })
        .getByText("Estas palabras ya no están en el texto, o están más de una vez."),
    ).toBeVisible();
    expect(await marked(city, "passage-open")).toEqual([]);
  },
);
