import { readFileSync } from "node:fs";
import { expect, story } from "./support.ts";

story(
  "the backbone finds who is quiet, notes a call and asks again, and no partner sees a word of it",
  async ({ comeIn }) => {
    const page = await comeIn("per_director");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // From anywhere, by keyboard.
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("overview");
    await expect(page.getByRole("option", { name: /Overview/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/overview$/);
    const quiet = page.getByRole("region", { name: "Whom have we not heard from?" }).first();
    await expect(quiet).toContainText("One partner has been quiet for 42 days or more.");
    const download = page.waitForEvent("download");
    await quiet.getByRole("button", { name: /Save as CSV/ }).click();
    const file = readFileSync(await (await download).path(), "utf8");
    expect(file).toContain("Port Authority");
    await quiet.getByRole("link", { name: "Port Authority" }).click();
    await expect(page).toHaveURL(/\/partners\/org_port$/);

    const panel = page.getByRole("complementary", { name: /Port Authority/ });
    await expect(panel).toContainText("52 days");
    await panel.getByRole("button", { name: "Note a call" }).click();
    const dialog = page.getByRole("dialog", { name: "Contact with Port Authority" });
    await dialog.getByLabel("How").selectOption("not_reached");
    await dialog.getByLabel("What was said").fill("Left a message about the quokka permit");
    await dialog.getByRole("button", { name: "Note it" }).click();
    await expect(dialog).toBeHidden();
    await expect(panel).toContainText("Left a message about the quokka permit");
    // A slip is taken back, and made good again.
    await page.keyboard.press("Control+z");
    await expect(panel).not.toContainText("quokka");
    await panel.getByRole("button", { name: "Note a call" }).click();
    await dialog.getByLabel("What was said").fill("Called; they answer on Friday. Quokka.");
    await dialog.getByRole("button", { name: "Note it" }).click();
    await expect(panel).toContainText("Quokka");
    // It is put right by whoever wrote it.
    await panel.getByRole("button", { name: /^Put the note of .* right$/ }).click();
    const mending = page.getByRole("dialog", { name: "Put a note about Port Authority right" });
    await expect(mending.getByLabel("What was said")).toHaveValue("Called; they answer on Friday. Quokka.");
    await mending.getByLabel("What was said").fill("Called; they answer on Monday. Quokka.");
    await mending.getByRole("button", { name: "Save" }).click();
    await expect(mending).toBeHidden();
    await expect(panel).toContainText("on Monday");
    await expect(panel).not.toContainText("on Friday");
    await page.goto("/overview");
    await expect(quiet).toContainText("Call");
    // What is asked once a month: how soon minutes follow, on the screen and in a file.
    await page.getByRole("button", { name: "This month" }).click();
    const rhythm = page.getByRole("region", { name: "Do agendas and minutes come in time?" });
    await expect(rhythm).toContainText("half of the minutes within 4 days");
    const saving = page.waitForEvent("download");
    await rhythm.getByRole("button", { name: /Save as CSV/ }).click();
    const saved = readFileSync(await (await saving).path(), "utf8");
    expect(saved).toContain("Agenda, days before");
    expect(saved).toMatch(/"Steering Committee, November",.*,not sent,4,/);

    const port = await comeIn("per_port_rep");
    await port.goto("/partners/org_port");
    await expect(port.getByText("What it can see may have to be disclosed.")).toBeVisible();
    await expect(port.locator("body")).not.toContainText(/Quokka|Last active|Pulse/);
    await port.goto("/overview");
    await expect(port.getByText("This page is the backbone’s")).toBeVisible();
    await port.goto("/timeline");
    await expect(port.getByText(/Verified through event \d+/)).toBeVisible();
    await expect(port.locator("body")).not.toContainText("Quokka");
  },
);
