import type { Commitment } from "../../shared/commitments/commitment.ts";
import { expect, offlineStory, type Page, saveState, staysOnline, story } from "./support.ts";

// The sample's next meeting, whose notes are open.
const meeting = "mtg_2026_12_03";

/** Opens the notes of the meeting and waits until they may be written in. */
async function openNotes(page: Page) {
  await page.goto(`/meetings/${meeting}`);
  const text = page.getByTestId("document-text");
  await expect(text).toBeVisible();
  await expect(text).toHaveAttribute("contenteditable", "true");
  await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
  return text;
}

/** Goes to the empty line at the end of the notes. */
async function newLine(page: Page) {
  await page.getByTestId("document-text").locator("p").last().click();
}

const cards = (page: Page) => page.locator("[data-record]");

async function commitmentsOf(page: Page): Promise<Commitment[]> {
  const answer = await page.request.get(`/api/commitments?meetingId=${meeting}`);
  return ((await answer.json()) as { items: Commitment[] }).items;
}

/** How many milliseconds pass until `done`. */
async function timed(done: () => Promise<unknown>) {
  const start = performance.now();
  await done();
  return performance.now() - start;
}

story(
  "a scribe records a commitment with the keyboard, and a colleague sees it within half a second",
  async ({ comeIn }) => {
    const [scribe, colleague] = [await comeIn("per_facil"), await comeIn("per_city_rep")];
    await openNotes(scribe);
    await openNotes(colleague);
    await newLine(scribe);
    const sentence = "/c @Casa Ribera translate the notice for the pier by 15 Mar 2027";
    const words = await timed(() => scribe.keyboard.type(sentence));
    const card = (page: Page) => cards(page).getByText("translate the notice for the pier").waitFor();
    // Both look at the same time.
    const shown = timed(() => card(colleague));
    const beyond = await timed(async () => {
      await scribe.keyboard.press("Enter");
      await card(scribe);
    });
    await expect(cards(scribe).getByText(/^C-\d+$/)).toBeVisible();
    await expect(cards(colleague).getByText("Waiting for a yes")).toBeVisible();
    const [made] = await commitmentsOf(scribe);
    expect(made).toMatchObject({
      what: "translate the notice for the pier",
      ownerOrganizationId: "org_casa",
      dueOn: "2027-03-15",
      status: "offered",
      quote: "@Casa Ribera translate the notice for the pier by 15 Mar 2027",
    });
    await expect(colleague.getByRole("group", { name: /^Commitment C-\d+, .*Casa.*Mar/ })).toBeVisible();
    console.log(
      `3: a commitment: 1 key that is no text, ${(beyond / 1000).toFixed(2)} s beyond typing (${(words / 1000).toFixed(1)} s). 5: seen by a colleague ${Math.round(await shown)} ms after Enter.`,
    );
  },
);

story("an existing line becomes a decision with three keys", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  await openNotes(page);
  await newLine(page);
  await page.keyboard.type("We publish the site results every Friday.");
  const took = await timed(async () => {
    await page.keyboard.press("Control+Shift+Enter");
    await page.keyboard.press("d");
    await page.keyboard.press("Enter");
    await expect(cards(page).getByText(/^D-\d+$/)).toBeVisible();
  });
  await expect(cards(page)).toContainText("We publish the site results every Friday.");
  console.log(`4: a decision from a line: 3 keys, ${(took / 1000).toFixed(2)} s until it is recorded.`);
});

story("what a line does not say is asked for, and no date is guessed", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  await openNotes(page);
  await newLine(page);
  await page.keyboard.type("/c lend two auger rigs by 3/4");
  const fields = page.getByRole("group", { name: "Commitment" });
  await expect(fields.getByText("Who will do it?")).toBeVisible();
  await expect(fields.getByText(/4 Apr|Apr 3|Mar 4|3 Apr/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "A partner or a person" })).toBeFocused();
  await page.keyboard.type("city");
  await page.keyboard.press("Enter");
  // The date comes next: both readings are spelled out, the nearest first.
  await expect(fields.locator('[data-field="by"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("can be read in more than one way")).toBeVisible();
  await expect(page.getByRole("button", { name: "Thu, Mar 4, 2027", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(fields.locator('[data-field="record"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  expect((await commitmentsOf(page))[0]).toMatchObject({
    dueOn: "2027-03-04",
    ownerOrganizationId: "org_city",
  });
});

story("who helps and what it serves are chosen in the fields, and linked", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  await openNotes(page);
  await newLine(page);
  await page.keyboard.type("/c @Casa Ribera translate the notice for the pier by 15 Mar 2027");
  const fields = page.getByRole("group", { name: "Commitment" });
  await expect(fields.locator('[data-field="helps"]')).toContainText("nobody yet");
  // Who, by, serves, helps: Tab walks them.
  await page.keyboard.press("Tab");
  for (let tab = 0; tab < 3; tab++) await page.keyboard.press("Tab");
  await expect(fields.locator('[data-field="helps"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "A partner that helps" })).toBeFocused();
  await page.keyboard.type("city");
  await page.keyboard.press("Enter");
  await expect(fields.locator('[data-field="helps"]')).toContainText("City");
  await fields.locator('[data-field="serves"]').click();
  await expect(page.getByRole("combobox", { name: "A strategy, an activity or an indicator" })).toBeFocused();
  await page.keyboard.type("goal 1");
  await page.keyboard.press("Enter");
  await fields.locator('[data-field="record"]').click();
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  const [made] = await commitmentsOf(page);
  expect(made).toMatchObject({ supportOrganizationIds: ["org_city"], contribution: null });
  expect(made!.strategyIds).toHaveLength(1);
});

story("`/d`, `/i`, `/a` and `/p` make their records too, and everybody sees them", async ({ comeIn }) => {
  story.slow();
  const [page, colleague] = [await comeIn("per_facil"), await comeIn("per_city_rep")];
  await openNotes(page);
  await openNotes(colleague);
  await newLine(page);
  const card = (kind: string) => cards(page).locator(`[data-kind="${kind}"]`);
  const capture = page.locator("[data-capture]");

  await page.keyboard.type("/d We publish the site results every Friday.");
  await expect(capture).toHaveText("We publish the site results every Friday.");
  await page.keyboard.press("Enter");
  await expect(card("decision").getByText(/^D-\d+$/)).toBeVisible();

  // An indicator that the line names is known; recorded, its card shows the latest reading.
  await page.keyboard.type("/i Contaminated sediment removed or capped");
  const which = page.locator('[data-field="which"]');
  await expect(which).toContainText("I3 Contaminated sediment");
  await page.keyboard.press("Enter");
  await expect(card("indicator")).toContainText("Contaminated sediment removed or capped");

  // Which section it is has to be said, and is asked for by name.
  await page.keyboard.type("/a ");
  await expect(which).toContainText("Which section?");
  await page.keyboard.press("Enter");
  await expect(page.locator('[aria-live="assertive"]').first()).toContainText("Which section?");
  const find = page.getByRole("combobox", { name: "Which section?" });
  await expect(find).toBeFocused();
  await page.keyboard.type("the change");
  await expect(page.getByRole("option", { name: "The change we want by 2030" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-field="record"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card("passage")).toContainText("The change we want by 2030");

  await page.keyboard.type("/p Who pays for the boats?");
  await expect(capture).toHaveText("Who pays for the boats?");
  await page.keyboard.press("Enter");
  await expect(card("parked")).toContainText("Who pays for the boats?");
  await expect(capture).toHaveCount(0);

  const kinds = ["decision", "indicator", "passage", "parked"];
  for (const it of [page, colleague])
    await expect
      .poll(() =>
        cards(it)
          .locator("[data-kind]")
          .evaluateAll((all) => all.map((one) => one.getAttribute("data-kind"))),
      )
      .toEqual(kinds);
  await expect(cards(colleague).getByText("Who pays for the boats?")).toBeVisible();
  const held = await (await page.request.get(`/api/meetings/${meeting}`)).json();
  expect(held.parkingLot.map((it: { text: string }) => it.text)).toContain("Who pays for the boats?");
  const { items } = await (await page.request.get("/api/decisions")).json();
  expect(
    items.filter((it: { fromMeetingId: string | null }) => it.fromMeetingId === meeting).at(0),
  ).toMatchObject({ proposal: "We publish the site results every Friday." });
});

story("on a phone a commitment is written and chosen in a sheet", async ({ comeIn }) => {
  const page = await comeIn("per_facil", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await openNotes(page);
  await newLine(page);
  await page.getByRole("button", { name: "Commitment", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "New commitment" });
  await expect(sheet.getByLabel("Words")).toBeFocused();
  await page.keyboard.type("@Casa Ribera print the signs for the pier");
  await expect(sheet.getByLabel("Words")).toHaveValue("@Casa Ribera print the signs for the pier");
  await expect(sheet.locator('[data-field="who"]')).toContainText("Casa Ribera");
  // What is missing is asked for, in the sheet.
  await sheet.getByRole("button", { name: "Record" }).click();
  await sheet.getByLabel("By when?").fill("2027-03-15");
  await expect(sheet.getByRole("button", { name: "Record" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  expect((await commitmentsOf(page))[0]).toMatchObject({
    what: "print the signs for the pier",
    dueOn: "2027-03-15",
  });
});

story("Esc makes the line text again, and a point of a list stays where it is", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  const text = await openNotes(page);
  await newLine(page);
  await page.keyboard.type("The county has two rigs.");
  await page.keyboard.press("Control+Shift+Enter");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-capture]")).toHaveText("The county has two rigs.");
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-capture]")).toHaveCount(0);
  await expect(text.locator("p", { hasText: "The county has two rigs." })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("- first");
  await page.keyboard.press("Enter");
  await page.keyboard.type("lend two rig");
  await page.keyboard.press("Enter");
  await page.keyboard.type("last");
  // The editor hears of a caret that was moved a moment later; a letter that is typed there tells it at once.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type("s");
  await page.keyboard.press("Control+Shift+Enter");
  await page.keyboard.press("Enter");
  await expect(page.locator("p[data-capture]")).toHaveText("lend two rigs");
  await expect(text.locator("li")).toHaveText(["first", "lend two rigs", "last"]);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-capture]")).toHaveCount(0);
  await expect(text.getByText("lend two rigs")).toHaveCount(1);
});

offlineStory(
  "what somebody writes offline into a line that is captured meanwhile is there for both",
  async ({ comeIn }) => {
    const [page, colleague] = [await comeIn("per_facil", staysOnline), await comeIn("per_city_rep")];
    const text = await openNotes(page);
    const theirs = await openNotes(colleague);
    await newLine(page);
    await page.keyboard.type("We publish the site results every Friday.");
    const theirLine = theirs.locator("p", { hasText: "every Friday." });
    await expect(theirLine).toBeVisible();
    await colleague.context().setOffline(true);
    await theirLine.click();
    await colleague.keyboard.press("End");
    await colleague.keyboard.type(" The city posts them too.");
    await colleague.keyboard.press("Home");
    await colleague.keyboard.type("From January: ");
    await page.keyboard.press("Control+Shift+Enter");
    await page.keyboard.press("d");
    await page.keyboard.press("Enter");
    await expect(cards(page).getByText(/^D-\d+$/)).toBeVisible();
    // The scribe goes on in a line of their own.
    await page.keyboard.type("Next point.");
    await colleague.context().setOffline(false);
    for (const it of [text, theirs]) {
      const beside = it.locator("p", { hasText: "The city posts them too." });
      await expect(beside).toHaveText("From January:  The city posts them too.", { timeout: 20_000 });
      await expect(beside).toBeVisible();
      await expect(it.locator("[data-record]")).toContainText("We publish the site results every Friday.");
      await expect(it.locator("p", { hasText: "Next point." })).toHaveText("Next point.");
    }
    // Taking the card back gives the line again, with the words of both.
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    for (const it of [text, theirs])
      await expect(it.locator("p", { hasText: "every Friday." })).toHaveText(
        "From January: We publish the site results every Friday. The city posts them too.",
      );
  },
);

story("deleting a card leaves the record and says so, for everybody", async ({ comeIn }) => {
  const [page, colleague] = [await comeIn("per_facil"), await comeIn("per_city_rep")];
  await openNotes(page);
  await openNotes(colleague);
  await newLine(page);
  await page.keyboard.type("/c @Casa Ribera call the pier by 1 Mar 2027");
  await page.keyboard.press("Enter");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(page.locator("[data-record] [data-selected]")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByText(/C-\d+ was here\./)).toBeVisible();
  await expect(colleague.getByText(/C-\d+ was here\./)).toBeVisible();
  await colleague.getByTestId("document-text").getByRole("button", { name: "Put it back" }).click();
  await expect(cards(page).getByText("call the pier")).toBeVisible();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await expect(cards(page)).toHaveCount(0);
  // Taking the deletion back brings the card.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(cards(page).getByText("call the pier")).toBeVisible();
  expect(await commitmentsOf(page)).toHaveLength(1);
});

story("undoing a capture gives the line back as text, and the record stays", async ({ comeIn }) => {
  const page = await comeIn("per_facil");
  const text = await openNotes(page);
  await newLine(page);
  await page.keyboard.type("/c @Casa Ribera call the pier by 1 Mar 2027");
  await page.keyboard.press("Enter");
  await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cards(page)).toHaveCount(0);
  await expect(text.locator("p", { hasText: "call the pier by 1 Mar 2027" })).toBeVisible();
  await expect(page.locator('[aria-live="polite"]').first()).toContainText(/C-\d+ stays recorded/);
  expect(await commitmentsOf(page)).toHaveLength(1);
});

offlineStory(
  "five minutes of writing and capturing offline are all there when the connection returns",
  async ({ comeIn, server }) => {
    const [page, colleague] = [await comeIn("per_facil"), await comeIn("per_city_rep", staysOnline)];
    const text = await openNotes(page);
    await openNotes(colleague);
    await newLine(page);
    await page.context().setOffline(true);
    // 40 words a minute for five minutes: of every ten one by its letters, the others at once.
    const tens = Array.from({ length: 19 }, (_, ten) =>
      Array.from({ length: 10 }, (_, i) => `word${ten * 10 + i}`).join(" "),
    );
    const words = tens.join(" ");
    for (const [ten, ofTen] of tens.entries()) {
      const afterFirst = ofTen.indexOf(" ");
      await page.keyboard.type((ten ? " " : "") + ofTen.slice(0, afterFirst));
      await page.keyboard.insertText(ofTen.slice(afterFirst));
    }
    await expect(text).toContainText(words);
    await page.keyboard.press("Enter");
    await page.keyboard.type("/c @Casa Ribera bring the maps by 2 Mar 2027");
    await page.keyboard.press("Enter");
    await expect(cards(page).getByText("Waiting to be sent")).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.context().setOffline(false);
    await expect(cards(page).getByText(/^C-\d+$/)).toBeVisible({ timeout: 20_000 });
    await expect(saveState(page)).toHaveAttribute("data-save-state", "saved", { timeout: 20_000 });
    const theirs = colleague.getByTestId("document-text");
    await expect(theirs).toContainText(words, { timeout: 20_000 });
    await expect(cards(colleague).getByText("bring the maps")).toBeVisible();
    const lost = words.length - ((await text.innerText()).includes(words) ? words.length : 0);
    console.log(`8: ${words.length} characters and a commitment written offline, ${lost} lost, no dialog.`);
    expect(await commitmentsOf(page)).toHaveLength(1);
    expect(server.output).not.toMatch(/"level":[56]0/);
  },
);

story("an item that was added later gets its heading when the room moves to it, once", async ({ comeIn }) => {
  const [director, scribe] = [await comeIn("per_director"), await comeIn("per_facil")];
  for (const page of [director, scribe]) await openNotes(page);
  await director.getByRole("button", { name: "Open the room" }).click();
  await expect(director.locator('[aria-current="step"]')).toBeVisible();
  const origin = new URL(director.url()).origin;
  const added = await director.request.post(`/api/meetings/${meeting}/agenda`, {
    data: {
      id: "itm_0123456789abcdef",
      title: "Boats for the sampling day",
      purpose: "discuss",
      minutes: 10,
    },
    headers: { origin },
  });
  expect(added.status()).toBe(201);
  const at = (page: Page) => page.locator('[aria-current="step"]');
  for (const page of [director, scribe]) {
    await expect(page.getByText("Boats for the sampling day").first()).toBeVisible();
    await expect(page.locator("h2", { hasText: "Boats for" })).toHaveCount(0);
  }
  // Both lead the room, and both press at once.
  const take = (page: Page) => page.getByRole("button", { name: /Boats for the sampling day/ }).last();
  await Promise.all([take(director).click(), take(scribe).click()]);
  for (const page of [director, scribe]) {
    await expect(at(page)).toContainText("Boats for the sampling day");
    const heading = page
      .getByTestId("document-text")
      .locator("h2", { hasText: "Boats for the sampling day" });
    await expect(heading).toHaveCount(1);
    await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
  }
});
