/** As much of an `EventSource` as the hub needs. */
export interface Line {
  addEventListener(type: string, heard: (event: Event) => void): void;
  close(): void;
  readonly readyState: number;
}

/** As much of an event as the hub needs: its number. */
interface Numbered {
  seq: number;
}

/** Somebody who hears events: those after `after()`, none twice. */
export interface Listener<Item extends Numbered> {
  after: () => number | undefined;
  heard: (item: Item) => void;
  /** The line is open, for the first time or again: what is asked from now on misses nothing that is not heard. */
  opened?: (() => void) | undefined;
}

interface Outside {
  open(url: string): Line;
  /** Not while the page is out of sight. */
  mayOpen(): boolean;
  /** The line works. */
  reached(): void;
  /** The line broke; it comes back by itself unless it was `refused`. */
  broke(refused: boolean): void;
}

/** `EventSource.CLOSED`, where there is no `EventSource`. */
const closed = 2;

/**
 * One line for everybody on the page who hears events: browsers allow six of them to one server, in all tabs together.
 * Each listener hears every event after its own last one, in order and once, however often the line is drawn anew.
 */
export class LiveHub<Item extends Numbered> {
  readonly #outside: Outside;
  /** Who listens, and the last event that each of them knows. */
  readonly #listeners = new Map<Listener<Item>, number>();
  #line: Line | undefined;
  #isOpen = false;
  /** The line tells everything after this; -1 when only the server knows where it began. */
  #position = -1;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Listens, from where the listener says that it is. */
  add(listener: Listener<Item>) {
    const from = this.#knows(listener);
    this.#listeners.set(listener, from < 0 ? this.#position : from);
    // What this one does not know yet has gone by already: the line is drawn again from there.
    if (this.#line && from >= 0 && (this.#position < 0 || from < this.#position)) this.close();
    if (!this.#line) this.open();
    else queueMicrotask(() => this.#isOpen && this.#listeners.has(listener) && listener.opened?.());
  }

  remove(listener: Listener<Item>) {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.close();
    // Whoever listens next may be somebody else, of another initiative with a log of its own.
    this.#position = -1;
  }

  /** Draws the line, if anybody listens and there is none. */
  open() {
    if (this.#line || this.#listeners.size === 0 || !this.#outside.mayOpen()) return;
    const known = [...this.#listeners.keys()].map((it) => this.#knows(it)).filter((it) => it >= 0);
    const from = known.length > 0 ? Math.min(...known) : this.#position;
    this.#position = from;
    const line = this.#outside.open(from < 0 ? "/api/live" : `/api/live?after=${from}`);
    this.#line = line;
    line.addEventListener("open", () => {
      if (this.#line !== line) return;
      this.#isOpen = true;
      this.#outside.reached();
      for (const it of [...this.#listeners.keys()]) it.opened?.();
    });
    line.addEventListener("event", (event) => {
      if (this.#line === line) this.#tell(JSON.parse((event as MessageEvent<string>).data) as Item);
    });
    line.addEventListener("error", () => {
      if (this.#line !== line) return;
      this.#isOpen = false;
      const refused = line.readyState === closed;
      if (refused) this.close();
      this.#outside.broke(refused);
    });
  }

  close() {
    this.#line?.close();
    this.#line = undefined;
    this.#isOpen = false;
  }

  #tell(item: Item) {
    this.#position = Math.max(this.#position, item.seq);
    for (const [listener, last] of [...this.#listeners]) {
      if (item.seq <= Math.max(last, listener.after() ?? -1)) continue;
      this.#listeners.set(listener, item.seq);
      listener.heard(item);
    }
  }

  /** The last event that a listener knows of, heard here or had from elsewhere; -1 when it named none. */
  #knows(listener: Listener<Item>) {
    return Math.max(this.#listeners.get(listener) ?? -1, listener.after() ?? -1);
  }
}
