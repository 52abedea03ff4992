import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { AppError, type ErrorCode, notFound, type Problem, statusOf } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import { inSpanish } from "./spanish.ts";

/** The words of a failure for the reader of this request, where it is only a part of the answer. */
export const titleFor = (c: Context, error: AppError) => saidIn(wantsSpanish(c) ? "es" : "en", error).title;

/** The only place that turns a failure into an answer: `application/problem+json` (RFC 9457). */
export function problem(c: Context, error: AppError) {
  const { language, title, fields } = saidIn(wantsSpanish(c) ? "es" : "en", error);
  const body: Problem = {
    title,
    status: statusOf[error.code],
    code: error.code,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  };
  return c.body(JSON.stringify(body), body.status as 400, {
    "content-type": "application/problem+json",
    "content-language": language,
    ...(error.retryAfterSeconds ? { "retry-after": String(Math.ceil(error.retryAfterSeconds)) } : {}),
  });
}

const wantsSpanish = (c: Context) => /^es\b/i.test(c.req.header("accept-language") ?? "");

/** The words of a failure, in the reader's language when all of them can be said in it. */
function saidIn(language: Language, { message, fields }: AppError) {
  const title = inSpanish(message);
  const translated = Object.entries(fields).map(([name, it]) => [name, inSpanish(it)] as const);
  if (language === "en" || title === undefined || translated.some(([, it]) => it === undefined))
    return { language: "en", title: message, fields };
  return { language, title, fields: Object.fromEntries(translated) as Record<string, string> };
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
