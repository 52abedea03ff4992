import AxeBuilder from "@axe-core/playwright";
import {
  agendaText,
  choose,
  expect,
  jumpsOf,
  marked,
  noteJumps,
  openAgenda,
  type Page,
  story,
} from "./support.ts";

/** Every screen there is, who looks at it, and what must stand on it before we look. */
const screens: {
  name: string;
  /** Its address, or how to come to one that is not there yet. */
  path: string | ((page: Page) => Promise<string>);
  as: string | null;
  ready: (page: Page) => Promise<unknown>;
}[] = [
  { name: "welcome", path: "/", as: null, ready: (page) => heading(page, /Come in|Adelante|Entra/) },
  { name: "enter", path: "/enter/not-a-real-link", as: null, ready: (page) => heading(page, /./) },
  { name: "act", path: "/act/not-a-real-link", as: null, ready: (page) => heading(page, /link|enlace/) },
  { name: "home", path: "/", as: "per_city_rep", ready: (page) => heading(page, /./) },
  {
    name: "common-agenda",
    path: "/common-agenda/en",
    as: "per_city_rep",
    ready: (page) => openAgenda(page),
  },
  {
    name: "common-agenda-read-only",
    path: "/common-agenda/en",
    as: "per_funder",
    ready: (page) => expect(page.getByText("For a century the Brackwater")).toBeVisible(),
  },
  {
    name: "common-agenda-adopt",
    path: "/common-agenda/en?do=adopt",
    as: "per_schools_rep",
    ready: (page) => expect(page.locator("[data-changes] ins").first()).toBeVisible(),
  },
  {
    name: "common-agenda-passage",
    path: speakOfPassage,
    as: "per_city_rep",
    ready: async (page) => {
      await expect(page.getByText("Is this still so?")).toBeVisible();
      await expect.poll(() => marked(page)).toEqual(["For a century"]);
    },
  },
  {
    name: "plan",
    path: "/plan",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByText("A7").filter({ visible: true }).first()).toBeVisible(),
  },
  {
    name: "plan-activity",
    path: "/plan/act_sewer",
    as: "per_city_rep",
    ready: (page) => expect(page.getByText("Its thread").filter({ visible: true })).toBeVisible(),
  },
  {
    name: "plan-grid",
    path: "/plan?as=grid",
    as: "per_city_rep",
    ready: (page) => expect(page.getByText("A10").filter({ visible: true }).first()).toBeVisible(),
  },
  {
    name: "commitments",
    path: "/commitments",
    as: "per_director",
    ready: (page) => expect(page.locator('[data-row="com_17"]')).toBeVisible(),
  },
  {
    name: "commitment",
    path: "/commitments/com_06",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByText("Su hilo")).toBeVisible(),
  },
  {
    name: "commitments-board",
    path: "/commitments?as=board",
    as: "per_funder",
    ready: (page) => expect(page.locator('[data-row="com_20"]')).toBeVisible(),
  },
  {
    name: "commitments-by-partner",
    path: "/commitments?as=partner",
    as: "per_city_rep",
    ready: (page) => expect(page.getByText(/In joining order\./)).toBeVisible(),
  },
  {
    name: "decisions",
    path: "/decisions",
    as: "per_schools_rep",
    ready: (page) => expect(page.locator('[data-row="dec_publish"]')).toBeVisible(),
  },
  {
    name: "decision",
    path: "/decisions/dec_publish",
    as: "per_schools_rep",
    ready: (page) => expect(page.getByText("Mark results provisional until checked.")).toBeVisible(),
  },
  {
    name: "decision-closed",
    path: "/decisions/dec_match",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByText("This leaves the working waterfront")).toBeVisible(),
  },
  {
    name: "indicators",
    path: "/indicators",
    as: "per_city_rep",
    ready: (page) => expect(page.locator('[data-missing^="ind_sediment"]')).toBeVisible(),
  },
  {
    name: "indicator",
    path: "/indicators/ind_bacteria",
    as: "per_casa_rep",
    ready: (page) => expect(page.locator('[data-knot="com_08"] a').first()).toBeVisible(),
  },
  {
    name: "partners",
    path: "/partners",
    as: "per_director",
    ready: (page) => heading(page, /Partners|Socios/),
  },
  {
    name: "partner-quiet",
    path: "/partners/org_port",
    as: "per_director",
    ready: (page) => expect(page.getByText("Choose the Tanner's Point dredging contractor")).toBeVisible(),
  },
  {
    name: "overview",
    path: "/overview?span=quarter",
    as: "per_director",
    ready: (page) => expect(page.getByRole("cell", { name: "Port Authority" }).first()).toBeVisible(),
  },
  {
    name: "meetings",
    path: "/meetings",
    as: "per_city_rep",
    ready: (page) => expect(page.getByRole("link", { name: "Steering Committee, November" })).toBeVisible(),
  },
  {
    name: "meeting",
    path: "/meetings/mtg_2026_12_03",
    as: "per_city_rep",
    ready: (page) => heading(page, /./),
  },
  {
    name: "meeting-live",
    path: "/meetings/mtg_2026_12_03",
    as: "per_director",
    ready: (page) => openRoom(page),
  },
  {
    name: "meeting-closed",
    path: "/meetings/mtg_2026_11_12",
    as: "per_casa_rep",
    ready: (page) => heading(page, /November/),
  },
  {
    name: "recap",
    path: "/meetings/mtg_2026_11_12/recap",
    as: "per_city_rep",
    ready: (page) => expect(page.getByText("What was said")).toBeVisible({ timeout: 60_000 }),
  },
  {
    name: "recap-short",
    path: "/meetings/mtg_2026_11_12/recap?form=short",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByText("Lo que asumimos")).toBeVisible({ timeout: 60_000 }),
  },
  {
    name: "meeting-agenda",
    path: "/meetings/mtg_2026_12_03/agenda",
    as: "per_director",
    ready: (page) => expect(page.getByText("Stipends for pier advisers in 2027")).toBeVisible(),
  },
  {
    name: "groups",
    path: "/groups",
    as: "per_director",
    ready: (page) => expect(page.getByText("Clean Water Working Group").first()).toBeVisible(),
  },
  {
    name: "timeline",
    path: "/timeline",
    as: "per_city_rep",
    ready: (page) => expect(page.getByText(/Verified through|Comprobado hasta/)).toBeVisible(),
  },
  {
    name: "timeline-receipt",
    path: "/timeline/12?kind=person",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByText(/^(Este hecho|This event)$/)).toBeVisible(),
  },
  {
    name: "plan-timeline",
    path: "/plan?as=timeline",
    as: "per_director",
    ready: (page) => expect(page.getByText("Contractor selected").first()).toBeVisible(),
  },
  {
    name: "plan-board",
    path: "/plan?as=board",
    as: "per_casa_rep",
    ready: (page) => expect(page.locator('[data-row="act_pier"]')).toBeVisible(),
  },
  {
    name: "settings",
    path: "/settings",
    as: "per_casa_rep",
    ready: (page) => expect(page.getByRole("checkbox", { name: /^Recordarme/ })).toBeVisible(),
  },
  {
    name: "settings-backbone",
    path: "/settings",
    as: "per_director",
    ready: (page) =>
      Promise.all([
        expect(page.getByRole("checkbox", { name: /^Remind me/ })).toBeVisible(),
        expect(page.getByLabel(/^Days without a word/)).toBeVisible(),
      ]),
  },
  { name: "outbox", path: "/outbox", as: "per_director", ready: (page) => heading(page, /./) },
  { name: "nowhere", path: "/no/such/page", as: "per_city_rep", ready: (page) => heading(page, /./) },
];

const heading = (page: Page, name: RegExp) =>
  expect(page.getByRole("heading", { level: 1, name }).first()).toBeVisible();

/** Marks words of the common agenda, and answers the address of their thread. */
async function speakOfPassage(page: Page) {
  await openAgenda(page);
  await expect(page.locator("[data-passages]")).toBeAttached();
  await expect(agendaText(page).getByText("For a century")).toBeVisible();
  await choose(page, "For a century");
  await page.keyboard.press("Control+Alt+m");
  await expect(page.getByRole("textbox", { name: /What do you want to say/ })).toBeFocused();
  await page.keyboard.type("Is this still so?");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => marked(page)).toEqual(["For a century"]);
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/** The first who comes opens the room; on a phone its agenda is behind a tab. */
async function openRoom(page: Page) {
  await expect(page.getByText(/^(Live|To come)/).filter({ visible: true })).toBeVisible();
  const open = page.getByRole("button", { name: "Open the room" });
  if (await open.isVisible()) await open.click();
  await expect(page.getByTestId("time-left").filter({ visible: true })).toBeVisible();
}

/** Up to here a page that opens counts as steady (web.dev/articles/cls). */
const jumpsMax = 0.1;

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** What axe-core looks at. The themes share their structure, so that in the second one only colors are new. */
function look(page: Page, colorScheme: "light" | "dark") {
  // There are no frames to look into, and a blank page for the result costs as much as the looking.
  // And what was found to be right need not be named.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  return colorScheme === "dark"
    ? builder.withRules(["color-contrast", "link-in-text-block"])
    : builder.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
}

const themes = ["light", "dark"] as const;

/**
 * How a screen is looked at: with `SCREENS=all`, as in `npm run test:long`, it is opened on a phone and on a desk, in
 * both themes each; else it is opened on a phone in one theme, and widened to a desk's size in the other one. The next
 * screen of the list has the themes the other way round.
 */
const looksAt = (screen: number) =>
  process.env.SCREENS === "all"
    ? [phone, desk].map((size) => ({ size, isOpened: true, themes }))
    : [phone, desk].map((size, at) => ({
        size,
        isOpened: at === 0,
        themes: [themes[(screen + at) % themes.length]!],
      }));

for (const [number, screen] of screens.entries())
  story(
    `${screen.name} is readable by everyone, in both themes, on a desk and on a phone`,
    async ({ browser, server, comeIn, complaints: _complaints }) => {
      const page = screen.as
        ? await comeIn(screen.as)
        : await (await browser.newContext({ baseURL: server.origin })).newPage();
      await page.emulateMedia({ reducedMotion: "reduce" });
      await noteJumps(page);
      const path = typeof screen.path === "string" ? screen.path : await screen.path(page);
      for (const { size, isOpened, themes } of looksAt(number)) {
        await page.setViewportSize(size);
        if (isOpened) await page.goto(path);
        await screen.ready(page);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await look(page, colorScheme).analyze();
          const found = violations.map(
            (it) =>
              `${it.id} (${colorScheme}, ${size.width}): ${it.nodes.map((node) => node.html).join(" ")}`,
          );
          expect(found).toEqual([]);
          if (process.env.PICTURES)
            await page.screenshot({
              path: `${process.env.PICTURES}/${screen.name}-${colorScheme}-${size.width}.png`,
            });
        }
        if (isOpened) expect(await jumpsOf(page), "what moved by itself").toBeLessThan(jumpsMax);
      }
      for (const width of [320, 390, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const [wide, high] = await page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          return [scrollWidth - innerWidth, scrollHeight - innerHeight];
        });
        expect(wide, `the page is wider than ${width}`).toBeLessThanOrEqual(0);
        // What scrolls stands between the bars; the window itself would only move them away.
        if (screen.as) expect(high, "the window scrolls").toBeLessThanOrEqual(0);
      }
    },
  );
