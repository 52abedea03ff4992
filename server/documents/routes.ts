import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import * as v from "valibot";
import { DocumentSummary } from "../../shared/documents/document.ts";
import { safeMarkdown } from "../../shared/documents/safe-markdown.ts";
import { AppError } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";
import { describe, listOf } from "../http/describe.ts";
import { sameEpoch } from "../initiative/epoch.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { listDocuments, openDocument, seatFor } from "./access.ts";
import type { Documents } from "./host.ts";
import type { UpgradeEnv } from "./upgrade.ts";

/** `/api/documents`. */
export const documentRoutes = (deps: Deps & { documents: Documents }) =>
  new Hono()
    .get(
      "/",
      describe("The documents of the initiative.", 200, listOf(DocumentSummary)),
      signedIn(deps),
      sameEpoch(deps),
      async (c) => c.json({ items: await listDocuments(deps, c.var.person) }, 200),
    )
    .get(
      "/:name/markdown",
      describe("A document as Markdown.", 200, v.string(), "text/markdown"),
      signedIn(deps),
      async (c) => {
        const { name } = await openDocument(deps.db, c.req.param("name"), c.var.person);
        const { snapshot, updates } = await deps.documents.store.load(name);
        const text = await deps.documents.jobs.markdown(snapshot ? [snapshot, ...updates] : updates);
        return c.body(safeMarkdown(text), 200, {
          "content-type": "text/markdown; charset=utf-8",
          "content-disposition": `attachment; filename="${name.replaceAll(":", "-")}.md"`,
        });
      },
    );

/** `GET /sync/:document`: decides who may open a socket. It only says yes or no; `upgrade.ts` opens it. */
export const syncRoutes = (deps: Deps & { documents: Documents }) =>
  new Hono().get("/:document", ownPages(deps), signedIn(deps), sameEpoch(deps), async (c) => {
    const name = c.req.param("document");
    const { signInId } = c.var.person;
    const seat = await seatFor(deps.db, name, signInId, deps.now());
    deps.documents.relay.expectRoomFor(name, seat.personId);
    const { grant } = upgradeOf(c);
    if (!grant)
      throw new AppError(
        "invalid",
        "This address is for writing together. Open the text in the app instead.",
      );
    grant({ name, seat, wantsSaved: c.req.query("saved") === "1" });
    return c.body(null, 204);
  });

/** A browser says with every socket which page opens it; only our own may. */
const ownPages = ({ addresses }: Pick<Deps, "addresses">) =>
  createMiddleware(async (c, next) => {
    if (!addresses.origins.has(c.req.header("origin") ?? ""))
      throw new AppError(
        "forbidden",
        `This line was not opened by our own pages. Open ${addresses.main} and try again there.`,
      );
    await next();
  });

const upgradeOf = (c: Context) => (c.env ?? {}) as Partial<UpgradeEnv>;
