import type { Breakdown, DataPoint, Indicator } from "./indicator.ts";

type Rule = Pick<Indicator, "smallestGroup" | "disaggregateBy">;
type Group = Breakdown & { value: number | null };

/**
 * What may be shown of a group's numbers. A group of fewer people than the indicator's minimum is too few to show, and
 * so is one of which nobody said how many they are. One hidden group could be counted back from the whole and the
 * others; so the next smallest ones are hidden with it, until those that are hidden are enough together and not alone.
 */
export function hiddenGroups({ smallestGroup, disaggregateBy }: Rule, groups: readonly Group[]): Set<string> {
  const hidden = new Set<string>();
  if (smallestGroup === null) return hidden;
  const byOf = (it: Group) => it.by ?? disaggregateBy[0] ?? "";
  for (const [by, some] of Map.groupBy(groups, byOf)) {
    const bySize = some.toSorted((a, b) => (a.n ?? 0) - (b.n ?? 0));
    let people = 0;
    let count = 0;
    for (const it of bySize) {
      const n = it.n ?? 0;
      const isSmall = n < smallestGroup;
      const givesAway = count > 0 && (count < 2 || people < smallestGroup);
      if (!isSmall && !givesAway) break;
      hidden.add(keyOf(by, it.group));
      people += n;
      count += 1;
    }
  }
  return hidden;
}

const keyOf = (by: string, group: string) => `${by}\n${group}`;

/**
 * Readings as anybody may see them. What is hidden of one period is hidden in all that was ever said of it: a
 * correction must not show what stood beside it before.
 */
export function withoutSmallGroups<It extends Pick<DataPoint, "period" | "disaggregation">>(
  rule: Rule,
  said: readonly It[],
): It[] {
  if (rule.smallestGroup === null) return [...said];
  const hidden = new Map<string, Set<string>>();
  for (const it of said) {
    const known = hidden.get(it.period) ?? new Set();
    for (const key of hiddenGroups(rule, it.disaggregation)) known.add(key);
    hidden.set(it.period, known);
  }
  return said.map((it) => ({
    ...it,
    disaggregation: it.disaggregation.map((one) =>
      hidden.get(it.period)!.has(keyOf(one.by ?? rule.disaggregateBy[0] ?? "", one.group))
        ? { group: one.group, ...(one.by === undefined ? {} : { by: one.by }), value: null }
        : one,
    ),
  }));
}
