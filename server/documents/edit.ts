import { applyUpdate, Doc } from "yjs";
import { AppError } from "../../shared/errors.ts";
import { messageType } from "../../shared/relay/messages.ts";
import { decodeMessage, emptyUpdate, encodeStep1, encodeUpdate } from "../relay/protocol.ts";
import type { Relay } from "../relay/rooms.ts";

/**
 * Changes a small document for somebody, like a client of theirs: whoever has it open sees it, and it is in the log of
 * the document. Resolves when it is on the disk. The document is built here, on the main thread.
 */
export async function editDocument(
  { relay }: { relay: Relay },
  name: string,
  by: { personId: string; signInId: string },
  change: (doc: Doc) => void,
) {
  const doc = new Doc();
  const whole = Promise.withResolvers<void>();
  const saved = Promise.withResolvers<void>();
  // Only one of them is waited for when the other fails.
  for (const { promise } of [whole, saved]) promise.catch(() => {});
  const line = relay.join(
    name,
    {
      send(bytes) {
        if (bytes[0] === messageType.saved) return saved.resolve();
        if (bytes[0] !== messageType.sync) return;
        const message = decodeMessage(bytes);
        if (message.type !== "update" && message.type !== "step2") return;
        applyUpdate(doc, message.update.slice());
        if (message.type === "step2") whole.resolve();
      },
      close() {
        const error = new AppError("unavailable", "A document could not be changed. Try again.");
        whole.reject(error);
        saved.reject(error);
      },
      bufferedBytes: () => 0,
    },
    { ...by, mayEdit: true, presence: {} },
    true,
  );
  try {
    line.receive(encodeStep1(emptyUpdate.subarray(0, 1)));
    await whole.promise;
    let written: Uint8Array | undefined;
    doc.once("update", (update: Uint8Array) => {
      written = update;
    });
    doc.transact(() => change(doc));
    if (!written) return;
    line.receive(encodeUpdate(written));
    await saved.promise;
  } finally {
    line.left();
    doc.destroy();
  }
}
