import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { temporaryFolder } from "../support/server.ts";
import { bare, main } from "./process.ts";

// The real server in a process of its own.

/** Starts the server; resolves when it has said all of its greeting. */
async function start(settings: Record<string, string>) {
  const server = spawn(process.execPath, [main], {
    env: { ...bare, PORT: "0", LOG_LEVEL: "error", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(server, "exit").then(([code]) => code as number | null);
  onTestFinished(async () => {
    server.kill("SIGKILL");
    await gone;
  });
  let greeting = "";
  for await (const chunk of server.stdout.setEncoding("utf8")) {
    greeting += chunk;
    // It is written with one call, so it arrives whole.
    if (greeting.endsWith("\n")) break;
  }
  const address = /http\S+/.exec(greeting)?.[0] ?? "";
  const stop = (signal: NodeJS.Signals) => {
    server.kill(signal);
    return gone;
  };
  return { greeting, address, stop };
}

test("the greeting says where it is and how to step in", async () => {
  const { greeting, address } = await start({ DATA_DIR: temporaryFolder() });
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(greeting).toContain("Brackwater River Compact");
  expect(greeting).toContain("step in as one of its people");
  expect(await fetch(`${address}/healthz`)).toHaveStatus(200);
});

test("a new real deployment prints its set-up link at every start, until it is used", async () => {
  const settings = { DATA_DIR: temporaryFolder(), PUBLIC_URL: "https://thread.example.org" };
  const linkIn = (greeting: string) => /https:\/\/thread\.example\.org\/set-up\/\S+/.exec(greeting)?.[0];
  const first = await start(settings);
  expect(linkIn(first.greeting)).toBeDefined();
  expect(await first.stop("SIGTERM")).toBe(0);
  const second = await start(settings);
  expect(linkIn(second.greeting)).toBe(linkIn(first.greeting));
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "at %s it tells open documents so, and ends cleanly",
  async (signal) => {
    const DATA_DIR = temporaryFolder();
    const { address, stop } = await start({ DATA_DIR });
    const answer = await fetch(`${address}/api/sign-in/sample`, {
      method: "POST",
      headers: { origin: address, "content-type": "application/json" },
      body: JSON.stringify({ personId: "per_city_rep" }),
    });
    const cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
    const socket = new WebSocket(`${address.replace("http", "ws")}/sync/agenda:ini_brackwater:en`, {
      headers: { cookie, origin: address },
    });
    await once(socket, "open");
    const closed = once(socket, "close");
    expect(await stop(signal)).toBe(0);
    expect((await closed)[0]).toBe(1012);
    // The folder is free again, and the sign-in is kept.
    const again = await start({ DATA_DIR });
    const me = await fetch(`${again.address}/api/me`, { headers: { cookie } });
    expect(me).toHaveStatus(200);
  },
);
