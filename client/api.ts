import { type ClientResponse, hc } from "hono/client";
import type { App } from "../server/app.ts";
import type { ErrorCode, Problem as ProblemBody } from "../shared/errors.ts";
import { noteReached } from "./online.ts";
import { useLanguage } from "./words/language.ts";
import { sentenceFor } from "./words/problems.ts";

/** Why something could not be done, in a sentence for the person who wanted it. */
export class Problem extends Error {
  /** `offline`: the server could not be reached at all. */
  readonly code: ErrorCode | "offline";
  /** Which field is wrong, and what to write instead. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ErrorCode | "offline", message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = "Problem";
    this.code = code;
    this.fields = fields;
  }
}

/** The server's routes, typed; hand what they return to `ask`. */
export const api = hc<App>("/", {
  headers: () => ({ "Accept-Language": useLanguage()() }),
}).api;

let whenSignedOut = () => {};
/** Names what happens when the server says that this browser is no longer signed in. */
export const onSignedOut = (then: () => void) => {
  whenSignedOut = then;
};

type Answer<R> = R extends ClientResponse<infer Body, infer _Status, "json"> ? Body : undefined;

/** What the server answered; a `Problem` when it could not, or when there is no way to it. */
export async function ask<R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Answer<R>> {
  let response: R;
  try {
    response = await asked;
    noteReached(true);
  } catch {
    noteReached(false);
    throw new Problem("offline", sentenceFor("offline"));
  }
  if (!response.ok) throw await problemOf(response);
  const isJson = response.headers.get("content-type")?.includes("json");
  return (isJson ? await response.json() : undefined) as Answer<R>;
}

async function problemOf(response: ClientResponse<unknown, number, string>) {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  const code = body.code ?? (response.status === 401 ? "signed_out" : "internal");
  if (code === "signed_out") whenSignedOut();
  // The server writes the better sentence; it is shown when it speaks the reader's language.
  const speaksIt = (response.headers.get("content-language") ?? "en") === useLanguage()();
  return new Problem(code, (speaksIt && body.title) || sentenceFor(code), speaksIt ? body.fields : {});
}
