import { createServer, type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { AppError, type Problem, statusOf } from "../../shared/errors.ts";

/** How long a request may take to arrive, in milliseconds. A slow phone needs less; who dribbles holds no line. */
export const arrivalLimits = { headersMs: 15_000, wholeMs: 60_000, lookedAtMs: 5_000 };

interface Options {
  fetch(request: Request, env: object): Response | Promise<Response>;
  /** Which requests to become another protocol are kept for "upgrade"; the others are answered as if they did not ask. */
  mayUpgrade(request: IncomingMessage): boolean;
  limits?: typeof arrivalLimits;
}

export interface Listener extends Server {
  /**
   * Of a server that closes: ends the lines on which nobody asks, also those that a browser opened ahead and never
   * used, which Node calls busy. The others end with their answer.
   */
  closeUnused(): void;
}

/**
 * An HTTP server that is not listening yet. What is broken below HTTP gets a problem in words too, a request that
 * does not arrive loses its line, and no line that breaks ends the process.
 */
export function createListener({ fetch, mayUpgrade, limits = arrivalLimits }: Options): Listener {
  const answer = getRequestListener(fetch, { errorHandler: () => responseOf(problemOf(unreadable())) });
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.wholeMs,
      connectionsCheckingInterval: limits.lookedAtMs,
      // Ours has words for it.
      requireHostHeader: false,
      // Some programs offer HTTP/2 with every request; that is no reason to refuse them.
      shouldUpgradeCallback: (request) =>
        request.headers.upgrade?.toLowerCase() === "websocket" && mayUpgrade(request),
    },
    (request, response) => {
      response.once("close", () => !server.listening && server.closeIdleConnections());
      return answer(request, response);
    },
  );
  const lines = new Set<Socket>();
  server.on("connection", (line: Socket) => {
    lines.add(line);
    line.once("close", () => lines.delete(line));
    // A line may break when nobody looks after it, such as between two protocols.
    line.on("error", () => {});
  });
  server.on("clientError", answerBroken);
  const closeUnused = () => {
    server.closeIdleConnections();
    for (const line of lines) if (line.bytesRead === 0) line.destroy();
  };
  return Object.assign(server, { closeUnused });
}

const unreadable = () =>
  new AppError("invalid", "We could not read this request. Reload the page and try again.");
const tooLong = () =>
  new AppError(
    "too_large",
    "The address or the cookies of this request are too long. Clear the cookies of this site, then try again.",
  );
const tooSlow = () =>
  new AppError("invalid", "This request took too long to arrive. Try again on a better line.");

const problemOf = ({ code, message }: AppError, status: number = statusOf[code]): Problem => ({
  title: message,
  status,
  code,
});

/** What Node could not read, by its own names for it. */
function problemFor(code: string | undefined) {
  if (code === "HPE_HEADER_OVERFLOW") return problemOf(tooLong(), 431);
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return problemOf(tooLong());
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return problemOf(tooSlow(), 408);
  return problemOf(unreadable());
}

const headers = { "content-type": "application/problem+json", "x-content-type-options": "nosniff" };

const responseOf = (problem: Problem) =>
  new Response(JSON.stringify(problem), { status: problem.status, headers });

function answerBroken(error: NodeJS.ErrnoException, line: Duplex) {
  // An answer that has begun cannot be replaced; Node keeps it here.
  const begun = (line as { _httpMessage?: { headersSent: boolean } })._httpMessage?.headersSent;
  if (line.writable && !begun && error.code !== "ECONNRESET") {
    const problem = problemFor(error.code);
    const body = JSON.stringify(problem);
    const lines = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
    ];
    line.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  }
  line.destroy();
}
