import { createMiddleware } from "hono/factory";
import { AppError } from "../../shared/errors.ts";
import { may } from "../../shared/roles.ts";
import type { SignedIn } from "./signed-in.ts";

/** Stands after `signedIn`: those who only read are told so before anything else is looked at. */
export const takesPart = createMiddleware<{ Variables: { person: SignedIn } }>(async (c, next) => {
  if (!may.takePart(c.var.person))
    throw new AppError("forbidden", "You are here to read along. Ask the backbone to take part.");
  await next();
});
