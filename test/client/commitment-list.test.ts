import { expect, test } from "vitest";
import { cell, csvOf } from "../../client/commitments/csv.ts";
import { createRows, groupsOf, rowsFor, standing, totalsOf } from "../../client/commitments/list.ts";
import { queryOf, readView, searchOf } from "../../client/commitments/view.ts";
import { heightOf, placedBetween, topOf } from "../../client/commitments/virtual.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Commitment } from "../../shared/commitments/commitment.ts";

const today = sample.asOf;
const { expectedAnswers: answers } = sample;
const all = sample.commitments.map(
  (it) =>
    ({
      ...it,
      ownerOrganizationId: it.ownerOrgId,
      timesMoved: it.dueOn === it.originalDueOn ? 0 : 1,
    }) as unknown as Commitment,
);
const names: Record<string, string> = { org_casa: "Casa Ribera José Peña" };
const rows = createRows((it) => names[it.ownerOrganizationId] ?? "")(all);
const idsOf = (shown: { it: Commitment }[]) => shown.map(({ it }) => it.id);
const view = (query: Record<string, string>) => readView(query);
const orders = {
  partners: sample.organizations.map((it) => it.id),
  meetings: sample.meetings.map((it) => it.id),
  servedName: (id: string) => id,
};

test("the totals are the sample's answers", () => {
  expect(totalsOf(rows, today)).toMatchObject({ past: 6, offered: 1, help: 1 });
  expect(idsOf(standing(rows, "soon", today))).toEqual(answers.dueInNext14Days);
  expect(idsOf(standing(rows, "past", today)).sort()).toEqual(
    answers.overdueCommitments.map((it) => it.id).sort(),
  );
  expect(idsOf(standing(rows, "moved", today))).toEqual(answers.renegotiatedAtLeastOnce);
  expect(idsOf(standing(rows, "lately", today)).sort()).toEqual(
    Object.values(answers.closedInLast60Days).flat().sort(),
  );
});

test("every word of a filter is looked for, in any order, with accents or without", () => {
  const found = (q: string) => idsOf(rowsFor(rows, view({ q })));
  expect(found("c-17")).toEqual(["com_17"]);
  expect(found("jose PENA")).toEqual(idsOf(rows.filter(({ it }) => it.ownerOrganizationId === "org_casa")));
  expect(found("Peña josé")).toEqual(found("jose pena"));
  expect(found("lateral")).toEqual(["com_03", "com_06"]);
  expect(found("nothing like it")).toEqual([]);
});

test("filters narrow together, and what a commitment serves may be any that it names", () => {
  const fits = (query: Record<string, string>) => idsOf(rowsFor(rows, view(query)));
  expect(fits({ partner: "org_port" })).toEqual(["com_04", "com_17"]);
  expect(fits({ serves: "dec_protocol" })).toEqual(
    sample.commitments.filter((it) => it.fromDecisionId === "dec_protocol").map((it) => it.id),
  );
  expect(fits({ partner: "org_city", meeting: "mtg_2026_09_17", serves: "ind_bacteria" })).toEqual([
    "com_01",
  ]);
  expect(fits({ group: "grp_none" })).toEqual([]);
});

test("what is due first comes first, what was closed last comes first among the closed", () => {
  const groups = groupsOf(rows, "due", today, orders);
  expect(groups.map((it) => it.key)).toEqual(["past", "week", "month", "later", "closed"]);
  const due = groups.find((it) => it.key === "past")!.rows.map(({ it }) => it.dueOn);
  expect(due).toEqual(due.toSorted());
  const closed = groups.at(-1)!.rows.map(({ it }) => it.closedOn!);
  expect(closed).toEqual(closed.toSorted().reverse());
  expect(groups.reduce((sum, it) => sum + it.rows.length, 0)).toBe(23);
});

test("an offer whose day went by waits for an answer and is no broken promise", () => {
  const offer = { ...all.find((it) => it.status === "offered")!, dueOn: "2026-01-01" };
  const [group] = groupsOf(createRows(() => "")([offer]), "due", today, orders);
  expect(group!.key).toBe("waiting");
});

test("partners stand in joining order, and what serves nothing that was named comes last", () => {
  const partners = groupsOf(rows, "partner", today, orders).map((it) => it.key);
  expect(partners).toEqual(orders.partners.filter((id) => partners.includes(id)));
  const without = { ...all[0]!, activityId: null, indicatorIds: [], fromDecisionId: null };
  const more = createRows(() => "")([without, ...all]);
  expect(groupsOf(more, "serves", today, orders).at(-1)!.key).toBe("");
});

test("a view is its address and back again; what an address says wrong is as usual", () => {
  const said = { as: "board", show: "past", by: "partner", partner: "org_port", q: "sedimento é" };
  expect(readView(queryOf(readView(said)) as Record<string, string>)).toEqual(readView(said));
  expect(searchOf(readView({}))).toBe("");
  expect(searchOf(readView({ show: "past" }))).toBe("?show=past");
  expect(readView({ as: "pie", show: "lost", by: "luck" })).toEqual(readView({}));
});

test("a row that did not change is not made again", () => {
  const make = createRows(() => "");
  const first = make(all);
  const [head, ...rest] = all;
  const second = make([{ ...head!, what: "Something else" }, ...rest]);
  expect(second[0]).not.toBe(first[0]);
  expect(second.slice(1).every((row, index) => row === first[index + 1])).toBe(true);
});

test("of five thousand rows only those near the window are drawn, whatever their headings", () => {
  const heights = { heading: 40, row: 52 };
  const sizes = [3, 0, 4_000, 997];
  expect(heightOf(sizes, heights)).toBe(4 * 40 + 5_000 * 52);
  const middle = 100_000;
  const placed = placedBetween(sizes, heights, middle, middle + 900);
  expect(placed).toHaveLength(1);
  const [it] = placed;
  expect(it).toMatchObject({ group: 2, top: 3 * 52 + 80, before: 5 });
  expect(it!.to - it!.from).toBeLessThan(40);
  // The first row in the window is among them, and so is the last.
  const firstSeen = Math.floor((middle - it!.top - 40) / 52);
  expect(it!.from).toBeLessThanOrEqual(firstSeen);
  expect(it!.to).toBeGreaterThan(firstSeen + Math.floor(900 / 52));
  expect(placedBetween(sizes, heights, 0, 900).map((one) => one.group)).toEqual([0, 1, 2]);
  expect(topOf(sizes, heights, 0)).toBe(40);
  expect(topOf(sizes, heights, 3)).toBe(3 * 52 + 3 * 40);
  expect(placedBetween([], heights, 0, 900)).toEqual([]);
});

test("no cell of a saved list is a formula, and quotes and line ends keep their place", () => {
  expect(["=1+1", "+1", "-1", "@x", "\tx"].map(cell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx"]);
  expect(cell('say "yes", then\ngo')).toBe('"say ""yes"", then\ngo"');
  expect(cell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  expect(csvOf([["Número"], [12]])).toBe("\uFEFFNúmero\r\n12\r\n");
});
