import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as its reader's program shows it. */
export interface CaughtMail {
  to: string;
  subject: string;
  messageId: string;
  /** Every header line, unfolded. */
  headers: string[];
  text: string;
  html: string;
}

/** A real mail server that keeps what it is given; `refuse` makes it say “later”. */
export async function openPostOffice(port = 0) {
  const mails: string[] = [];
  const office = {
    mails,
    refuse: false,
    url: "",
    /** Called when a mail has come whole, before it is said to be taken. */
    taken: async () => {},
    caught: () => mails.map(read),
    /** The mails to somebody, in their order. */
    to: (email: string) => mails.map(read).filter((it) => it.to === email),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        if (office.refuse) return done(Object.assign(new Error("Try later."), { responseCode: 451 }));
        mails.push(Buffer.concat(parts).toString());
        await office.taken();
        done();
      });
    },
  });
  // Whoever is killed while sending leaves a broken line behind.
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  office.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return office;
}

function read(source: string): CaughtMail {
  const { headers, body } = partOf(source);
  const header = (name: string) =>
    headers
      .find((it) => it.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? "";
  const boundary = /boundary="?([^";]+)"?/.exec(header("content-type"))?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((it) => partOf(it.replace(/^\r\n/, "")))
    : [{ headers, body }];
  const text = (type: string) => {
    const found = parts.find((it) => it.headers.some((line) => line.toLowerCase().includes(type)));
    return found ? decoded(found) : "";
  };
  return {
    to: header("to"),
    subject: unencoded(header("subject")),
    messageId: header("message-id"),
    headers,
    text: text("text/plain"),
    html: text("text/html"),
  };
}

function partOf(source: string) {
  const end = source.indexOf("\r\n\r\n");
  const headers = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  return { headers, body: source.slice(end + 4) };
}

function decoded({ headers, body }: { headers: string[]; body: string }) {
  const encoding = headers.find((it) => /^content-transfer-encoding:/i.test(it))?.toLowerCase() ?? "";
  if (encoding.includes("base64")) return Buffer.from(body, "base64").toString();
  if (encoding.includes("quoted-printable"))
    return bytesOf(body.replace(/=\r\n/g, "")).toString().replaceAll("\r\n", "\n");
  return body.replaceAll("\r\n", "\n");
}

const bytesOf = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** A header with words that ASCII does not have, as RFC 2047 writes them. */
const unencoded = (header: string) =>
  header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString()
        : bytesOf(text.replaceAll("_", " ")).toString(),
    );
