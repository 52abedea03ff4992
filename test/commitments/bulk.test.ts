import { expect, test } from "vitest";
import { readEvents } from "../../server/log/queries.ts";
import type { BulkAnswer } from "../../shared/commitments/bulk.ts";
import type { Commitment, CommitmentWithHistory, Recorded } from "../../shared/commitments/commitment.ts";
import { type Cast, cast } from "../support/cast.ts";
import { problemOf, type Visitor } from "../support/server.ts";

const read = async (visitor: Visitor, id: string) =>
  (await (await visitor.get(`/api/commitments/${id}`)).json()) as CommitmentWithHistory;
const seen = async (visitor: Visitor, ids: string[]) => {
  const { items } = (await (await visitor.get("/api/commitments")).json()) as { items: Commitment[] };
  return ids.map((id) => ({ id, version: items.find((it) => it.id === id)?.version ?? 1 }));
};
const eventsOf = async ({ server }: Cast) => readEvents(server.deps.db, "ini_brackwater");

test("the backbone says of five commitments at once that they were kept: five events, each on behalf", async () => {
  const them = await cast();
  const { director } = them;
  const ids = ["com_03", "com_04", "com_06", "com_07", "com_12"];
  const before = (await eventsOf(them)).length;
  const answer = await director.post("/api/commitments/bulk", {
    change: "kept",
    items: await seen(director, ids),
  });
  expect(answer).toHaveStatus(200);
  const { items } = (await answer.json()) as BulkAnswer;
  expect(items.map((it) => it.id)).toEqual(ids);
  expect(items.map((it) => it.recorded?.commitment.status)).toEqual(ids.map(() => "kept"));
  // Its own is nobody's call on behalf of another.
  expect(items.map((it) => it.recorded?.commitment.isOnBehalf)).toEqual([true, true, true, true, false]);
  const added = (await eventsOf(them)).slice(before);
  expect(added.map((it) => [it.type, it.refs[0]])).toEqual(ids.map((id) => ["commitment.kept", id]));
  expect(items.map((it) => it.recorded?.receipt.seq)).toEqual(added.map((it) => it.seq));
});

test("what another changed meanwhile, what is another's and what is not there hold up nobody else", async () => {
  const { city, director } = await cast();
  const items = await seen(city, ["com_07", "com_03", "com_06"]);
  await director.post("/api/commitments/com_07/notes", {
    version: items[0]!.version,
    note: "Called on Monday.",
  });
  const answer = await city.post("/api/commitments/bulk", {
    change: "kept",
    items: [...items, { id: "com_99", version: 1 }],
  });
  const body = (await answer.json()) as BulkAnswer;
  expect(body.items.map((it) => it.problem?.code ?? it.recorded?.commitment.status)).toEqual([
    "conflict",
    "kept",
    "forbidden",
    "not_found",
  ]);
  expect(body.items[0]!.problem?.title).toMatch(/ changed this on 2026-11-23 at 10:00\. Look at it/);
  expect((await read(city, "com_06")).status).toBe("active");
  // A Spanish reader is told in Spanish.
  const again = await city.ask("/api/commitments/bulk", {
    method: "POST",
    headers: { origin: "http://127.0.0.1:4000", "content-type": "application/json", "accept-language": "es" },
    body: JSON.stringify({ change: "kept", items: items.slice(0, 1) }),
  });
  expect(((await again.json()) as BulkAnswer).items[0]!.problem?.title).toMatch(/ cambió esto el 2026-11-23/);
});

test("what is said against a promise of several needs a reason, and nobody speaks of none or of too many", async () => {
  const { director, funder } = await cast();
  const items = await seen(director, ["com_07"]);
  for (const change of ["not_kept", "released", "declined"]) {
    const refusal = await director.post("/api/commitments/bulk", { change, items });
    expect(refusal, change).toBeProblem("invalid");
    expect((await problemOf(refusal)).fields).toEqual({ note: "Write a reason." });
  }
  const many = Array.from({ length: 201 }, (_, index) => ({ id: `com_${index}`, version: 1 }));
  for (const wrong of [[], many])
    expect(await director.post("/api/commitments/bulk", { change: "kept", items: wrong })).toBeProblem(
      "invalid",
    );
  expect(await funder.post("/api/commitments/bulk", { change: "kept", items })).toBeProblem("forbidden");
  const said = await director.post("/api/commitments/bulk", {
    change: "released",
    note: "The grant ended.",
    items,
  });
  const answer = (await said.json()) as BulkAnswer;
  expect(answer.items[0]!.recorded?.commitment).toMatchObject({
    status: "released",
    outcomeNote: "The grant ended.",
  });
});

test("what was closed by mistake is opened again by its owner, and the log tells both", async () => {
  const { city, casa, director } = await cast();
  const { version } = await read(city, "com_07");
  await city.post("/api/commitments/com_07/keeping", { version, note: null });
  const path = "/api/commitments/com_07/reopening";
  const body = { version: version + 1, reason: "The wrong row." };
  expect(await casa.post(path, body)).toBeProblem("forbidden");
  const answer = await city.post(path, body);
  expect(answer).toHaveStatus(201);
  const { commitment } = (await answer.json()) as Recorded;
  expect(commitment).toMatchObject({ status: "active", closedOn: null, outcomeNote: null });
  expect((await read(director, "com_07")).history.map((it) => it.type).slice(-2)).toEqual([
    "commitment.kept",
    "commitment.reopened",
  ]);
  expect(await city.post(path, { version: version + 2, reason: "Again." })).toBeProblem("conflict");
});
