import { fewAtOnce } from "./few.ts";

/** Put here by the build: every file of the app, and a name that changes with any of them. */
declare const __PRECACHE__: { version: string; files: string[] };

const { version, files } = __PRECACHE__;
const cacheName = `app-${version}`;
const slowMs = 3_000;
const worker = self as unknown as ServiceWorkerGlobalScope;

// A new version waits until every tab of the old one is closed: no tab ever loses the files it runs on.
worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([forgetOld(), worker.clients.claim()])),
);
worker.addEventListener("fetch", (event) => {
  const answer = answerFor(event.request);
  if (answer) event.respondWith(answer);
});

/**
 * A browser holds six lines to a server. A page that opens for the first time needs them, so that files for later come
 * on one. What carries its content in its name is taken from where the page has it already.
 */
async function keepAll() {
  const cache = await caches.open(cacheName);
  await fewAtOnce(files, 1, (file) =>
    cache.add(
      new Request(file, { cache: file.startsWith("/assets/") ? "default" : "reload", priority: "low" }),
    ),
  );
}

async function forgetOld() {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
}

/** What we answer ourselves: pages and files of the app. Everything the server knows goes to the server. */
function answerFor(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return undefined;
  if (/^\/(api|sync|healthz|metrics)(\/|$)/.test(pathname)) return undefined;
  if (request.mode === "navigate") return page(request);
  return file(request);
}

/** The newest page when the server answers in time, else the one that was kept. */
async function page(request: Request) {
  const kept = await caches.match("/", { cacheName });
  if (!kept) return fetch(request);
  const isSlow = new Promise<Response>((resolve) => setTimeout(resolve, slowMs, kept));
  const fresh = fetch(request).then((it) => (it.status >= 500 ? kept : it));
  return Promise.race([fresh, isSlow]).catch(() => kept);
}

/** Files carry their content in their name, so the kept one is the right one. */
async function file(request: Request) {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}
