import { expect, openAgenda, type Page, story } from "./support.ts";

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

/** A field offers the partners that are here, and this one not any more. */
async function offersNoLonger(page: Page, label: string, partner: string) {
  const field = page.getByRole("dialog").getByLabel(label, { exact: true });
  await expect(field.locator("option", { hasText: "Casa Ribera" })).toHaveCount(1);
  await expect(field.locator("option", { hasText: partner })).toHaveCount(0);
}

story(
  "a partner that has left is offered by no field, and still stands where it was named",
  async ({ comeIn, server }) => {
    const page = await comeIn("per_director");
    const gone = await page.request.post("/api/organizations/org_port/removal", {
      headers: { origin: server.origin },
      data: { reason: "The port was closed." },
    });
    expect(gone.status()).toBe(200);

    // Indicators: not for a new one; the one that it reports says so.
    await page.goto("/indicators");
    await page.getByRole("button", { name: "More" }).first().click();
    await page.getByRole("menuitem", { name: "New indicator" }).click();
    await offersNoLonger(page, "Reporting partner", "Port Authority");
    await page.keyboard.press("Escape");
    await page.goto("/indicators/ind_sediment");
    await page.getByRole("button", { name: "Define anew" }).click();
    await expect(page.getByRole("dialog").getByLabel("Reporting partner", { exact: true })).toHaveValue(
      "org_port",
    );
    await page.keyboard.press("Escape");

    // The plan: its column stays, because an activity names it; a new one does not offer it.
    await page.goto("/plan");
    const header = page.getByRole("columnheader", { name: /Port Authority/ });
    await expect(header).toBeVisible();
    await page.keyboard.press("n");
    await expect(page.getByRole("dialog", { name: "Add an activity" })).toBeVisible();
    await offersNoLonger(page, "Lead", "Port Authority");
    await page.keyboard.press("Escape");

    // Commitments, groups and the people of a room.
    await page.goto("/commitments");
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog")).toBeVisible();
    await offersNoLonger(page, "Who does it?", "Port Authority");
    await page.keyboard.press("Escape");
    await page.goto("/groups");
    await page.getByRole("button", { name: "Form a group" }).click();
    await expect(page.getByRole("dialog").getByRole("checkbox").first()).toBeVisible();
    await expect(page.getByRole("dialog").getByRole("checkbox", { name: /Port Authority/ })).toHaveCount(0);
  },
);
