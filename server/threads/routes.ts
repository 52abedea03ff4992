import { Hono } from "hono";
import * as v from "valibot";
import {
  NewPost,
  Passage,
  PassagesQuery,
  Post,
  PostChange,
  Reading,
  ThreadCount,
  ThreadPage,
  ThreadQuery,
  UnreadThread,
  Wording,
} from "../../shared/threads/post.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { query } from "../http/query.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { editPost, noteReading, removePost, writePost } from "./commands.ts";
import { countThreads, openPost, passagesIn, readThread, readWordings, unreadThreads } from "./queries.ts";

const Under = v.object({ meeting: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });

export const threadRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The newest posts under a record, or those before or after an event.", 200, ThreadPage),
      signedIn(deps),
      query(ThreadQuery),
      async (c) => c.json(await readThread(deps.db, c.req.valid("query"), c.var.person), 200),
    )
    .get(
      "/counts",
      describe("How much is said under each item of a meeting, and what is new.", 200, listOf(ThreadCount)),
      signedIn(deps),
      query(Under),
      async (c) =>
        c.json({ items: await countThreads(deps.db, c.req.valid("query").meeting, c.var.person) }, 200),
    )
    .get(
      "/unread",
      describe("The threads in which something is new to the reader.", 200, listOf(UnreadThread)),
      signedIn(deps),
      async (c) => c.json({ items: await unreadThreads(deps.db, c.var.person) }, 200),
    )
    .get(
      "/passages",
      describe("The passages of a text that are spoken of.", 200, listOf(Passage)),
      signedIn(deps),
      query(PassagesQuery),
      async (c) =>
        c.json({ items: await passagesIn(deps.db, c.req.valid("query").document, c.var.person) }, 200),
    )
    .post(
      "/posts",
      describe("Write a post; the same id sent twice is one.", 201, Post),
      signedIn(deps),
      takesPart,
      body(NewPost),
      async (c) => c.json(await writePost(deps, c.req.valid("json"), c.var.person), 201),
    )
    .get("/posts/:id", describe("One post.", 200, Post), signedIn(deps), async (c) =>
      c.json(await openPost(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .get(
      "/posts/:id/wordings",
      describe(
        "Every wording of a post, the first one first; none when it was taken away.",
        200,
        listOf(Wording),
      ),
      signedIn(deps),
      async (c) => c.json({ items: await readWordings(deps.db, c.req.param("id"), c.var.person) }, 200),
    )
    .patch(
      "/posts/:id",
      describe("Edit a post of one's own.", 200, Post),
      signedIn(deps),
      takesPart,
      body(PostChange),
      async (c) => c.json(await editPost(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .delete("/posts/:id", describe("Take a post away.", 200, Post), signedIn(deps), takesPart, async (c) =>
      c.json(await removePost(deps, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/reading",
      describe("Say how far one has read.", 204),
      signedIn(deps),
      takesPart,
      body(Reading),
      async (c) => {
        await noteReading(deps, c.req.valid("json"), c.var.person);
        return c.body(null, 204);
      },
    );
