import { readVarUint } from "lib0/decoding";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import {
  after,
  type Ending,
  endingOf,
  type Fact,
  type Ledger,
  newLedger,
  stateOf,
  unsaved,
} from "../../../client/documents/connection-state.ts";
import { countingSocket } from "../../../client/documents/counting-socket.ts";
import { isDead, lookEveryMs } from "../../../client/documents/dead-line.ts";
import { closeCode, messageType } from "../../../shared/relay/messages.ts";
import { updateIn } from "./content.ts";
import type { Line, Network } from "./network.ts";
import type { Oracle } from "./oracle.ts";
import type { Server } from "./server.ts";
import { documentName, signInOf } from "./stage.ts";
import type { World } from "./world.ts";

export interface Surroundings {
  world: World;
  network: Network;
  server: Server;
  oracle: Oracle;
}

/** As in `client/documents/connection.ts`. */
const reconnectMsMax = 2_500;
/** y-websocket gives a line up when nothing came for so long. */
const quietMsMax = 30_000;

interface Page {
  doc: Y.Doc;
  provider: WebsocketProvider;
  undo: Y.UndoManager;
  awareness: Awareness;
  ledger: Ledger;
  isClosed: boolean;
  heardAt: number;
  stopWatch(): void;
}

/**
 * Somebody honest in a browser: a Yjs document behind y-websocket, our counting of frames and our ledger, wired as
 * `client/documents/connection.ts` wires them, and an offline copy that outlives a reload.
 */
export class Browser {
  readonly personId: string;
  readonly #around: Surroundings;
  /** The offline copy of each epoch, and how many edits in it were not called saved. */
  readonly #copies = new Map<string, { updates: Uint8Array[]; unsent: number }>();
  #epoch: string;
  #page: Page | undefined;
  #line: Line | undefined;
  isOffline = false;

  constructor(personId: string, around: Surroundings) {
    this.personId = personId;
    this.#around = around;
    this.#epoch = around.oracle.epoch;
    this.#open();
  }

  get page() {
    return this.#page!;
  }
  get line() {
    return this.#line;
  }
  get epoch() {
    return this.#epoch;
  }
  get state() {
    return stateOf(this.page.ledger);
  }
  get mayEdit() {
    const { ledger } = this.page;
    return ledger.mayEdit && ledger.ending === null;
  }

  #open() {
    const { world, oracle, server } = this.#around;
    const doc = new Y.Doc();
    doc.clientID = world.clientId();
    oracle.owns(this.personId, doc.clientID);
    const copy = this.#copies.get(this.#epoch) ?? { updates: [], unsent: 0 };
    this.#copies.set(this.#epoch, copy);
    let found = 0;
    let isAsking = false;
    const page: Page = {
      doc,
      provider: undefined as never,
      awareness: undefined as never,
      undo: new Y.UndoManager([doc.getText("text"), doc.getMap("fields"), doc.getXmlFragment("blocks")], {
        captureTimeout: 0,
        trackedOrigins: new Set([this]),
      }),
      ledger: newLedger(oracle.standing(this.personId).mayWrite),
      isClosed: false,
      heardAt: world.now(),
      stopWatch: () => {},
    };
    this.#page = page;
    const note = (fact: Fact) => {
      if (page.isClosed) return;
      page.ledger = after(page.ledger, fact);
      if (fact.type === "acknowledged" && unsaved(page.ledger) === 0) found = 0;
      copy.unsent = unsaved(page.ledger);
    };
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === copy) return;
      copy.updates.push(update);
      if (origin === page.provider || !page.ledger.mayEdit) return;
      note({ type: "edited" });
    });
    const provider = new WebsocketProvider("ws://common-thread.test/sync", documentName, doc, {
      connect: false,
      disableBc: true,
      params: { saved: "1", epoch: this.#epoch },
      maxBackoffTime: reconnectMsMax,
      shouldReconnect: (event) => endingOf(event.code) === undefined,
      WebSocketPolyfill: this.#socket(page, (what) => note({ type: "sent", what })),
    });
    page.provider = provider;
    page.awareness = provider.awareness;
    provider.awareness.setLocalState({ name: "somebody else", from: this.personId });

    const readSync = provider.messageHandlers[messageType.sync]!;
    provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
      if (decoder.arr[decoder.pos] === 0) note({ type: "asked" });
      readSync(encoder, decoder, ...rest);
    };
    provider.messageHandlers[messageType.auth] = () => note({ type: "denied" });
    provider.messageHandlers[messageType.saved] = (_, decoder) =>
      note({ type: "acknowledged", frames: readVarUint(decoder) });
    provider.messageHandlers[messageType.notSaved] = () => {
      world.note("“not saved” said");
      note({ type: "not-written" });
    };
    provider.on("status", ({ status }) => status === "connected" && note({ type: "opened" }));
    provider.on("sync", (isSynced) => isSynced && note({ type: "synced" }));
    provider.on("connection-close", (event) => {
      const wasOpen = provider.wsconnected;
      if (event?.code === closeCode.forbidden) return void readOn(event.code);
      note({ type: "closed", ...(event && { code: event.code }) });
      if (!wasOpen && !page.isClosed) void askWhy();
    });
    const summary = async (): Promise<{ mayEdit: boolean } | Ending | undefined> => {
      if (this.isOffline) return undefined;
      const found = await server.summary(signInOf(this.personId), this.#epoch);
      return typeof found === "number" ? endingOf(4000 + found) : found;
    };
    const readOn = async (code: number) => {
      const item = await summary();
      if (page.isClosed) return;
      if (typeof item === "string" || item?.mayEdit) return note({ type: "closed", code });
      note(item ? { type: "denied" } : { type: "closed" });
      if (!item) await new Promise((resolve) => setTimeout(resolve, reconnectMsMax));
      if (page.isClosed) return;
      provider.connect();
    };
    const askWhy = async () => {
      if (isAsking) return;
      isAsking = true;
      const because = await summary();
      isAsking = false;
      if (because === undefined || typeof because === "object") return;
      if (page.isClosed || provider.wsconnected) return;
      provider.disconnect();
      note({ type: "refused", because });
    };
    const watch = setInterval(() => {
      const { wsconnecting: isConnecting, wsconnected: isConnected } = provider;
      const silentMs = world.now() - page.heardAt;
      const isSaving = stateOf(page.ledger).is === "saving";
      if (isDead({ isConnecting, isConnected, isSaving, silentMs }) || (isConnected && silentMs > quietMsMax))
        this.retry();
    }, lookEveryMs);
    page.stopWatch = () => clearInterval(watch);

    if (copy.updates.length > 0) {
      copy.updates = [Y.mergeUpdates(copy.updates)];
      Y.applyUpdate(doc, copy.updates[0]!, copy);
    }
    found = copy.unsent;
    if (found > 0) note({ type: "found", edits: found });
    provider.connect();
  }

  /** A WebSocket of this browser, counting as the real one's does. */
  #socket(page: Page, onSent: (what: "everything" | "edit") => void): typeof WebSocket {
    const browser = this;
    const { network, oracle, world } = this.#around;
    class OurSocket {
      readonly OPEN = 1;
      readyState = 0;
      binaryType = "";
      onopen = () => {};
      onmessage = (_event: { data: Uint8Array }) => {};
      onclose = (_event: { code: number; reason: string }) => {};
      onerror = () => {};
      readonly #wire: Line;
      /** The updates that left, by their number; how many were called saved. */
      readonly #sent: Uint8Array[] = [];
      #saved = 0;

      constructor(address: string) {
        const { searchParams } = new URL(address);
        const knock = {
          signInId: signInOf(browser.personId),
          name: documentName,
          epoch: searchParams.get("epoch") ?? undefined,
          wantsSaved: searchParams.get("saved") === "1",
        };
        const opened = () => {
          this.readyState = 1;
          page.heardAt = world.now();
          this.onopen();
        };
        const heard = (bytes: Uint8Array) => {
          page.heardAt = world.now();
          oracle.heard(bytes, knock);
          if (bytes[0] === messageType.saved) {
            const saved = readVarUint({ arr: bytes, pos: 1 } as never);
            oracle.acknowledged(this.#sent.slice(this.#saved, saved), knock);
            this.#saved = saved;
          }
          this.onmessage({ data: bytes });
        };
        const closed = (code: number, reason: string) => {
          this.readyState = 3;
          oracle.closed(browser.personId, code, reason);
          if (code !== 1006) world.note(`lines closed with ${code}`);
          this.onclose({ code, reason });
        };
        this.#wire = network.open(knock, { opened, heard, closed }, browser.isOffline);
        browser.#line = this.#wire;
        page.heardAt = world.now();
      }

      send(data: Uint8Array) {
        const bytes = data.slice();
        if (updateIn(bytes)) this.#sent.push(bytes);
        this.#wire.up(bytes);
      }

      close() {
        this.readyState = 3;
        this.#wire.hangUp();
      }
    }
    const { WebSocket } = globalThis;
    globalThis.WebSocket = OurSocket as never;
    try {
      return countingSocket({ mayEdit: () => page.ledger.mayEdit, onSent });
    } finally {
      globalThis.WebSocket = WebSocket;
    }
  }

  retry() {
    const { provider, isClosed } = this.page;
    if (isClosed) return;
    provider.disconnect();
    provider.connect();
  }

  close() {
    const page = this.page;
    page.isClosed = true;
    page.stopWatch();
    page.awareness.setLocalState(null);
    page.provider.destroy();
    page.undo.destroy();
    page.doc.destroy();
  }

  /** The page is opened again; it says which epoch is now. */
  reload() {
    this.close();
    this.#epoch = this.#around.oracle.epoch;
    this.#open();
  }

  goOffline() {
    this.isOffline = true;
    this.#line?.cut();
  }

  comeBack() {
    this.isOffline = false;
    if (this.page.provider.shouldConnect) this.retry();
  }

  /** Does one thing that people do. */
  edit() {
    const { world } = this.#around;
    if (!this.mayEdit) return;
    const { doc, undo } = this.page;
    const text = doc.getText("text");
    const what = world.below(20);
    world.note("edits");
    if (what === 0) return void undo.undo();
    if (what === 1) return void undo.redo();
    doc.transact(() => {
      if (what < 9 && text.length < 600)
        text.insert(world.below(text.length + 1), letters(world, 1 + world.below(6)));
      else if (what === 9 && text.length < 600)
        text.insert(world.below(text.length + 1), letters(world, 900));
      else if (what < 14) {
        const at = world.below(text.length + 1);
        const most = text.length > 600 ? 400 : 6;
        text.delete(at, Math.min(text.length - at, world.below(most)));
      } else if (what < 16)
        doc.getMap("fields").set(world.pick(["title", "place", "date"]), letters(world, 4));
      else this.#editBlocks();
    }, this);
  }

  #editBlocks() {
    const { world } = this.#around;
    const blocks = this.page.doc.getXmlFragment("blocks");
    const at = world.below(blocks.length + 1);
    if (at === blocks.length || world.oneIn(4)) {
      const block = new Y.XmlElement(world.pick(["paragraph", "heading"]));
      block.insert(0, [new Y.XmlText(letters(world, 5))]);
      blocks.insert(at, [block]);
    } else if (world.oneIn(3)) blocks.delete(at, 1);
    else {
      const block = blocks.get(at) as Y.XmlElement;
      const inner = block.length > 0 ? block.get(0) : undefined;
      if (inner instanceof Y.XmlText) inner.insert(world.below(inner.length + 1), letters(world, 3));
      block.setAttribute("level", letters(world, 1));
    }
  }
}

export const letters = (world: World, count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(97 + world.below(26))).join("");
