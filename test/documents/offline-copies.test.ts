import { beforeEach, expect, test } from "vitest";
import {
  clearOfflineCopies,
  copiesAside,
  dropOfflineCopy,
  noteOfflineCopy,
  offlineCopyName,
  unsentEdits,
  unsentNote,
} from "../../client/documents/offline-copies.ts";

/** What a browser keeps, without one: the keys are its own properties, as in `localStorage`. */
const storage: Storage = Object.create({
  getItem: (key: string) => (Object.hasOwn(storage, key) ? storage[key] : null),
  setItem(key: string, value: string) {
    storage[key] = value;
  },
  removeItem(key: string) {
    delete storage[key];
  },
});
const deleted: string[] = [];
Object.assign(globalThis, {
  localStorage: storage,
  indexedDB: {
    deleteDatabase(name: string) {
      deleted.push(name);
      const request: { onsuccess?: () => void } = {};
      queueMicrotask(() => request.onsuccess?.());
      return request;
    },
  },
});

beforeEach(() => {
  for (const key of Object.keys(storage)) delete storage[key];
  deleted.length = 0;
});

const dale = "ct:per_dale:agenda:ini:en";
const inez = "ct:per_inez:agenda:ini:en";

test("edits that were not sent are still counted after a reload, and the newest are at hand", () => {
  unsentNote(dale, "1").set(3, [new Uint8Array([1, 2, 255])]);
  unsentNote(dale, "2").set(2, []);
  const { found } = unsentNote(dale, "3");
  expect(found).toEqual({ edits: 5, recent: [new Uint8Array([1, 2, 255])] });
  expect(unsentEdits("per_dale")).toBe(5);
  expect(unsentEdits("per_inez")).toBe(0);
});

test("what earlier visits left is forgotten once the server has it, what other tabs add later is not", () => {
  unsentNote(dale, "1").set(3, []);
  const now = unsentNote(dale, "2");
  unsentNote(dale, "3").set(1, []);
  now.settleFound();
  expect(unsentEdits("per_dale")).toBe(1);
});

test("nothing is kept of edits that have arrived", () => {
  const note = unsentNote(dale, "1");
  note.set(1, [new Uint8Array([7])]);
  note.set(0, []);
  expect(Object.keys(storage)).toEqual([]);
});

test("a note that cannot be read counts for nothing", () => {
  unsentNote(dale, "1").set(3, []);
  for (const key of Object.keys(storage)) storage[key] = "{not json";
  expect(unsentNote(dale, "2").found).toEqual({ edits: 0, recent: [] });
});

test("a very large paste waits for the offline copy instead of filling the browser's store", () => {
  unsentNote(dale, "1").set(1, [new Uint8Array(1 << 20)]);
  expect(unsentNote(dale, "2").found).toEqual({ edits: 1, recent: [] });
});

test("signing out deletes every copy and every note", async () => {
  for (const copy of [dale, inez]) {
    noteOfflineCopy(copy);
    unsentNote(copy, "1").set(1, []);
  }
  await clearOfflineCopies();
  expect(deleted).toEqual([dale, inez]);
  expect(Object.keys(storage)).toEqual([]);
});

test("signing in deletes what others left, and keeps one's own", async () => {
  for (const copy of [dale, inez]) {
    noteOfflineCopy(copy);
    unsentNote(copy, "1").set(1, []);
  }
  await clearOfflineCopies("per_inez");
  expect(deleted).toEqual([dale]);
  expect(unsentEdits("per_dale")).toBe(0);
  expect(unsentEdits("per_inez")).toBe(1);
});

test("whoever was signed out is told of all the edits that wait here", () => {
  unsentNote(dale, "tab1").set(2, []);
  unsentNote(inez, "tab2").set(1, []);
  expect(unsentEdits("per_dale")).toBe(2);
  expect(unsentEdits()).toBe(3);
});

test("each epoch has a copy of its own, and those of others are found, and let go of one by one", async () => {
  const name = (epoch: string, document = "notes:mtg_1") => offlineCopyName("per_dale", document, epoch);
  // As browsers have called it all along.
  expect(name("")).toBe("ct:per_dale:notes:mtg_1");
  for (const it of [name(""), name("tuesday"), name("", "notes:mtg_12"), name("monday")]) noteOfflineCopy(it);
  expect(copiesAside("per_dale", "notes:mtg_1", "tuesday").sort()).toEqual([name(""), name("monday")]);
  expect(copiesAside("per_inez", "notes:mtg_1", "tuesday")).toEqual([]);
  unsentNote(name("monday"), "tab").set(2, []);
  unsentNote(name("tuesday"), "tab").set(1, []);
  await dropOfflineCopy(name("monday"));
  expect(deleted).toEqual([name("monday")]);
  expect(copiesAside("per_dale", "notes:mtg_1", "tuesday")).toEqual([name("")]);
  expect(unsentEdits("per_dale")).toBe(1);
});
