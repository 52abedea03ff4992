import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { type Name, people } from "../support/people.ts";
import type { Visitor } from "../support/visitor.ts";
import { badAddresses, type Paths, payloads, publishHostile, sayEverywhere } from "./hostile.ts";
import { expect, type LiveServer, listen, openSampleDayServer, signInAs, story } from "./support.ts";

// Promise 14: content runs no script.

story(
  "every kind of answer carries the policy, without inline code, and the headers beside it",
  async ({ server }) => {
    const { origin } = server;
    const director = await visitorAt(server, "per_director");
    const index = await (await fetch(origin)).text();
    const asset = /\/assets\/[^"]+\.js/.exec(index)![0];
    const etag = (await fetch(origin)).headers.get("etag")!;
    const agenda = "/api/documents/agenda:ini_brackwater:en/markdown";
    const foreign = { method: "POST", headers: { origin: "https://evil.example" } };
    const kinds: [string, number, Promise<Response>][] = [
      ["a page", 200, fetch(origin)],
      ["a page kept by the browser", 304, fetch(origin, { headers: { "if-none-match": etag } })],
      ["a mailed act's page", 200, fetch(`${origin}/act/not-a-link`)],
      ["a page that is printed", 200, fetch(`${origin}/meetings/mtg_2026_11_12/recap`)],
      ["an asset", 200, fetch(origin + asset)],
      ["the service worker", 200, fetch(`${origin}/sw.js`)],
      ["an icon", 200, fetch(`${origin}/icon.svg`)],
      ["no asset", 404, fetch(`${origin}/assets/none.js`)],
      ["the API", 200, director.get("/api/commitments")],
      ["a change", 200, director.patch("/api/me", { language: "en" })],
      ["Markdown", 200, director.get(agenda)],
      ["a recap to take along", 200, director.get("/api/meetings/mtg_2026_11_12/recap.md")],
      ["the event stream", 200, director.get("/api/live")],
      ["a problem", 400, director.post("/api/organizations", {})],
      ["nothing there", 404, director.get("/api/commitments/com_none")],
      ["no such route", 404, director.get("/api/none")],
      ["a closed door", 401, fetch(`${origin}/api/commitments`)],
      ["a change from elsewhere", 403, fetch(`${origin}/api/sign-out`, foreign)],
      ["a mailed act", 404, fetch(`${origin}/api/acts/none`)],
      ["a refused document", 403, fetch(`${origin}/sync/agenda:ini_brackwater:en`)],
      ["the health", 200, fetch(`${origin}/healthz`)],
      ["the numbers", 200, fetch(`${origin}/metrics`)],
    ];
    for (const [what, status, asked] of kinds) {
      const { headers, status: answered, body } = await asked;
      await body?.cancel();
      expect(answered, what).toBe(status);
      const policy = (headers.get("content-security-policy") ?? "").split("; ");
      expect(policy, what).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src 'self' ws://${new URL(origin).host}`,
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types common-thread",
      ]);
      const rest = Object.fromEntries(
        [
          "x-content-type-options",
          "x-frame-options",
          "referrer-policy",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
        ].map((name) => [name, headers.get(name)]),
      );
      expect(rest, what).toEqual({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
    }
  },
);

story(
  "a page that would read text as markup or as a script is refused by the browser",
  async ({ browser, server }) => {
    const context = await browser.newContext({ baseURL: server.origin });
    await signInAs(context, server, "per_city_rep");
    const page = await context.newPage();
    const left: string[] = [];
    const stopped: string[] = [];
    const isElsewhere = (url: string) => url.startsWith("https://evil.example");
    page.on("requestfinished", (it) => isElsewhere(it.url()) && left.push(it.url()));
    page.on("requestfailed", (it) => {
      if (isElsewhere(it.url())) (it.failure()?.errorText === "csp" ? stopped : left).push(it.url());
    });
    await page.goto("/settings");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // From a task of the page's own: what a debugger calls may do more than a page.
    const refused = await page.evaluate(
      () =>
        new Promise<Record<string, string>>((resolve) => {
          const outcome: Record<string, string> = {};
          const tried = (name: string, act: () => unknown) => {
            try {
              act();
              outcome[name] = "was done";
            } catch (error) {
              outcome[name] = (error as Error).name;
            }
          };
          const bad = "<img src=x onerror=top.zqx=1>";
          setTimeout(() => {
            const box = document.body.appendChild(document.createElement("div"));
            tried("innerHTML", () => {
              box.innerHTML = bad;
            });
            tried("outerHTML", () => {
              box.outerHTML = bad;
            });
            tried("insertAdjacentHTML", () => box.insertAdjacentHTML("beforeend", bad));
            tried("document.write", () => document.write(bad));
            tried("parseFromString", () => new DOMParser().parseFromString(bad, "text/html"));
            tried("srcdoc", () => {
              document.createElement("iframe").srcdoc = bad;
            });
            tried("script.src", () => {
              document.createElement("script").src = "/theme.js";
            });
            tried("script.text", () => {
              document.createElement("script").text = "top.zqx=1";
            });
            // biome-ignore lint/security/noGlobalEval: It is what is refused.
            tried("eval", () => globalThis.eval("top.zqx=1"));
            tried("Function", () => new Function("top.zqx=1")());
            tried("another policy", () =>
              (globalThis as any).trustedTypes.createPolicy("default", { createHTML: (it: string) => it }),
            );
            tried("our policy once more", () =>
              (globalThis as any).trustedTypes.createPolicy("common-thread", {
                createHTML: (it: string) => it,
              }),
            );
            tried("a worker by text", () => new Worker("data:text/javascript,top.zqx=1"));
            resolve(outcome);
          });
        }),
    );
    expect(new Set(Object.values(refused)), JSON.stringify(refused)).toEqual(
      new Set(["TypeError", "EvalError"]),
    );
    // What throws nothing is refused as well: handlers, links, frames and pictures of elsewhere.
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      document.addEventListener("securitypolicyviolation", (event) => heard.push(event.effectiveDirective));
      setTimeout(() => {
        const box = document.body.appendChild(document.createElement("div"));
        const add = (name: string, attributes: Record<string, string>) => {
          const it = document.createElement(name);
          for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
          return box.appendChild(it);
        };
        add("img", { src: "https://evil.example/zqx.png" });
        add("iframe", { src: "https://evil.example/zqx" });
        add("link", { rel: "stylesheet", href: "https://evil.example/zqx.css" });
        add("p", { style: "color:red" });
        add("a", { href: "javascript:top.zqx=1" }).click();
        fetch("https://evil.example/zqx").catch(() => {});
        new FontFace("zqx", "url(https://evil.example/zqx.woff2)").load().catch(() => {});
      });
    });
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    for (const directive of [
      "img-src",
      "frame-src",
      "style-src-elem",
      "style-src-attr",
      "connect-src",
      "font-src",
    ])
      await expect.poll(heard).toContain(directive);
    expect(await page.evaluate(() => "zqx" in globalThis)).toBe(false);
    expect(left).toEqual([]);
    await expect.poll(() => stopped.length).toBeGreaterThan(0);
    await context.close();
  },
);

const isLong = process.env.FUZZ === "long";
const what = isLong ? "every payload in every field runs" : "payloads in every field run";

// Each at a server of its own, so that they share the work.
story(`${what} in no mail and in no file`, async ({ browser }) => {
  story.setTimeout(180_000);
  await whereAllIsSaid(async (server, director) => {
    await readMails(browser, server);
    await readFiles(director);
  });
});

for (const half of [0, 1])
  story(`${what} on no screen (half ${half + 1} of them)`, async ({ browser }) => {
    story.setTimeout(180_000);
    await whereAllIsSaid((server, director) => lookEverywhere(browser, server, director, half));
  });

/** A server at which the payloads were said in every field there is. */
async function whereAllIsSaid(look: (server: LiveServer, director: Visitor) => Promise<void>) {
  const server = await openSampleDayServer();
  try {
    const visitors = {} as Record<Name, Visitor>;
    for (const name of Object.keys(people) as Name[]) visitors[name] = await visitorAt(server, people[name]);
    const { paths } = (await (await visitors.director.get("/api/openapi.json")).json()) as { paths: Paths };
    const said = await sayEverywhere(visitors, paths, isLong ? payloads.length : 2);
    await server.tell({ write: payloads });
    await publishHostile(visitors);
    const pairs = [...said.fields.values()].reduce((sum, it) => sum + it.size, 0);
    story.info().annotations.push({
      type: "figures",
      description: `${pairs} payloads in ${said.fields.size} fields of ${Object.keys(paths).length} routes`,
    });
    if (process.env.FIGURES) console.log(pairs, said);
    // A field that takes text and was not reached is a hole in the list above.
    expect([...said.refused.keys()].filter((it) => !isKnown(it))).toEqual([]);
    expect(said.fields.size).toBeGreaterThan(60);
    for (const payload of payloads)
      expect([...said.fields.values()].filter((it) => it.has(payload)).length, payload).toBeGreaterThan(25);
    await look(server, visitors.director);
  } finally {
    await server.remove();
  }
}

/** What wants more beside the text than a text: a marked passage, a number of a group. */
const isKnown = (key: string) => /passage|disaggregation/.test(key);

/** Every other page of the app, opened by somebody who sees everything. */
async function lookEverywhere(browser: Browser, server: LiveServer, director: Visitor, half: number) {
  const list = async (path: string, field = "id") =>
    ((await (await director.get(path)).json()) as { items: Record<string, string>[] }).items.map(
      (it) => it[field]!,
    );
  const newest = async (path: string) => (await list(path)).slice(-2);
  const all = async (path: string, to: string) => (await newest(path)).map((id) => `${to}/${id}`);
  const screens = [
    "/",
    "/meetings",
    "/meetings/mtg_2026_12_03",
    "/meetings/mtg_2026_12_03/agenda",
    "/meetings/mtg_2026_12_03/recap",
    "/meetings/mtg_2026_11_12",
    "/meetings/mtg_2026_11_12/recap",
    "/groups",
    ...(await all("/api/groups", "/groups")),
    "/commitments",
    "/commitments?as=board",
    "/commitments?as=partner",
    "/commitments/com_07",
    ...(await all("/api/commitments", "/commitments")),
    "/decisions",
    "/decisions/dec_publish",
    "/decisions/dec_rhythm",
    ...(await all("/api/decisions", "/decisions")),
    "/common-agenda/en",
    "/common-agenda/en?do=adopt",
    "/plan",
    "/plan?as=grid",
    "/plan?as=timeline",
    "/plan?as=board",
    "/plan/act_0000000000000002",
    "/indicators",
    ...(await all("/api/indicators", "/indicators")),
    "/partners",
    ...(await all("/api/organizations", "/partners")),
    "/timeline",
    "/settings",
    "/overview?span=quarter",
    "/outbox",
    "/enter/zqx%3Cscript%3Etop.zqx=1%3C%2Fscript%3E",
    "/act/zqx%3Cscript%3Etop.zqx=1%3C%2Fscript%3E",
    "/set-up/zqx%3Cimg%20src=x%20onerror=top.zqx=1%3E",
    "/no/such/%3Cscript%3Etop.zqx=1%3C%2Fscript%3E?next=javascript:top.zqx=1#<img src=x onerror=top.zqx=1>",
  ];
  // A page that is new has to stand here too.
  const patterns = [...readFileSync("client/app.tsx", "utf8").matchAll(/path: "(\/[^"]*)"/g)].map(
    ([, path]) => {
      const parts = path!
        .split("/")
        .slice(1)
        .map((it) => (it.endsWith("?") ? "(/[^/?]+)?" : it.startsWith(":") ? "/[^/?]+" : `/${it}`));
      return new RegExp(`^${parts.join("")}([?#]|$)`);
    },
  );
  expect(patterns.length).toBeGreaterThan(15);
  expect(patterns.filter((it) => !screens.some((path) => it.test(path)))).toEqual([]);

  const complaints: string[] = [];
  const elsewhere: string[] = [];
  const context = await browser.newContext({ baseURL: server.origin, acceptDownloads: true });
  await signInAs(context, server, "per_director");
  const page = await context.newPage();
  listen(page, complaints);
  page.on("dialog", (it) => void it.dismiss().then(() => complaints.push("a dialog")));
  context.on("request", (it) => {
    if (!/^(data|blob):/.test(it.url()) && new URL(it.url()).host !== new URL(server.origin).host)
      elsewhere.push(it.url());
  });
  let shown = 0;
  const own = screens.filter((_, index) => index % 2 === half);
  for (const path of own) {
    await page.goto(path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    // All that the page asked for is there when nothing is said to be on its way.
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
    if (/common-agenda\/en$|mtg_2026_12_03$/.test(path))
      await expect(page.getByText("zqx link").first()).toBeAttached({ timeout: 30_000 });
    const found = await page.evaluate(() => ({
      ran: "zqx" in globalThis,
      shown: document.body.innerText.includes("zqx"),
      // Elements that only markup of others could have made, and links that lead where no link of ours does.
      foreign: [...document.querySelectorAll("body *")]
        .filter(
          (it) =>
            it.matches(
              "iframe, object, embed, base, meta, math, body script:not([src^='/']), img[src=x], [onerror], [onload], [onclick], [onfocus]",
            ) ||
            (it instanceof HTMLAnchorElement &&
              it.hasAttribute("href") &&
              !["http:", "https:", "mailto:", "tel:", "about:", "blob:"].includes(it.protocol)),
        )
        .map((it) => it.outerHTML.slice(0, 200)),
    }));
    expect({ ran: found.ran, foreign: found.foreign }, path).toEqual({ ran: false, foreign: [] });
    if (found.shown) shown++;
  }
  if (half === 0) await pressLinks(page);
  else await readTables(page);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
  expect(shown).toBeGreaterThan(own.length / 2);
  await context.close();
}

/** Presses each hostile link of the agenda; none of them leads anywhere. */
async function pressLinks(page: Page) {
  await page.goto("/common-agenda/en");
  const links = page.getByText("zqx link");
  await expect(links).toHaveCount(badAddresses.length, { timeout: 30_000 });
  const address = page.url();
  for (const link of await links.all()) {
    await link.click({ modifiers: ["ControlOrMeta"] });
    await link.click();
  }
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => "zqx" in globalThis)).toBe(false);
}

/** The tables that the app makes for spreadsheets: no cell begins as a formula does, whatever was written. */
async function readTables(page: Page) {
  const saved = async (press: () => Promise<void>) => {
    const waiting = page.waitForEvent("download");
    await press();
    const file = await (await waiting).createReadStream();
    let text = "";
    for await (const part of file) text += part;
    const cells = [...text.replace("\uFEFF", "").matchAll(/"((?:[^"]|"")*)"|[^",\r\n]+/g)].map(
      ([bare, quoted]) => quoted ?? bare,
    );
    expect(cells.length).toBeGreaterThan(1);
    expect(cells.filter((it) => /^[=+\-@\t\r]/.test(it))).toEqual([]);
    return text;
  };
  for (const [path, menu] of [
    ["/commitments", "Print or save"],
    ["/decisions", "Print or save"],
    ["/plan", "Print or save"],
    ["/indicators", "More"],
  ] as const) {
    await page.goto(path);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
    const table = await saved(async () => {
      await page.getByRole("button", { name: menu, exact: true }).first().click();
      await page.getByRole("menuitem", { name: /CSV/ }).last().click();
    });
    expect(table, path).toContain("zqx");
  }
  await page.goto("/overview?span=quarter");
  const questions = page.getByRole("button", { name: /^Save as CSV: / });
  await expect(questions.first()).toBeVisible({ timeout: 30_000 });
  for (const question of await questions.all()) await saved(() => question.click());
}

/** Every mail that all this sent, as a mail program without any policy would show it. */
async function readMails(browser: Browser, server: LiveServer) {
  const mails = await server.tell<{ subject: string; html?: string }[]>({ read: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (it) => asked.push(it.url()));
  let hostile = 0;
  for (const { subject, html } of mails) {
    expect(subject).not.toMatch(/[\r\n]/);
    if (!html) continue;
    if (html.includes("zqx")) hostile++;
    await page.setContent(html);
    const found = await page.evaluate(() => ({
      ran: "zqx" in globalThis,
      foreign: [
        ...document.querySelectorAll(
          "script, img, svg, iframe, object, form, style, base, [onerror], [onload]",
        ),
      ].map((it) => it.outerHTML),
      links: [...document.links]
        .map((it) => it.protocol)
        .filter((it) => !["http:", "https:", "mailto:", "tel:"].includes(it)),
    }));
    expect(found, subject).toEqual({ ran: false, foreign: [], links: [] });
  }
  expect(asked).toEqual([]);
  expect(hostile).toBeGreaterThan(3);
  await context.close();
}

/** What one takes along: Markdown whose links lead nowhere bad. */
async function readFiles(director: Visitor) {
  for (const path of [
    "/api/documents/agenda:ini_brackwater:en/markdown",
    "/api/documents/notes:mtg_2026_12_03/markdown",
    "/api/meetings/mtg_2026_11_12/recap.md",
  ]) {
    const answer = await director.get(path);
    expect(answer.headers.get("content-type"), path).toMatch(/^text\/(markdown|plain)/);
    const text = await answer.text();
    expect(text, path).toContain("zqx");
    // No tag either, for a reader of Markdown that takes HTML: a stroke stands before what would begin one.
    expect(text.match(/(?<!\\)<(?!(?:https?|mailto|tel):)[a-z/!?][^\n]{0,60}/gi), path).toBeNull();
    // A link of any reader of Markdown: what stands in brackets, and no stroke before what is in round ones.
    const bad =
      /\]\(\s*<?\s*(?!https?:|mailto:|tel:|person:|organization:|[a-z]+:[a-z]{3}_)[a-z][\w+.-]*:[^)]*\)/gi;
    expect(text.match(bad), path).toBeNull();
  }
}

/** Somebody who asks a server that runs, as a page of ours does. */
async function visitorAt({ origin }: LiveServer, personId: string): Promise<Visitor> {
  const ask = (method: string, path: string, body?: unknown) =>
    visitor.ask(path, {
      method,
      headers: { origin, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const visitor: Visitor = {
    cookie: "",
    get: (path) => visitor.ask(path),
    post: (path, body) => ask("POST", path, body),
    patch: (path, body) => ask("PATCH", path, body),
    put: (path, body) => ask("PUT", path, body),
    delete: (path) => ask("DELETE", path),
    async ask(path, init = {}) {
      const headers = new Headers(init.headers);
      if (visitor.cookie) headers.set("cookie", visitor.cookie);
      return fetch(origin + path, { ...init, headers });
    },
  };
  const answer = await visitor.post("/api/sign-in/sample", { personId });
  visitor.cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
  return visitor;
}
