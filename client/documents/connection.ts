import { readVarUint } from "lib0/decoding";
import { IndexeddbPersistence } from "y-indexeddb";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import { applyUpdate, Doc, XmlElement } from "yjs";
import type { DocumentSummary } from "../../shared/documents/document.ts";
import { closeCode, messageType } from "../../shared/relay/messages.ts";
import {
  after,
  type ConnectionState,
  type Ending,
  endingOf,
  type Fact,
  newLedger,
  stateOf,
  unsaved,
} from "./connection-state.ts";
import { countingSocket } from "./counting-socket.ts";
import { isDead, lookEveryMs } from "./dead-line.ts";
import { clearOfflineCopies, noteOfflineCopy, offlineCopyName, unsentNote } from "./offline-copies.ts";

/** Milliseconds between two attempts to reach the server again, at most. */
const reconnectMsMax = 2500;
/** How long IndexedDB may take to write an edit down. */
const writingMsMax = 2000;
/** How long the offline copy may take to be read before the server is asked without it. */
const copyMsMax = 3000;
/** How long the server may take to say why it refused; on a dead line a browser waits for minutes. */
const reasonMsMax = 10_000;
/** The y-protocols' question what the other side has. */
const syncStep1 = 0;

export interface DocumentConnection {
  doc: Doc;
  awareness: Awareness;
  state(): ConnectionState;
  /** As the page was told at first, and as the server has shown since. */
  mayEdit(): boolean;
  /** Whether there is text to show: from the offline copy or from the server. */
  hasText(): boolean;
  /** Tries at once, instead of at the next turn. */
  retry(): void;
  close(): void;
}

export interface ConnectionOptions {
  /** What follows `/sync/`. */
  name: string;
  personId: string;
  /** Of the initiative: after a restored backup the copies of before are another text's. */
  epoch: string;
  mayEdit: boolean;
  /** Called after every change of {@link DocumentConnection.state} or `hasText`. */
  onChange(): void;
  /** The address of `/sync`, as `wss://…`; by default the page's own server. */
  server?: string;
}

/** Opens a document: its offline copy at once, then the server's, and keeps both true until it is closed. */
export function openDocument({
  name,
  personId,
  epoch,
  mayEdit,
  onChange,
  server,
}: ConnectionOptions): DocumentConnection {
  const doc = new Doc();
  const root = doc.get("root-v2", XmlElement);
  const copyName = offlineCopyName(personId, name, epoch);
  const unsent = unsentNote(copyName, String(doc.clientID));
  const recent = new Recent();
  let ledger = newLedger(mayEdit);
  let found = 0;
  let isClosed = false;
  let isAsking = false;

  const note = (fact: Fact) => {
    ledger = after(ledger, fact);
    if (fact.type === "acknowledged" && unsaved(ledger) === 0) {
      found = 0;
      recent.forget();
      unsent.settleFound();
    }
    // What earlier visits left has its own note, which stays until all is acknowledged.
    unsent.set(Math.max(0, unsaved(ledger) - found), recent.updates());
    // Whoever may not read this any more keeps no copy either, unless it holds words that are nowhere else.
    if (isShut(ledger.ending) && unsaved(ledger) === 0) void keeper.clearData();
    if (!isClosed) onChange();
  };
  // Before the provider listens: an edit is counted first, then the frame that carries it.
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === provider || origin === keeper || origin === recent || !ledger.mayEdit) return;
    recent.add(update);
    note({ type: "edited" });
  });
  const address = server ?? `${location.origin.replace(/^http/, "ws")}/sync`;
  const provider = new WebsocketProvider(address, name, doc, {
    connect: false,
    disableBc: true,
    params: { saved: "1", epoch },
    maxBackoffTime: reconnectMsMax,
    shouldReconnect: (event) => endingOf(event.code) === undefined,
    WebSocketPolyfill: countingSocket({
      mayEdit: () => ledger.mayEdit,
      onSent: (what) => note({ type: "sent", what }),
    }),
  });

  const readSync = provider.messageHandlers[messageType.sync]!;
  provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    if (decoder.arr[decoder.pos] === syncStep1) note({ type: "asked" });
    readSync(encoder, decoder, ...rest);
  };
  provider.messageHandlers[messageType.auth] = () => note({ type: "denied" });
  provider.messageHandlers[messageType.saved] = (_, decoder) =>
    note({ type: "acknowledged", frames: readVarUint(decoder) });
  provider.messageHandlers[messageType.notSaved] = () => note({ type: "not-written" });
  let knockedAt = 0;
  provider.on("status", ({ status }) => {
    if (status === "connecting") knockedAt = Date.now();
    if (status === "connected") note({ type: "opened" });
  });
  provider.on("sync", (isSynced) => isSynced && note({ type: "synced" }));
  provider.on("connection-close", (event) => {
    const wasOpen = provider.wsconnected;
    if (event?.code === closeCode.forbidden) return void readOn(event.code);
    note({ type: "closed", code: event?.code });
    if (!wasOpen && !isClosed) void askWhy();
  });

  /** Something was said that may not be said any more: whoever may still read comes back as a reader. */
  const readOn = async (code: number) => {
    const item = await summaryOf(address, name, epoch);
    if (isClosed) return;
    if (typeof item === "string" || item?.mayEdit) return note({ type: "closed", code });
    note(item ? { type: "denied" } : { type: "closed" });
    // When the server cannot say, knocking again finds out, though not in a hurry.
    if (!item) await pause(reconnectMsMax);
    if (isClosed) return;
    provider.connect();
  };

  /** A refused handshake looks like a dead line to a browser; a plain request gets the reason. */
  const askWhy = async () => {
    if (isAsking) return;
    isAsking = true;
    const because = await whyRefused(address, name, epoch);
    isAsking = false;
    if (because === undefined || isClosed || provider.wsconnected) return;
    provider.disconnect();
    note({ type: "refused", because });
  };

  const keeper = new IndexeddbPersistence(copyName, doc);
  forgiveRefusal(keeper);
  // A browser that refuses to keep anything, or is slow to look, does not keep the text from coming.
  const hadCopy = Promise.race([keeper._db.then(() => keeper.whenSynced), pause(copyMsMax)]).catch(() => {});
  const start = async () => {
    await clearOfflineCopies(personId).catch(() => {});
    noteOfflineCopy(copyName);
    await hadCopy;
    if (isClosed) return;
    for (const update of unsent.found.recent) applyUpdate(doc, update, recent);
    found = unsent.found.edits;
    if (found > 0) {
      note({ type: "found", edits: found });
    } else onChange();
    provider.connect();
  };

  const retry = () => {
    if (isClosed) return;
    provider.disconnect();
    provider.connect();
  };
  const onNetwork = () => !isClosed && provider.shouldConnect && retry();
  const leave = () => provider.awareness.setLocalState(null);
  const watch = setInterval(() => {
    const { wsconnecting: isConnecting, wsconnected: isConnected, wsLastMessageReceived: heardAt } = provider;
    const silentMs = Date.now() - (isConnecting ? knockedAt : heardAt);
    if (isDead({ isConnecting, isConnected, isSaving: stateOf(ledger).is === "saving", silentMs })) retry();
  }, lookEveryMs);
  addEventListener("offline", onNetwork);
  addEventListener("online", onNetwork);
  addEventListener("pagehide", leave);
  void start();

  return {
    doc,
    awareness: provider.awareness,
    state: () => stateOf(ledger),
    mayEdit: () => ledger.mayEdit,
    hasText: () => root.length > 0,
    retry,
    close() {
      isClosed = true;
      clearInterval(watch);
      removeEventListener("offline", onNetwork);
      removeEventListener("online", onNetwork);
      removeEventListener("pagehide", leave);
      leave();
      provider.destroy();
      doc.destroy();
    },
  };
}

const forgiven = new WeakSet<object>();

/** The keeper leaves the refusal of a browser that keeps nothing uncaught, in every step that waits for its database. */
function forgiveRefusal(keeper: IndexeddbPersistence) {
  keeper._db.catch((reason) => forgiven.add(Object(reason)));
}
globalThis.addEventListener?.("unhandledrejection", (event) => {
  if (forgiven.has(Object(event.reason))) event.preventDefault();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isShut = (ending: Ending | null) => ending === "no-access" || ending === "gone";

/** This browser's newest edits: younger than IndexedDB needs at most to write them down. */
class Recent {
  #edits: { at: number; update: Uint8Array }[] = [];

  add(update: Uint8Array) {
    this.#edits.push({ at: performance.now(), update });
  }

  updates() {
    const since = performance.now() - writingMsMax;
    this.#edits = this.#edits.filter(({ at }) => at > since);
    return this.#edits.map(({ update }) => update);
  }

  forget() {
    this.#edits = [];
  }
}

async function whyRefused(address: string, name: string, epoch: string): Promise<Ending | undefined> {
  const found = await summaryOf(address, name, epoch);
  return typeof found === "object" ? undefined : found;
}

/** How the list of documents names this one; why it does not; `undefined` when the list cannot be had. */
async function summaryOf(
  address: string,
  name: string,
  epoch: string,
): Promise<Summary | Ending | undefined> {
  try {
    const documents = new URL("/api/documents", address.replace(/^ws/, "http"));
    documents.searchParams.set("epoch", epoch);
    const signal = AbortSignal.timeout(reasonMsMax);
    const headers = { accept: "application/json" };
    const answer = await fetch(documents, { cache: "no-store", headers, signal });
    if (!answer.ok) return endingOf(4000 + answer.status);
    const { items } = (await answer.json()) as { items: Summary[] };
    return items.find((it) => it.name === name) ?? "gone";
  } catch {
    return undefined;
  }
}

type Summary = Pick<DocumentSummary, "name" | "mayEdit">;
