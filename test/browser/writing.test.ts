import { agendaText, expect, openAgenda, type Page, sameText, story } from "./support.ts";

/** Goes to a new, empty line at the end of the text. */
async function newLine(page: Page) {
  await agendaText(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  // Out of a list, when the text ends with one.
  await page.keyboard.press("Enter");
}

story.describe("a partner writes", () => {
  story("Markdown turns into headings, lists, checklists and quotes while typing", async ({ comeIn }) => {
    const page = await comeIn("per_city_rep");
    const text = await openAgenda(page);
    await newLine(page);
    await page.keyboard.type("## A new section");
    await expect(text.getByRole("heading", { level: 2, name: "A new section" })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.type("- first point");
    await page.keyboard.press("Enter");
    await page.keyboard.type("second point");
    await expect(text.locator("ul li")).toHaveText(["first point", "second point"]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("[] bring the maps");
    await expect(text.getByRole("checkbox", { name: "bring the maps" })).toHaveAttribute(
      "aria-checked",
      "false",
    );
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("> nothing about us without us");
    await expect(text.locator("blockquote")).toHaveText("nothing about us without us");
    await expect(
      page.getByRole("navigation", { name: /contents|document/i }).getByText("A new section"),
    ).toBeVisible();
  });

  story(
    "the / menu is complete by keyboard, says where one is, and knows Spanish names",
    async ({ comeIn }) => {
      const page = await comeIn("per_city_rep");
      const text = await openAgenda(page);
      await newLine(page);
      await page.keyboard.type("/");
      const menu = page.getByRole("listbox", { name: "Insert" });
      await expect(menu).toBeVisible();
      await expect(text).toHaveAttribute("aria-activedescendant", /.+/);
      await expect(page.locator('[aria-live="polite"]').filter({ hasText: /1 of \d/ })).toHaveCount(1);
      await page.keyboard.type("verificacion");
      await expect(menu.getByRole("option")).toHaveCount(1);
      await page.keyboard.press("Enter");
      await page.keyboard.type("from the menu");
      await expect(text.getByRole("checkbox", { name: "from the menu" })).toBeVisible();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await page.keyboard.type("/table");
      await page.keyboard.press("Enter");
      await expect(text.locator("table")).toBeVisible();
      await page.keyboard.press("Control+z");
      await expect(text.locator("table")).toHaveCount(0);
      await newLine(page);
      await page.keyboard.type("/zzzz");
      await expect(page.getByText("Nothing is called “zzzz”.").first()).toBeAttached();
      await page.keyboard.press("Escape");
      await expect(menu).toHaveCount(0);
      await expect(text).toContainText("/zzzz");
    },
  );

  story("Tab nests points and makes rows, also after Esc has closed a menu", async ({ comeIn }) => {
    const page = await comeIn("per_city_rep");
    const text = await openAgenda(page);
    await newLine(page);
    await page.keyboard.type("see @cas");
    await expect(page.getByRole("listbox")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.type(" and go on");
    await page.keyboard.press("Enter");
    await page.keyboard.type("- point");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("nested");
    await expect(text.locator("ul ul li")).toHaveText("nested");
    await newLine(page);
    await page.keyboard.type("/table");
    await page.keyboard.press("Enter");
    await page.keyboard.type("typed straight on");
    await page.keyboard.press("Control+z");
    await expect(text).not.toContainText("typed straight on");
    await expect(text.locator("table tr")).toHaveCount(3);
    for (let cell = 1; cell < 9; cell += 1) await page.keyboard.press("Tab");
    await page.keyboard.type("ninth @casa rib");
    await page.keyboard.press("Tab");
    await expect(text.locator("table [data-mention]")).toHaveText("@Casa Ribera");
    await expect(text.locator("table tr")).toHaveCount(3);
    await page.keyboard.press("Tab");
    await page.keyboard.type("fourth row");
    await expect(text.locator("table tr")).toHaveCount(4);
    await expect(text.locator("table tr").last().locator("td, th").first()).toHaveText("fourth row");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(text).not.toBeFocused();
    await expect(text).toContainText("ninth");
  });

  story("@ names a partner, and the name arrives with everybody", async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    const text = await openAgenda(casa);
    await newLine(city);
    await city.keyboard.type("We ask @casa rib");
    await expect(city.getByRole("listbox").getByRole("option").first()).toContainText("Casa Ribera");
    await city.keyboard.press("Enter");
    await city.keyboard.type(" first, @casa rib");
    await city.keyboard.press("Enter");
    await city.keyboard.type(", see https://example.org/plan. Then");
    await expect(text).toContainText(
      "We ask @Casa Ribera first, @Casa Ribera, see https://example.org/plan. Then",
    );
    await expect(text.locator('a[href="https://example.org/plan"]')).toHaveText("https://example.org/plan");
    await city.getByRole("link", { name: "example.org/plan" }).hover();
    await expect(city.getByTitle("Ctrl+click opens the link")).toBeVisible();
    await sameText(city, casa);
  });

  story(
    "what is pasted keeps its meaning and brings no script, style or strange link along",
    async ({ comeIn, complaints }) => {
      const page = await comeIn("per_city_rep");
      const text = await openAgenda(page);
      await newLine(page);
      await text.evaluate((it) => {
        const data = new DataTransfer();
        data.setData(
          "text/html",
          `<h1 style="color:red;position:fixed">Pasted title</h1>
         <p>Good <a href="https://example.org/">page</a>, bad <a href="javascript:alert(1)">trap</a>
         <img src="x" onerror="document.title='hacked'"><script>document.title='hacked'</script></p>
         <ul><li>one</li><li>two</li></ul>`,
        );
        data.setData("text/plain", "Pasted title");
        it.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await expect(text.getByRole("heading", { level: 2, name: "Pasted title" })).toBeVisible();
      await expect(text.locator("a")).toHaveCount(1);
      await expect(text.locator("a")).toHaveAttribute("href", "https://example.org/");
      await expect(text).toContainText("trap");
      await expect(text.locator("script, img, [style*=position]")).toHaveCount(0);
      expect(await page.title()).not.toContain("hacked");
      await newLine(page);
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData(
          "text/plain",
          "### Under it\n\n1. alpha\n2. beta\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        );
        document.activeElement?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await expect(text.getByRole("heading", { level: 3, name: "Under it" })).toBeVisible();
      await expect(text.locator("ol li")).toHaveText(["alpha", "beta"]);
      await expect(text.locator("table td, table th")).toHaveText(["a", "b", "1", "2"]);
      await newLine(page);
      await page.evaluate(() => {
        const point = (level: number, mark: string, words: string) =>
          `<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
          style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
          </span></span></span><![endif]>${words}</p>`;
        const data = new DataTransfer();
        const points = [point(1, "·", "word one"), point(2, "o", "word within"), point(1, "·", "word two")];
        data.setData("text/html", `${points.join("")}<p>between</p>${point(1, "1.", "word first")}`);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await expect(text.locator("ul ul li", { hasText: "word" })).toHaveText("word within");
      await expect(text.locator("ol li", { hasText: "word" })).toHaveText("word first");
      await expect(text).toContainText("word two");
      await expect(text).not.toContainText("·");
      // Chromium also reports what it would not run or apply while the clipboard was read, in a page that is never shown.
      const readings = complaints.splice(0).filter((it) => !/inline (style|event handler)/.test(it));
      expect(readings).toEqual([]);
    },
  );

  story(
    "the keys of other editors work: headings, lists, bold, and AltGr stays a letter",
    async ({ comeIn }) => {
      const page = await comeIn("per_city_rep");
      const text = await openAgenda(page);
      await newLine(page);
      await page.keyboard.type("by key");
      await page.keyboard.press("Control+Alt+2");
      await expect(text.getByRole("heading", { level: 3, name: "by key" })).toBeVisible();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+Shift+8");
      await page.keyboard.press("Control+b");
      await page.keyboard.type("strong");
      await expect(text.locator("li strong")).toHaveText("strong");
    },
  );
});

story("a browser that keeps nothing at all still lets its person write", async ({ comeIn }) => {
  const page = await comeIn("per_city_rep");
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Nothing may be kept here.", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
    IDBFactory.prototype.open = refuse;
  });
  const text = await openAgenda(page);
  await newLine(page);
  await page.keyboard.type("Written anyway.");
  await expect(text).toContainText("Written anyway.");
  await expect(page.getByText("All changes saved")).toBeVisible();
});

story.describe("partners see one another", () => {
  story("who is here is shown by the server's word, and carets can be hidden", async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    await openAgenda(casa);
    await expect(city.getByRole("button", { name: /2 people here now/i })).toBeVisible();
    await casa.getByText("In: the tidal river").click();
    await casa.keyboard.type("x");
    const tag = city.locator("[aria-hidden=true]").filter({ hasText: "Coordinadora" });
    await expect(tag.first()).toBeVisible();
    await city.getByRole("button", { name: "Hide others’ carets" }).click();
    await expect(tag).toHaveCount(0);
    await casa.context().close();
    await expect(city.getByRole("button", { name: /2 people here now/i })).toHaveCount(0);
  });

  story("an observer reads along, cannot write, and is told whom to ask", async ({ comeIn }) => {
    const funder = await comeIn("per_funder");
    const city = await comeIn("per_city_rep");
    await openAgenda(city);
    await funder.goto("/common-agenda/en");
    await expect(agendaText(funder)).toContainText("For a century the Brackwater");
    await expect(agendaText(funder)).toHaveAttribute("contenteditable", "false");
    await expect(funder.getByText("You can read this.")).toBeVisible();
    await city.getByText("In: the tidal river").click();
    await city.keyboard.press("End");
    await city.keyboard.type(" Live for readers too.");
    await expect(agendaText(funder)).toContainText("Live for readers too.");
  });

  story(
    "the Spanish text is a document of its own, in its own language, on a Spanish screen",
    async ({ comeIn }) => {
      const casa = await comeIn("per_casa_rep");
      await casa.goto("/common-agenda/es");
      await expect(agendaText(casa)).toHaveAttribute("lang", "es");
      await expect(agendaText(casa)).toContainText("Durante un siglo, el Brackwater");
      await expect(casa.locator("html")).toHaveAttribute("lang", "es");
      await expect(casa.getByRole("heading", { level: 1 })).toHaveText("Agenda común 2024-2030");
      await expect(casa.getByText("Todos los cambios guardados")).toBeVisible();
    },
  );
});
