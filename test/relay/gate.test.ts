import { expect, test } from "vitest";
import * as Y from "yjs";
import { countParts, readEnds } from "../../server/relay/count.ts";
import { encodeDeleteSet } from "../../server/relay/deletions.ts";
import { judge, type Known, learn, nothingKnown } from "../../server/relay/gate.ts";
import { markdownToUpdate } from "../../shared/documents/headless.ts";
import { fuzzed } from "../support/counts.ts";
import { chance } from "./support.ts";

const seeds = fuzzed({ short: 60, long: 2_000 });

/** The server's side: what the gate has let through, as a log, and as the document it makes. */
function server(...begin: Uint8Array[]) {
  const known = nothingKnown();
  const log = [...begin];
  for (const update of begin) learn(known, update);
  return {
    known,
    log,
    take(update: Uint8Array, personId: string) {
      const verdict = judge(known, update, personId);
      if (verdict.kind === "news") {
        verdict.accept();
        log.push(verdict.update.slice());
      }
      return verdict;
    },
    doc() {
      const doc = new Y.Doc();
      for (const update of log) Y.applyUpdate(doc, update);
      return doc;
    },
  };
}

type Chance = ReturnType<typeof chance>;

/** A person with a document, online or not, who types, formats, nests, deletes and takes back. */
function writer(name: string, random: Chance, start: Uint8Array) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start, "server");
  const outbox: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") outbox.push(update);
  });
  const undo = new Y.UndoManager([doc.getText("t"), doc.getXmlFragment("x"), doc.getMap("m")], {
    captureTimeout: 0,
  });
  function act() {
    const text = doc.getText("t");
    const xml = doc.getXmlFragment("x");
    const map = doc.getMap("m");
    const array = doc.getArray("a");
    const at = random.below(text.length + 1);
    switch (random.below(14)) {
      case 0:
      case 1:
      case 2:
        return text.insert(at, "añ—中\n"[random.below(5)]!.repeat(1 + random.below(5)));
      case 3:
        return text.delete(
          Math.min(at, Math.max(0, text.length - 1)),
          Math.min(
            text.length && 1 + random.below(4),
            text.length - Math.min(at, Math.max(0, text.length - 1)),
          ),
        );
      case 4:
        return text.format(0, random.below(text.length + 1), { bold: random.below(2) ? true : null });
      case 5:
        return text.insertEmbed(at, { image: random.below(9) });
      case 6: {
        const element = new Y.XmlElement(["p", "h2", "ul"][random.below(3)]!);
        element.setAttribute("dir", "ltr");
        element.insert(0, [new Y.XmlText("words"), new Y.XmlElement("br")]);
        return xml.insert(random.below(xml.length + 1), [element]);
      }
      case 7:
        return xml.length > 0 && xml.delete(random.below(xml.length), 1);
      case 8:
        return map.set(
          `k${random.below(4)}`,
          [random.below(100), "value", { deep: [1, null, true] }][random.below(3)],
        );
      case 9:
        return map.delete(`k${random.below(4)}`);
      case 10:
        return array.insert(random.below(array.length + 1), [1, "two", new Uint8Array([3]), new Y.Map()]);
      case 11:
        return array.length > 0 && array.delete(random.below(array.length), 1);
      case 12:
        return undo.undo();
      default:
        return undo.redo();
    }
  }
  return { name, doc, outbox, act };
}

test("an honest writer is never refused, online or after a day offline, and the log is the document", () => {
  for (let seed = 1; seed <= seeds; seed++) {
    const random = chance(seed);
    const first = new Y.Doc();
    first.getText("t").insert(0, "The agenda");
    const here = server(Y.encodeStateAsUpdate(first));
    const writers = [0, 1, 2].map((i) => writer(["ana", "ben", "ana"][i]!, random, here.log[0]!));
    /** What of the log each writer has heard: what is committed, in order. */
    const heard = writers.map(() => 1);
    const expectTaken = (update: Uint8Array, name: string) => {
      const verdict = here.take(update, name);
      if (verdict.kind !== "news" && verdict.kind !== "nothing")
        throw new Error(`seed ${seed}: ${JSON.stringify(verdict)}`);
    };
    for (let step = 0; step < 120; step++) {
      const i = random.below(writers.length);
      const it = writers[i]!;
      const what = random.below(10);
      if (what < 6) it.act();
      else if (what < 8) for (const update of it.outbox.splice(0)) expectTaken(update, it.name);
      else if (what === 8) {
        for (; heard[i]! < here.log.length; heard[i]!++)
          Y.applyUpdate(it.doc, here.log[heard[i]!]!, "server");
      } else {
        // A new line: what waited is lost, and the whole difference is sent instead; now and then the whole text.
        it.outbox.length = 0;
        const vector = Y.encodeStateVector(here.known.clocks);
        expectTaken(
          random.below(3) ? Y.encodeStateAsUpdate(it.doc, vector) : Y.encodeStateAsUpdate(it.doc),
          it.name,
        );
      }
    }
    for (const it of writers) for (const update of it.outbox.splice(0)) expectTaken(update, it.name);
    const doc = here.doc();
    expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
    for (const it of writers) {
      Y.applyUpdate(it.doc, Y.encodeStateAsUpdate(doc), "server");
      expect(it.doc.getText("t").toDelta()).toEqual(doc.getText("t").toDelta());
      expect(it.doc.getXmlFragment("x").toString()).toBe(doc.getXmlFragment("x").toString());
      expect(Y.encodeStateVector(it.doc)).toEqual(Y.encodeStateVector(doc));
    }
    // What is known says the same as the document that it never builds.
    expect(new Map([...here.known.clocks].sort())).toEqual(
      new Map([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()),
    );
    // Yjs deletes some things by itself while it takes updates in; nothing else is news.
    const whole = here.take(Y.encodeStateAsUpdate(doc), "anyone");
    expect(whole.kind === "nothing" || (whole.kind === "news" && whole.onlyDeletes)).toBe(true);
    expect(here.take(Y.encodeStateAsUpdate(doc), "anyone").kind).toBe("nothing");
  }
});

test("what is known is the same after a restart, from a snapshot and a tail", () => {
  const random = chance(7);
  const here = server();
  const ana = writer("ana", random, new Uint8Array([0, 0]));
  for (let i = 0; i < 300; i++) ana.act();
  for (const update of ana.outbox.splice(0)) here.take(update, "ana");
  const snapshot = Y.encodeStateAsUpdate(here.doc());
  const again = server(snapshot);
  expect(again.known.clocks).toEqual(here.known.clocks);
  expect(again.take(Y.encodeStateAsUpdate(ana.doc), "ana").kind).toBe("nothing");
});

test("a mutated update is refused or harmless: it never breaks the document, and a refused one leaves no trace", () => {
  const random = chance(11);
  let refused = 0;
  const rounds = seeds * 100;
  const base = new Y.Doc();
  const start = markdownToUpdate("## Goal\n\nClean water for *all* of us.\n\n- one\n- two\n");
  Y.applyUpdate(base, start);
  const ana = writer("ana", random, start);
  const honest: Uint8Array[] = [];
  for (let i = 0; i < 40; i++) {
    ana.act();
    honest.push(...ana.outbox.splice(0));
  }
  for (let round = 0; round < rounds; round++) {
    const here = server(start);
    const count = random.below(honest.length);
    for (const update of honest.slice(0, count)) here.take(update, "ana");
    const before = JSON.stringify(stateOf(here.known));
    const bytes = mutated(honest[count]!, random);
    const verdict = here.take(bytes, random.below(2) ? "ana" : "eve");
    if (verdict.kind === "news") {
      const doc = here.doc();
      expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
      const merged = Y.mergeUpdates(here.log);
      const again = new Y.Doc();
      Y.applyUpdate(again, merged);
      expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(doc));
    } else {
      refused++;
      expect(JSON.stringify(stateOf(here.known))).toBe(before);
    }
  }
  expect(refused).toBeGreaterThan(rounds / 4);
});

function mutated(update: Uint8Array, random: Chance) {
  const bytes = [...update];
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(bytes.length);
    const what = random.below(4);
    if (what === 0) bytes[at] = random.below(256);
    else if (what === 1) bytes.splice(at, 1);
    else if (what === 2) bytes.splice(at, 0, random.below(256));
    else bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return new Uint8Array(bytes);
}

const stateOf = ({ clocks, owners, deletions }: Known) => {
  const missing: number[] = [];
  for (const [client, clock] of clocks)
    deletions.missing(client, 0, clock, (...part) => missing.push(...part));
  return [[...clocks], [...owners], missing];
};

test("two structs that wait for each other are refused: they would wait for ever", () => {
  const here = server();
  // Client 2's first letter follows client 1's, which follows client 2's.
  const circle = new Uint8Array([2, 1, 2, 0, 132, 1, 0, 1, 97, 1, 1, 0, 132, 2, 0, 1, 98, 0]);
  expect(Y.decodeUpdate(circle).structs.length).toBe(2);
  expect(here.take(circle, "eve").kind).toBe("gap");
  const itself = new Uint8Array([1, 1, 2, 0, 132, 2, 0, 1, 97, 0]);
  expect(here.take(itself, "eve").kind).toBe("gap");
});

test("an update that brings a client twice, or nothing of it, is refused: Yjs would take the last block alone", () => {
  const ab = [196, 1, 0, 1, 0, 1, 98];
  const first = [1, 1, 0, 4, 1, 1, 116, 1, 97];
  const withoutMore = new Uint8Array([1, ...first, 0]);
  expect(server().take(withoutMore, "eve").kind).toBe("news");
  for (const more of [
    [0, 1, 1],
    [0, 5, 0],
    [1, 1, 1, ...ab],
  ]) {
    const twice = new Uint8Array([2, ...first, ...more, 0]);
    const here = server();
    expect(here.take(twice, "eve"), String(more)).toMatchObject({ kind: "refused", code: 4400 });
    expect(here.take(withoutMore, "eve").kind).toBe("news");
  }
});

test("R15: an update with too many parts is refused before Yjs makes an object of each two bytes", () => {
  const collected = Array.from({ length: 200_000 }, () => [0, 1]).flat();
  const bytes = new Uint8Array([1, 0xc0, 0x9a, 0x0c, 5, 0, ...collected, 0]);
  expect(Y.decodeUpdate(bytes).structs.length).toBe(200_000);
  expect(judge(nothingKnown(), bytes, "eve")).toMatchObject({ kind: "refused", code: 4413 });
});

test("what is counted is what Yjs finds, for everything that people write", () => {
  const random = chance(3);
  const ana = writer("ana", random, markdownToUpdate("## One\n\n- [ ] two\n- [x] three\n\n> four"));
  for (let i = 0; i < 500; i++) ana.act();
  for (const update of [...ana.outbox, Y.encodeStateAsUpdate(ana.doc)]) {
    const { structs, ds } = Y.decodeUpdate(update);
    const ranges = [...ds.clients.values()].reduce((sum, it) => sum + it.length, 0);
    expect(countParts(update, 1e9)).toBe(structs.length + ranges);
    expect(readEnds(update)).toEqual(foundByYjs(update));
  }
});

/** What `readEnds` is to find, out of what Yjs makes. */
function foundByYjs(update: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(update);
  const ends = new Map<number, number>();
  for (const { id, length } of structs)
    ends.set(id.client, Math.max(ends.get(id.client) ?? 0, id.clock + length));
  const deletions = [...ds.clients].map(
    ([client, ranges]) => [client, ranges.map(({ clock, len }) => ({ clock, len }))] as const,
  );
  return { ends, deletions: new Map(deletions) };
}

test("how far clients have counted is read as Yjs does, for every kind of content", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = doc.getText("t");
  text.insert(0, "añ—中 👍🏽 é\u0301 \ufeff");
  text.format(1, 3, { bold: true, link: { href: "https://example.org/ñ" } });
  text.insertEmbed(2, { image: "🌊" });
  const map = doc.getMap<unknown>("m");
  for (const value of [1, -(2 ** 40), 1.5, 2n ** 40n, "🌊", true, null, undefined, new Uint8Array([1, 2])])
    map.set(`key ${typeof value}`, value);
  map.set("array", new Y.Array());
  map.set("document", new Y.Doc({ meta: { of: ["ñ", 1] } }));
  const array = doc.getArray<unknown>("a");
  array.insert(0, [1, "two", { three: [3] }, null]);
  array.insert(2, [new Y.Map(), new Y.Text("in it")]);
  const xml = doc.getXmlFragment("x");
  const element = new Y.XmlElement("paragraph");
  const hook = new Y.XmlHook("hook") as unknown as Y.XmlText;
  xml.insert(0, [element, hook, new Y.XmlText("👍🏽")]);
  element.setAttribute("naïve", "ü");
  text.delete(1, 6);
  array.delete(1, 3);
  xml.delete(0, 1);
  // One is missing, so that merging leaves a place for it.
  const skipping = Y.mergeUpdates([updates[0]!, updates.at(-1)!, ...updates.slice(6, 9)]);
  for (const update of [...updates, Y.encodeStateAsUpdate(doc), skipping, new Uint8Array([0, 0])])
    expect(readEnds(update)).toEqual(foundByYjs(update));
  const kinds = new Set(Y.decodeUpdate(Y.mergeUpdates(updates)).structs.map(kindOf));
  for (const kind of ["Any", "Binary", "Doc", "Embed", "Format", "String", "Type"])
    expect(kinds).toContain(`Content${kind}`);
  expect(Y.decodeUpdate(skipping).structs.some((it) => it instanceof Y.Skip)).toBe(true);
  expect(Y.decodeUpdate(Y.encodeStateAsUpdate(doc)).structs.some((it) => it instanceof Y.GC)).toBe(true);
  for (let end = 0; end < updates[0]!.length; end++)
    expect(() => readEnds(updates[0]!.subarray(0, end))).toThrow();
});

const kindOf = (struct: Y.AbstractStruct) =>
  struct instanceof Y.Item ? struct.content.constructor.name : struct.constructor.name;

test("fifty thousand deletions in any order are taken in at once", () => {
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "x".repeat(100_000));
  const here = server(Y.encodeStateAsUpdate(doc));
  const set = new Map([
    [doc.clientID, Array.from({ length: 50_000 }, (_, i) => ({ clock: 2 * (49_999 - i), len: 1 }))],
  ]);
  const update = new Uint8Array([0, ...encodeDeleteSet(set)]);
  const started = performance.now();
  expect(here.take(update, "ana").kind).toBe("news");
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(here.take(update, "ana").kind).toBe("nothing");
  expect(
    here.take(
      new Uint8Array([0, 1, ...encodeDeleteSet(new Map([[doc.clientID, [{ clock: 0, len: 4 }]]])).slice(1)]),
      "ana",
    ),
  ).toMatchObject({ kind: "news", onlyDeletes: true });
});

test("a deletion of what nobody has written is refused", () => {
  const here = server();
  expect(here.take(new Uint8Array([0, 1, 5, 1, 0, 9]), "eve").kind).toBe("gap");
});
