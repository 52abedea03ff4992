import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import * as v from "valibot";
import { Day } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { LogPage, Verification } from "../../shared/log/event.ts";
import type { Deps } from "../deps.ts";
import { describe } from "../http/describe.ts";
import { query } from "../http/query.ts";
import { sameEpoch } from "../initiative/epoch.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { eventsAfter, eventsBefore, lastSeq, pageMax } from "./queries.ts";
import { follow, streamLimits } from "./stream.ts";
import { verify } from "./verify.ts";

const Number_ = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const Id = v.pipe(v.string(), v.maxLength(64));

const Wanted = v.object({
  after: v.optional(Number_),
  before: v.optional(Number_),
  limit: v.optional(Number_),
  kind: v.optional(v.pipe(v.string(), v.regex(/^[a-z-]{1,32}$/))),
  organization: v.optional(Id),
  /** A day in the initiative's time zone: events up to its end. */
  until: v.optional(Day),
});

export const logRoutes = (deps: Deps) => {
  /** Walking a long chain takes a while; those who ask meanwhile get the same answer. */
  const running = new Map<string, Promise<Verification>>();
  return new Hono()
    .get(
      "/",
      describe(
        "What happened, in order, as far as this person may see it: after a number, or the last before one.",
        200,
        LogPage,
      ),
      signedIn(deps),
      query(Wanted),
      async (c) => {
        const { after, before, limit = pageMax, ...filter } = c.req.valid("query");
        const most = Math.min(Math.max(limit, 1), pageMax);
        const isBackwards = before !== undefined || (after === undefined && filter.until !== undefined);
        const page = isBackwards
          ? await eventsBefore(deps.db, c.var.person, { before, limit: most, ...filter })
          : await eventsAfter(deps.db, c.var.person, { after: after ?? 0, limit: most, ...filter });
        return c.json({ items: page.items, ...(page.isLast ? {} : { next: page.seen }) }, 200);
      },
    )
    .get(
      "/verification",
      describe("Walk the chain and name the first event that does not hold.", 200, Verification),
      signedIn(deps),
      async (c) => {
        const { initiativeId } = c.var.person;
        const walk =
          running.get(initiativeId) ?? verify(deps, initiativeId).finally(() => running.delete(initiativeId));
        running.set(initiativeId, walk);
        return c.json(await walk, 200);
      },
    );
};

/** `GET /api/live`: the log as server-sent events, from now on or after `Last-Event-ID`. */
export const liveRoutes = (deps: Deps, limits = streamLimits) => {
  const open = new Map<string, number>();
  return new Hono().get(
    "/",
    describe(
      "The log as it happens, as server-sent events named “event”; resumes after Last-Event-ID (or ?after=).",
      200,
      v.string(),
      "text/event-stream",
    ),
    signedIn(deps),
    query(v.object({ after: v.optional(Number_), epoch: v.optional(v.pipe(v.string(), v.maxLength(64))) })),
    sameEpoch(deps),
    async (c) => {
      const who = c.var.person;
      const last = c.req.header("last-event-id");
      const after = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : c.req.valid("query").after;
      const from = after ?? (await lastSeq(deps.db, who.initiativeId));
      // Counted in one turn: several that ask at once are several.
      const count = open.get(who.id) ?? 0;
      if (count >= limits.perPersonMax)
        throw new AppError("too_many", "Too many pages of yours are open. Close some of them first.");
      open.set(who.id, count + 1);
      // A proxy must not gather what is meant to arrive at once.
      c.header("x-accel-buffering", "no");
      return streamSSE(c, async (stream) => {
        try {
          await follow(deps, who, stream, from, limits);
        } finally {
          const left = (open.get(who.id) ?? 1) - 1;
          if (left > 0) open.set(who.id, left);
          else open.delete(who.id);
        }
      });
    },
  );
};
