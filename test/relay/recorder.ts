import { expect } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { LogItem, LogPage, Verification } from "../../shared/log/event.ts";

/** One write: where it goes, and what was answered, if an answer came. */
interface Write {
  path: string;
  body: object;
  /** `41 9f86…` for each event. */
  receipts: string[] | undefined;
}

export type Recorder = ReturnType<typeof openRecorder>;

const soon = () => new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);

/**
 * Somebody of the city who promises, raises decisions and takes positions, one after the other, and keeps what was
 * answered. Ids are made by who writes: sending a write again is sending the same write.
 */
export function openRecorder() {
  const writes: Write[] = [];
  let waiting: { count: number; resolve(): void } | undefined;
  const steps: (() => Omit<Write, "receipts">)[] = [
    () => ({
      path: "/api/commitments",
      body: { id: newId("com"), what: "Plant reeds", ownerOrganizationId: "org_city", dueOn: soon() },
    }),
    () => ({
      path: "/api/decisions",
      body: { id: newId("dec"), proposal: "Plant reeds.", groupId: "grp_steering", respondBy: soon() },
    }),
    () => {
      const raised = writes.findLast((it) => it.path === "/api/decisions")!.body as { id: string };
      const body = { position: "consent", organizationId: "org_city", proposalVersion: 1, before: 0 };
      return { path: `/api/decisions/${raised.id}/positions`, body };
    },
  ];
  const send = async (address: string, cookie: string, { path, body }: Pick<Write, "path" | "body">) => {
    const headers = { origin: address, "content-type": "application/json", cookie };
    const answer = await fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} ${answer.status} ${text}`);
    return (answer.headers.get("receipt") ?? "").split(", ").filter(Boolean);
  };
  return {
    /** How many writes were answered. */
    get answered() {
      return writes.filter((it) => it.receipts).length;
    },
    /** Resolves when so many writes were answered since the last look. */
    async until(count: number) {
      if (writes.filter((it) => it.receipts).length >= count) return;
      await new Promise<void>((resolve) => {
        waiting = { count, resolve };
      });
    },
    /** Writes until the line breaks; whether the last one was done, nobody knows then. */
    async record(address: string, cookie: string, isOver: () => boolean) {
      for (let i = 0; !isOver(); i++) {
        const write: Write = { ...steps[i % steps.length]!(), receipts: undefined };
        writes.push(write);
        try {
          write.receipts = await send(address, cookie, write);
          if (waiting && writes.filter((it) => it.receipts).length >= waiting.count) waiting.resolve();
        } catch (error) {
          // `fetch` throws a TypeError when the line breaks; a refusal is no broken line.
          if (!(error instanceof TypeError)) throw error;
          return;
        }
      }
    },
    /**
     * Every answer holds: its events are in the log under their number and hash. What was not answered is there whole
     * or not at all, and sent again it is there once; what was answered, sent again, changes nothing.
     */
    async lookAgain(address: string, cookie: string) {
      const log = await readLog(address, cookie);
      const bySeq = new Map(log.map((it) => [it.seq, it]));
      for (const { receipts, path } of writes)
        for (const receipt of receipts ?? []) {
          const [seq, hash] = receipt.split(" ");
          expect(bySeq.get(Number(seq))?.hash, `${path} ${receipt}`).toBe(hash);
        }
      const open = writes.filter((it) => !it.receipts);
      for (const it of open) {
        const before = eventsOf(log, it).length;
        expect([0, eventsExpected(it)], `${it.path}, not answered`).toContain(before);
        const receipts = await send(address, cookie, it);
        it.receipts = before > 0 ? [] : receipts;
      }
      const last = (await readLog(address, cookie)).length;
      for (const it of writes) await send(address, cookie, it);
      const after = await readLog(address, cookie);
      expect(after.length, "sent again").toBe(last);
      for (const it of writes) expect(eventsOf(after, it), it.path).toHaveLength(eventsExpected(it));
      const answer = await fetch(`${address}/api/log/verification`, { headers: { cookie } });
      expect(((await answer.json()) as Verification).broken).toBeNull();
      writes.length = 0;
      waiting = undefined;
    },
  };
}

/** A promise of one's own is offered and accepted in one transaction. */
const eventsExpected = ({ path }: Pick<Write, "path">) => (path === "/api/commitments" ? 2 : 1);

const eventsOf = (log: LogItem[], { path, body }: Pick<Write, "path" | "body">) => {
  const id = path.split("/")[3] ?? (body as { id: string }).id;
  const isPosition = path.endsWith("/positions");
  return log.filter((it) => it.refs.includes(id) && isPosition === (it.type === "decision.positioned"));
};

async function readLog(address: string, cookie: string) {
  const log: LogItem[] = [];
  for (let after = 0; ; ) {
    const answer = await fetch(`${address}/api/log?after=${after}&limit=500`, { headers: { cookie } });
    const { items, next } = (await answer.json()) as LogPage;
    log.push(...items);
    if (next === undefined) return log;
    after = next;
  }
}
