import type { Context } from "hono";
import { type IRateLimiterOptions, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../shared/errors.ts";
import type { Config } from "../config.ts";

/** How often something may be tried: `points` times in `duration` seconds for each key. */
export interface Rate {
  /** Counts one try; throws "too_many" with the wait in seconds when there were too many before it. */
  count(key: string, message: string): Promise<void>;
  /** Counts one try; false when there were too many before it. */
  allows(key: string): Promise<boolean>;
  /** Takes one try back: it was an honest one. */
  forgive(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

export function createRate(options: Pick<IRateLimiterOptions, "points" | "duration">): Rate {
  const limiter = new RateLimiterMemory(options);
  /** Seconds to wait; 0 when the try is allowed. */
  const wait = async (key: string) => {
    try {
      await limiter.consume(key);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  };
  return {
    async count(key, message) {
      const seconds = await wait(key);
      if (seconds > 0) throw new AppError("too_many", message, {}, seconds);
    },
    allows: async (key) => (await wait(key)) === 0,
    async forgive(key) {
      await limiter.reward(key);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

/**
 * Where a request comes from, for counting tries only. In a real deployment a proxy on this machine or network
 * stands in front, and the last address it names is the visitor's. A home's IPv6 addresses count as one.
 */
export function visitorOf(c: Context, config: Pick<Config, "publicUrl">): string {
  const remote: string = c.env?.incoming?.socket?.remoteAddress ?? "local";
  const named = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  const address = config.publicUrl && named && isNear(remote) ? named : remote;
  const plain = address.replace(/^::ffff:/, "");
  return plain.includes(":") ? `${plain.split(":").slice(0, 4).join(":")}::` : plain;
}

const isNear = (address: string) =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i.test(address);
