import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { createMiddleware } from "hono/factory";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
const isText = /^(text\/|application\/(json|manifest)|image\/svg)/;

/** One built file, kept in memory: there are few, and an address that is not among them reaches no disk. */
interface Page {
  type: string;
  tag: string;
  bytes: Buffer<ArrayBuffer>;
  /** What the build made; or made when somebody first asks for it, and kept for the next. */
  packed: Map<string, Promise<Buffer>>;
}

/**
 * Answers with the built client in `folder`: its files, and `index.html` for every page address. Names in
 * `/assets/` carry a hash and are kept for ever; the rest is asked for again each time.
 */
export function pages(folder: string) {
  let files: Map<string, Page> | undefined;
  return createMiddleware(async (c, next) => {
    const { path, method } = c.req;
    if ((method !== "GET" && method !== "HEAD") || /^\/(api|sync|healthz)(\/|$)/.test(path)) return next();
    files ??= readPages(folder);
    const isPage = !/\.[a-z0-9]+$/i.test(path) && !path.startsWith("/assets/");
    const page = files.get(path) ?? (isPage ? files.get("/index.html") : undefined);
    if (!page) return next();
    c.header("content-type", page.type);
    c.header("etag", page.tag);
    c.header("vary", "accept-encoding");
    c.header(
      "cache-control",
      path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    );
    if (c.req.header("if-none-match")?.includes(page.tag)) return c.body(null, 304);
    const encoding = encodingFor(page, c.req.header("accept-encoding"));
    if (encoding) c.header("content-encoding", encoding);
    const bytes = encoding ? await packedAs(page, encoding) : page.bytes;
    return c.body(new Uint8Array(bytes));
  });
}

function readPages(folder: string) {
  const files = new Map<string, Page>();
  let found: Dirent[] = [];
  try {
    found = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    // Not built: the server answers its API all the same.
  }
  for (const it of found) {
    const file = join(it.parentPath, it.name);
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    // What the build notes for itself begins with a dot; what it packed stands beside what it is.
    if (!it.isFile() || path.includes("/.") || path.endsWith(".br")) continue;
    const bytes = readFileSync(file);
    const packed = found.some(
      ({ name, parentPath }) => parentPath === it.parentPath && name === `${it.name}.br`,
    )
      ? Promise.resolve(readFileSync(`${file}.br`))
      : undefined;
    files.set(path, {
      type: types[extname(it.name)] ?? "application/octet-stream",
      tag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
      bytes,
      packed: new Map(packed && [["br", packed]]),
    });
  }
  return files;
}

function encodingFor({ type, bytes }: Page, accepted = "") {
  if (bytes.length < 1024 || !isText.test(type)) return undefined;
  return ["br", "gzip"].find((it) => new RegExp(`\\b${it}\\b(?!;\\s*q=0(\\.0+)?\\b)`).test(accepted));
}

function packedAs(page: Page, encoding: string) {
  let packed = page.packed.get(encoding);
  if (!packed) {
    packed =
      encoding === "br"
        ? promisify(brotliCompress)(page.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : promisify(gzip)(page.bytes);
    page.packed.set(encoding, packed);
  }
  return packed;
}
