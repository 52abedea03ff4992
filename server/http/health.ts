import { Hono } from "hono";
import { AppError } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";

/** Asked more often than this, the last answer holds. */
const healthMs = 1_000;

/** 200 when the server can read and write: it writes a row and takes it back in one commit that reaches the disk. */
export function healthRoute({ driver, now }: Pick<Deps, "driver" | "now">) {
  let last: { at: number; done: Promise<unknown> } | undefined;
  return new Hono().get("/", async (c) => {
    if (!last || now() - last.at > healthMs)
      last = {
        at: now(),
        done: driver.batch([
          {
            sql: "insert into link (id, purpose, token_hash, created_at, expires_at) values ('lnk_health', 'set_up', '', 0, 0)",
          },
          { sql: "delete from link where id = 'lnk_health'" },
        ]),
      };
    try {
      await last.done;
    } catch {
      last = undefined;
      throw new AppError(
        "unavailable",
        "The database cannot be written. Look at the server's disk and log.",
        {},
        5,
      );
    }
    return c.json({ status: "ok" }, 200);
  });
}
