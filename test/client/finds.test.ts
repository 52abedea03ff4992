import { expect, test } from "vitest";
import { findsFor } from "../../client/shell/finds.ts";
import { plain } from "../../client/words/plain.ts";

const lines = [
  { label: "Home", note: "Page" },
  { label: "Casa Ribera", also: "Casa Ribera Community Center", note: "Partner" },
  { label: "José Peña", note: "Casa Ribera" },
  { label: "Port Authority", also: "Eastmere Port Authority", note: "Partner" },
  { label: "Director of Environment (Port)", note: "Port Authority" },
  { label: "Agenda común en español" },
];
const found = (wanted: string) => findsFor(lines, wanted).map((it) => it.label);

test("nothing typed shows everything in its order", () => {
  expect(found("")).toEqual(lines.map((it) => it.label));
  expect(found("   ")).toEqual(lines.map((it) => it.label));
});

test("a person finds accented names without typing accents, and the other way round", () => {
  expect(found("jose")).toEqual(["José Peña"]);
  expect(found("pena")).toEqual(["José Peña"]);
  expect(found("ESPAÑOL")).toEqual(["Agenda común en español"]);
  expect(found("Hóme")).toEqual(["Home"]);
});

test("what begins with the words comes before what only holds them", () => {
  expect(found("port")).toEqual(["Port Authority", "Director of Environment (Port)"]);
  expect(found("casa")).toEqual(["Casa Ribera", "José Peña"]);
});

test("words may come in any order and from the full name", () => {
  expect(found("authority east")).toEqual(["Port Authority"]);
  expect(found("community casa")).toEqual(["Casa Ribera"]);
  expect(found("casa harbor")).toEqual([]);
});

test("signs that mean something in a pattern mean nothing here", () => {
  expect(found("(port)")).toEqual(["Director of Environment (Port)"]);
  expect(found(".*")).toEqual([]);
});

test("plain letters keep the ones that are letters of their own", () => {
  expect(plain("Ñandú Ågård")).toBe("nandu agard");
});
