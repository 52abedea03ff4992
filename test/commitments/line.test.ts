import { expect, test } from "vitest";
import { readCommitmentLine } from "../../shared/commitments/line.ts";

// A Monday, the day of the sample.
const today = "2026-11-23";
const read = (line: string, names?: readonly string[]) =>
  readCommitmentLine(line, names ? { today, names } : { today });
const dueOf = (line: string) => {
  const { due } = read(line);
  if (!due) return "none";
  if (due.kind === "ambiguous") return due.days.join(" or ");
  return due.kind === "day" ? due.day : due.kind;
};

test("a note-taker's line falls into who, what, by when and what for", () => {
  const line = "/c @Jonah plant 4,200 stems by 15 Mar #Goal2";
  const { what, who, due, serves, supports } = read(line);
  expect(what).toBe("plant 4,200 stems");
  expect(who).toEqual({ text: "Jonah", start: 3, end: 9 });
  expect(due).toEqual({ kind: "day", day: "2027-03-15", text: "by 15 Mar", start: 28, end: 37 });
  expect(serves).toEqual([{ text: "Goal2", start: 38, end: 44 }]);
  expect(supports).toEqual([]);
});

test("the same line in Spanish is read the same, with and without accents", () => {
  for (const line of [
    "/compromiso @Casa llevar 40 niñas al río antes del 15 de marzo #Meta2",
    "@Casa llevar 40 niñas al río para el 15 de MARZO #Meta2",
  ]) {
    const { what, who, serves } = read(line);
    expect([what, who?.text, dueOf(line), serves[0]?.text]).toEqual([
      "llevar 40 niñas al río",
      "Casa",
      "2027-03-15",
      "Meta2",
    ]);
  }
  expect(dueOf("@a x antes del miércoles")).toBe(dueOf("@a x antes del miercoles"));
  expect(dueOf("x para mañana")).toBe(dueOf("x para manana"));
});

test.each([
  // English | Spanish | the day
  ["by Friday", "antes del viernes", "2026-11-27"],
  ["before Wed", "para el miércoles", "2026-11-25"],
  ["by this Thursday", "antes de este jueves", "2026-11-26"],
  ["by today", "para hoy", "2026-11-23"],
  ["by tomorrow", "para mañana", "2026-11-24"],
  ["by the day after tomorrow", "para pasado mañana", "2026-11-25"],
  ["due in 3 days", "para dentro de 3 días", "2026-11-26"],
  ["due in two weeks", "para dentro de dos semanas", "2026-12-07"],
  ["due in a month", "para dentro de un mes", "2026-12-23"],
  ["by the end of the month", "antes de fin de mes", "2026-11-30"],
  ["by end of year", "para fines de año", "2026-12-31"],
  ["by 5 March", "antes del 5 de marzo", "2027-03-05"],
  ["by March 5th", "para el 5 marzo", "2027-03-05"],
  ["by Dec. 1, 2026", "antes del 1 de diciembre de 2026", "2026-12-01"],
  ["by 30 Nov", "hasta el 30 de nov", "2026-11-30"],
  ["no later than 15 June 2028", "a más tardar el 15 de junio del 2028", "2028-06-15"],
  ["by the 15th", "antes del 15", "2026-12-15"],
  ["by 2027-01-31", "para 2027-01-31", "2027-01-31"],
  ["by 2027/1/31", "antes del 2027.01.31", "2027-01-31"],
  ["by 31/1/2027", "antes del 31/1/27", "2027-01-31"],
  ["by 4/4", "para el 4/4", "2027-04-04"],
  ["by Friday, 5 March", "antes del viernes 5 de marzo", "2027-03-05"],
  ["by 29 February", "para el 29 de febrero", "2028-02-29"],
  ["by 22 November", "para el 22 de noviembre", "2027-11-22"],
])("“%s” and “%s” are %s", (english, spanish, day) => {
  expect(dueOf(`@Yard do it ${english} #Goal1`)).toBe(day);
  expect(dueOf(`@Yard hacerlo ${spanish} #Meta1`)).toBe(day);
});

test.each([
  ["by 3/4", "para el 3/4", "2027-03-04 or 2027-04-03"],
  ["by 3/4/2027", "antes del 3-4-2027", "2027-03-04 or 2027-04-03"],
  ["by Monday", "antes del lunes", "2026-11-23 or 2026-11-30"],
  ["by next Friday", "para el próximo viernes", "2026-11-27 or 2026-12-04"],
  ["by next Fri", "antes del viernes que viene", "2026-11-27 or 2026-12-04"],
  ["by next week", "para la próxima semana", "2026-11-30 or 2026-12-04"],
  ["by the end of the week", "para el fin de semana", "2026-11-27 or 2026-11-29"],
  ["by March", "antes de marzo", "2027-03-01 or 2027-03-31"],
  ["by next month", "para el próximo mes", "2026-12-01 or 2026-12-31"],
  // The 5th is a Friday.
  ["by Thursday 5 March", "para el jueves 5 de marzo", "2027-03-04 or 2027-03-05"],
  ["by Friday or at last by Tuesday", "para el viernes, o para el martes", "2026-11-24 or 2026-11-27"],
])("“%s” and “%s” are never guessed: %s", (english, spanish, days) => {
  expect(dueOf(`@Yard do it ${english}`)).toBe(days);
  expect(dueOf(`@Yard hacerlo ${spanish}`)).toBe(days);
});

test.each([
  ["by 15 March 2020", "antes del 15 de marzo de 2020", "past"],
  ["by 2026-11-22", "para 2026-11-22", "past"],
  ["by the river", "para las familias", "none"],
  ["by 15 percent", "para 15 familias", "none"],
  ["by 1.5 tonnes", "para 1/2 de los pozos", "none"],
  ["signed by Ana", "firmado para Ana", "none"],
  ["by Fridayish", "para viernesanto", "none"],
])("“%s” and “%s” are %s", (english, spanish, kind) => {
  expect(dueOf(`@Yard do it ${english}`)).toBe(kind);
  expect(dueOf(`@Yard hacerlo ${spanish}`)).toBe(kind);
});

test.each([
  ["by 30 February", "antes del 30 de febrero"],
  ["by 31 February", "antes del 31 de febrero"],
  ["by Feb 30th, 2028", "para el 30 de feb. de 2028"],
  ["by 29 February 2027", "antes del 29 de febrero de 2027"],
  ["by 31 June", "antes del 31 de junio"],
  ["by June 31st", "para el 31 junio"],
  ["by the 31st of June", "a más tardar el 31 de junio del 2027"],
  ["by Monday 31 June", "para el lunes 31 de junio"],
  ["by 0 March", "antes del 0 de marzo"],
  ["by 32 March", "hasta el 32 de marzo"],
  ["by the 32nd", "antes del 32"],
  ["by 2026-13-01", "para 2026-13-01"],
  ["by 2027/02/30", "antes del 2027/02/30"],
  ["by 31/2", "para el 31/2"],
  ["by 13/13/2027", "antes del 13-13-2027"],
])("“%s” and “%s” are in no calendar: no day near it is taken for them", (english, spanish) => {
  for (const line of [`@Yard do it ${english} #Goal1`, `@Yard hacerlo ${spanish} #Meta1`])
    expect(read(line).due).toEqual({
      kind: "impossible",
      text: line.includes(english) ? english : spanish,
      start: line.includes(english) ? 12 : 14,
      end: line.indexOf(" #"),
    });
});

test.each([
  ["by 31 June or by 2 July", "antes del 31 de junio o del 2 de julio, para el 2 de julio"],
  ["by 2 July, no later than 31 June", "para el 2 de julio, antes del 31 de junio"],
])("of a day that there is and one that there is not, neither is taken: “%s”, “%s”", (english, spanish) => {
  for (const said of [english, spanish])
    expect(read(`@Yard do it ${said}`).due).toMatchObject({ kind: "ambiguous", days: ["2027-07-02"] });
});

test("a word that is no date stays in the promise", () => {
  expect(read("@Casa walk by the river by Friday").what).toBe("walk by the river");
  expect(read("@Casa preparar cartas para las familias antes del viernes").what).toBe(
    "preparar cartas para las familias",
  );
  expect(read("send letters for the morning, para la mañana").due).toBeUndefined();
});

test("a name of several words is taken whole when it is known, or in quotes", () => {
  const names = ["Casa", "Casa Ribera", "Mariner's Yard"];
  expect(read("@casa ribera walk the blocks", names)).toMatchObject({
    who: { text: "casa ribera", start: 0, end: 12 },
    what: "walk the blocks",
  });
  expect(read("@Mariner's Yard lend a boat", names).who?.text).toBe("Mariner's Yard");
  expect(read("@“Casa Ribera” walk").who?.text).toBe("Casa Ribera");
  expect(read('lend a boat @"Port Authority"').who?.text).toBe("Port Authority");
  expect(read("@Casa Riberaña walk", names).who?.text).toBe("Casa");
});

test("the first name does it, the others help; an address is no name", () => {
  const line = read("@Yard with @Friends, plant reeds #A3 #A7, write to ana@example.org");
  expect(line.who?.text).toBe("Yard");
  expect(line.supports.map((it) => it.text)).toEqual(["Friends"]);
  expect(line.serves.map((it) => it.text)).toEqual(["A3", "A7"]);
  expect(line.what).toBe("with Friends, plant reeds, write to ana@example.org");
});

test.each([
  ["We ask @Casa Ribera to translate the notice by 15 Mar", "We ask Casa Ribera to translate the notice"],
  ["@Yard translate with @Casa Ribera and @Ana Ruiz by 15 Mar", "translate with Casa Ribera and Ana Ruiz"],
  ["translate the notice, @Casa Ribera, by 15 Mar #Goal2", "translate the notice"],
  ["by 15 Mar @Casa Ribera: translate the notice", "translate the notice"],
  ["@Yard, @Casa Ribera: lend a boat", "lend a boat"],
  ["lend a boat @“Port Authority” @Yard", "lend a boat"],
  ["review by 15 Mar what @“Port Authority” wrote on #A3", "review what Port Authority wrote on A3"],
  [
    "pedimos a @Casa Ribera traducir el aviso antes del 15 de marzo",
    "pedimos a Casa Ribera traducir el aviso",
  ],
  ["@Yard prestar un bote junto con @Ana Ruiz para el 15 de marzo", "prestar un bote junto con Ana Ruiz"],
])("“%s” promises “%s”", (line, what) => {
  expect(read(line, ["Casa Ribera", "Ana Ruiz"]).what).toBe(what);
});

test("a bare or an empty line is no one's promise by no day", () => {
  expect(read("/c ")).toEqual({ what: "", who: undefined, supports: [], due: undefined, serves: [] });
  expect(read("plant reeds")).toMatchObject({ what: "plant reeds", who: undefined, due: undefined });
  expect(read("/cx plant @ # by").what).toBe("/cx plant @ # by");
});

test("places point into the line, also where accents are written apart", () => {
  const line = "@Pe\u0301rez reunio\u0301n antes del pro\u0301ximo viernes";
  const { due, who } = read(line);
  const text = line.normalize("NFC");
  expect(who?.text).toBe("Pérez");
  expect(text.slice(due!.start, due!.end)).toBe("antes del próximo viernes");
});

test("a date near the end of a month or a leap year is a real one", () => {
  const due = (line: string, day: string) => readCommitmentLine(line, { today: day }).due;
  expect(due("x due in a month", "2027-01-31")).toMatchObject({ kind: "day", day: "2027-02-28" });
  expect(due("x by the 31st", "2027-02-10")).toMatchObject({ kind: "day", day: "2027-03-31" });
  expect(due("x by Friday", "2026-12-31")).toMatchObject({ kind: "day", day: "2027-01-01" });
  expect(due("x by tomorrow", "2028-02-28")).toMatchObject({ kind: "day", day: "2028-02-29" });
});

test("a long line is read at once, whatever it holds", () => {
  const began = performance.now();
  for (const part of ["by ", "@", "#a ", "para el ", "by 1/", "by 1 de ", "“", "a mas tardar "])
    read(part.repeat(4_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
