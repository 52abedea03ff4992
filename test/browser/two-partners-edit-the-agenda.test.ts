import { agendaText, expect, linesOf, offlineStory, openAgenda, sameText, story } from "./support.ts";

story.describe("two partners edit the common agenda", () => {
  story(
    "what one types in the same paragraph, the other sees, and neither loses a letter",
    async ({ comeIn }) => {
      const city = await comeIn("per_city_rep");
      const casa = await comeIn("per_casa_rep");
      await openAgenda(city);
      await openAgenda(casa);
      await city.getByText("For a century the Brackwater").click();
      await city.keyboard.press("Home");
      await casa.getByText("For a century the Brackwater").click();
      await casa.keyboard.press("End");
      await Promise.all([
        city.keyboard.type("City says one two three. ", { delay: 15 }),
        casa.keyboard.type(" Casa dice uno dos tres.", { delay: 15 }),
      ]);
      const text = await sameText(city, casa);
      expect(text).toContain("City says one two three. ");
      expect(text).toContain(" Casa dice uno dos tres.");
    },
  );

  story("both write at once in different sections, and each keeps the own place", async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    await openAgenda(casa);
    await city.getByText("For a century the Brackwater").click();
    await city.keyboard.press("End");
    await casa.getByText("Each partner organization has one voice").click();
    await casa.keyboard.press("End");
    await Promise.all([
      city.keyboard.type(" The river is ours to mend.", { delay: 10 }),
      casa.keyboard.type(" Silence is never consent.", { delay: 10 }),
    ]);
    const text = await sameText(city, casa);
    expect(text).toContain(" The river is ours to mend.");
    expect(text).toContain(" Silence is never consent.");
  });

  story("typing at the end of one line by two people does not interleave letters", async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    await openAgenda(casa);
    await agendaText(city).click();
    await city.keyboard.press("Control+End");
    await city.keyboard.press("Enter");
    await city.keyboard.type("together");
    const line = agendaText(casa).getByText("together", { exact: true });
    await line.click();
    await casa.keyboard.press("End");
    await Promise.all([
      city.keyboard.type("abcdefghijklmnop", { delay: 25 }),
      casa.keyboard.type("0123456789012345", { delay: 25 }),
    ]);
    const text = await sameText(city, casa);
    expect(text).toMatch(/together(abcdefghijklmnop0123456789012345|0123456789012345abcdefghijklmnop)/);
  });

  story("undo takes back the own words and nobody else's", async ({ comeIn }) => {
    const city = await comeIn("per_city_rep");
    const casa = await comeIn("per_casa_rep");
    await openAgenda(city);
    await openAgenda(casa);
    const before = await sameText(city, casa);
    await city.getByText("In: the tidal river").click();
    await city.keyboard.press("End");
    await city.keyboard.type(" CITY");
    await expect(agendaText(casa)).toContainText(" CITY");
    await casa.getByText("In: the tidal river").click();
    await casa.keyboard.press("Home");
    await casa.keyboard.type("CASA ");
    await expect(agendaText(city)).toContainText("CASA ");
    await city.keyboard.press("Control+z");
    await expect(agendaText(casa)).not.toContainText("CITY");
    expect(await sameText(city, casa)).toContain("CASA In: the tidal river");
    await city.keyboard.press("Control+Shift+z");
    await expect(agendaText(casa)).toContainText(" CITY");
    await city.keyboard.press("Control+z");
    await casa.keyboard.press("Control+z");
    await expect.poll(async () => (await linesOf(city)).join("\n")).toBe(before);
    expect(await sameText(city, casa)).toBe(before);
  });

  offlineStory(
    "both go offline, write, one reloads, both come back, and nothing is lost",
    async ({ comeIn }) => {
      const city = await comeIn("per_city_rep");
      const casa = await comeIn("per_casa_rep");
      await openAgenda(city);
      await openAgenda(casa);
      await city.evaluate(() => navigator.serviceWorker.ready);
      await city.context().setOffline(true);
      await casa.context().setOffline(true);
      await city.getByText("By 2030 people can swim").click();
      await city.keyboard.press("End");
      await city.keyboard.type(" Written on the city's train.");
      await casa.getByText("By 2030 people can swim").click();
      await casa.keyboard.press("Home");
      await casa.keyboard.type("Written on the pier. ");
      await expect(city.getByText(/offline/i).first()).toBeVisible();
      await city.reload();
      await expect(agendaText(city)).toContainText("Written on the city's train.");
      await agendaText(city).getByText("Written on the city's train.").click();
      await city.keyboard.press("Control+End");
      await city.keyboard.type(" And after the reload.");
      await city.context().setOffline(false);
      await casa.context().setOffline(false);
      const text = await sameText(city, casa);
      expect(text).toContain(" Written on the city's train.");
      expect(text).toContain("Written on the pier. ");
      expect(text).toContain(" And after the reload.");
    },
  );
});
