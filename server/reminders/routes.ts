import { Hono } from "hono";
import { AppError } from "../../shared/errors.ts";
import { UsedUp } from "../../shared/reminders/reminders.ts";
import { may } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { listUsedUp } from "./queries.ts";

/** Whom no mail reaches any more; reminding them by hand is a word about commitments (`/api/commitments/reminders`). */
export const reminderRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("The active commitments whose reminders are used up, for the backbone.", 200, listOf(UsedUp)),
    signedIn(deps),
    async (c) => {
      if (!may.remindOwners(c.var.person))
        throw new AppError("forbidden", "Reminders go out from the backbone. Ask it to send them.");
      return c.json({ items: await listUsedUp(deps, c.var.person) }, 200);
    },
  );
