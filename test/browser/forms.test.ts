import { expect, story } from "./support.ts";

story.describe("forms and lists help along", () => {
  story(
    "a form says what is missing in the reader's language, and puts the reader there",
    async ({ comeIn, server }) => {
      const director = await comeIn("per_director");
      await director.request.patch("/api/me", {
        data: { language: "es" },
        headers: { origin: server.origin },
      });
      await director.goto("/partners?do=invite");
      const dialog = director.getByRole("dialog");
      await dialog.getByRole("button", { name: /Enviar la invitación/ }).click();
      await expect(dialog.getByText("Escriba algo aquí.").first()).toBeVisible();
      await expect(dialog.getByLabel("Nombre", { exact: false }).first()).toBeFocused();
      await director.keyboard.type("Otra Directora");
      await dialog
        .getByLabel(/correo/i)
        .first()
        .fill("director@example.org");
      await dialog.getByRole("button", { name: /Enviar la invitación/ }).click();
      const address = dialog.getByLabel(/correo/i).first();
      await expect(address).toHaveAttribute("aria-invalid", "true");
      await expect(address).toBeFocused();
    },
  );

  story("Esc empties the filter of the partners, and the list with it", async ({ comeIn }) => {
    const page = await comeIn("per_director");
    await page.goto("/partners");
    const rows = page.getByRole("row", { name: /Mariner's Yard/ });
    await expect(rows).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("ribera");
    await expect(rows).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(rows).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox")).not.toBeFocused();
  });
});
