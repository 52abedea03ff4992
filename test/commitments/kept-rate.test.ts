import { expect, test } from "vitest";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { isClosedWithin, isDueWithin, isPastDate, keptRate } from "../../shared/commitments/readings.ts";
import { cast } from "../support/cast.ts";

const today = "2026-11-23";
type Counted = Pick<Commitment, "status" | "dueOn" | "closedOn" | "movedLate">;
const one = (more: Partial<Counted>): Counted => ({
  status: "active",
  dueOn: "2026-12-31",
  closedOn: null,
  movedLate: false,
  ...more,
});
const kept = one({ status: "kept", dueOn: "2026-11-01", closedOn: "2026-10-30" });

test.each<[string, Partial<Counted>, { kept: number; n: number }]>([
  ["a promise that was kept counts as kept", {}, { kept: 2, n: 2 }],
  ["one that was kept after its date is kept", { closedOn: "2026-11-20" }, { kept: 2, n: 2 }],
  ["one that was not kept counts", { status: "not_kept" }, { kept: 1, n: 2 }],
  [
    "one past its date counts before anybody closes it",
    { status: "active", closedOn: null },
    { kept: 1, n: 2 },
  ],
  [
    "one that was forgotten years ago still counts",
    { status: "active", closedOn: null, dueOn: "2022-01-01" },
    { kept: 1, n: 2 },
  ],
  ["one due today is not past", { status: "active", closedOn: null, dueOn: today }, { kept: 1, n: 1 }],
  [
    "one that was moved in time is no broken promise",
    { status: "active", closedOn: null, dueOn: "2026-12-15" },
    { kept: 1, n: 1 },
  ],
  [
    "one that was moved only after its date counts until it is kept",
    { status: "active", closedOn: null, dueOn: "2026-12-15", movedLate: true },
    { kept: 1, n: 2 },
  ],
  ["one that was moved late and then kept is kept", { movedLate: true }, { kept: 2, n: 2 }],
  ["one that was released does not count", { status: "released" }, { kept: 1, n: 1 }],
  ["an offer that was declined does not count", { status: "declined" }, { kept: 1, n: 1 }],
  ["an offer does not count", { status: "offered", closedOn: null }, { kept: 1, n: 1 }],
  ["what was closed more than a year ago does not count", { closedOn: "2025-11-23" }, { kept: 1, n: 1 }],
  ["what was closed within the year counts", { closedOn: "2025-11-24" }, { kept: 2, n: 2 }],
])("%s", (_, more, expected) => {
  expect(keptRate([kept, { ...kept, ...more }], today)).toEqual({
    ...expected,
    share: expected.kept / expected.n,
  });
});

test("where nothing can be counted there is no rate", () => {
  expect(keptRate([one({})], today)).toEqual({ kept: 0, n: 0, share: null });
});

test("the initiative's rate is everybody's, a partner's its own and the backbone's", async () => {
  const { director, city, funder, resident } = await cast();
  const ratesOf = async (visitor: typeof city) => (await visitor.get("/api/commitments/kept-rate")).json();
  // Six kept, one not kept, six past their date; C-3 of the city was moved two days after its date.
  const initiative = { kept: 6, n: 14, share: 6 / 14 };
  const ofCity = { organizationId: "org_city", kept: 1, n: 3, share: 1 / 3 };
  expect(await ratesOf(city)).toEqual({ initiative, organizations: [ofCity] });
  expect(await ratesOf(funder)).toEqual({ initiative, organizations: [] });
  expect((await ratesOf(resident)).organizations).toMatchObject([{ organizationId: "org_casa" }]);
  const all = await ratesOf(director);
  expect(all.initiative).toEqual(initiative);
  expect(all.organizations).toHaveLength(9);
  expect(all.organizations).toContainEqual(ofCity);
});

test("the clock decides what is past, due soon or closed of late, to the day", () => {
  const due = (dueOn: string) => one({ dueOn });
  expect([due("2026-11-22"), due(today)].map((it) => isPastDate(it, today))).toEqual([true, false]);
  expect(isPastDate(one({ dueOn: "2020-01-01", status: "offered" }), today)).toBe(false);
  const soon = ["2026-11-22", today, "2026-12-07", "2026-12-08"].map((it) => isDueWithin(due(it), today));
  expect(soon).toEqual([false, true, true, false]);
  const closed = (closedOn: string, status: Counted["status"] = "kept") => one({ status, closedOn });
  const lately = [closed("2026-09-23"), closed("2026-09-24"), closed("2026-11-01", "declined"), one({})];
  expect(lately.map((it) => isClosedWithin(it, today))).toEqual([false, true, false, false]);
});
