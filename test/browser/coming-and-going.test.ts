import { agendaText, choose, expect, listen, openAgenda, saveState, story } from "./support.ts";

story.describe("people come and go", () => {
  story(
    "the backbone invites somebody, who comes in by the mailed link, once",
    async ({ browser, comeIn, server, complaints }) => {
      const director = await comeIn("per_director");
      await director.goto("/partners");
      await expect(director.getByRole("row", { name: /Mariner's Yard/ })).toBeVisible();
      await director.keyboard.press("n");
      const dialog = director.getByRole("dialog");
      await dialog.getByLabel("Name people see").fill("Noor Haddad");
      await dialog.getByLabel("E-mail").fill("noor@example.org");
      await dialog.getByLabel("Partner").selectOption({ label: "Mariner's Yard" });
      await dialog.getByRole("radio", { name: /Alternate/ }).check();
      await dialog.getByRole("button", { name: "Send the invitation" }).click();
      await expect(dialog).toHaveCount(0);
      await director.goto("/outbox");
      const link = await director
        .getByText(/\/enter\/lnk_/)
        .first()
        .textContent();
      const address = /https?:\S+\/enter\/\S+/.exec(link ?? "")![0];

      const context = await browser.newContext({ baseURL: server.origin });
      const noor = await context.newPage();
      listen(noor, complaints);
      await noor.goto(address);
      await noor.getByRole("button", { name: "Come in" }).click();
      await expect(noor.getByRole("heading", { level: 1 })).toContainText("Noor Haddad");
      await openAgenda(noor);
      await context.close();

      const second = await browser.newContext({ baseURL: server.origin });
      const replay = await second.newPage();
      await replay.goto(address);
      await replay.getByRole("button", { name: "Come in" }).click();
      await expect(replay.getByText("This link no longer works")).toBeVisible();
      await second.close();
    },
  );

  story("somebody who is removed is out at once, also in an open document", async ({ comeIn, server }) => {
    const director = await comeIn("per_director");
    const tech = await comeIn("per_uni_tech");
    const city = await comeIn("per_city_rep");
    await openAgenda(tech);
    await openAgenda(city);
    await tech.getByText("In: the tidal river").click();
    const removed = await director.context().request.delete(`${server.origin}/api/people/per_uni_tech`, {
      headers: { origin: server.origin },
    });
    expect(removed.status()).toBe(204);
    // How fast the server cuts them off is measured in test/people/open-lines; a page is as fast as its machine.
    await expect(tech.getByText(/signed out/i).first()).toBeVisible();
    // What is typed on goes nowhere: not into the text, and not to the page as its commands "g o" and "g h".
    await tech.keyboard.type("LATE WORDS, sigo diego, gh");
    await expect(tech).toHaveURL(/common-agenda/);
    await expect(agendaText(tech)).toContainText("For a century the Brackwater");
    await city.getByText("In: the tidal river").click();
    await city.keyboard.press("End");
    await city.keyboard.type(" Still here.");
    const reader = await comeIn("per_state_rep");
    await openAgenda(reader);
    await expect(agendaText(reader)).toContainText("Still here.");
    await expect(agendaText(reader)).not.toContainText("LATE WORDS");
    await tech.getByRole("button", { name: "Sign in" }).click();
    await expect(tech.locator("[data-banner]")).toContainText("You were signed out here");
  });

  story(
    "somebody who becomes an observer can go on reading, and no longer write",
    async ({ comeIn, server }) => {
      const director = await comeIn("per_director");
      const tech = await comeIn("per_uni_tech");
      await openAgenda(tech);
      await tech.getByText("In: the tidal river").click();
      const changed = await director.context().request.patch(`${server.origin}/api/people/per_uni_tech`, {
        headers: { origin: server.origin },
        data: { role: "observer" },
      });
      expect(changed.status()).toBe(200);
      await expect(agendaText(tech)).toHaveAttribute("contenteditable", "false");
      await tech.keyboard.type("luego sigo diego");
      await expect(tech).toHaveURL(/common-agenda/);
      await expect(tech.locator('[data-banner="readOnly"]')).toContainText("To write here, ask");
      await expect(agendaText(tech)).toContainText("For a century the Brackwater");
      // Whoever leaves the text on purpose has the page's letters again.
      await tech.keyboard.press("Escape");
      await tech.keyboard.press("g");
      await tech.keyboard.press("o");
      await expect(tech).toHaveURL(/partners/);
    },
  );

  story(
    "who deletes without a line and is an observer when it is back is told that nobody took it",
    async ({ comeIn, server }) => {
      const director = await comeIn("per_director");
      const tech = await comeIn("per_uni_tech");
      await openAgenda(tech);
      await expect(saveState(tech)).toHaveAttribute("data-save-state", "saved");
      await tech.context().setOffline(true);
      await expect(saveState(tech)).toHaveAttribute("data-save-state", "offline");
      await choose(tech, "For a century");
      // The editor has heard of it.
      await expect(tech.getByRole("button", { name: "Discuss the words that you chose" })).toBeVisible();
      await tech.keyboard.press("Delete");
      await expect(agendaText(tech)).not.toContainText("For a century");
      const changed = await director.context().request.patch(`${server.origin}/api/people/per_uni_tech`, {
        headers: { origin: server.origin },
        data: { role: "observer" },
      });
      expect(changed.status()).toBe(200);
      await tech.context().setOffline(false);
      await expect(tech.locator("[data-banner]").first()).toContainText("was not taken");
      await expect(agendaText(tech)).toHaveAttribute("contenteditable", "false");
      await expect(saveState(tech)).toHaveAttribute("data-save-state", "not-saved");
      await openAgenda(director);
      await expect(agendaText(director)).toContainText("For a century");
    },
  );

  story("somebody who left is erased for good, and the timeline says so", async ({ comeIn }) => {
    const director = await comeIn("per_director");
    await director.goto("/partners/org_uni");
    const panel = director.getByRole("complementary");
    const who = panel.locator("li", { hasText: "Water Sampling Technician" });
    const name = (await who.locator("b").first().textContent())!;
    await who.getByRole("button", { name: /Actions for/ }).click();
    await director.getByRole("menuitem", { name: "Remove" }).click();
    await director.getByRole("button", { name: "Remove them" }).click();
    await panel.getByRole("button", { name: `Erase ${name}` }).click();
    await director.getByRole("button", { name: "Erase for good" }).click();
    await expect(director.getByText("The log still holds").first()).toBeVisible();
    await expect(panel.getByText(name)).toHaveCount(0);
    await director.goto("/timeline");
    await expect(director.locator("[data-row]").first()).toContainText(
      "erased what the log said of a person",
    );
    await expect(director.getByText(/Verified through event/)).toBeVisible();
    await expect(director.getByText(name)).toHaveCount(0);
  });

  story("every screen is reached without a mouse", async ({ comeIn }) => {
    const page = await comeIn("per_city_rep");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await expect(page).toHaveURL(/\/common-agenda/);
    await expect(agendaText(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("combobox");
    await palette.fill("partners");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/partners/);
    await expect(page.getByRole("row", { name: /Mariner's Yard/ })).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await expect(page).toHaveURL(/\/$/);
  });

  story(
    "whoever goes back finds the page where it was left, and a new one at its top",
    async ({ comeIn }) => {
      const page = await comeIn("per_city_rep", { viewport: { width: 390, height: 700 } });
      const main = page.getByRole("main");
      for (const { path, part, link } of [
        { path: "/decisions", part: main, link: page.locator('[data-row="dec_match"]') },
        {
          path: "/common-agenda/en",
          part: page.locator("[data-document-column]"),
          link: page.getByRole("link", { name: "Decisions", exact: true }).first(),
        },
      ])
        await story.step(path, async () => {
          await page.goto(path);
          const top = () => part.evaluate((it) => it.scrollTop);
          await expect
            .poll(() => part.evaluate((it) => it.scrollHeight - it.clientHeight))
            .toBeGreaterThan(400);
          await part.hover();
          await page.mouse.wheel(0, 320);
          await expect.poll(top).toBe(320);
          await link.click();
          await expect(page).not.toHaveURL(path);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          expect(await main.evaluate((it) => it.scrollTop)).toBe(0);
          await page.goBack();
          await expect.poll(top).toBe(320);
        });
      // The same address, opened anew.
      await page.getByRole("link", { name: "Home", exact: true }).click();
      await page.getByRole("link", { name: "Decisions", exact: true }).first().click();
      await expect(page.locator('[data-row="dec_match"]')).toBeVisible();
      expect(await main.evaluate((it) => it.scrollTop)).toBe(0);
    },
  );

  story("a phone holds it all: the text, the tools under the thumb, the bar below", async ({ comeIn }) => {
    const page = await comeIn("per_casa_rep", {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const text = await openAgenda(page, "en");
    await page.getByText("In: the tidal river").tap();
    await page.keyboard.press("End");
    await page.keyboard.type(" Desde el muelle.");
    await expect(text).toContainText("Desde el muelle.");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
