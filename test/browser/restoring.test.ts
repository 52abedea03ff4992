import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../operator/run.ts";
import { agendaText, expect, openAgenda, powerCutStory, saveState, story } from "./support.ts";

story.describe("a backup is restored", () => {
  powerCutStory(
    "browsers that were open bring nothing back, and each keeps what it had beside the text",
    async ({ comeIn, server }) => {
      const city = await comeIn("per_city_rep");
      const casa = await comeIn("per_casa_rep");
      await openAgenda(city);
      await openAgenda(casa);
      await expect(agendaText(city)).toContainText("In: the tidal river");
      const file = join(server.dataDir, "monday.db");
      expect(await run("server/operator/backup.ts", server.dataDir, [file])).toMatchObject({ status: 0 });

      // After the backup: one line is taken out, and another one written.
      const line = city.getByText("In: the tidal river");
      await line.click({ clickCount: 3 });
      await city.keyboard.press("Delete");
      await city.keyboard.type("Written on Tuesday.");
      await expect(saveState(city)).toContainText("All changes saved");
      await expect(agendaText(casa)).toContainText("Written on Tuesday.");
      await expect(agendaText(casa)).not.toContainText("In: the tidal river");

      await server.stop();
      await expect(saveState(city)).toContainText("Offline");
      await city.keyboard.type(" And offline.");
      const restored = await run("server/operator/restore.ts", server.dataDir, [file]);
      expect(restored, restored.said).toMatchObject({ status: 0 });
      await server.start();

      for (const page of [city, casa]) {
        await expect(agendaText(page)).toContainText("In: the tidal river", { timeout: 30_000 });
        await expect(agendaText(page)).not.toContainText("Written on Tuesday.");
        await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
      }
      const banner = city.locator("[data-banner=info]", { hasText: "A backup was restored." });
      await expect(banner).toBeVisible();
      const saving = city.waitForEvent("download");
      await banner.getByRole("button", { name: "Save that text" }).click();
      const kept = readFileSync(await (await saving).path(), "utf8");
      expect(kept).toContain("Written on Tuesday. And offline.");
      expect(kept).not.toContain("In: the tidal river");
      // Looking at it, and working on, has put nothing into the text.
      await city.getByText("In: the tidal river").click();
      await city.keyboard.press("End");
      await city.keyboard.type(" Said again.");
      await expect(agendaText(casa)).toContainText("Said again.");
      await expect(agendaText(casa)).not.toContainText("Tuesday");
      await banner.getByRole("button", { name: "Throw it away" }).click();
      await expect(banner).toBeHidden();
      await city.reload();
      await expect(agendaText(city)).toContainText("Said again.");
      await expect(banner).toBeHidden();

      // The timeline says what happened.
      await city.goto("/timeline");
      await expect(city.getByText("has this record back as it was on")).toBeVisible();
    },
  );
});
