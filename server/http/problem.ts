import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { AppError, type ErrorCode, notFound, type Problem, statusOf } from "../../shared/errors.ts";

/** The only place that turns a failure into an answer: `application/problem+json` (RFC 9457). */
export function problem(c: Context, error: AppError) {
  const body: Problem = {
    title: error.message,
    status: statusOf[error.code],
    code: error.code,
    ...(Object.keys(error.fields).length > 0 ? { fields: error.fields } : {}),
  };
  return c.body(JSON.stringify(body), body.status as 400, {
    "content-type": "application/problem+json",
    ...(error.retryAfterSeconds ? { "retry-after": String(Math.ceil(error.retryAfterSeconds)) } : {}),
  });
}

/** What `app.onError` needs: anything that is not meant for a person is a bug, logged whole and not shown. */
export const answerProblem =
  (log: Logger): ErrorHandler =>
  (error, c) => {
    const known = forPeople(error);
    if (known) return problem(c, known);
    log.error({ err: error, method: c.req.method, path: c.req.routePath }, "A request failed.");
    return problem(
      c,
      new AppError(
        "internal",
        "Something went wrong on our side. What you had saved is safe; try again in a moment.",
      ),
    );
  };

export const answerNotFound: NotFoundHandler = (c) => problem(c, notFound());

/** Any failure as something a person can meet; `undefined` when it is a bug. */
export function forPeople(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  // Hono throws its own for a request it cannot read.
  if (error instanceof HTTPException && error.status < 500)
    return new AppError(
      codeOf(error.status),
      "We could not read this request. Reload the page and try again.",
    );
  return undefined;
}

const codeOf = (status: number) =>
  (Object.keys(statusOf) as ErrorCode[]).find((code) => statusOf[code] === status) ?? "invalid";
