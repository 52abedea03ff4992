import { createServer } from "vite";
import { main } from "./main.ts";

/** The server with hot reload on its one port: Vite answers the pages, the app everything else. */
await main({
  inFront: async (server) => {
    const vite = await createServer({
      appType: "spa",
      server: { middlewareMode: true, hmr: { server, path: "/__hmr" } },
    });
    return { handle: vite.middlewares, close: () => vite.close() };
  },
});
