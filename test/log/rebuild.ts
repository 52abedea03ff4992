import { activityOf, strategyOf } from "../../server/action-plans/rows.ts";
import { adoptionOf, versionTextOf } from "../../server/common-agenda/rows.ts";
import { withPositions } from "../../server/decisions/rows.ts";
import type { Deps } from "../../server/deps.ts";
import { dataPointOf, indicatorOf, roundOf } from "../../server/indicators/rows.ts";
import { initiativeRecordOf } from "../../server/initiative/queries.ts";
import { readEvents } from "../../server/log/queries.ts";
import { organizationOf } from "../../server/organizations/queries.ts";
import { checkInOf } from "../../server/overview/rows.ts";
import { personRecordOf } from "../../server/people/queries.ts";
import type { Activity } from "../../shared/action-plans/activity.ts";
import { apply as applyActivity, applyToStrategy } from "../../shared/action-plans/events.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { applyToAdoption, applyToVersion } from "../../shared/common-agenda/events.ts";
import type { Adoption, AgendaVersionText } from "../../shared/common-agenda/version.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { apply as applyDecision } from "../../shared/decisions/events.ts";
import {
  applyToDataPoint,
  applyToIndicator,
  applyToRound,
  dataPointMovedBy,
  indicatorMovedBy,
  roundMovedBy,
} from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import type { Round } from "../../shared/indicators/round.ts";
import { apply as applyInitiative, type InitiativeRecord } from "../../shared/initiative/events.ts";
import { nounOf } from "../../shared/log/sentences.ts";
import { apply as applyOrganization } from "../../shared/organizations/events.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { CheckIn } from "../../shared/overview/check-in.ts";
import { apply as applyCheckIn } from "../../shared/overview/events.ts";
import { apply as applyPerson, type PersonRecord } from "../../shared/people/events.ts";

/** What the log alone says of an initiative, its organizations, its people and its records, by id. */
export async function fromLog(deps: Pick<Deps, "db">, initiativeId: string) {
  const initiatives: Record<string, InitiativeRecord> = {};
  const organizations: Record<string, Organization> = {};
  const people: Record<string, PersonRecord> = {};
  const strategies: Record<string, Strategy> = {};
  const activities: Record<string, Activity> = {};
  const indicators: Record<string, Indicator> = {};
  const dataPoints: Record<string, DataPoint> = {};
  const rounds: Record<string, Round> = {};
  const decisions: Record<string, Decision> = {};
  const agendaVersions: Record<string, AgendaVersionText> = {};
  const adoptions: Record<string, Adoption> = {};
  const checkIns: Record<string, CheckIn> = {};
  for (const event of await readEvents(deps.db, initiativeId)) {
    const [id = ""] = event.refs;
    // Handed to the noun that its type names.
    const any = event as any;
    const noun = nounOf(event);
    if (noun === "initiative") initiatives[id] = applyInitiative(initiatives[id], any);
    if (noun === "organization") organizations[id] = applyOrganization(organizations[id], any);
    if (noun === "person") people[id] = applyPerson(people[id], any);
    if (noun === "strategy") strategies[id] = applyToStrategy(any);
    if (noun === "activity") activities[id] = applyActivity(activities[id], any);
    if (noun === "check_in") checkIns[id] = applyCheckIn(checkIns[id], any);
    if (noun === "decision") decisions[id] = applyDecision(decisions[id], any);
    if (event.type === "agenda.published" || event.type === "agenda.restated")
      agendaVersions[id] = applyToVersion(agendaVersions[id], event);
    if (event.type === "agenda.adopted") adoptions[id] = applyToAdoption(undefined, event);
    if (event.type === "indicator.defined" || event.type === "indicator.redefined")
      indicators[id] = applyToIndicator(indicators[id], event);
    if (event.type === "indicator.round_opened" || event.type === "indicator.round_closed")
      rounds[id] = applyToRound(rounds[id], event);
    if (event.type === "indicator.reported") dataPoints[event.data.id] = applyToDataPoint(event);
    if (event.type === "initiative.days_moved") {
      for (const it of Object.values(organizations)) organizations[it.id] = applyOrganization(it, any);
      for (const it of Object.values(activities)) activities[it.id] = applyActivity(it, event);
      for (const it of Object.values(checkIns)) checkIns[it.id] = applyCheckIn(it, event);
      for (const it of Object.values(decisions)) decisions[it.id] = applyDecision(it, event);
      for (const it of Object.values(agendaVersions)) agendaVersions[it.id] = applyToVersion(it, event);
      for (const it of Object.values(adoptions)) adoptions[it.id] = applyToAdoption(it, event);
      for (const it of Object.values(indicators)) indicators[it.id] = indicatorMovedBy(it, event);
      for (const it of Object.values(rounds)) rounds[it.id] = roundMovedBy(it, event);
      for (const it of Object.values(dataPoints)) dataPoints[it.id] = dataPointMovedBy(it, event);
    }
  }
  return {
    initiatives,
    organizations,
    people,
    strategies,
    activities,
    indicators,
    dataPoints,
    decisions,
    agendaVersions,
    adoptions,
    checkIns,
    rounds,
  };
}

/** What the rows say of the same. */
export async function fromRows(deps: Pick<Deps, "db">) {
  const { db } = deps;
  const initiatives = await db.selectFrom("initiative").selectAll().execute();
  const organizations = await db.selectFrom("organization").selectAll().execute();
  const people = await db.selectFrom("person").selectAll().execute();
  const strategies = await db.selectFrom("strategy").selectAll().execute();
  const activities = await db.selectFrom("activity").selectAll().execute();
  const indicators = await db.selectFrom("indicator").selectAll().execute();
  const dataPoints = await db.selectFrom("data_point").selectAll().execute();
  const agendaVersions = await db.selectFrom("agenda_version").selectAll().execute();
  const adoptions = await db.selectFrom("agenda_adoption").selectAll().execute();
  const rounds = await db.selectFrom("data_round").selectAll().execute();
  const decisions = await withPositions(db, await db.selectFrom("decision").selectAll().execute());
  const checkIns = await db.selectFrom("check_in").selectAll().execute();
  return {
    initiatives: byId(initiatives.map(initiativeRecordOf)),
    organizations: byId(organizations.map(organizationOf)),
    people: byId(people.map(personRecordOf)),
    strategies: byId(strategies.map(strategyOf)),
    activities: byId(activities.map(activityOf)),
    indicators: byId(indicators.map(indicatorOf)),
    dataPoints: byId(dataPoints.map(dataPointOf)),
    rounds: byId(rounds.map(roundOf)),
    decisions: byId(decisions),
    agendaVersions: byId(agendaVersions.map(versionTextOf)),
    adoptions: byId(adoptions.map(adoptionOf)),
    checkIns: byId(checkIns.map(checkInOf)),
  };
}

const byId = <T extends { id: string }>(items: T[]) => Object.fromEntries(items.map((it) => [it.id, it]));
