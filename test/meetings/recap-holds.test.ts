import { $createParagraphNode, $createTextNode, $getRoot, type LexicalNode } from "lexical";
import { expect, test } from "vitest";
import { mergeUpdates } from "yjs";
import { $createMention } from "../../shared/documents/mention.ts";
import { $createRecord } from "../../shared/documents/record.ts";
import type { RecapPage } from "../../shared/meetings/recap.ts";
import { openWriter } from "../documents/writers.ts";
import { seat, sitDown } from "../relay/support.ts";
import { cast } from "../support/cast.ts";
import { type OpenServer, openServer, type Visitor } from "../support/server.ts";
import { changed, december } from "./support.ts";

const room = "notes:mtg_2026_12_03";

/** Lines at the end of the notes, as somebody of the city writes them. */
async function writeNotes(server: OpenServer, ...lines: (() => LexicalNode[])[]) {
  const { relay, store } = server.deps.documents;
  const { snapshot, updates } = await store.load(room);
  const writer = openWriter(mergeUpdates([snapshot!, ...updates]));
  const partner = sitDown(relay, seat("per_city_rep"), { doc: writer.doc, room, saved: true });
  await expect.poll(() => partner.isSynced).toBe(true);
  const before = partner.saved.at(-1) ?? 0;
  writer.editor.update(
    () => {
      for (const line of lines) $getRoot().append(...line());
    },
    { discrete: true },
  );
  await expect.poll(() => partner.saved.at(-1) ?? 0).toBeGreaterThan(before);
  partner.leave();
}

const recapOf = async (visitor: Visitor) =>
  (await (await visitor.get(`${december}/recap`)).json()) as RecapPage;
const markdownOf = async (visitor: Visitor, query = "") =>
  (await visitor.get(`${december}/recap.md${query}`)).text();

/** The December meeting with these notes, closed, and its recap sent. */
async function sendRecap(lines: (() => LexicalNode[])[]) {
  const all = await cast();
  const { director, server } = all;
  await changed(await director.post(`${december}/start`));
  await writeNotes(server, ...lines);
  await changed(await director.post(`${december}/closing`));
  await changed(await director.post(`${december}/recap`));
  return all;
}

const naming = (id: string, name: string, words: string) => () => [
  $createParagraphNode().append($createMention("person", id, name), $createTextNode(words)),
];

test("a recap that names somebody who was erased says so, and its check says what still holds", async () => {
  const { director, casa, server } = await sendRecap([
    naming("per_facil", "Facilitation & Records", " keeps the list."),
    naming("per_casa_rep", "Coordinadora", " brings the maps."),
  ]);
  expect(await markdownOf(casa)).toContain("@Facilitation & Records keeps the list.");
  expect((await recapOf(casa)).sent).toMatchObject({ holds: true, namesErased: 0 });
  await director.delete("/api/people/per_facil");
  expect(await director.post("/api/people/per_facil/erasure")).toHaveStatus(204);
  const english = await markdownOf(casa);
  expect(english).toContain("a person whose name was erased keeps the list.");
  expect(english).toContain("@Coordinadora brings the maps.");
  expect(english).not.toContain("Facilitation");
  expect((await recapOf(casa)).sent).toMatchObject({ holds: true, namesErased: 1 });
  // The same log gives the same bytes, also after a restart.
  const spanish = await markdownOf(casa, "?language=es");
  const { clock } = server;
  await server.close();
  const again = await openServer({ clock, dataDir: server.dataDir });
  const reader = await again.as("per_casa_rep");
  expect(await markdownOf(reader)).toBe(english);
  expect(await markdownOf(reader, "?language=es")).toBe(spanish);
  expect((await recapOf(reader)).sent).toMatchObject({ holds: true, namesErased: 1 });
  // Other words are other words, whoever was erased.
  await writeNotes(again, () => [$createParagraphNode().append($createTextNode("Said by nobody."))]);
  await again.close();
  const changedServer = await openServer({ clock, dataDir: server.dataDir });
  expect((await recapOf(await changedServer.as("per_casa_rep"))).sent).toMatchObject({
    holds: false,
    namesErased: 1,
  });
});

test("somebody who was erased before the recap went out has no name in it, and it holds as it was sent", async () => {
  const all = await cast();
  const { director, casa, server } = all;
  await changed(await director.post(`${december}/start`));
  await writeNotes(server, naming("per_facil", "Facilitation & Records", " keeps the list."));
  await changed(await director.post(`${december}/closing`));
  await director.delete("/api/people/per_facil");
  expect(await director.post("/api/people/per_facil/erasure")).toHaveStatus(204);
  await changed(await director.post(`${december}/recap`));
  expect(await markdownOf(casa)).toContain("a person whose name was erased keeps the list.");
  expect((await recapOf(casa)).sent).toMatchObject({ holds: true, namesErased: 0 });
});

test("an indicator in the notes is called as it was called when the recap went out", async () => {
  const { director, casa } = await sendRecap([() => [$createRecord("indicator", "ind_advice")]]);
  const before = await markdownOf(casa);
  const was = await (await director.get("/api/indicators/ind_advice")).json();
  expect(before).toContain(was.name.en);
  const {
    latest: _,
    lastMove: __,
    shareOfInterimTargetGapClosed: ___,
    missingPeriods: ____,
    id: _id,
    code: _code,
    breaks: _breaks,
    dataPoints: _d,
    replaced: _r,
    ...now
  } = was;
  const name = { en: "Anglers who were asked", es: "Pescadores consultados" };
  expect(await director.put("/api/indicators/ind_advice", { ...now, name, break: null })).toHaveStatus(200);
  expect(await markdownOf(casa)).toBe(before);
  expect((await recapOf(casa)).sent).toMatchObject({ holds: true });
});
