import * as decoding from "lib0/decoding";

/**
 * How many structs and deletions an update (format V1) has, counted without making any; it stops soon after `max`.
 * Yjs makes an object of each two bytes before anybody can say that there are too many. Throws when the bytes end early.
 */
export function countParts(update: Uint8Array, max: number) {
  const decoder = decoding.createDecoder(update);
  const number = () => decoding.readVarUint(decoder);
  let parts = 0;
  for (let clients = number(); clients > 0; clients--) {
    const structs = number();
    number();
    number();
    for (let i = 0; i < structs; i++) {
      if (++parts > max) return parts;
      passStruct(decoder);
    }
  }
  for (let clients = number(); clients > 0; clients--) {
    number();
    for (let ranges = number(); ranges > 0; ranges--) {
      if (++parts > max) return parts;
      number();
      number();
    }
  }
  return parts;
}

function passStruct(decoder: decoding.Decoder) {
  const number = () => decoding.readVarUint(decoder);
  const bytes = () => decoding.readVarUint8Array(decoder);
  const info = decoding.readUint8(decoder);
  const content = info & 31;
  // Something collected or skipped has only a length.
  if (content === 0 || content === 10) return number();
  const [hasOrigin, hasRightOrigin, hasKey] = [info & 128, info & 64, info & 32];
  if (hasOrigin) [number(), number()];
  if (hasRightOrigin) [number(), number()];
  if (!hasOrigin && !hasRightOrigin) {
    if (number() === 1) bytes();
    else [number(), number()];
    if (hasKey) bytes();
  }
  passContent(decoder, content);
}

/** By Yjs' numbers of contents. */
function passContent(decoder: decoding.Decoder, content: number) {
  const number = () => decoding.readVarUint(decoder);
  const bytes = () => decoding.readVarUint8Array(decoder);
  switch (content) {
    case 1: // deleted
      return number();
    case 2: // JSON, one text each
      for (let i = number(); i > 0; i--) bytes();
      return;
    case 3: // binary
    case 4: // text
    case 5: // embedded
      return bytes();
    case 6: // formatting: key and value
      bytes();
      return bytes();
    case 7: {
      // A type; elements and hooks have a name.
      const type = number();
      if (type === 3 || type === 5) bytes();
      return;
    }
    case 8: // any values
      for (let i = number(); i > 0; i--) decoding.readAny(decoder);
      return;
    case 9: // another document
      bytes();
      return decoding.readAny(decoder);
    default:
      throw new Error("unknown content");
  }
}
