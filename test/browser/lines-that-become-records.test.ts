import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { RecapPage } from "../../shared/meetings/recap.ts";
import { expect, offlineStory, type Page, saveState, story } from "./support.ts";

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

/** Two people have the notes with one line in them, a heading if `tag` says so; the second then loses the connection. */
async function apart(comeIn: (personId: string) => Promise<Page>, sentence: string, tag: "p" | "h3" = "p") {
  const [page, colleague] = [await comeIn("per_facil"), await comeIn("per_city_rep")];
  await openNotes(page);
  const theirs = await openNotes(colleague);
  await newLine(page);
  if (tag === "h3") await page.keyboard.type("### ");
  await page.keyboard.type(sentence);
  const line = theirs.locator(tag, { hasText: sentence });
  await expect(line).toBeVisible();
  await colleague.context().setOffline(true);
  await line.click();
  await colleague.keyboard.press("End");
  return [page, colleague] as const;
}

/** Records the line at the caret. */
async function recordAs(page: Page, letter: "c" | "d") {
  await page.keyboard.press("Control+Shift+Enter");
  await page.keyboard.press(letter);
  await expect(capture(page)).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(capture(page)).toHaveCount(0);
}

const rail = (page: Page) => page.getByRole("complementary", { name: /^Captured/ });

offlineStory(
  "one line that two people record while apart is one record, shown and read once, and both are told",
  async ({ comeIn }) => {
    const sentence = "@Casa Ribera brings the maps by 2 Mar 2027";
    const [page, colleague] = await apart(comeIn, sentence);
    await recordAs(colleague, "c");
    await expect(cards(colleague).getByText("Waiting to be sent")).toBeVisible();
    await recordAs(page, "c");
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
    await colleague.context().setOffline(false);
    for (const it of [page, colleague]) {
      await expect(
        it.getByText("Somebody else recorded this line as well. It is one record.").last(),
      ).toBeVisible({
        timeout: 20_000,
      });
      await expect(cards(it)).toHaveCount(1);
      await expect(cards(it).getByText(/^C-\d+$/)).toBeVisible();
      await expect(rail(it).getByText("brings the maps")).toHaveCount(1);
    }
    expect(await commitmentsOf(page)).toHaveLength(1);
    await expect
      .poll(async () => {
        const answer = await page.request.get(`/api/documents/notes:${meeting}/markdown`);
        return (await answer.text()).split("(commitment:").length - 1;
      })
      .toBe(1);
    const [{ id, number, quote }] = (await commitmentsOf(page)) as [Commitment];
    expect(quote).toBe(sentence);
    // Its recap has it once, with the sentence as it was said, and so has what goes out as Markdown.
    const { recap } = (await (await page.request.get(`/api/meetings/${meeting}/recap`)).json()) as RecapPage;
    expect(recap.tookOn.map((it) => [it.id, it.quote])).toEqual([[id, sentence]]);
    const markdown = await (await page.request.get(`/api/meetings/${meeting}/recap.md`)).text();
    expect(markdown.split(`**C-${number}**`)).toHaveLength(2);
  },
);

offlineStory(
  "recorded in other words by two people while apart, nothing is lost: the later one says what becomes of theirs",
  async ({ comeIn }) => {
    const [page, colleague] = await apart(comeIn, "@Casa Ribera brings the maps by 2 Mar 2027");
    await colleague.keyboard.type(" and the pens");
    await recordAs(colleague, "c");
    await recordAs(page, "c");
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
    await colleague.context().setOffline(false);
    const card = cards(colleague).first();
    await expect(card.getByText("Somebody else recorded this line before you")).toBeVisible({
      timeout: 20_000,
    });
    await expect(card.getByText("brings the maps", { exact: true })).toBeVisible();
    expect(await commitmentsOf(page)).toHaveLength(1);
    await card.getByRole("button", { name: "Look at mine" }).click();
    const dialog = colleague.getByRole("dialog", { name: "Somebody else recorded this line first" });
    await expect(dialog.getByLabel("What")).toHaveValue("brings the maps and the pens");
    await dialog.getByRole("button", { name: "Record mine as well" }).click();
    for (const it of [page, colleague]) {
      await expect(cards(it).getByText("brings the maps and the pens")).toBeVisible();
      await expect(cards(it).getByText(/^C-\d+$/)).toHaveCount(2);
    }
    expect((await commitmentsOf(page)).map((it) => it.what).toSorted()).toEqual([
      "brings the maps",
      "brings the maps and the pens",
    ]);
  },
);

for (const [line, tag] of [
  ["line", "p"],
  ["heading", "h3"],
] as const)
  offlineStory(
    `a commitment and a decision made of one ${line} while apart both stay, and both are told`,
    async ({ comeIn }) => {
      const [page, colleague] = await apart(comeIn, "@Casa Ribera brings the maps by 2 Mar 2027", tag);
      await recordAs(page, "c");
      await recordAs(colleague, "d");
      await colleague.context().setOffline(false);
      for (const it of [page, colleague]) {
        await expect(
          it.getByText("Somebody else made another record of this line. Both are kept.").last(),
        ).toBeVisible({ timeout: 20_000 });
        await expect(cards(it).getByText(/^C-\d+$/)).toBeVisible();
        await expect(cards(it).getByText(/^D-\d+$/)).toBeVisible();
        await expect(cards(it)).toHaveCount(2);
      }
    },
  );

offlineStory("two records of neighbouring headings are no two records of one", async ({ comeIn }) => {
  const [page, colleague] = await apart(comeIn, "@Casa Ribera brings the maps by 2 Mar 2027", "h3");
  await recordAs(page, "c");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  // Below it, another line, which the colleague has not seen.
  await page.keyboard.type("The maps stay with the city.");
  await recordAs(page, "d");
  await expect(cards(page).getByText(/^D-\d+$/)).toBeVisible();
  await colleague.context().setOffline(false);
  await expect(cards(colleague)).toHaveCount(2, { timeout: 20_000 });
  for (const it of [page, colleague])
    await expect(it.getByText("Somebody else made another record of this line")).toHaveCount(0);
});

story(
  "a heading that is captured again after an undo and a reload gets its record's card; in other words it is another record",
  async ({ comeIn }) => {
    const page = await comeIn("per_facil");
    const text = await openNotes(page);
    const sentence = "@Casa Ribera brings the maps by 2 Mar 2027";
    const undo = async () => {
      await page.keyboard.press("Control+z");
      await expect(cards(page)).toHaveCount(0);
      await expect(text.locator("p", { hasText: sentence })).toBeVisible();
      // The capture, and its line below the heading.
      await page.keyboard.press("Control+z");
      await expect(capture(page)).toHaveCount(1);
      await page.keyboard.press("Control+z");
      await expect(capture(page)).toHaveCount(0);
    };
    const again = async () => {
      await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
      await page.reload();
      await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
      await expect(rail(page).getByText("brings the maps").first()).toBeVisible();
      await text.locator("h3", { hasText: sentence }).click();
      await page.keyboard.press("End");
      await page.keyboard.press("Control+Shift+Enter");
      await page.keyboard.press("c");
      await expect(capture(page)).toHaveText(sentence);
    };
    await newLine(page);
    await page.keyboard.type(`### ${sentence}`);
    await recordAs(page, "c");
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
    await undo();

    await again();
    await expect(page.getByText(/C-\d+ is recorded already\. Enter puts its card back/)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
    expect(await commitmentsOf(page)).toHaveLength(1);
    await undo();

    await again();
    await page.keyboard.type(" and the pens");
    await expect(page.getByText("is recorded already")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(cards(page).getByText("brings the maps and the pens")).toBeVisible();
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
    await expect(cards(page)).toHaveCount(1);
    expect((await commitmentsOf(page)).map((it) => it.what).toSorted()).toEqual([
      "brings the maps",
      "brings the maps and the pens",
    ]);
  },
);

story("a line that is captured again as it was, after an undo, is no second record", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  const text = await openNotes(page);
  await newLine(page);
  await page.keyboard.type("@Casa Ribera brings the maps by 2 Mar 2027");
  await recordAs(page, "c");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cards(page)).toHaveCount(0);
  await text.locator("p", { hasText: "brings the maps" }).click();
  await page.keyboard.press("End");
  await recordAs(page, "c");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  expect(await commitmentsOf(page)).toHaveLength(1);
});

for (const { personId, locale, language, said, asks, by, find } of [
  {
    personId: "per_facil",
    locale: "en-US",
    language: "en",
    said: "by 31 June",
    asks: "“by 31 June” is in no calendar. By when?",
    by: "Commitment",
    find: "By when?",
  },
  {
    personId: "per_casa_rep",
    locale: "es-ES",
    language: "es",
    said: "antes del 30 de febrero",
    asks: "«antes del 30 de febrero» no está en ningún calendario. ¿Para cuándo?",
    by: "Compromiso",
    find: "¿Para cuándo?",
  },
])
  story(
    `a day that no calendar has is never recorded, and the line says so: ${language}`,
    async ({ comeIn, server }) => {
      const page = await comeIn(personId, { locale });
      await page.request.patch("/api/me", { data: { language }, headers: { origin: server.origin } });
      await openNotes(page);
      await newLine(page);
      await page.keyboard.type(`/c @Casa Ribera trae los mapas ${said}`);
      const fields = page.getByRole("group", { name: by });
      await expect(fields.getByText(asks)).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(page.locator('[aria-live="assertive"]').first()).toContainText(asks);
      await expect(page.getByLabel(find)).toBeFocused();
      expect(await commitmentsOf(page)).toHaveLength(0);
      await page.keyboard.press("Escape");
      await expect(capture(page)).toHaveCount(1);
      await expect(cards(page)).toHaveCount(0);
    },
  );
