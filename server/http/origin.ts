import { createMiddleware } from "hono/factory";
import { AppError } from "../../shared/errors.ts";
import type { Config } from "../config.ts";

/** Under which addresses this server answers, and the one it prints and mails. */
export interface Addresses {
  /** Such as `https://thread.example.org`, without a slash at the end. */
  main: string;
  /** Exactly these origins may send changes and open sockets. */
  origins: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
  isSecure: boolean;
}

/** The addresses of a server that listens on `port`. */
export function addressesOf(config: Pick<Config, "publicUrl" | "host">, port: number): Addresses {
  const local = (host: string) => new URL(`http://${host.includes(":") ? `[${host}]` : host}:${port}`).origin;
  const everywhere = config.host === "0.0.0.0" || config.host === "::";
  const origins = config.publicUrl
    ? [config.publicUrl]
    : [local(everywhere ? "localhost" : config.host), ...["127.0.0.1", "localhost", "::1"].map(local)];
  const main = origins[0]!;
  return {
    main,
    origins: new Set(origins),
    hosts: new Set(origins.map((it) => new URL(it).host)),
    isSecure: main.startsWith("https:"),
  };
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Answers only under its own addresses, which stops pages that point a name of theirs at this machine, and takes
 * changes only from its own pages: `Sec-Fetch-Site: same-origin`, or an `Origin` that is one of ours.
 */
export const ownOrigin = (addresses: Addresses) =>
  createMiddleware(async (c, next) => {
    const host = (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase();
    if (!isOurHost(addresses, host))
      throw new AppError(
        "invalid",
        `This server answers at ${addresses.main}; open it there. Whoever runs it can set PUBLIC_URL to another address.`,
      );
    if (!safeMethods.has(c.req.method)) {
      const origin = c.req.header("origin");
      const site = c.req.header("sec-fetch-site");
      const isOwn = origin !== undefined ? addresses.origins.has(origin) : site === "same-origin";
      if (!isOwn || (site !== undefined && site !== "same-origin"))
        throw new AppError(
          "forbidden",
          `This change did not come from our own pages, so it was not made. Open ${addresses.main} and try again there.`,
        );
    }
    await next();
  });

/** Whether a request to `host`, in small letters, is meant for this server. */
export const isOurHost = ({ hosts }: Pick<Addresses, "hosts">, host: string): boolean =>
  hosts.has(host) || hosts.has(withoutDefaultPort(host));

const withoutDefaultPort = (host: string) => host.replace(/:(80|443)$/, "");
