/** Every way a request can fail that a person can meet, and the HTTP status that says so. */
export const statusOf = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** What a failed route answers, as `application/problem+json` (RFC 9457) with two members of our own. */
export interface Problem {
  title: string;
  status: number;
  code: ErrorCode;
  /** Which field is wrong, and what to write instead. */
  fields?: Record<string, string>;
}

/**
 * A failure that a person can meet. Its message is written for that person and ends with what to do;
 * anything else that is thrown is a bug.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  constructor(
    code: ErrorCode,
    message: string,
    fields: Record<string, string> = {},
    retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The answer for "absent" and for "not yours": they must look the same. */
export const notFound = (what = "page") =>
  new AppError(
    "not_found",
    `We could not find that ${what}. It may be gone, or not shared with you; ask the backbone for access.`,
  );
