import type { Activity } from "../../shared/action-plans/activity.ts";
import {
  indicatorsWithNoActivity,
  isPastDate as isMilestonePastDate,
  partnersLeadingNoActivity,
  thinStrategies,
} from "../../shared/action-plans/readings.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { addDays, type Day, daysBetween } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { openObjections } from "../../shared/decisions/readings.ts";
import type { IndicatorWithState } from "../../shared/indicators/indicator.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { CheckIn } from "../../shared/overview/check-in.ts";
import { type Overview, presenceOf } from "../../shared/overview/overview.ts";
import { sayDay, sayList } from "../words/dates.ts";
import type { Say } from "../words/words.ts";
import type { Waiting } from "./waiting.ts";
import type { words } from "./words.ts";

export const spans = ["week", "month", "quarter"] as const;
export type Span = (typeof spans)[number];

/** How far ahead a review is worth a look. */
const reviewAheadDays = 30;
/** How far back the rhythm of meetings is looked at, and how far back attendance. */
const rhythmDays = 92;
const attendanceDays = 366;

export interface Cell {
  text: string;
  href?: string;
  /** What wants somebody's attention. */
  isWarning?: boolean;
  isNumber?: boolean;
}

/** One question that the backbone asks, with its answer in a sentence and a table. */
export interface Answer {
  key: string;
  question: string;
  sentence: string;
  /** Nothing to do here. */
  isFine: boolean;
  columns: string[];
  rows: Cell[][];
}

/** What the answers are made of. */
export interface Known {
  overview: Overview;
  waiting: Waiting[];
  organizations: Organization[];
  checkIns: CheckIn[];
  meetings: Meeting[];
  groups: Group[];
  decisions: Decision[];
  indicators: IndicatorWithState[];
  activities: Activity[];
  strategies: Strategy[];
  language: "en" | "es";
}

type T = Say<keyof (typeof words)["en"]>;

/** The questions of a week, a month or a quarter, answered from what is known. */
export function answersOf(span: Span, known: Known, t: T): Answer[] {
  const makers = {
    week: [quiet, late, readings, offers],
    month: [reviews, positions, rhythm, milestones],
    quarter: [attendance, coverage, roles],
  };
  return makers[span].map((make) => make(known, t));
}

const text = (it: string): Cell => ({ text: it });
const number = (it: number, isWarning = false): Cell => ({ text: String(it), isNumber: true, isWarning });
const nameOf = ({ organizations }: Known, id: string) =>
  organizations.find((it) => it.id === id)?.shortName ?? "—";
const partner = (known: Known, id: string): Cell => ({ text: nameOf(known, id), href: `/partners/${id}` });
const record = (it: { href: string; code: string; title: string }): Cell => ({
  text: `${it.code} ${it.title}`,
  href: it.href,
});

function quiet(known: Known, t: T): Answer {
  const those = known.overview.pulse.filter((it) => it.isQuiet).sort((a, b) => b.daysQuiet - a.daysQuiet);
  return {
    key: "quiet",
    question: t("quietQuestion"),
    sentence:
      those.length > 0
        ? t("quietSentence", { count: those.length, days: known.overview.quietAfterDays })
        : t("quietNone", { days: known.overview.quietAfterDays }),
    isFine: those.length === 0,
    columns: [t("partner"), t("lastActive"), t("daysQuiet"), t("whatWaits"), t("lastContact")],
    rows: those.map((it) => {
      const contact = known.checkIns.find((one) => one.organizationId === it.organizationId);
      return [
        partner(known, it.organizationId),
        text(it.lastActiveOn ? sayDay(it.lastActiveOn) : t("notYet")),
        number(it.daysQuiet, true),
        number(known.waiting.filter((one) => one.organizationId === it.organizationId).length),
        text(contact ? `${sayDay(contact.on)}, ${t(`way_${contact.way}`)}` : t("noContact")),
      ];
    }),
  };
}

function waitingAnswer(
  kind: Waiting["kind"],
  name: "late" | "offers" | "readings" | "positions",
  known: Known,
  t: T,
): Answer {
  const those = known.waiting.filter((it) => it.kind === kind);
  const partners = new Set(those.map((it) => it.organizationId)).size;
  return {
    key: name,
    question: t(`${name}Question`),
    sentence: those.length > 0 ? t(`${name}Sentence`, { count: those.length, partners }) : t(`${name}None`),
    isFine: those.length === 0,
    columns: [t("partner"), t("record"), t(kind === "offer" ? "offeredOn" : "dueOn"), t("daysLate")],
    rows: those.map((it) => [
      partner(known, it.organizationId),
      record(it),
      text(it.on ? sayDay(it.on) : ""),
      number(Math.max(0, it.days), it.days > 0),
    ]),
  };
}

const late = (known: Known, t: T) => waitingAnswer("past", "late", known, t);
const offers = (known: Known, t: T) => waitingAnswer("offer", "offers", known, t);
const readings = (known: Known, t: T) => waitingAnswer("reading", "readings", known, t);

function positions(known: Known, t: T): Answer {
  const answer = waitingAnswer("position", "positions", known, t);
  const members = new Map(known.groups.map((it) => [it.id, it.memberIds]));
  const objections = known.decisions.flatMap((it) =>
    openObjections(it, members.get(it.groupId) ?? []).map((said) => ({ it, said })),
  );
  return {
    ...answer,
    isFine: answer.isFine && objections.length === 0,
    rows: [
      ...objections.map(({ it, said }): Cell[] => [
        partner(known, said.organizationId),
        record({ href: `/decisions/${it.id}`, code: `D-${it.number}`, title: it.title }),
        { text: t("objects"), isWarning: true },
        text(""),
      ]),
      ...answer.rows,
    ],
  };
}

function reviews(known: Known, t: T): Answer {
  const { today } = known.overview;
  const those = known.decisions
    .filter(
      (it) =>
        it.status === "adopted" && it.reviewOn !== null && it.reviewOn <= addDays(today, reviewAheadDays),
    )
    .sort((a, b) => a.reviewOn!.localeCompare(b.reviewOn!));
  const due = those.filter((it) => it.reviewOn! <= today).length;
  return {
    key: "reviews",
    question: t("reviewsQuestion"),
    sentence:
      those.length > 0 ? t("reviewsSentence", { count: due, soon: those.length - due }) : t("reviewsNone"),
    isFine: due === 0,
    columns: [t("decision"), t("reviewOn"), t("daysLate")],
    rows: those.map((it) => [
      record({ href: `/decisions/${it.id}`, code: `D-${it.number}`, title: it.title }),
      text(sayDay(it.reviewOn!)),
      number(Math.max(0, daysBetween(it.reviewOn!, today)), it.reviewOn! <= today),
    ]),
  };
}

const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

function rhythm(known: Known, t: T): Answer {
  const { today } = known.overview;
  const those = known.meetings
    .filter((it) => it.status === "held" && it.day > addDays(today, -rhythmDays))
    .sort((a, b) => b.day.localeCompare(a.day));
  const agendas = those.flatMap((it) => it.agendaLeadDays ?? []);
  const minutes = those.flatMap((it) => it.minutesLeadDays ?? []);
  const days = (values: number[]) => (values.length > 0 ? t("days", { count: median(values) }) : t("none"));
  return {
    key: "rhythm",
    question: t("rhythmQuestion"),
    sentence:
      those.length > 0
        ? t("rhythmSentence", { count: those.length, agenda: days(agendas), minutes: days(minutes) })
        : t("rhythmNone"),
    isFine: those.every((it) => !it.isRecapLate),
    columns: [t("meeting"), t("day"), t("agendaBefore"), t("minutesAfter"), t("confirmed")],
    rows: those.map((it) => [
      { text: it.title, href: `/meetings/${it.id}` },
      text(sayDay(it.day)),
      it.agendaLeadDays === null ? text(t("notSent")) : number(it.agendaLeadDays),
      it.minutesLeadDays === null
        ? { text: t("notSent"), isWarning: it.isRecapLate }
        : number(it.minutesLeadDays, it.isRecapLate),
      text(t("ofMembers", { count: it.confirmedBy.length, members: it.quorum.members })),
    ]),
  };
}

function milestones(known: Known, t: T): Answer {
  const { today } = known.overview;
  const those = known.activities
    .filter((it) => it.status !== "stopped")
    .flatMap((it) =>
      it.milestones.filter((one) => isMilestonePastDate(one, today)).map((one) => ({ it, one })),
    )
    .sort((a, b) => a.one.dueOn.localeCompare(b.one.dueOn));
  return {
    key: "milestones",
    question: t("milestonesQuestion"),
    sentence: those.length > 0 ? t("milestonesSentence", { count: those.length }) : t("milestonesNone"),
    isFine: those.length === 0,
    columns: [t("leadPartner"), t("activity"), t("milestone"), t("dueOn"), t("daysLate")],
    rows: those.map(({ it, one }) => [
      it.leadOrganizationId ? partner(known, it.leadOrganizationId) : text("—"),
      { text: `${it.code} ${it.title}`, href: `/plan/${it.id}` },
      text(one.title),
      text(sayDay(one.dueOn)),
      number(daysBetween(one.dueOn, today), true),
    ]),
  };
}

function attendance(known: Known, t: T): Answer {
  const meetings = known.overview.meetings.filter(
    (it) => it.day > addDays(known.overview.today, -attendanceDays),
  );
  const members = new Map(known.groups.map((it) => [it.id, it.memberIds]));
  const partners = known.organizations.filter((it) => it.hasVoice);
  const those = presenceOf(
    partners.map((it) => it.id),
    meetings,
    (id) => members.get(id) ?? [],
  );
  const there = those.reduce((sum, it) => sum + it.present + it.alternate, 0);
  const of = those.reduce((sum, it) => sum + it.of, 0);
  return {
    key: "attendance",
    question: t("attendanceQuestion"),
    sentence:
      meetings.length > 0
        ? t("attendanceSentence", { count: meetings.length, there, of })
        : t("attendanceNone"),
    isFine: true,
    columns: [t("partner"), t("asked"), t("present"), t("alternate"), t("excused"), t("absent")],
    // In joining order: no ranking.
    rows: those.map((it) => [
      partner(known, it.organizationId),
      number(it.of),
      number(it.present),
      number(it.alternate),
      number(it.excused),
      number(it.absent, it.absent > 0),
    ]),
  };
}

function coverage(known: Known, t: T): Answer {
  const { strategies, activities, indicators, language } = known;
  const thin = new Set(thinStrategies(strategies, activities).map((it) => it.id));
  const alone = indicatorsWithNoActivity(indicators, activities);
  const going = activities.filter((it) => it.status !== "stopped");
  const said = [
    thin.size > 0 ? t("coverageSentence", { count: thin.size }) : t("coverageNone"),
    alone.length > 0
      ? t("coverageIndicators", { count: alone.length, names: sayList(alone.map((it) => it.code)) })
      : "",
  ];
  return {
    key: "coverage",
    question: t("coverageQuestion"),
    sentence: said.filter(Boolean).join(" "),
    isFine: thin.size === 0 && alone.length === 0,
    columns: [t("strategy"), t("activities"), t("leads"), t("indicators"), t("noIndicator")],
    rows: strategies.map((it) => {
      const own = going.filter((one) => one.strategyId === it.id);
      return [
        { text: it.name[language], href: "/plan" },
        number(own.length, thin.has(it.id)),
        number(new Set(own.flatMap((one) => one.leadOrganizationId ?? [])).size),
        number(indicators.filter((one) => one.strategyIds.includes(it.id)).length),
        number(own.filter((one) => one.indicatorIds.length === 0).length),
      ];
    }),
  };
}

function roles(known: Known, t: T): Answer {
  const partners = known.organizations.filter((it) => it.kind === "partner");
  const none = new Set(partnersLeadingNoActivity(partners, known.activities).map((it) => it.id));
  const going = known.activities.filter((it) => it.status !== "stopped");
  return {
    key: "roles",
    question: t("rolesQuestion"),
    sentence: none.size > 0 ? t("rolesSentence", { count: none.size }) : t("rolesNone"),
    isFine: none.size === 0,
    columns: [t("partner"), t("leads"), t("supports")],
    rows: partners.map((it) => [
      partner(known, it.id),
      number(going.filter((one) => one.leadOrganizationId === it.id).length, none.has(it.id)),
      number(going.filter((one) => one.supportOrganizationIds.includes(it.id)).length),
    ]),
  };
}

/** An answer as lines of a file: what the table says, without its links. */
export const linesOf = (answer: Answer): string[][] => [
  answer.columns,
  ...answer.rows.map((row) => row.map((it) => it.text)),
];

/** What the file of an answer is called: by its question and its day. */
export const fileNameOf = (answer: Answer, today: Day) => `${answer.key}-${today}.csv`;
