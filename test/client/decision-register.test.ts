import { expect, test } from "vitest";
import { decisionNeeds } from "../../client/decisions/needs.ts";
import { narrowed, queryOf, readView, rowOf, shown, totalsOf } from "../../client/decisions/view.ts";
import { withKnots } from "../../client/threads/tree.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Decision } from "../../shared/decisions/decision.ts";
import type { Post } from "../../shared/threads/post.ts";
import { cast } from "../support/cast.ts";

const steering = sample.groups.find(({ id }) => id === "grp_steering")!.memberOrgIds;
const scene = { today: sample.asOf, membersOf: () => steering, voices: ["org_schools"] };

async function rows(voices = scene.voices) {
  const { director } = await cast();
  const { items } = (await (await director.get("/api/decisions")).json()) as { items: Decision[] };
  return items.map((it) => rowOf(it, { ...scene, voices }));
}
const ids = (all: readonly { it: Decision }[]) => all.map(({ it }) => it.id);

test("a known decision is found by a word in it, in any form, with or without accents", async () => {
  const all = await rows();
  for (const { query, expectDecisionIds } of sample.expectedAnswers.searchExamples)
    expect(ids(narrowed(all, readView({ q: query }))), query).toEqual(expectDecisionIds);
  expect(ids(narrowed(all, readView({ q: "D-18" })))).toEqual(["dec_publish"]);
  // A reason that a partner gave, written with accents nobody types.
  expect(ids(narrowed(all, readView({ q: "Pérmit" })))).toEqual(["dec_protocol"]);
  expect(narrowed(all, readView({ q: "nothing like it" }))).toEqual([]);
});

test("accents in what was written are ignored as those in what is looked for are", async () => {
  const [first, ...others] = (await rows()).map(({ it }) => it);
  const written = { ...first!, title: "Publicación del muestreo en la bahía" };
  const all = [written, ...others].map((it) => rowOf(it, scene));
  for (const q of ["publicacion", "Publicación", "BAHÍA", "bahia muestreo", "múestréo"])
    expect(ids(narrowed(all, readView({ q }))), q).toEqual([first!.id]);
  expect(narrowed(all, readView({ q: "bahía puerto" }))).toEqual([]);
});

test("who raised it, what it serves and its group narrow the register, alone and together", async () => {
  const all = await rows();
  const found = (query: Record<string, string>) => ids(narrowed(all, readView(query)));
  for (const { it } of all) {
    const { raisedByOrganizationId: partner, groupId: group } = it;
    expect(found({ partner })).toEqual(ids(all.filter((one) => one.it.raisedByOrganizationId === partner)));
    expect(found({ group })).toEqual(ids(all.filter((one) => one.it.groupId === group)));
    for (const serves of [...it.strategyIds, ...it.indicatorIds])
      expect(found({ serves, partner, group })).toContain(it.id);
  }
  expect(found({ serves: "str_none" })).toEqual([]);
});

test("a partner that left its group leaves the counts of the register, and its position stays", async () => {
  const before = (await rows()).find(({ it }) => it.id === "dec_publish")!;
  expect(before.objecting).toEqual(["org_port"]);
  const after = rowOf(before.it, { ...scene, membersOf: () => steering.filter((it) => it !== "org_port") });
  expect(after).toMatchObject({ objecting: [], heard: before.heard - 1, asked: before.asked - 1 });
  expect(after.it.positions.map((it) => it.organizationId)).toContain("org_port");
  expect(shown([after], "objection")).toEqual([]);
  expect(shown([before], "objection")).toHaveLength(1);
});

test("the register's totals are the answers that the sample expects", async () => {
  const all = await rows();
  const answers = sample.expectedAnswers;
  expect(ids(shown(all, "open"))).toEqual(answers.decisionsOpen);
  expect(ids(shown(all, "review"))).toEqual(answers.decisionsReviewOverdue);
  expect(ids(shown(all, "objection"))).toEqual(answers.openObjections.map((it) => it.decisionId));
  expect(totalsOf(all)).toEqual({ all: 4, open: 1, ours: 1, objection: 1, review: 1, adopted: 3, ended: 0 });
  const publish = all.find(({ it }) => it.id === "dec_publish")!;
  expect(publish).toMatchObject({ asked: 8, heard: 7, missing: ["org_schools"], objecting: ["org_port"] });
  // The city has answered, so nothing waits for it.
  expect(totalsOf(await rows(["org_city"])).ours).toBe(0);
});

test("a view has one address, and an address that makes no sense is as usual", () => {
  const view = readView({ show: "review", partner: "org_casa", q: "río" });
  expect(readView(queryOf(view) as Record<string, string>)).toEqual(view);
  expect(queryOf(readView({ show: "everything", serves: ["a", "b"] }))).toEqual({
    show: undefined,
    partner: undefined,
    serves: undefined,
    group: undefined,
    q: undefined,
  });
});

test("what waits for an answer comes first, then what was reworded, then what is to be reviewed", async () => {
  const all = (await rows()).map(({ it }) => it);
  const reworded: Decision = {
    ...all.find(({ id }) => id === "dec_publish")!,
    id: "dec_reworded",
    number: 21,
    respondBy: "2026-11-25",
    proposalVersion: 2,
    positions: [{ ...all[0]!.positions[0]!, organizationId: "org_schools", proposalVersion: 1 }],
  };
  const needs = (mayLead: boolean) =>
    decisionNeeds([...all, reworded], { ...scene, mayLead: () => mayLead }).map(({ it, why }) => [
      it.id,
      why,
    ]);
  expect(needs(false)).toEqual([
    ["dec_publish", "position"],
    ["dec_reworded", "again"],
  ]);
  expect(needs(true).at(-1)).toEqual(["dec_rhythm", "review"]);
});

test("what happened stands between the posts, and waits while older posts are not shown", () => {
  const branch = (seq: number) => ({ post: { seq } as Post, replies: [] });
  const order = (mayHaveEarlier: boolean) =>
    withKnots([branch(5), branch(9)], [{ seq: 2 }, { seq: 7 }, { seq: 12 }], mayHaveEarlier).map((it) =>
      "branch" in it ? it.branch.post.seq : -it.knot.seq,
    );
  expect(order(false)).toEqual([-2, 5, -7, 9, -12]);
  expect(order(true)).toEqual([5, -7, 9, -12]);
});
