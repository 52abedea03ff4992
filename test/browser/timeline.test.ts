import { readFileSync } from "node:fs";
import { expect, powerCutStory, story } from "./support.ts";

story(
  "the timeline shows what happens while one looks, by keyboard, and gives a receipt to keep",
  async ({ server, comeIn }) => {
    const page = await comeIn("per_city_rep");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("y");
    await expect(page).toHaveURL(/\/timeline$/);
    await expect(page.getByText(/Verified through event \d+/)).toBeVisible();
    const rows = page.locator("[data-row]");
    const before = Number(await rows.first().getAttribute("data-row"));

    // Somebody else does something; it stands on top without a reload.
    const casa = await comeIn("per_casa_rep");
    const answer = await casa.request.patch(`${server.origin}/api/people/per_resident`, {
      data: { name: "Rosa Vega" },
      headers: { origin: server.origin },
    });
    expect(answer.status()).toBe(200);
    await expect(rows.first()).toContainText("Rosa Vega");
    const seq = Number(await rows.first().getAttribute("data-row"));
    expect(seq).toBeGreaterThan(before);
    // What the writer was given is what everybody sees.
    const [number, hash = ""] = answer.headers().receipt!.split(" ");
    expect(Number(number)).toBe(seq);
    await expect(rows.first()).toContainText(`${hash.slice(0, 4)} ${hash.slice(4, 8)}`);

    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/timeline/${seq}$`));
    const panel = page.getByRole("complementary", { name: /Receipt for event/ });
    await expect(panel).toContainText("nothing yet");
    await expect(panel.getByText(hash.match(/.{4}/g)!.join(" "))).toBeVisible();
    await panel.getByRole("button", { name: "Check it here" }).click();
    await expect(panel).toContainText("it is right");
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Save the receipt" }).click();
    const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
    expect(file).toMatchObject([{ initiativeId: "ini_brackwater", seq, hash }]);
    // The event before it, then back to the list.
    await page.keyboard.press("]");
    await expect(page).toHaveURL(new RegExp(`/timeline/${before}$`));
    await expect(panel.getByText(`After, ${seq}`)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  },
);

powerCutStory(
  "filters stand in the address, and what was seen stays readable without a connection",
  async ({ server, comeIn }) => {
    const page = await comeIn("per_funder");
    await page.goto("/timeline?kind=organization&partner=org_casa");
    const rows = page.locator("[data-row]");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Casa Ribera");
    await page.goto("/timeline?until=2020-01-01");
    await expect(page.getByText("Nothing fits")).toBeVisible();
    await page.getByRole("button", { name: "Show all" }).click();
    await expect(page).toHaveURL(/\/timeline$/);
    await expect(rows.first()).toBeVisible();
    const count = await rows.count();
    await page.getByLabel("Kind").getByRole("button", { name: "People" }).click();
    await expect(page).toHaveURL(/kind=person/);
    await expect(page.locator('[data-row]:not([data-kind="person"])')).toHaveCount(0);
    await page.getByLabel("Kind").getByRole("button", { name: "All" }).click();
    await expect(rows).toHaveCount(count);

    // The server goes away for a while: nothing disappears, and what happened meanwhile comes by itself.
    await server.stop();
    await expect(page.getByText(/You’re offline/).first()).toBeVisible({ timeout: 20_000 });
    await expect(rows).toHaveCount(count);
    await server.start();
    const casa = await comeIn("per_casa_rep");
    await casa.request.patch(`${server.origin}/api/people/per_resident`, {
      data: { name: "Rosa Vega" },
      headers: { origin: server.origin },
    });
    await expect(rows.first()).toContainText("Rosa Vega", { timeout: 20_000 });
    await expect(rows).toHaveCount(count + 1);
  },
);

story("a log that was tampered with is said so, in red, with what is safe", async ({ server, comeIn }) => {
  const page = await comeIn("per_director");
  await page.route("**/api/log/verification", (route) =>
    route.fulfill({
      json: {
        events: 11,
        erased: 0,
        broken: { seq: 12, reason: "altered" },
        checkedAt: new Date().toISOString(),
      },
    }),
  );
  await page.goto(`${server.origin}/timeline`);
  const alert = page.getByRole("alert").filter({ hasText: "stops holding at event 12" });
  await expect(alert).toContainText("It was altered. The events before it hold.");
});
