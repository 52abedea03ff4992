import { EventEmitter } from "node:events";
import type { WebSocket as ServerWebSocket } from "ws";
import type { World } from "./world.ts";

type Message = { bytes: Uint8Array } | { ping: true } | { close: number; reason: string };

/** What a browser's side of a line hears. */
export interface Ears {
  opened(): void;
  heard(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** Whoever asks to open a line: what the address says, and the cookie. */
export interface Knock {
  signInId: string;
  name: string;
  epoch: string | undefined;
  wantsSaved: boolean;
}

/** The server's end, as `serveSocket` takes it: what the package `ws` would hand it. */
class ServerEnd extends EventEmitter {
  readyState = 1;
  readonly _socket = { write: (frames: Uint8Array) => this.#line.down(frames) };
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  get bufferedAmount() {
    return this.#line.hidesWaiting ? 0 : this.#line.waitingBytes;
  }

  ping() {
    this.#line.sendDown({ ping: true }, 2);
  }

  close(code: number, reason: string) {
    if (this.readyState > 1) return;
    this.readyState = 2;
    this.#line.sendDown({ close: code, reason }, reason.length + 2);
  }

  terminate() {
    if (this.readyState === 3) return;
    this.ended();
    this.#line.cutFromServer();
  }

  ended() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit("close");
  }
}

/** One line between a browser and the server: in order, late, and gone when it is cut. */
export class Line {
  readonly server: ServerEnd;
  readonly knock: Knock;
  readonly #network: Network;
  readonly #world: World;
  readonly #ears: Ears;
  isOpen = false;
  /** Half-open: what is said is lost, and nobody is told. */
  isDead = false;
  /** Handed over by the server, and not at the browser yet. */
  waitingBytes = 0;
  /** Planted: what the server says, as it goes out; nothing when it is lost. */
  onDown: ((bytes: Uint8Array) => Uint8Array | undefined) | undefined;
  /** Planted: whether the server hears what has arrived. */
  onUp: ((bytes: Uint8Array) => boolean) | undefined;
  /** Planted: the server does not learn what waits. */
  hidesWaiting = false;
  #clientGone = false;
  #nextUp = 0;
  #nextDown = 0;
  #stalledUntil = 0;

  constructor(network: Network, world: World, knock: Knock, ears: Ears) {
    this.#network = network;
    this.#world = world;
    this.#ears = ears;
    this.knock = knock;
    this.server = new ServerEnd(this);
  }

  /** What is offered to `serveSocket`. */
  get webSocket() {
    return this.server as unknown as ServerWebSocket;
  }

  open() {
    this.isOpen = true;
    this.#nextDown = this.#world.now() + this.#delay();
    this.#at(this.#nextDown, () => {
      if (!this.#clientGone) this.#ears.opened();
    });
  }

  /** Says no to a knock, as a browser hears it: without a reason. */
  refuse() {
    this.#at(this.#world.now() + this.#delay(), () => this.#closeClient(1006, ""));
  }

  // The browser's side.

  up(bytes: Uint8Array) {
    if (this.#clientGone) return;
    this.#goUp(() => {
      if (this.server.readyState === 3) return;
      this.#network.delivered(this, bytes);
      if (this.onUp && !this.onUp(bytes)) return;
      this.server.emit("message", Buffer.from(bytes), true);
    });
  }

  hangUp() {
    if (this.#clientGone) return;
    this.#clientGone = true;
    this.#goUp(() => this.server.ended());
  }

  // The server's side.

  down(frames: Uint8Array) {
    for (const bytes of framesIn(frames)) this.tell(bytes);
  }

  tell(said: Uint8Array) {
    const bytes = this.onDown ? this.onDown(said) : said;
    if (!bytes) return;
    this.#network.sent(this, bytes);
    this.sendDown({ bytes }, bytes.length);
  }

  sendDown(message: Message, size: number) {
    this.waitingBytes += size;
    // It waits in the machine for an answer that does not come.
    if (this.isDead) return;
    this.#nextDown = Math.max(this.#nextDown, this.#stalledUntil, this.#world.now() + this.#delay());
    this.#at(this.#nextDown, () => {
      if (this.isDead) return;
      this.waitingBytes -= size;
      this.#arrive(message);
    });
  }

  #arrive(message: Message) {
    if (this.#clientGone) return;
    if ("bytes" in message) this.#ears.heard(message.bytes);
    else if ("ping" in message) this.#goUp(() => this.server.emit("pong"));
    else {
      this.#closeClient(message.close, message.reason);
      this.#goUp(() => this.server.ended());
    }
  }

  cutFromServer() {
    this.isOpen = false;
    if (this.isDead) return;
    this.#at(this.#world.now() + this.#delay(), () => this.#closeClient(1006, ""));
  }

  // Trouble.

  /** Both ends hear of it, each in its time; what is under way is lost. */
  cut() {
    this.isDead = true;
    this.#at(this.#world.now() + this.#world.between(0, 500), () => this.#closeClient(1006, ""));
    this.#at(this.#world.now() + this.#world.between(0, 3_000), () => this.server.ended());
  }

  goDead() {
    this.isDead = true;
  }

  /** Nothing comes down for a while; it waits at the server. */
  stall(ms: number) {
    this.#stalledUntil = this.#world.now() + ms;
  }

  get isOver() {
    return this.#clientGone && this.server.readyState === 3;
  }

  #closeClient(code: number, reason: string) {
    if (this.#clientGone) return;
    this.#clientGone = true;
    this.#ears.closed(code, reason);
  }

  #goUp(arrive: () => void) {
    if (this.isDead) return;
    this.#nextUp = Math.max(this.#nextUp, this.#world.now() + this.#delay());
    this.#at(this.#nextUp, () => {
      if (!this.isDead) arrive();
    });
  }

  /** Messages that arrive at the same moment keep their order: timers do. */
  #at(time: number, run: () => void) {
    this.#world.after(time - this.#world.now(), run);
  }

  #delay() {
    return this.#world.oneIn(40) ? this.#world.between(100, 1_500) : this.#world.between(1, 60);
  }
}

interface Watch {
  /** Bytes of a browser have reached the server. */
  delivered(line: Line, bytes: Uint8Array): void;
  /** The server has handed bytes to a line. */
  sent(line: Line, bytes: Uint8Array): void;
}

/** Who listens at the server's address; nobody while it is down. */
export type Door = (line: Line) => void;

export class Network {
  readonly #world: World;
  readonly #watch: Watch;
  lines: Line[] = [];
  door: Door | undefined;

  constructor(world: World, watch: Watch) {
    this.#world = world;
    this.#watch = watch;
  }

  /** Opens a line. A browser that is offline hears at once that there is none. */
  open(knock: Knock, ears: Ears, isOffline = false) {
    const line = new Line(this, this.#world, knock, ears);
    if (isOffline) line.refuse();
    else
      this.#world.after(this.#world.between(1, 60), () => {
        this.lines = this.lines.filter((it) => !it.isOver);
        if (this.door) {
          this.lines.push(line);
          this.door(line);
        } else line.refuse();
      });
    return line;
  }

  delivered(line: Line, bytes: Uint8Array) {
    this.#watch.delivered(line, bytes);
  }
  sent(line: Line, bytes: Uint8Array) {
    this.#watch.sent(line, bytes);
  }

  /** The server's machine is gone: its ends are no more, and the browsers hear of it, or do not. */
  serverGone() {
    this.door = undefined;
    for (const line of this.lines) {
      line.server.removeAllListeners();
      if (this.#world.oneIn(6)) line.goDead();
      else line.cut();
    }
    this.lines = [];
  }
}

/** A server's frames: whole, binary and not masked. */
function framesIn(buffer: Uint8Array) {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const found: Uint8Array[] = [];
  for (let at = 0; at < buffer.length; ) {
    const short = buffer[at + 1]!;
    const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
    const length =
      short < 126 ? short : short === 126 ? view.getUint16(at + 2) : Number(view.getBigUint64(at + 2));
    // A copy: a Buffer would give a view.
    found.push(Uint8Array.from(buffer.subarray(start, start + length)));
    at = start + length;
  }
  return found;
}
