import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { pages } from "../../server/http/pages.ts";
import { temporaryFolder } from "../support/server.ts";

const script = `console.log("${"thread ".repeat(500)}");`;

/** A small built client. */
function client() {
  const folder = join(temporaryFolder(), "client");
  mkdirSync(join(folder, "assets"), { recursive: true });
  mkdirSync(join(folder, ".vite"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Common Thread</title>");
  writeFileSync(join(folder, "sw.js"), "// keeps pages");
  writeFileSync(join(folder, "assets", "main-1a2b3c.js"), script);
  writeFileSync(join(folder, "assets", "built-1a2b3c.js"), script);
  writeFileSync(join(folder, "assets", "built-1a2b3c.js.br"), brotliCompressSync("// by the build"));
  writeFileSync(join(folder, ".vite", "manifest.json"), "{}");
  writeFileSync(join(folder, "..", "not-ours.txt"), "secret");
  return new Hono().use(pages(folder));
}

test("every page address is answered with the one page", async () => {
  const app = client();
  for (const path of ["/", "/people", "/enter/lnk_0123456789abcdef-AbC_d", "/common-agenda/es"]) {
    const answer = await app.request(path);
    expect(answer.headers.get("content-type"), path).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(await answer.text()).toContain("<title>Common Thread</title>");
  }
});

test("files with a hash are kept for ever, the service worker is asked for each time", async () => {
  const app = client();
  const asset = await app.request("/assets/main-1a2b3c.js");
  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(await asset.text()).toBe(script);
  const worker = await app.request("/sw.js");
  expect(worker.headers.get("cache-control")).toBe("no-cache");
  const tag = worker.headers.get("etag")!;
  const again = await app.request("/sw.js", { headers: { "if-none-match": tag } });
  expect(again.status).toBe(304);
});

test("text is packed as the browser likes it", async () => {
  const app = client();
  const packed = async (accepted: string) => {
    const answer = await app.request("/assets/main-1a2b3c.js", { headers: { "accept-encoding": accepted } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { as: answer.headers.get("content-encoding"), bytes };
  };
  const brotli = await packed("gzip, deflate, br, zstd");
  expect([brotli.as, brotliDecompressSync(brotli.bytes).toString()]).toEqual(["br", script]);
  const gzip = await packed("gzip, br;q=0");
  expect([gzip.as, gunzipSync(gzip.bytes).toString()]).toEqual(["gzip", script]);
  // What the build has packed is not packed again, and is no file of its own.
  const build = await app.request("/assets/built-1a2b3c.js", { headers: { "accept-encoding": "br" } });
  expect(build.headers.get("content-encoding")).toBe("br");
  expect(brotliDecompressSync(Buffer.from(await build.arrayBuffer())).toString()).toBe("// by the build");
  expect((await app.request("/assets/built-1a2b3c.js.br")).status).toBe(404);
  const plain = await packed("");
  expect([plain.as, plain.bytes.toString()]).toEqual([null, script]);
});

test("nothing but the built files can be reached", async () => {
  const app = client();
  for (const path of [
    "/assets/none.js",
    "/not-ours.txt",
    "/../not-ours.txt",
    "/%2e%2e/not-ours.txt",
    "/assets/..%2f..%2fnot-ours.txt",
    "/.vite/manifest.json",
    "/api/nothing",
  ])
    expect((await app.request(path)).status, path).toBe(404);
  expect((await app.request("/people", { method: "POST" })).status).toBe(404);
});
