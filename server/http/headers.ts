import { createMiddleware } from "hono/factory";
import type { Addresses } from "./origin.ts";

/** What the browser may load and do with our pages: our own files, our own sockets, nothing inline. */
export const contentPolicy = (socketOrigin: string) =>
  Object.entries({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": `'self' ${socketOrigin}`,
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    // Text is never read as markup or as a script's address, but what our own pages bring (client/ui/own-markup.ts).
    "require-trusted-types-for": "'script'",
    "trusted-types": "common-thread",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");

/** The headers of every answer. */
export const strictHeaders = (addresses: Addresses) =>
  createMiddleware(async (c, next) => {
    await next();
    const { headers } = c.res;
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    headers.set("content-security-policy", contentPolicy(`${addresses.isSecure ? "wss" : "ws"}://${host}`));
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "same-origin");
    headers.set("x-frame-options", "DENY");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (addresses.isSecure) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    if (/^\/(api|healthz)(\/|$)/.test(c.req.path)) headers.set("cache-control", "no-store");
  });
