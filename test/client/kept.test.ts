import { expect, test, vi } from "vitest";
import { createKept, forgetKept } from "../../client/kept.ts";

// There is no window here that goes offline.
vi.hoisted(() => vi.stubGlobal("addEventListener", () => {}));

/** A list whose answers come when the test says so. */
function slowList() {
  const answers: ((value: number) => void)[] = [];
  const list = createKept("test", () => new Promise<number>((resolve) => answers.push(resolve)));
  return { list, answers };
}

test("parts of a page that open together ask once", async () => {
  const { list, answers } = slowList();
  const asked = [list.need(), list.need()];
  expect(answers).toHaveLength(1);
  answers[0]!(1);
  await Promise.all(asked);
  expect(list.value()).toBe(1);
  void list.need();
  expect(answers, "a page that opens later asks again").toHaveLength(2);
});

test("who must know what is new asks anew, and an older answer that comes late is worth nothing", async () => {
  const { list, answers } = slowList();
  const first = list.need();
  const second = list.load();
  expect(answers).toHaveLength(2);
  answers[1]!(2);
  await second;
  answers[0]!(1);
  await first;
  expect(list.value()).toBe(2);
});

test("an answer is shown while a newer question waits for its own, unless somebody signed out meanwhile", async () => {
  const { list, answers } = slowList();
  const [first, second, third] = [list.load(), list.load(), list.load()];
  answers[0]!(1);
  await first;
  expect(list.value()).toBe(1);
  forgetKept();
  answers[1]!(2);
  await second;
  expect(list.value(), "what was asked before the sign-out is not for whoever comes next").toBeUndefined();
  const fourth = list.load();
  answers[3]!(4);
  await fourth;
  answers[2]!(3);
  await third;
  expect(list.value()).toBe(4);
});

test("an answer that was on its way when something was changed here takes nothing back", async () => {
  const { list, answers } = slowList();
  list.set(1);
  const loading = list.load();
  list.change((was) => was + 10);
  answers[0]!(1);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(list.value()).toBe(11);
  answers[1]!(12);
  await loading;
  expect(list.value()).toBe(12);
});

test("whoever needs it while two questions are on their way waits for the newer", async () => {
  const { list, answers } = slowList();
  const first = list.load();
  void list.load();
  answers[0]!(1);
  await first;
  const needed = list.need();
  expect(answers).toHaveLength(2);
  answers[1]!(2);
  await needed;
  expect(list.value()).toBe(2);
});

test("the beginning of a long answer is shown to whoever knows nothing yet, and to nobody else", async () => {
  const answers: { tell: (value: number[]) => void; end: (value: number[]) => void }[] = [];
  const list = createKept<number[]>("long", (tell) => new Promise((end) => answers.push({ tell, end })));
  const first = list.load();
  answers[0]!.tell([1]);
  expect([list.value(), list.isPart()]).toEqual([[1], true]);
  list.change((was) => was.map((it) => it + 1));
  expect([list.value(), list.isPart()]).toEqual([[2], true]);
  answers[0]!.end([1, 2, 3]);
  await first;
  expect([list.value(), list.isPart()]).toEqual([[1, 2, 3], false]);
  void list.load();
  answers[1]!.tell([9]);
  expect([list.value(), list.isPart()]).toEqual([[1, 2, 3], false]);
});

test("what a fresh answer says again stays as it was, so that nothing is drawn anew that has not changed", async () => {
  const answers: string[] = [];
  const list = createKept("rows", async () => JSON.parse(answers.shift()!));
  const rows = [
    { id: "a", parts: [{ on: "Monday" }], note: null },
    { id: "b", parts: [{ on: "Friday" }, { on: "Sunday" }], note: { en: "Late" } },
  ];
  const said = JSON.stringify(rows);
  answers.push(said, said);
  await list.load();
  const first = list.value();
  await list.load();
  expect(list.value()).toBe(first);

  const changed = [{ id: "new" }, rows[1], { ...rows[0], note: { en: "Done" } }];
  answers.push(JSON.stringify(changed));
  await list.load();
  const second = list.value();
  expect(second).toEqual(changed);
  expect(second[1], "wherever it stands now").toBe(first[1]);
  expect(second[2]).not.toBe(first[0]);
  expect(second[2].parts).toBe(first[0].parts);
  expect(first).toEqual(rows);

  const less = [changed[2]!, { id: "new", more: 1 }, { id: "b", parts: [] }];
  answers.push(JSON.stringify(less));
  await list.load();
  expect(list.value()).toEqual(less);
});

test("what is forgotten with a sign-out is forgotten whichever version wrote it, and nothing else is", () => {
  const storage: Storage = Object.create({
    setItem(key: string, value: string) {
      storage[key] = value;
    },
    removeItem(key: string) {
      delete storage[key];
    },
  });
  vi.stubGlobal("localStorage", storage);
  for (const key of ["ct:kept:3:me", "ct:kept:4:me", "ct:theme"]) storage[key] = "1";
  forgetKept();
  expect(Object.keys(storage)).toEqual(["ct:theme"]);
});
