import { createMiddleware } from "hono/factory";
import { validator } from "hono-openapi";
import type * as v from "valibot";
import { AppError } from "../../shared/errors.ts";

/** The longest body a request may have. */
export const bodyBytesMax = 256 * 1024;

/** Text that is more deeply nested than this comes from nobody's form. */
const bodyDepthMax = 32;

/** So are more values than this; to look at each takes time in which nobody else is served. */
const bodyValuesMax = 5_000;

/**
 * Lets only bodies through that are JSON, short enough and free of control characters, which the database would
 * cut or a terminal obey. Line feeds and tabs are text.
 */
export const jsonOnly = createMiddleware(async (c, next) => {
  const length = Number(c.req.header("content-length") ?? 0);
  const isStreamed = c.req.header("transfer-encoding") !== undefined;
  // `app.request` and other fetch-made requests carry a body without saying its length.
  if (length === 0 && !isStreamed && !c.req.raw.body) return next();
  if (length > bodyBytesMax) throw tooLarge();
  const bytes = await readAtMost(c.req.raw.body, bodyBytesMax);
  if (bytes.length === 0) return next();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
    throw new AppError("invalid", "Send this as JSON, with the header “Content-Type: application/json”.");
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new AppError(
      "invalid",
      "This is not JSON that we can read. Check its commas, quotes and brackets.",
    );
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new AppError("invalid", "Send an object: a form in curly brackets.");
  refuseControlCharacters(value, "", 0, { left: bodyValuesMax });
  // The stream is read; the routes find its text where Hono keeps it (its types forget that these are promises).
  c.req.bodyCache.text = Promise.resolve(text) as unknown as string;
  await next();
});

/** Reads what `schema` asks for from the body; what does not fit is told field by field. */
export const body = <Schema extends v.GenericSchema>(schema: Schema) =>
  validator("json", schema, (result) => {
    if (!result.success)
      throw new AppError("invalid", "Some of this needs another look.", fieldsOf(result.error));
  });

async function readAtMost(stream: ReadableStream<Uint8Array> | null, bytesMax: number) {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream ?? []) {
      size += part.length;
      if (size > bytesMax) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Phones lose their line every day: that is no fault of ours, and not for the log.
    throw new AppError("invalid", "This request did not arrive whole. Send it again.");
  }
  return Buffer.concat(parts);
}

const tooLarge = () =>
  new AppError("too_large", `This is too long to send at once; ${bodyBytesMax / 1024} KB are the most.`);

/** What shows nothing, or changes the order in which the text around it is read: a name must not wear a mask. */
export const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

function refuseControlCharacters(value: unknown, path: string, depth: number, values: { left: number }) {
  if (--values.left < 0)
    throw new AppError("invalid", "This holds more values than any form of ours. Send a simpler form.");

  if (typeof value === "string") {
    if (invisible.test(value.replaceAll("\r\n", "\n")) || !value.isWellFormed())
      throw new AppError(
        "invalid",
        "This text holds invisible control characters. Remove them and try again.",
        {
          [path || "text"]: "Remove the invisible control characters; typing the text again does it.",
        },
      );
  } else if (value !== null && typeof value === "object") {
    if (depth >= bodyDepthMax)
      throw new AppError("invalid", "This is nested too deeply to be read. Send a simpler form.");
    for (const [key, part] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      refuseControlCharacters(key, path, depth + 1, values);
      refuseControlCharacters(part, path ? `${path}.${key}` : `${key}`, depth + 1, values);
    }
  }
}

/** As much of an issue of any standard schema as a sentence needs. */
interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
}

/** One sentence for each field that does not fit. */
function fieldsOf(issues: readonly Issue[]) {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = (issue.path ?? []).map((it) => String(typeof it === "object" ? it.key : it)).join(".");
    fields[path || "body"] ??= sentenceFor(issue as Issue & Partial<v.BaseIssue<unknown>>);
  }
  return fields;
}

function sentenceFor({ type, requirement, expected, input, message }: Issue & Partial<v.BaseIssue<unknown>>) {
  if (input === undefined || input === null) return "This is needed.";
  if (type === "email") return "Write an e-mail address, such as name@example.org.";
  if (type === "min_length")
    return requirement === 1 ? "Write something here." : `Use at least ${requirement} characters.`;
  if (type === "max_length") return `Use at most ${requirement} characters.`;
  if (type === "picklist")
    return `Choose one of these: ${expected?.replace(/[()"]/g, "").replaceAll(" | ", ", ")}.`;
  if (type === "string") return "Write text here.";
  if (type === "boolean") return "Say true or false.";
  return `${message}.`;
}
