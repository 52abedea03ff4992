import { newId } from "../../shared/ids.ts";
import { expect, story } from "./support.ts";

story(
  "the navigation counts what is new in the threads of decisions, until it was read",
  async ({ comeIn, server }) => {
    const city = await comeIn("per_city_rep");
    const page = await comeIn("per_casa_rep");
    const badge = page.locator("nav [data-news]").first();
    await page.goto("/");
    await expect(badge).toBeVisible();
    const before = Number(await badge.getAttribute("data-news"));
    const data = { id: newId("pst"), recordKind: "decision", of: "dec_publish", text: "A word more." };
    const sent = await city.request.post("/api/threads/posts", { data, headers: { origin: server.origin } });
    expect(sent.status()).toBe(201);
    await page.goto("/partners");
    await expect(badge).toHaveAttribute("data-news", String(before + 1));
    // Said in words to whoever does not see it; the entry keeps its name.
    const entry = page.getByRole("link", { name: "Decisiones" }).first();
    await expect(entry).toHaveAccessibleDescription(`${before + 1} mensajes nuevos`);
    await page.goto("/decisions/dec_publish");
    await expect(page.getByText("A word more.")).toBeVisible();
    await expect
      .poll(async () => ((await badge.count()) ? Number(await badge.getAttribute("data-news")) : 0))
      .toBeLessThan(before);
  },
);
