import { Hono } from "hono";
import * as v from "valibot";
import { AppError } from "../../shared/errors.ts";
import { MailChoice } from "../../shared/reminders/reminders.ts";
import { may } from "../../shared/roles.ts";
import { OutboxMail } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { chooseReminders, wantsReminders } from "./choices.ts";
import { readMail } from "./queue.ts";

const mailsShown = 100;

/** Mails that wait for somebody to carry them. With a mail server their links go to their readers alone. */
export const outboxRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("The newest mails; with their links while no mail server is set.", 200, Outbox),
    signedIn(deps),
    async (c) => {
      if (!may.readOutbox(c.var.person))
        throw new AppError(
          "forbidden",
          "The outbox is for the backbone. Ask it for the link that you wait for.",
        );
      const rows = await deps.db
        .selectFrom("mail")
        .selectAll()
        .where("initiative_id", "=", c.var.person.initiativeId)
        .orderBy("created_at", "desc")
        .orderBy("id")
        .limit(mailsShown)
        .execute();
      const items: OutboxMail[] = rows.map((row) => {
        const { text, links } = readMail(deps, row, { hidden: deps.mail.hasServer });
        return {
          id: row.id,
          to: row.recipient,
          subject: row.subject,
          text,
          links,
          createdAt: new Date(row.created_at).toISOString(),
          sentAt: row.sent_at === null ? null : new Date(row.sent_at).toISOString(),
        };
      });
      return c.json({ items, mailServer: deps.mail.hasServer }, 200);
    },
  );

/** What one wants mailed. */
export const mailChoiceRoutes = (deps: Deps) =>
  new Hono()
    .get("/", describe("What I want mailed.", 200, MailChoice), signedIn(deps), async (c) =>
      c.json({ reminders: await wantsReminders(deps.db, c.var.person.id) }, 200),
    )
    .put(
      "/",
      describe("Turn my reminders on or off; offers always come.", 200, MailChoice),
      signedIn(deps),
      body(MailChoice),
      async (c) => {
        const choice = c.req.valid("json");
        await chooseReminders(deps.db, c.var.person.id, choice.reminders);
        return c.json(choice, 200);
      },
    );

const Outbox = v.object({ items: v.array(OutboxMail), mailServer: v.boolean() });
