import nodemailer from "nodemailer";
import type { Deps } from "../deps.ts";
import { oneLine } from "./draft.ts";
import { readMail } from "./queue.ts";

/** Sends what stands in line, or leaves it in the outbox when there is no mail server. */
export interface Post {
  readonly hasServer: boolean;
  /** Something stands in line: look soon. */
  wake(): void;
  /** Sends what is due now; resolves when all of it was tried once. */
  deliver(): Promise<void>;
  stop(): Promise<void>;
}

const attemptsMax = 20;
const waitMsMax = 60 * 60_000;
/** The wait after the first failure; it doubles with each. */
const waitMs = 10_000;

type PostDeps = Pick<Deps, "config" | "db" | "now" | "log" | "secrets" | "addresses">;

/** A mail waits in the database until its sending was noted there, so a restart neither loses nor repeats it. */
export function openPost(deps: PostDeps): Post {
  const { config, db, now, log } = deps;
  if (!config.smtpUrl) return { hasServer: false, wake() {}, deliver: async () => {}, stop: async () => {} };

  const transport = nodemailer.createTransport(config.smtpUrl, { from: config.mailFrom });
  /** When a mail that failed may be tried again; after a restart all may be at once. */
  const notBefore = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function deliver() {
    // A second caller asks for one more round, so that what it has just put in line is not missed.
    again = true;
    running ??= rounds().finally(() => {
      running = undefined;
    });
    await running;
  }

  async function rounds() {
    while (again && !stopped) {
      again = false;
      for (const mail of await waiting()) {
        if (stopped) return;
        if ((notBefore.get(mail.id) ?? 0) <= now()) await send(mail);
      }
    }
    clearTimeout(timer);
    const next = Math.min(...notBefore.values());
    if (notBefore.size > 0 && !stopped) {
      timer = setTimeout(wake, Math.max(1_000, next - now()));
      timer.unref();
    }
  }

  const waiting = () =>
    db
      .selectFrom("mail")
      .leftJoin("link", "link.id", "mail.link_id")
      .leftJoin("person", "person.id", "mail.person_id")
      .selectAll("mail")
      .select(["link.expires_at", "link.used_at"])
      .where("mail.sent_at", "is", null)
      // Whoever was removed meanwhile is told nothing more.
      .where("person.removed_at", "is", null)
      .where("mail.attempts", "<", attemptsMax)
      .orderBy("mail.created_at")
      .limit(500)
      .execute();

  async function send(mail: Awaited<ReturnType<typeof waiting>>[number]) {
    if (mail.used_at !== null || (mail.expires_at ?? Number.POSITIVE_INFINITY) <= now())
      return note(mail.id, {
        attempts: attemptsMax,
        last_error: "Its link ran out before it could be sent.",
      });
    const { text, html, stopAddress } = readMail(deps, mail);
    try {
      await transport.sendMail({
        to: { name: "", address: mail.recipient },
        subject: oneLine(mail.subject),
        text,
        ...(html ? { html } : {}),
        ...(stopAddress ? { list: { unsubscribe: { url: stopAddress } } } : {}),
        // The same for every try, so that a mailbox can tell a repetition.
        messageId: `<${mail.id}@${new URL(deps.addresses.main).hostname}>`,
        headers: { "auto-submitted": "auto-generated" },
      });
    } catch (error) {
      const attempts = mail.attempts + 1;
      notBefore.set(mail.id, now() + Math.min(waitMsMax, waitMs * 2 ** mail.attempts));
      log.warn({ err: error, mail: mail.id, attempts }, "A mail could not be sent; it is tried again.");
      return note(mail.id, { attempts, last_error: String((error as Error).message).slice(0, 300) });
    }
    await note(mail.id, { sent_at: now(), last_error: null });
  }

  async function note(id: string, words: { attempts?: number; sent_at?: number; last_error: string | null }) {
    if (words.sent_at !== undefined || words.attempts === attemptsMax) notBefore.delete(id);
    await db.updateTable("mail").set(words).where("id", "=", id).execute();
  }

  const wake = () =>
    void deliver().catch((error) => log.error({ err: error }, "The line of mails could not be read."));

  return {
    hasServer: true,
    wake,
    deliver,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running?.catch(() => {});
      transport.close();
    },
  };
}
