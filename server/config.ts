import { resolve } from "node:path";
import { AppError } from "../shared/errors.ts";

const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

/** Every setting the server knows, read and checked. */
export interface Config {
  /** Where it listens; 0 = any that is free. Default 4000. */
  port: number;
  /** On which address of this machine. Default 127.0.0.1. */
  host: string;
  /** The database, the copies before upgrades, the key of the links; absolute. Default ./data. */
  dataDir: string;
  /** The one allowed origin, without a slash at the end; set = a real deployment. */
  publicUrl: string | undefined;
  /** A libSQL server; without it, a file in `dataDir`. */
  databaseUrl: string | undefined;
  databaseToken: string | undefined;
  /** The mail server; without it, mails wait in the outbox. */
  smtpUrl: string | undefined;
  /** Default: no-reply at the host of `publicUrl`. */
  mailFrom: string;
  /** Whoever shows it reads `/metrics`; without it nobody does in a real deployment. */
  metricsToken: string | undefined;
  /** Default info. */
  logLevel: (typeof logLevels)[number];
}

/** What an operator may set; `server/README.md` says what each means. */
export const settingNames = [
  "PORT",
  "HOST",
  "DATA_DIR",
  "PUBLIC_URL",
  "DATABASE_URL",
  "DATABASE_TOKEN",
  "REDIS_URL",
  "SMTP_URL",
  "MAIL_FROM",
  "METRICS_TOKEN",
  "LOG_LEVEL",
] as const;

/**
 * Reads the settings from the environment. A value that cannot be used throws an AppError that names the setting
 * and says what to write; an empty value counts as left out.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = (name: (typeof settingNames)[number]) => env[name]?.trim() || undefined;
  if (read("REDIS_URL"))
    throw wrong("REDIS_URL", "REDIS_URL is set, but this version runs as one process. Leave REDIS_URL out.");
  const publicUrl = readPublicUrl(read("PUBLIC_URL"));
  return {
    port: readPort(read("PORT")),
    host: read("HOST") ?? "127.0.0.1",
    dataDir: resolve(read("DATA_DIR") ?? "data"),
    publicUrl,
    databaseUrl: readUrl("DATABASE_URL", read("DATABASE_URL"), ["http:", "https:", "libsql:"]),
    databaseToken: read("DATABASE_TOKEN"),
    smtpUrl: readUrl("SMTP_URL", read("SMTP_URL"), ["smtp:", "smtps:"]),
    mailFrom:
      read("MAIL_FROM") ??
      `Common Thread <no-reply@${publicUrl ? new URL(publicUrl).hostname : "localhost"}>`,
    metricsToken: readToken(read("METRICS_TOKEN")),
    logLevel: readLogLevel(read("LOG_LEVEL")),
  };
}

function readPort(text = "4000") {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw wrong("PORT", `PORT is “${text}”. Write a number from 1 to 65535, such as 4000.`);
  return port;
}

function readPublicUrl(text: string | undefined) {
  const url = readUrl("PUBLIC_URL", text, ["http:", "https:"]);
  if (!url) return undefined;
  const { origin, pathname, search, hash, username } = new URL(url);
  if (pathname !== "/" || search || hash || username)
    throw wrong("PUBLIC_URL", `PUBLIC_URL is “${url}”. Write the address alone, such as ${origin}.`);
  return origin;
}

/** So short a secret would be guessed. */
const tokenLengthMin = 16;

function readToken(text: string | undefined) {
  if (text !== undefined && text.length < tokenLengthMin)
    throw wrong("METRICS_TOKEN", `METRICS_TOKEN is too short. Write at least ${tokenLengthMin} characters.`);
  return text;
}

function readUrl(name: string, text: string | undefined, protocols: string[]) {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !protocols.includes(url.protocol) || !url.host) {
    // The value itself may hold a password: it is not repeated.
    const kinds = protocols.map((it) => `${it}//`).join(" or ");
    throw wrong(name, `${name} is not an address we can use. Write one that begins with ${kinds}.`);
  }
  return text;
}

function readLogLevel(text = "info") {
  const level = logLevels.find((it) => it === text.toLowerCase());
  if (!level)
    throw wrong("LOG_LEVEL", `LOG_LEVEL is “${text}”. Write one of these: ${logLevels.join(", ")}.`);
  return level;
}

const wrong = (name: string, message: string) => new AppError("invalid", message, { [name]: message });
