import { expect } from "vitest";
import type { App } from "../../server/app.ts";
import { type ErrorCode, type Problem, statusOf } from "../../shared/errors.ts";

/** Somebody with a browser: keeps its cookie, and asks as a page of ours does. */
export interface Visitor {
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  patch(path: string, body?: unknown): Promise<Response>;
  put(path: string, body?: unknown): Promise<Response>;
  delete(path: string): Promise<Response>;
  /** Any request, for what a page of ours would never send. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** What the browser keeps, such as `ct_session=…`; empty when signed out. */
  cookie: string;
}

/** A visitor of `app` at `address`; `ip` is where the visitor seems to be. */
export function createVisitor(app: App, address: string, ip = "127.0.0.1"): Visitor {
  const visitor: Visitor = {
    cookie: "",
    get: (path) => visitor.ask(path),
    post: (path, body) => visitor.ask(path, json("POST", body)),
    patch: (path, body) => visitor.ask(path, json("PATCH", body)),
    put: (path, body) => visitor.ask(path, json("PUT", body)),
    delete: (path) => visitor.ask(path, json("DELETE")),
    async ask(path, init = {}) {
      const headers = new Headers(init.headers);
      if (visitor.cookie) headers.set("cookie", visitor.cookie);
      if (!headers.has("user-agent"))
        headers.set("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
      const env = { incoming: { socket: { remoteAddress: ip } } };
      const response = await app.request(`${address}${path}`, { ...init, headers }, env);
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ""] = cookie.split(";");
        visitor.cookie = pair.endsWith("=") ? "" : pair;
      }
      return response;
    },
  };
  const json = (method: string, body?: unknown): RequestInit => ({
    method,
    headers: { origin: address, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return visitor;
}

/** The words of a refusal. */
export const problemOf = async (response: Response) => (await response.json()) as Problem;

expect.extend({
  toBeProblem(response: Response, code: ErrorCode) {
    const type = response.headers.get("content-type");
    return {
      pass: response.status === statusOf[code] && type === "application/problem+json",
      message: () =>
        `expected ${this.isNot ? "no" : "a"} problem “${code}” (${statusOf[code]}), got ${response.status} ${type}`,
    };
  },
  toHaveStatus(response: Response, status: number) {
    return {
      pass: response.status === status,
      message: () => `expected ${this.isNot ? "not " : ""}status ${status}, got ${response.status}`,
    };
  },
});

declare module "vitest" {
  // The parameters have to be those of vitest, used or not.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** The answer is a problem+json of this code. */
    toBeProblem(code: ErrorCode): R;
    toHaveStatus(status: number): R;
  }
}
