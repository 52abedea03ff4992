import { fileURLToPath } from "node:url";

// The real server in a process of its own, which knows nothing of the settings here.

export const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What such a process takes over: where programs are, and the code that was made ready for the one before. */
export const bare = { PATH, NODE_COMPILE_CACHE };
