import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { OutboxMail } from "../../shared/sign-in/sign-in.ts";
import { spawnServer } from "../relay/process.ts";
import { openPostOffice } from "../support/post-office.ts";
import { temporaryFolder } from "../support/server.ts";

const partners = ["city", "yard", "port", "uni", "friends", "casa", "state", "schools"];

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** What the director does in a real server: offer a promise to each partner. */
async function asDirector({ address, signIn }: Awaited<ReturnType<typeof spawnServer>>) {
  const headers = {
    origin: address,
    "content-type": "application/json",
    cookie: await signIn("per_director"),
  };
  return {
    async offer(ownerOrganizationId: string, what: string) {
      const dueOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
      const body = JSON.stringify({ id: newId("com"), what, ownerOrganizationId, dueOn });
      const answer = await fetch(`${address}/api/commitments`, { method: "POST", headers, body });
      if (answer.status !== 201) throw new Error(await answer.text());
    },
    async outbox() {
      const answer = await fetch(`${address}/api/outbox`, { headers });
      return ((await answer.json()) as { items: OutboxMail[] }).items;
    },
  };
}

test("after kill -9 between queueing and sending, and in the middle of sending, every mail arrives; one that may have gone twice says so", {
  timeout: 240_000,
}, async () => {
  const office = await openPostOffice();
  onTestFinished(office.close);
  const dataDir = temporaryFolder();
  // Nobody takes mails yet: what is offered waits in line, and the power goes.
  office.refuse = true;
  // One address over all restarts, as a real deployment has it.
  const settings = { SMTP_URL: office.url, PORT: String(await freePort()) };
  const first = await spawnServer(dataDir, settings);
  const director = await asDirector(first);
  for (const partner of partners) await director.offer(`org_${partner}`, `Clean the ${partner} pier`);
  await first.end("SIGKILL");
  expect(office.mails).toHaveLength(0);

  // The power goes again and again, each time when a mail has just come whole and nobody was told so.
  office.refuse = false;
  let kills = 0;
  while (kills < 3) {
    const at = office.mails.length + 2;
    // Listened for before the server starts: it sends what stands in line before anybody hears that it is up. While
    // the mail waits for its answer, no other comes.
    const cameWhole = new Promise<() => void>((resolve) => {
      office.taken = async () => {
        if (office.mails.length === at) await new Promise<void>((goOn) => resolve(goOn));
      };
    });
    const server = await spawnServer(dataDir, settings);
    const goOn = await cameWhole;
    await server.end("SIGKILL");
    goOn();
    kills++;
  }
  office.taken = async () => {};
  const last = await spawnServer(dataDir, settings);
  const looking = await asDirector(last);
  await vi.waitFor(
    async () => {
      const items = await looking.outbox();
      expect(items).toHaveLength(partners.length);
      expect(items.filter(({ sentAt }) => sentAt === null)).toEqual([]);
    },
    { timeout: 30_000, interval: 50 },
  );
  await last.end("SIGTERM");

  const caught = office.caught();
  const byId = Map.groupBy(caught, ({ messageId }) => messageId);
  // Everybody has theirs, under one name.
  expect(byId.size).toBe(partners.length);
  expect(new Set(caught.map(({ to }) => to)).size).toBe(partners.length);
  // Only the one that was on its way when the power went came again, and is the same mail.
  expect(caught).toHaveLength(partners.length + kills);
  for (const copies of byId.values()) expect(new Set(copies.map(({ text }) => text)).size).toBe(1);

  // Started once more, nothing is left to say.
  const quiet = await spawnServer(dataDir, settings);
  await (await asDirector(quiet)).outbox();
  await quiet.end("SIGTERM");
  expect(office.mails).toHaveLength(caught.length);
});
