import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { messageType } from "../../../shared/relay/messages.ts";
import { presenceMessage, syncMessage } from "../support.ts";
import type { Surroundings } from "./browser.ts";
import { letters } from "./browser.ts";
import { updateIn } from "./content.ts";
import type { Line } from "./network.ts";
import { documentName, signInOf } from "./stage.ts";

/** Somebody who says on the line whatever does harm, and reads along to know what would. */
export class Hostile {
  readonly personId: string;
  readonly #around: Surroundings;
  #doc = new Y.Doc();
  #line: Line | undefined;
  #isOpen = false;
  /** The Yjs clients that were ever shown, also before a server was started anew. */
  readonly #shown: number[] = [];

  constructor(personId: string, around: Surroundings) {
    this.personId = personId;
    this.#around = around;
    this.#knock();
  }

  #knock() {
    const { network, world } = this.#around;
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    this.#doc.clientID = world.clientId();
    this.#isOpen = false;
    const knock = {
      signInId: signInOf(this.personId),
      name: documentName,
      epoch: undefined,
      wantsSaved: false,
    };
    this.#line = network.open(knock, {
      opened: () => {
        this.#isOpen = true;
        this.#say(syncMessage(0, Y.encodeStateVector(this.#doc)));
      },
      heard: (bytes) => {
        const update = updateIn(bytes);
        if (update) Y.applyUpdate(this.#doc, update);
        else if (bytes[0] === messageType.awareness) this.#shown.push(...clientsIn(bytes));
      },
      closed: (code) => {
        if (code >= 4000) world.note("offenders cut");
        this.#isOpen = false;
        world.after(world.between(500, 3_000), () => this.#knock());
      },
    });
  }

  #say(bytes: Uint8Array) {
    this.#line!.up(bytes);
  }

  /** Does one thing that nobody honest does. */
  act() {
    const { world } = this.#around;
    if (!this.#isOpen) return;
    world.note("hostile acts");
    // Those that it was shown are numbers of the server's; those that somebody has written under stand in the text.
    const known = world.oneIn(2) ? this.#shown : [...this.#doc.store.clients.keys()];
    const victim = known.length > 0 ? world.pick(known) : this.#doc.clientID;
    const deeds = [
      () => this.#write(),
      () => this.#deleteText(),
      () => this.#writeAs(victim),
      () => this.#leaveGap(),
      () => this.#garble(),
      () => this.#say(world.bytes(world.below(60))),
      () => this.#flood(),
      () => this.#pose(victim),
      () => this.#pose(this.#doc.clientID),
      () => this.#repeat(),
    ];
    world.pick(deeds)();
  }

  /** New text; from somebody who only reads it is a crime. */
  #write() {
    const { world } = this.#around;
    const kind = world.oneIn(2) ? 1 : 2;
    this.#say(
      syncMessage(
        kind,
        this.#made((doc) => doc.getText("text").insert(0, letters(world, 3))),
      ),
    );
  }

  #deleteText() {
    const { length } = this.#doc.getText("text");
    if (length > 0)
      this.#say(
        syncMessage(
          2,
          this.#made((doc) => doc.getText("text").delete(0, Math.min(3, length))),
        ),
      );
  }

  /** Goes on under a client of somebody else, from where that one is known to be. */
  #writeAs(client: number) {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.#doc));
    copy.clientID = client;
    const before = Y.encodeStateVector(copy);
    copy.getText("text").insert(0, "mine");
    this.#say(syncMessage(2, Y.encodeStateAsUpdate(copy, before)));
    copy.destroy();
  }

  /** Something that builds on letters nobody has. */
  #leaveGap() {
    const copy = new Y.Doc();
    copy.clientID = this.#around.world.clientId();
    copy.getText("text").insert(0, "first");
    const before = Y.encodeStateVector(copy);
    copy.getText("text").insert(5, "second");
    this.#say(syncMessage(2, Y.encodeStateAsUpdate(copy, before)));
    copy.destroy();
  }

  /** A true update with some bytes changed. */
  #garble() {
    const { world } = this.#around;
    const message = syncMessage(2, Y.encodeStateAsUpdate(this.#doc)).slice();
    for (let i = 0; i < 3; i++) message[world.below(message.length)] = world.below(256);
    this.#say(message);
  }

  #flood() {
    for (let i = 0; i < 60; i++) this.#say(syncMessage(1, new Uint8Array([0, 0])));
  }

  /** Presence under any client, with a name that is not theirs. */
  #pose(client: number) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 2 ** 30);
    encoding.writeVarString(
      encoder,
      JSON.stringify({ personId: "per_director", name: "Somebody else", from: this.personId }),
    );
    this.#say(presenceMessage(encoding.toUint8Array(encoder)));
  }

  /** All that is there already, once more. */
  #repeat() {
    this.#say(syncMessage(1, Y.encodeStateAsUpdate(this.#doc)));
  }

  #made(change: (doc: Y.Doc) => void) {
    let update: Uint8Array = new Uint8Array([0, 0]);
    this.#doc.once("update", (it: Uint8Array) => {
      update = it;
    });
    this.#doc.transact(() => change(this.#doc));
    return update;
  }

  leave() {
    this.#line?.hangUp();
    this.#isOpen = false;
  }
}

function clientsIn(presence: Uint8Array) {
  const outer = decoding.createDecoder(presence);
  decoding.readVarUint(outer);
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer));
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    return client;
  });
}
