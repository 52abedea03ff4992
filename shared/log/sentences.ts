import type { ActivityEvent, StrategyEvent } from "../action-plans/events.ts";
import { tell as tellActionPlan } from "../action-plans/sentences.ts";
import type { CommitmentEvent } from "../commitments/events.ts";
import { tell as tellCommitment } from "../commitments/sentences.ts";
import type { AgendaEvent } from "../common-agenda/events.ts";
import { tell as tellAgenda } from "../common-agenda/sentences.ts";
import type { DecisionEvent } from "../decisions/events.ts";
import { tell as tellDecision } from "../decisions/sentences.ts";
import type { IndicatorEvent } from "../indicators/events.ts";
import { tell as tellIndicator } from "../indicators/sentences.ts";
import type { InitiativeEvent } from "../initiative/events.ts";
import { tell as tellInitiative } from "../initiative/sentences.ts";
import type { GroupEvent, MeetingEvent } from "../meetings/events.ts";
import { tellGroup, tell as tellMeeting } from "../meetings/sentences.ts";
import type { OrganizationEvent } from "../organizations/events.ts";
import { tell as tellOrganization } from "../organizations/sentences.ts";
import type { CheckInEvent } from "../overview/events.ts";
import { tell as tellCheckIn } from "../overview/sentences.ts";
import type { PersonEvent } from "../people/events.ts";
import { tell as tellPerson } from "../people/sentences.ts";
import type { ThreadEvent } from "../threads/events.ts";
import { tell as tellThread } from "../threads/sentences.ts";
import type { LogEvent } from "./event.ts";
import type { Names, Telling } from "./happened.ts";

/** Which noun speaks for an event. */
export const nounOf = (event: { type: string; data: unknown }) =>
  event.type === "log.begun" ? (event.data as { noun: string }).noun : event.type.split(".")[0]!;

/** How the log tells an event; each noun says how its own sound. */
export function tell(event: LogEvent, names: Names): Telling {
  switch (nounOf(event)) {
    case "initiative":
      return tellInitiative(event as InitiativeEvent);
    case "organization":
      return tellOrganization(event as OrganizationEvent, names);
    case "person":
      return tellPerson(event as PersonEvent, names);
    case "agenda":
      return tellAgenda(event as AgendaEvent, names);
    case "group":
      return tellGroup(event as GroupEvent, names);
    case "meeting":
      return tellMeeting(event as MeetingEvent, names);
    case "commitment":
      return tellCommitment(event as CommitmentEvent, names);
    case "thread":
      return tellThread(event as ThreadEvent, names);
    case "decision":
      return tellDecision(event as DecisionEvent, names);
    case "indicator":
      return tellIndicator(event as IndicatorEvent, names);
    case "check_in":
      return tellCheckIn(event as CheckInEvent, names);
    case "strategy":
    case "activity":
      return tellActionPlan(event as StrategyEvent | ActivityEvent, names);
    default:
      // Written by a version that knows more.
      return { text: { en: `did something: ${event.type}`, es: `hizo algo: ${event.type}` } };
  }
}
