import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { expect, offlineStory, type Page, saveState, staysOnline, story } from "./support.ts";

const meeting = "mtg_2026_12_03";

const notes = (page: Page) => page.getByTestId("document-text");
const cards = (page: Page) => page.locator("[data-record]");
const entries = (page: Page) => page.locator("#part-captured [data-entry]");

async function enter(page: Page) {
  await page.goto(`/meetings/${meeting}`);
  await expect(notes(page)).toHaveAttribute("contenteditable", "true", { timeout: 30_000 });
  await expect(saveState(page)).toHaveAttribute("data-save-state", "saved", { timeout: 30_000 });
}

/** These words on a line of their own, at the end of the notes, or under the heading of an item. */
async function write(page: Page, line: string, under?: string) {
  const at = under ? notes(page).locator(`h2:has-text("${under}") + p`) : notes(page).locator("p").last();
  await at.click();
  await page.keyboard.press("End");
  if ((await at.innerText()).trim() !== "") await page.keyboard.press("Enter");
  await page.keyboard.type(line);
}

const promises = [
  "@Casa Ribera print the bilingual signs for the pier by 15 Mar 2027",
  "@Casa Ribera walk the pier with the new families by 20 Mar 2027",
  "@Port Brackwater City lend two boats for the sampling day by 10 Apr 2027",
  "@Port Brackwater City publish the list of outfalls by 30 Apr 2027",
];

offlineStory(
  "a meeting of six windows and three organizations: nothing is retyped, nothing is lost",
  async ({ comeIn, server }) => {
    story.setTimeout(300_000);
    const director = await comeIn("per_director", staysOnline);
    const scribe = await comeIn("per_facil", staysOnline);
    const city = await comeIn("per_city_rep", staysOnline);
    const drainage = await comeIn("per_city_alt", staysOnline);
    const casa = await comeIn("per_casa_rep", staysOnline);
    const promoter = await comeIn("per_casa_prom");
    const windows = [director, scribe, city, drainage, casa, promoter];
    // Pressed as soon as it is there: nothing on the page moves away under the press.
    await director.goto(`/meetings/${meeting}`);
    await director.getByRole("button", { name: "Open the room" }).click();
    await expect(director.getByText(/^Live/).filter({ visible: true })).toBeVisible();
    for (const page of windows) await enter(page);

    // The agenda: review, then a decision, then promises; two partners say that they are there.
    await city.getByRole("button", { name: "Yes, we are here" }).click();
    await casa.getByRole("button", { name: "Sí, estamos aquí" }).click();
    await director.keyboard.press("n");
    await expect(scribe.locator('[aria-current="step"]')).toContainText("Publish weekly site results");

    await write(scribe, `/c ${promises[0]}`);
    await scribe.keyboard.press("Enter");
    await expect(cards(scribe).getByText(/^C-\d+$/)).toHaveCount(1);
    for (const page of windows) {
      await expect(entries(page)).toHaveCount(1);
      // Who loses the connection next has seen the card in the text, too.
      await expect(cards(page).getByText(/print the bilingual/)).toBeVisible();
    }

    // One window loses its connection, and goes on writing and promising.
    await promoter.context().setOffline(true);
    await write(promoter, "Casa habló con las familias del muelle.", "Publish weekly site results");
    await promoter.keyboard.press("Enter");
    await promoter.keyboard.type(`/c ${promises[1]}`);
    await promoter.keyboard.press("Enter");
    await expect(cards(promoter).getByText(/print the bilingual/)).toBeVisible();

    await write(drainage, `/c ${promises[2]}`);
    await drainage.keyboard.press("Enter");
    await expect(cards(drainage).getByText(/^C-\d+$/)).toHaveCount(2);
    await write(scribe, "We publish the weekly results of the three beaches from January on.");
    await scribe.keyboard.press("Control+Shift+Enter");
    await scribe.keyboard.press("d");
    await scribe.keyboard.press("Enter");
    await expect(cards(scribe).getByText(/^D-\d+$/)).toHaveCount(1);
    await promoter.context().setOffline(false);
    await write(city, `/c ${promises[3]}`);
    await city.keyboard.press("Enter");

    // One decision and four commitments, in every window.
    for (const page of windows) await expect(entries(page)).toHaveCount(5, { timeout: 30_000 });
    for (const page of windows) await expect(cards(page)).toHaveCount(5, { timeout: 30_000 });
    const made = (await (await director.request.get(`/api/commitments?meetingId=${meeting}`)).json()) as {
      items: Commitment[];
    };
    // What was said stands in the record word for word, and once.
    expect(made.items.map((it) => it.quote).toSorted()).toEqual(promises.toSorted());
    const statuses = Object.fromEntries(made.items.map((it) => [it.quote, it.status]));
    expect(statuses[promises[0]!], "the scribe's words are an offer").toBe("offered");
    expect(statuses[promises[3]!], "the city speaks for itself").toBe("active");
    await expect(notes(director)).toContainText("Casa habló con las familias del muelle.");

    // Read back, close, send.
    await director.getByRole("button", { name: "Read back and close" }).click();
    const dialog = director.getByRole("dialog", { name: /Read back and close/ });
    for (let at = 1; at <= 5; at++) {
      await expect(dialog.getByText(`${at} of 5`)).toBeVisible();
      await director.keyboard.press("y");
    }
    await expect(dialog.getByRole("button", { name: "Close the meeting" })).toBeFocused();
    await director.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Send the recap" })).toBeFocused();
    await director.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    for (const page of windows)
      await expect(notes(page)).toHaveAttribute("contenteditable", "false", { timeout: 30_000 });
    const held = (await (await city.request.get(`/api/meetings/${meeting}`)).json()) as MeetingWithAgenda;
    expect(held.status).toBe("held");
    expect(held.recapSentOn).not.toBeNull();
    expect(held.quorum.present).toBe(2);
    expect(held.readBack.filter((it) => it.verdict === "confirmed")).toHaveLength(5);

    // The recap has it all, in both languages, and the log still holds.
    await casa.goto(`/meetings/${meeting}/recap`);
    const recap = casa.getByRole("main");
    for (const words of ["print the bilingual signs", "walk the pier", "lend two boats", "list of outfalls"])
      await expect(recap.getByText(new RegExp(words)).first()).toBeVisible();
    await expect(recap.getByText(/We publish the weekly results/).first()).toBeVisible();
    const chain = await (await director.request.get("/api/log/verification")).json();
    expect(chain).toMatchObject({ broken: null });
    const outbox = await (await director.request.get("/api/outbox")).json();
    expect(JSON.stringify(outbox)).toContain("print the bilingual signs");
    expect(server.output).not.toMatch(/"level":[56]0/);
  },
);
