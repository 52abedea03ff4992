import { expect, test } from "vitest";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { DocumentSummary } from "../../shared/documents/document.ts";
import { cast } from "../support/cast.ts";
import type { Visitor } from "../support/server.ts";

const english = "agenda:ini_brackwater:en";

test("everybody sees the documents of the initiative, and whether they may write in them", async () => {
  const { city, funder, server } = await cast();
  const listOf = async (who: Visitor) => {
    const { items } = (await (await who.get("/api/documents")).json()) as { items: DocumentSummary[] };
    return items.filter((it) => it.kind === "common-agenda");
  };
  const items = await listOf(city);
  expect(items.map(({ name, isSource, mayEdit }) => [name, isSource, mayEdit])).toEqual([
    [english, true, true],
    ["agenda:ini_brackwater:es", false, true],
  ]);
  expect(items.every((it) => it.title.length > 0)).toBe(true);
  expect((await listOf(funder)).map((it) => it.mayEdit)).toEqual([false, false]);
  expect(await server.stranger().get("/api/documents")).toBeProblem("signed_out");
});

test("the common agenda says what it is, where its texts are and when they changed", async () => {
  const { city, server } = await cast();
  const read = async () => (await (await city.get("/api/common-agenda")).json()) as CommonAgenda;
  const before = await read();
  expect(before.sourceLanguage).toBe("en");
  expect(before.documents.map((it) => it.changedAt)).toEqual([null, null]);
  await server.deps.documents.store.append(
    english,
    0,
    [{ update: new Uint8Array([0, 0]), personId: "per_city_rep", newClients: [] }],
    false,
  );
  expect((await read()).documents[0]!.changedAt).toBe(new Date(server.clock.now()).toISOString());
  expect(await server.stranger().get("/api/common-agenda")).toBeProblem("signed_out");
});

test("a document can be taken home as Markdown, by whoever may read it", async () => {
  const { funder, server } = await cast();
  const answer = await funder.get(`/api/documents/${english}/markdown`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toBe(
    'attachment; filename="agenda-ini_brackwater-en.md"',
  );
  expect(await answer.text()).toMatch(/^## /m);
  const stranger = server.stranger();
  expect(await stranger.get(`/api/documents/${english}/markdown`)).toBeProblem("signed_out");
});

test("a document that is not there, one that is not yours and one that nobody could name are the same", async () => {
  const { city, server } = await cast();
  await server.deps.driver.batch([
    {
      sql: `insert into initiative (id, name_en, name_es, place, time_zone, default_language, created_at)
            values ('ini_other', 'Other', 'Otra', '', 'UTC', 'en', 1)`,
    },
    {
      sql: `insert into document (name, initiative_id, kind, language, is_source, created_at)
            values ('agenda:ini_other:en', 'ini_other', 'common-agenda', 'en', 1, 1)`,
    },
  ]);
  const answers = [];
  for (const name of ["agenda:ini_other:en", "agenda:ini_nobody:en", "%00", "notes"]) {
    const answer = await city.get(`/api/documents/${name}/markdown`);
    expect(answer).toBeProblem("not_found");
    answers.push(await answer.text());
  }
  expect(new Set(answers).size).toBe(1);
});

test("the address for writing together says so to whoever opens it as a page", async () => {
  const { city, server } = await cast();
  const ask = (origin?: string) => city.ask(`/sync/${english}`, origin ? { headers: { origin } } : {});
  expect(await ask(server.address)).toBeProblem("invalid");
  expect(await ask("https://evil.example")).toBeProblem("forbidden");
  expect(await ask()).toBeProblem("forbidden");
});
