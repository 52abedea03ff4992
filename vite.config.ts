import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

/** The client's build, and where the tests are. The browser stories have their own runner in `test/browser`. */
export default defineConfig({
  root: "client",
  // In tests the plugin would ask for the browser's side of every package, `ws` included, which has none.
  plugins: [solid({ ssr: Boolean(process.env.VITEST) })],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: "client/index.html", sw: "client/sw.ts" },
      output: {
        // The service worker keeps one address; a browser finds its next version there.
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: {
    root: ".",
    // Named, because the Solid plugin would otherwise ask for jsdom.
    environment: "node",
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
