import { expect, test } from "vitest";
import { commitmentNeeds } from "../../client/commitments/needs.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import type { Commitment } from "../../shared/commitments/commitment.ts";

const all = sample.commitments.map(
  (it) => ({ ...it, ownerOrganizationId: it.ownerOrgId }) as unknown as Commitment,
);
const needsOf = (organizationId: string) =>
  commitmentNeeds(all, organizationId, sample.asOf).map(({ it, why }) => [it.id, why]);

test("an offer comes first, then what is past its date, then what is due within fourteen days", () => {
  expect(needsOf("org_schools")).toEqual([
    ["com_15", "offer"],
    ["com_22", "soon"],
  ]);
  expect(needsOf("org_city")).toEqual([
    ["com_07", "past"],
    ["com_03", "soon"],
  ]);
  expect(needsOf("org_port").map(([id]) => id)).toEqual(["com_17", "com_04"]);
});

test("nobody is told of what another promised, nor of what is closed or far away", () => {
  const told = sample.organizations.flatMap((it) => needsOf(it.id).map(([id]) => id));
  const expected = [
    ...sample.expectedAnswers.awaitingAcceptance,
    ...sample.expectedAnswers.overdueCommitments.map((it) => it.id),
    ...sample.expectedAnswers.dueInNext14Days,
  ];
  expect(told.sort()).toEqual(expected.sort());
});
