import { expect, openAgenda, story } from "./support.ts";

story(
  "the backbone notes that a partner has left, reads what stays, and can take it back",
  async ({ comeIn }) => {
    const schools = await comeIn("per_schools_rep");
    await openAgenda(schools);
    const page = await comeIn("per_director");
    await page.goto("/partners/org_schools");
    await page.getByRole("button", { name: "This partner has left…" }).click();
    const dialog = page.getByRole("dialog", { name: "Harbor Schools has left the initiative" });
    await expect(dialog.getByText("One person loses access at once.")).toBeVisible();
    await expect(
      dialog.getByText(/open commitments?; (they|it) stands? on the backbone’s list/),
    ).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Harbor Schools has left" })).toBeDisabled();
    await dialog.getByLabel("Why it leaves").fill("The program was closed.");
    await dialog.getByRole("button", { name: "Harbor Schools has left" }).click();
    const left = page.locator('[data-left="org_schools"]');
    await expect(left).toContainText("The program was closed.");
    await expect(page.getByRole("heading", { name: "Partners who left" })).toBeVisible();
    // Whoever wrote for it is out, with the text open.
    await expect(schools.getByText(/sign in/i).first()).toBeVisible();
    await page.goto("/");
    await expect(page.getByText(/commitments? of Harbor Schools (are|is) still open/)).toBeVisible();
    await page.goto("/common-agenda/en");
    await expect(page.locator("[data-adoption]")).toContainText("7 of 7 partners");
    await page.goto("/partners/org_schools");
    await left.getByRole("button", { name: "Bring back" }).click();
    await expect(left).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "Partners who left" })).toHaveCount(0);
    await expect(page.getByText("Field Science Lead (Schools)").first()).toBeVisible();
  },
);
