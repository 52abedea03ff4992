import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { AppError } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { deviceOf } from "./device.ts";
import { hashOf } from "./secrets.ts";
import { openSignIns, type SignedIn } from "./sign-ins.ts";

export type { SignedIn };

/** A sign-in's last use is noted this often at most, so that reading is not writing. */
const useNotedMs = 10 * 60_000;

/** The door of every route that is not for strangers: sets `c.var.person`, or answers 401. */
export const signedIn = (deps: Deps) => {
  const signIns = openSignIns(deps);
  return createMiddleware<{ Variables: { person: SignedIn } }>(async (c, next) => {
    const secret = getCookie(c, signIns.sessionCookieName);
    const { session, user } = secret ? await signIns.validateSession(secret) : { session: null, user: null };
    if (!session || !user) {
      if (secret) setCookie(c, signIns.createBlankSessionCookie().serialize());
      throw new AppError(
        "signed_out",
        secret ? "Your sign-in has ended. Sign in again to go on." : "Sign in to go on.",
      );
    }
    const signInId = hashOf(session.id);
    noteUse(deps, signInId, session.lastUsedAt);
    c.set("person", { ...user.person, signInId });
    await next();
    if (session.fresh) setCookie(c, signIns.createSessionCookie(session.id).serialize());
  });
};

/** Notes that a sign-in is used, when it was not noted lately. */
export function noteUse(deps: Pick<Deps, "db" | "now" | "later">, signInId: string, lastUsedAt: number) {
  if (deps.now() - lastUsedAt <= useNotedMs) return;
  deps.later("A use could not be noted.", () =>
    deps.db.updateTable("sign_in").set({ last_used_at: deps.now() }).where("id", "=", signInId).execute(),
  );
}

/** Signs this browser in as a person, and out of what it was before. */
export async function beginSignIn(c: Context, deps: Deps, personId: string) {
  const signIns = openSignIns(deps);
  await endThisSignIn(c, deps);
  const at = deps.now();
  const attributes = { device: deviceOf(c.req.header("user-agent")), lastUsedAt: at };
  const sessionId = Buffer.from(deps.random(new Uint8Array(25))).toString("base64url");
  const { id } = await signIns.createSession(personId, attributes, { sessionId });
  await noteFirst(deps, personId, at);
  setCookie(c, signIns.createSessionCookie(id).serialize());
}

/** The first sign-in of a person is something that happened; the later ones are nobody's business. */
async function noteFirst(deps: Deps, id: string, at: number) {
  const first = await deps.db
    .selectFrom("person")
    .select("initiative_id")
    .where("id", "=", id)
    .where("first_signed_in_at", "is", null)
    .executeTakeFirst();
  if (!first) return;
  await commit(deps, first.initiative_id, async (tx, append) => {
    const noted = await tx
      .updateTable("person")
      .set({ first_signed_in_at: at })
      .where("id", "=", id)
      .where("first_signed_in_at", "is", null)
      .executeTakeFirst();
    if (noted.numUpdatedRows > 0n) await append({ type: "person.came_in", by: id, refs: [id], data: {} });
  });
}

/** Ends the sign-in of this browser, if there is one. */
export async function endThisSignIn(c: Context, deps: Deps) {
  const signIns = openSignIns(deps);
  const secret = getCookie(c, signIns.sessionCookieName);
  if (!secret) return;
  await signIns.invalidateSession(secret);
  deps.access.changed({ signInId: hashOf(secret) });
  setCookie(c, signIns.createBlankSessionCookie().serialize());
}

/** One cookie an answer: a later word replaces the earlier one. */
const setCookie = (c: Context, cookie: string) => c.header("set-cookie", cookie);
