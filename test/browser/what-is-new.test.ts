import { addDays } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import { expect, type Locator, story } from "./support.ts";

story(
  "the navigation counts what is new in the threads of decisions, until it was read",
  async ({ comeIn, server }) => {
    const city = await comeIn("per_city_rep");
    const page = await comeIn("per_casa_rep");
    const badge = page.locator("nav [data-news]").first();
    await page.goto("/");
    await expect(badge).toBeVisible();
    const before = Number(await badge.getAttribute("data-news"));
    const data = { id: newId("pst"), recordKind: "decision", of: "dec_publish", text: "A word more." };
    const sent = await city.request.post("/api/threads/posts", { data, headers: { origin: server.origin } });
    expect(sent.status()).toBe(201);
    await page.goto("/partners");
    await expect(badge).toHaveAttribute("data-news", String(before + 1));
    // Said in words to whoever does not see it; the entry keeps its name.
    const entry = page.getByRole("link", { name: "Decisiones" }).first();
    await expect(entry).toHaveAccessibleDescription(`${before + 1} mensajes nuevos`);
    await page.goto("/decisions/dec_publish");
    await expect(page.getByText("A word more.")).toBeVisible();
    await expect
      .poll(async () => ((await badge.count()) ? Number(await badge.getAttribute("data-news")) : 0))
      .toBeLessThan(before);
  },
);

story("what arrives takes nothing away from under the keys, on any list", async ({ comeIn, server }) => {
  const casa = await comeIn("per_casa_rep");
  const say = async (path: string, data: object) => {
    const sent = await casa.request.post(path, { data, headers: { origin: server.origin } });
    expect(sent.status(), await sent.text()).toBe(201);
  };
  const raise = (proposal: string) =>
    say("/api/decisions", {
      id: newId("dec"),
      proposal,
      fromMeetingId: "mtg_2026_11_12",
      fromItemId: "ag3",
      quote: proposal,
      indicatorIds: ["ind_bacteria"],
    });
  const promise = (what: string) =>
    say("/api/commitments", {
      id: newId("com"),
      what,
      ownerOrganizationId: "org_city",
      dueOn: addDays(new Date().toISOString().slice(0, 10), 40),
    });
  const page = await comeIn("per_director");
  /** Focuses an element; whether the keys are still in that very one. */
  const hold = async (on: Locator) => {
    await on.focus();
    const element = await on.elementHandle();
    return () => element!.evaluate((it) => document.activeElement === it);
  };
  const row = (id: string) => page.locator(`[data-row="${id}"]`);
  const list = page.getByRole("main");
  for (const { path, on, happens } of [
    { path: "/decisions", on: row("dec_publish"), happens: raise },
    { path: "/timeline", on: list.locator("[data-row]").nth(2), happens: raise },
    { path: "/overview", on: list.getByRole("row").getByRole("link").first(), happens: promise },
    {
      path: "/meetings/mtg_2026_12_03",
      on: list.locator("[data-since='awaiting'] a").first(),
      happens: promise,
    },
    { path: "/indicators/ind_bacteria", on: page.locator("[data-knot='com_08'] a").first(), happens: raise },
  ])
    await story.step(path, async () => {
      await page.goto(path);
      const held = await hold(on);
      const what = `Count the reeds of ${path}`;
      await happens(what);
      await expect(page.getByText(what).first()).toBeVisible();
      expect(await held()).toBe(true);
    });

  // How far a long register was read stays as well.
  await Promise.all(Array.from({ length: 40 }, (_, bed) => raise(`Count the reeds of bed ${bed + 1}`)));
  await page.goto("/decisions");
  const rows = list.locator("tbody [data-row]");
  const readOn = async () => {
    await list.evaluate((it) => it.scrollTo(0, it.scrollHeight));
    return rows.count();
  };
  await expect.poll(readOn).toBeGreaterThan(40);
  const far = await hold(rows.nth(38));
  await raise("Count the reeds once more");
  await expect(list.getByText("Count the reeds once more").first()).toBeAttached();
  expect(await far()).toBe(true);

  // The sums of a partner, and what waits for one.
  await page.goto("/commitments?as=partner");
  const partner = await hold(row("org_city"));
  const said = await page
    .getByRole("row")
    .filter({ has: row("org_city") })
    .innerText();
  await promise("Count them again");
  await expect(page.getByRole("row").filter({ has: row("org_city") })).not.toHaveText(said);
  expect(await partner()).toBe(true);

  const city = await comeIn("per_city_rep");
  await city.goto("/");
  const need = await hold(city.locator("[data-need] a").last());
  await raise("Count them in spring");
  await expect(city.locator("[data-need]", { hasText: /Count|more/ }).first()).toBeVisible();
  expect(await need()).toBe(true);
});
