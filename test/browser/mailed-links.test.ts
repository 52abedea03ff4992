import type { Browser } from "@playwright/test";
import { newId } from "../../shared/ids.ts";
import { openPostOffice } from "../support/post-office.ts";
import { expect, type LiveServer, listen, offlineStory, openServer, signInAs, story } from "./support.ts";

type Office = Awaited<ReturnType<typeof openPostOffice>>;

/** A phone that nobody has signed in on. */
async function phone(browser: Browser, server: LiveServer, complaints: string[], width = 390) {
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  listen(page, complaints);
  return page;
}

/** Where a button of the newest mail to somebody leads. */
async function addressIn(office: Office, email: string, label: string) {
  const address = () =>
    new RegExp(`\\n${label}:\\n(\\S+)`).exec(office.to(email).at(-1)?.text ?? "")?.[1] ?? "";
  await expect.poll(address, { timeout: 15_000 }).not.toBe("");
  return address();
}

offlineStory(
  "an offer is mailed, and accepted, moved and kept on a phone without a sign-in, in the reader's language",
  async ({ browser }) => {
    story.slow();
    const office = await openPostOffice();
    const server = await openServer({ SMTP_URL: office.url });
    const complaints: string[] = [];
    const seconds: string[] = [];
    const timed = async (what: string, taps: number, act: () => Promise<unknown>) => {
      const begun = performance.now();
      await act();
      seconds.push(
        `${what}: ${taps} tap(s) after opening, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
      );
    };
    try {
      const desk = await browser.newContext({ baseURL: server.origin });
      await signInAs(desk, server, "per_director");
      const headers = { origin: server.origin };
      const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
      const offer = async (ownerOrganizationId: string, what: string) => {
        const data = { id: newId("com"), what, ownerOrganizationId, dueOn: soon, quote: `${what}, we said.` };
        const answer = await desk.request.post("/api/commitments", { data, headers });
        expect(answer.status(), await answer.text()).toBe(201);
        return data.id;
      };
      // A server closes a line that nobody used for some seconds, and may do so just now.
      const read = async (id: string) =>
        (await desk.request.get(`/api/commitments/${id}`, { maxRetries: 3 })).json();

      // English, at 390.
      const reeds = await offer("org_city", "Plant reeds on reach 3");
      const page = await phone(browser, server, complaints);
      const accept = await addressIn(office, "city_rep@example.org", "Accept");
      await timed("accept", 1, async () => {
        await page.goto(accept);
        await expect(page.getByRole("heading", { name: "Accept this commitment?" })).toBeVisible();
        expect(await read(reeds)).toMatchObject({ status: "offered" });
        await page.getByRole("button", { name: "Accept" }).tap();
        await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
      });
      expect(await read(reeds)).toMatchObject({ status: "active", changedBy: "per_city_rep" });
      await page.reload();
      await expect(page.getByText(/^You accepted this on /)).toBeVisible();

      // The backbone asks by hand; the date moves with three taps, then it is kept with one.
      const remind = await desk.request.post("/api/commitments/reminders", {
        data: { ids: [reeds] },
        headers,
      });
      expect((await remind.json()).mails).toHaveLength(1);
      const move = await addressIn(office, "city_rep@example.org", "New date");
      await timed("move a date with a reason", 3, async () => {
        await page.goto(move);
        const date = page.getByLabel("New date");
        await date.tap();
        await date.fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
        await page.getByLabel("Why").tap();
        await page.keyboard.type("The nursery delivers later.");
        await page.getByRole("button", { name: "Move the date" }).tap();
        await expect(page.getByText(/^You moved the date on /)).toBeVisible();
      });
      expect(await read(reeds)).toMatchObject({ timesMoved: 1, originalDueOn: soon });
      const kept = await addressIn(office, "city_rep@example.org", "Kept");
      await timed("kept", 1, async () => {
        await page.goto(kept);
        await expect(page.getByText(/after it was mailed to you/)).toBeVisible();
        await page.getByRole("button", { name: "Yes, it was kept" }).tap();
        await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
      });
      expect(await read(reeds)).toMatchObject({ status: "kept" });

      // Spanish, at 320, with a browser that speaks English.
      const signs = await offer("org_casa", "Colgar avisos en el muelle");
      const small = await phone(browser, server, complaints, 320);
      const no = await addressIn(office, "casa_rep@example.org", "No aceptar");
      await timed("decline, in Spanish", 2, async () => {
        await small.goto(no);
        await expect(small.getByRole("heading", { name: "¿No aceptar esta oferta?" })).toBeVisible();
        await small.getByLabel("Por qué").tap();
        await small.keyboard.type("No tenemos barco.");
        await small.getByRole("button", { name: "No aceptar" }).tap();
        await expect(small.getByRole("heading", { name: "Gracias" })).toBeVisible();
      });
      expect(await read(signs)).toMatchObject({ status: "declined", outcomeNote: "No tenemos barco." });
      const words = await small.locator("#main").innerText();
      expect(words).not.toMatch(/\b(You|This|Accept|Thank|Open)\b/);
      expect(
        await small.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      await small.goto(await addressIn(office, "casa_rep@example.org", "Aceptar"));
      await expect(small.getByRole("heading", { name: "Esto ya no necesita respuesta" })).toBeVisible();

      // Without a line nothing is lost: it says so, and the button waits.
      await offer("org_schools", "Bring two classes");
      const offline = await phone(browser, server, complaints);
      await offline.goto(await addressIn(office, "schools_rep@example.org", "Accept"));
      await expect(offline.getByRole("button", { name: "Accept" })).toBeEnabled();
      await offline.context().setOffline(true);
      await expect(offline.getByText(/^You’re offline/)).toBeVisible();
      await expect(offline.getByRole("button", { name: "Accept" })).toBeDisabled();
      await offline.context().setOffline(false);
      await expect(offline.getByRole("button", { name: "Accept" })).toBeEnabled();
      await offline.getByRole("button", { name: "Accept" }).tap();
      await expect(offline.getByRole("heading", { name: "Thank you" })).toBeVisible();

      await offline.goto("/act/act_0000000000000000-x");
      await expect(offline.getByRole("heading", { name: "We do not know this link" })).toBeVisible();
      expect(complaints).toEqual([]);
      console.log(`Row 11. ${seconds.join("; ")}.`);
    } finally {
      for (const context of browser.contexts()) await context.close();
      await server.remove();
      await office.close();
    }
  },
);
