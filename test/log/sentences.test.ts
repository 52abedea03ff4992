import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEvents } from "../../server/log/queries.ts";
import type { LogItem } from "../../shared/log/event.ts";
import { cast } from "../support/cast.ts";

/** What the log can hold, as each noun's `events.ts` lists it. */
const types = globSync("shared/*/events.ts").flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/Happened<\s*"([a-z]+\.[a-z_]+)"/g)].map((found) => found[1]!),
);

/** What a noun tells where nothing else is left, without naming it. */
const rest = ["group.changed", "indicator.reported"];

test("every kind of event has a sentence of its own, in the noun's own words", () => {
  expect(types.length).toBeGreaterThan(40);
  const told = globSync("shared/*/sentences.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect(types.filter((it) => !told.includes(`"${it}"`) && !rest.includes(it))).toEqual([]);
});

test("everything that ever happened in the sample is told in English and in Spanish, its record by name", async () => {
  const { director, server } = await cast();
  const { items } = (await (await director.get("/api/log?limit=500")).json()) as { items: LogItem[] };
  expect(items).toHaveLength((await readEvents(server.deps.db, "ini_brackwater")).length);
  for (const it of items) {
    expect(it.text?.en, it.type).not.toMatch(/^did something|undefined|—/);
    expect(it.text?.es, it.type).not.toMatch(/^hizo algo|undefined|—/);
    expect(it.text?.es, it.type).not.toBe(it.text?.en);
    if (it.text?.en.includes("{it}")) expect(it.it?.en, it.type).toMatch(/\w/);
  }
});
