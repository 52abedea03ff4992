import { messageType } from "../../shared/relay/messages.ts";

/** The y-protocols' step 2 (everything the other side lacks) and update (one edit). */
const syncStep2 = 1;
const syncUpdate = 2;

export interface Counting {
  /** Somebody who only reads sends nothing of the text. */
  mayEdit(): boolean;
  onSent(what: "everything" | "edit"): void;
}

/**
 * A WebSocket that says which frames left it, because the server acknowledges frames by their count. Until this
 * browser has told everything, single edits stay here: they could follow edits that the server has never seen, and
 * "everything" will carry them.
 */
export function countingSocket({ mayEdit, onSent }: Counting): typeof WebSocket {
  return class extends WebSocket {
    #toldEverything = false;

    override send(data: Parameters<WebSocket["send"]>[0]) {
      const [type, step] = data instanceof Uint8Array ? data : [];
      if (type !== messageType.sync || (step !== syncStep2 && step !== syncUpdate)) return super.send(data);
      if (!mayEdit() || (step === syncUpdate && !this.#toldEverything)) return;
      this.#toldEverything = true;
      super.send(data);
      onSent(step === syncStep2 ? "everything" : "edit");
    }
  };
}
