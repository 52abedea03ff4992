import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin } from "vite";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

// Whole paths: the development server looks for them from `client`, the build from here.
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The tests that need a process of their own: those of the client, whose modules keep what a page knows, and those that
 * put something in the place of a module or watch the memory (`test/architecture.test.ts` finds who is missing here).
 * The others follow each other in one: to read the server, and to warm it up, for each of their files is two fifths of
 * all the work.
 */
const apart = [
  "test/client/**/*.test.ts",
  "test/sign-in/passwords.test.ts",
  "test/relay/fuzz.test.ts",
  "test/relay/trouble.test.ts",
  "test/relay/simulation/**/*.test.ts",
];

/** The client's build, and where the tests are. The browser stories have their own runner in `test/browser`. */
export default defineConfig({
  root: "client",
  // In tests the plugin would ask for the browser's side of every package, `ws` included, which has none.
  plugins: [solid({ ssr: Boolean(process.env.VITEST) }), trustedTemplates(), precache(), pack()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    manifest: true,
    modulePreload: { polyfill: false },
    // The editor is one part that loads with its page; `npm run bench -- size` watches what it weighs.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // What `shared` asks of data is the server's to check: a shape that no page uses stays out of them.
      // This names who makes shapes: valibot, as `v`, and `shared/asked.ts`.
      treeshake: { manualPureFunctions: ["v", "asked"], propertyReadSideEffects: false },
      input: { main: at("client/index.html"), sw: at("client/sw.ts") },
      output: {
        // The service worker keeps one address; a browser finds its next version there.
        // What a first visit needs is one file, not a dozen small ones that pack worse.
        codeSplitting: {
          groups: [
            {
              debugName: "shell",
              name: (id, build) => (isInShell(id, (it) => build.getModuleInfo(it)) ? "shell" : null),
            },
            // The many small parts that most pages use are one, too: a page asks for half as many files, and whoever
            // has seen one page has them. What few pages use, and the editor, stay apart.
            {
              name: "kit",
              minShareCount: 8,
              test: (id) => !/lexical|yjs|lib0/.test(id),
              includeDependenciesRecursively: false,
            },
          ],
        },
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: {
    root: ".",
    // Named, because the Solid plugin would otherwise ask for jsdom.
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 45_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "a process each", include: apart } },
      {
        extends: true,
        test: {
          name: "one process",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", ...apart],
          isolate: false,
        },
      },
    ],
  },
});

/** Whether the page's first script asks for a module itself, or something that it asks for does; not only later. */
function isInShell(
  id: string,
  infoOf: (id: string) => { importers: readonly string[]; isEntry: boolean } | null,
  seen = new Set<string>(),
): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = infoOf(id);
  if (!info || id.endsWith("/client/sw.ts")) return false;
  return info.isEntry || info.importers.some((it) => isInShell(it, infoOf, seen));
}

/** Solid makes elements from markup, which the browser takes from our policy alone. */
function trustedTemplates(): Plugin {
  const place = "t.innerHTML = html;";
  return {
    name: "trusted-templates",
    apply: "build",
    transform: {
      filter: { id: /\/solid-js\/web\/dist\/web\.js$/ },
      handler(code) {
        if (code.split(place).length !== 2)
          this.error("solid-js/web has changed: see where its template() sets innerHTML.");
        const own = JSON.stringify(at("client/ui/own-markup.ts"));
        return {
          code: `import { ownMarkup } from ${own};\n${code.replace(place, "t.innerHTML = ownMarkup(html);")}`,
          map: null,
        };
      },
    },
  };
}

/**
 * Tells the service worker which files the app is made of, so that it opens offline. Letters outside Latin come when a
 * page needs them.
 */
function precache(): Plugin {
  const isKept = (file: string) => file.startsWith("assets/") && !/latin-ext|\.map$/.test(file);
  return {
    name: "precache",
    writeBundle({ dir = "" }, bundle) {
      const files = [
        "/",
        "/theme.js",
        "/icon.svg",
        ...Object.keys(bundle)
          .filter(isKept)
          .map((it) => `/${it}`),
      ];
      const [page, worker] = ["index.html", "sw.js"].map((it) => readFileSync(join(dir, it), "utf8"));
      const version = createHash("sha256")
        .update(JSON.stringify([files, page, worker]))
        .digest("hex")
        .slice(0, 16);
      writeFileSync(join(dir, "sw.js"), worker!.replace("__PRECACHE__", JSON.stringify({ version, files })));
    },
  };
}

/** Packs all text once, beside itself: no reader waits while the server does it. */
function pack(): Plugin {
  const isText = (file: string) => [".html", ".js", ".css", ".svg"].includes(extname(file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return {
    name: "pack",
    writeBundle: {
      // After what the service worker is told.
      order: "post",
      sequential: true,
      async handler({ dir = "" }, bundle) {
        const packed = Object.keys(bundle)
          .filter(isText)
          .map(async (file) => {
            const bytes = readFileSync(join(dir, file));
            writeFileSync(join(dir, `${file}.br`), await promisify(brotliCompress)(bytes, { params }));
          });
        await Promise.all(packed);
      },
    },
  };
}
