import type { Commitment } from "../../shared/commitments/commitment.ts";
import { expect, type Page, saveState, story } from "./support.ts";

// The sample's next meeting, whose notes are open.
const meeting = "mtg_2026_12_03";

/** Opens the notes of the meeting and waits until they may be written in. */
async function openNotes(page: Page) {
  await page.goto(`/meetings/${meeting}`);
  const text = page.getByTestId("document-text");
  await expect(text).toHaveAttribute("contenteditable", "true");
  await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
  return text;
}

/** Goes to the empty line at the end of the notes. */
const newLine = (page: Page) => page.getByTestId("document-text").locator("p").last().click();

const cards = (page: Page) => page.locator("[data-record]:not([data-twin])");
const capture = (page: Page) => page.locator("[data-capture]");
const polite = (page: Page) => page.locator('[aria-live="polite"]').first();

async function commitmentsOf(page: Page): Promise<Commitment[]> {
  const answer = await page.request.get(`/api/commitments?meetingId=${meeting}`);
  return ((await answer.json()) as { items: Commitment[] }).items;
}

/** Pastes what another program put on the clipboard. */
const paste = (page: Page, said: Record<string, string>) =>
  page.getByTestId("document-text").evaluate((element, all) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(all)) data.setData(type, text);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, said);

story("a line that is being captured stays a line of words, whatever is asked of it", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  await openNotes(page);
  await newLine(page);
  await page.keyboard.type("/c @Casa Ribera print the signs by 15 Mar 2027");
  const words = "@Casa Ribera print the signs by 15 Mar 2027";
  const line = capture(page);
  await expect(line).toHaveText(words);
  const hint = page.getByText("A line stays plain words while it is captured", { exact: false });

  // By chord and from the toolbar; the buttons say that they are not for this line.
  for (const chord of ["Control+Alt+1", "Control+Shift+8", "Control+Alt+0", "Control+k"]) {
    await page.keyboard.press(chord);
    await expect(line, chord).toHaveText(words);
    await expect(page.locator("p[data-capture]"), chord).toHaveCount(1);
  }
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(hint.last()).toBeVisible();
  await expect(polite(page)).toContainText("A line stays plain words");
  const quote = page.getByRole("toolbar").getByRole("button", { name: "Quote" });
  await expect(quote).toHaveAttribute("aria-disabled", "true");
  await quote.click({ force: true });
  await expect(page.locator("p[data-capture]")).toHaveText(words);

  // Typed as signs, at the beginning and in the line.
  for (const sign of ["# ", "- ", "> ", "1. ", "``` "]) {
    await page.keyboard.press("Home");
    await page.keyboard.type(sign);
    await expect(line, sign).toHaveText(`${sign}${words}`);
    for (const _ of sign) await page.keyboard.press("Backspace");
    await expect(line, sign).toHaveText(words);
  }
  await page.keyboard.press("End");
  await page.keyboard.type(" see https://example.org/signs and [them](https://example.org/b) ");
  await expect(line.locator("a")).toHaveCount(0);
  await expect(line).toContainText("see https://example.org/signs and [them](https://example.org/b)");

  // `/` offers what the line can become, and no heading or table.
  await page.keyboard.type("/");
  await expect(page.getByRole("option", { name: /^Decision/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /Heading|Table|Quote/ })).toHaveCount(0);
  await page.keyboard.press("Backspace");

  // Pasted: lists and links become words, and nothing that they said is missing.
  await paste(page, {
    "text/html": '<h2>Plan</h2><ul><li>one</li><li><a href="https://example.org/c">two</a></li></ul>',
  });
  await expect(line).toContainText("Plan one two (https://example.org/c)");
  await paste(page, { "text/plain": "\n- three\n- four https://example.org/d\n" });
  await expect(line).toContainText("- three - four https://example.org/d");
  await expect(line.locator("a")).toHaveCount(0);
  await expect(page.locator("p[data-capture]")).toHaveCount(1);
  // One step back takes one paste back, and the line is still being captured.
  await page.keyboard.press("Control+z");
  await expect(line).not.toContainText("three");
  await expect(line).toContainText("two (https://example.org/c)");

  await page.keyboard.press("Enter");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  expect((await commitmentsOf(page))[0]).toMatchObject({
    ownerOrganizationId: "org_casa",
    dueOn: "2027-03-15",
    quote: expect.stringMatching(/^@Casa Ribera print the signs .*two \(https:\/\/example\.org\/c\)$/),
  });
});
