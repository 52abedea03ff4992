import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import { AppError, notFound, type Problem, statusOf } from "../../shared/errors.ts";
import type { Relay } from "../relay/rooms.ts";
import { serveSocket } from "../relay/socket.ts";
import type { Access, DocumentSeat } from "./access.ts";
import type { Door } from "./door.ts";

/** What the door, or the route `/sync/:document`, says when a socket may be opened. */
export interface Grant {
  name: string;
  seat: DocumentSeat;
  wantsSaved: boolean;
}

/** Part of a request's environment when it asks to become a WebSocket. */
export interface UpgradeEnv {
  incoming: IncomingMessage;
  grant(grant: Grant): void;
}

interface App {
  fetch(request: Request, env: UpgradeEnv): Response | Promise<Response>;
}

/** Paths that another listener answers: Vite's own socket, in development. */
const notOurs = /^\/__hmr/;

/**
 * Asks the door about every request to become a WebSocket and, where that does not say yes, the app, so that a refusal
 * is the same HTTP answer that every other request gets. Hands what they grant to the relay. The answer stops listening
 * and cuts open lines.
 */
export function acceptUpgrades(
  server: Server,
  app: App,
  { relay, access, door, log }: { relay: Relay; access: Access; door: Door; log: Logger },
) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: relay.limits.messageBytesMax,
    perMessageDeflate: false,
    // A path may be asked for with any subprotocol; none is spoken.
    handleProtocols: () => false,
  });
  const cookies = new WeakMap<IncomingMessage, string[]>();
  // A sign-in that was renewed by this request tells its cookie so.
  sockets.on("headers", (headers, request) => {
    for (const cookie of cookies.get(request) ?? []) headers.push(`set-cookie: ${cookie}`);
  });

  // A handshake without a key or of another version: said in words as every other refusal.
  sockets.on("wsClientError", (_error, socket) => void refuse(socket, answerOf(unreadable())));

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (notOurs.test(request.url ?? "")) return;
    // Before anything else: a line that breaks now would end the process otherwise.
    const onError = () => socket.destroy();
    socket.on("error", onError);
    const changesBefore = access.changes;
    decide(request).then(
      ({ response, grant }) => {
        if (!grant || response.status >= 400) return refuse(socket, response);
        if (response !== welcome) cookies.set(request, response.headers.getSetCookie());
        socket.off("error", onError);
        // What the room says first travels with the answer to the handshake.
        socket.cork();
        sockets.handleUpgrade(request, socket, head, (ws) => {
          serveSocket(relay, ws, grant.name, grant.seat, grant.wantsSaved);
          // Whoever told of a change while the seat was being found has not met this socket.
          if (access.changes !== changesBefore) void relay.recheck((it) => it === grant.seat);
        });
        queueMicrotask(() => socket.uncork());
      },
      (error: unknown) => {
        log.error({ err: error }, "A socket could not be opened.");
        socket.destroy();
      },
    );
  };
  server.on("upgrade", onUpgrade);

  async function decide(request: IncomingMessage) {
    let grant = await door(request);
    if (grant) return { response: welcome, grant };
    const asked = toRequest(request);
    if (!asked) return { response: answerOf(unreadable()), grant };
    const env = {
      incoming: request,
      grant: (granted: Grant) => {
        grant = granted;
      },
    };
    const response = await app.fetch(asked, env);
    // A page, say: there is something at this address, and it is no socket.
    if (!grant && response.ok) return { response: answerOf(notFound()), grant };
    return { response, grant };
  }

  return () => {
    server.off("upgrade", onUpgrade);
    for (const ws of sockets.clients) ws.terminate();
  };
}

/** The door has no other words. */
const welcome = new Response(null, { status: 204 });

/** The request as the app reads it; `undefined` when it is none. */
function toRequest(request: IncomingMessage) {
  try {
    const headers = new Headers();
    for (const [name, values] of Object.entries(request.headersDistinct))
      for (const value of values ?? []) headers.append(name, value);
    return new Request(new URL(request.url ?? "/", `http://${request.headers.host}`), { headers });
  } catch {
    return undefined;
  }
}

const unreadable = () =>
  new AppError("invalid", "We could not read this request. Reload the page and try again.");

function answerOf(error: AppError) {
  const problem: Problem = { title: error.message, status: statusOf[error.code], code: error.code };
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
  });
}

/** A whole HTTP answer on the raw line, which is then closed. */
async function refuse(socket: Duplex, response: Response) {
  const body = Buffer.from(await response.arrayBuffer());
  const { status } = response;
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`];
  for (const [name, value] of response.headers)
    if (!/^(content-length|connection|transfer-encoding)$/.test(name)) lines.push(`${name}: ${value}`);
  lines.push(`content-length: ${body.length}`, "connection: close", "", "");
  // A peer that keeps its side open would hold the line, and nobody listens to it any more.
  socket.once("finish", () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(lines.join("\r\n")), body]));
}
