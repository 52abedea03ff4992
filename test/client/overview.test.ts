import { expect, test } from "vitest";
import { answersOf, type Known, linesOf, spans } from "../../client/overview/answers.ts";
import { waitingOf } from "../../client/overview/waiting.ts";
import { words } from "../../client/overview/words.ts";
import { phraseOf } from "../../client/words/words.ts";
import sample from "../../server/sample/brackwater.json" with { type: "json" };
import { daysBetween } from "../../shared/dates.ts";
import type { Overview } from "../../shared/overview/overview.ts";
import { cast } from "../support/cast.ts";
import type { Visitor } from "../support/server.ts";

const list = async (visitor: Visitor, name: string) =>
  ((await (await visitor.get(`/api/${name}`)).json()) as { items: never[] }).items;

/** Everything that the page asks for, as the backbone gets it. */
async function known(visitor: Visitor): Promise<Known> {
  const [
    organizations,
    checkIns,
    meetings,
    groups,
    decisions,
    indicators,
    activities,
    strategies,
    commitments,
  ] = await Promise.all(
    [
      "organizations",
      "check-ins",
      "meetings",
      "groups",
      "decisions",
      "indicators",
      "activities",
      "strategies",
      "commitments",
    ].map((name) => list(visitor, name)),
  );
  const overview = (await (await visitor.get("/api/overview")).json()) as Overview;
  const voices = new Set(
    (organizations as { id: string; hasVoice: boolean }[]).filter((it) => it.hasVoice).map((it) => it.id),
  );
  const members = new Map(
    (groups as { id: string; memberIds: string[] }[]).map((it) => [it.id, it.memberIds]),
  );
  const membersOf = (id: string) => (members.get(id) ?? []).filter((it) => voices.has(it));
  const language = "en" as const;
  const waiting = waitingOf(
    { commitments: commitments!, decisions: decisions!, indicators: indicators!, membersOf, language },
    overview.today,
  );
  return {
    overview,
    waiting,
    organizations: organizations!,
    checkIns: checkIns!,
    meetings: meetings!,
    groups: groups!,
    decisions: decisions!,
    indicators: indicators!,
    activities: activities!,
    strategies: strategies!,
    language,
  };
}

const t = ((key: string, values?: Record<string, unknown>) =>
  phraseOf(words.en, "en", key as never, values as never)) as Parameters<typeof answersOf>[2];

test("a number is missing once its day is past, also where nobody has said a word of it", async () => {
  const { director } = await cast();
  const { indicators } = await known(director);
  const readings = (today: string) =>
    waitingOf({ commitments: [], decisions: [], indicators, membersOf: () => [], language: "es" }, today).map(
      (it) => `${it.code} ${it.title.split(", ").at(-1)} ${it.on} ${it.days}`,
    );
  expect(readings("2027-01-18")).toEqual(["I3 T3 2026 2026-10-18 92"]);
  expect(readings("2027-01-19").toSorted()).toEqual([
    "I1 T4 2026 2027-01-18 1",
    "I2 T4 2026 2027-01-18 1",
    "I3 T3 2026 2026-10-18 93",
    "I3 T4 2026 2027-01-18 1",
    "I4 T4 2026 2027-01-18 1",
    "I5 T4 2026 2027-01-18 1",
    "I6 T4 2026 2027-01-18 1",
  ]);
});

test("each question is answered as the sample's file says", async () => {
  const { director, server } = await cast();
  const all = await known(director);
  const answers = Object.fromEntries(
    spans.flatMap((span) => answersOf(span, all, t)).map((it) => [it.key, it]),
  );
  const { expectedAnswers: expected } = sample;
  const names = new Map(sample.organizations.map((it) => [it.id, it.shortName]));
  const rows = (key: string) => answers[key]!.rows.map((row) => row.map((it) => it.text));
  const warned = (key: string) =>
    answers[key]!.rows.filter((row) => row.some((it) => it.isWarning)).map((row) => row[0]!.text);

  expect(rows("quiet").map(([partner, , days]) => [partner, days])).toEqual(
    expected.silentPartners.map((it) => [names.get(it.orgId), String(it.daysSilent)]),
  );
  expect(answers.quiet!.sentence).toBe("One partner has been quiet for 42 days or more.");
  expect(rows("late").map(([partner, , , days]) => [partner, days])).toEqual(
    expected.overdueCommitments.map((it) => [names.get(it.ownerOrgId), String(it.daysLate)]),
  );
  expect(answers.offers!.rows.map(([, it]) => it!.href)).toEqual(
    expected.awaitingAcceptance.map((id) => `/commitments/${id}`),
  );
  expect(
    answers.reviews!.rows.filter((row) => row.some((it) => it.isWarning)).map(([it]) => it!.href),
  ).toEqual(expected.decisionsReviewOverdue.map((id) => `/decisions/${id}`));
  expect(answers.positions!.rows.map(([partner, it]) => [partner!.text, it!.href])).toEqual(
    [...expected.openObjections, ...expected.positionsMissing].map((it) => [
      names.get(it.orgId),
      `/decisions/${it.decisionId}`,
    ]),
  );
  expect(answers.readings!.rows.map(([, it]) => it!.href)).toEqual(["/indicators/ind_sediment"]);
  // Due 18 days after the quarter, as the page of the indicators says; not since the quarter's end.
  expect(rows("readings")).toEqual([
    [names.get("org_port"), expect.stringContaining("Q3 2026"), expect.stringContaining("18"), "36"],
  ]);
  expect(rows("milestones")).toHaveLength(expected.overdueMilestones.length);
  const strategyNames = new Map(sample.strategies.map((it) => [it.id, it.name.en]));
  expect(rows("coverage").map(([name, count]) => [name, Number(count)])).toEqual(
    Object.entries(expected.activitiesPerStrategy).map(([id, count]) => [strategyNames.get(id), count]),
  );
  expect(warned("coverage")).toEqual(expected.thinStrategies.map((id) => strategyNames.get(id)));
  expect(warned("roles").sort()).toEqual(
    expected.partnersLeadingNoActivity.map((id) => names.get(id)).sort(),
  );
  expect(rows("rhythm")).toHaveLength(sample.meetings.filter((it) => it.status === "held").length);
  expect(warned("rhythm")).toEqual(expected.meetingsWithRecapLate);
  // How soon the minutes follow, the newest meeting first; no agenda of the sample was sent by a button.
  const sent = sample.meetings.filter((it) => it.status === "held").reverse();
  expect(rows("rhythm").map(([title, , agenda, minutes]) => [title, agenda, minutes])).toEqual(
    sent.map((it) => [it.title, "not sent", String(daysBetween(it.startsAt.slice(0, 10), it.recapSentOn!))]),
  );
  expect(answers.rhythm!.sentence).toContain("half of the minutes within 4 days");
  // Who was there, by organization: what the lists of the held meetings say of those who were asked.
  const wasThere = (id: string) =>
    sample.meetings.flatMap((it) =>
      it.attendance.filter((one) => one.orgId === id && /^(present|alternate)$/.test(one.status)),
    ).length;
  expect(expected.indicatorsWithNoActivity).toEqual([]);
  expect(answers.coverage!.sentence).not.toContain("indicator");
  for (const [index, [partner]] of rows("attendance").entries()) {
    const id = [...names].find(([, name]) => name === partner)![0];
    const [, , present, alternate] = rows("attendance")[index]!;
    expect([partner, Number(present) + Number(alternate)]).toEqual([partner, wasThere(id)]);
  }
  for (const answer of Object.values(answers)) {
    for (const line of linesOf(answer)) expect(line).toHaveLength(answer.columns.length);
    expect(answer.sentence).not.toMatch(/\{\{|undefined|NaN/);
  }
  await server.close();
});
