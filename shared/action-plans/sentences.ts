import type { Bilingual } from "../languages.ts";
import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { ActivityStatus } from "./activity.ts";
import type { ActivityEvent, StrategyEvent } from "./events.ts";

/** How a status is said in a sentence: "Ribera sewer laterals, at risk". */
export const statusInWords: Record<ActivityStatus, Bilingual> = {
  planned: { en: "planned", es: "planificada" },
  on_track: { en: "on track", es: "en marcha" },
  at_risk: { en: "at risk", es: "en riesgo" },
  delayed: { en: "behind plan", es: "con retraso" },
  done: { en: "done", es: "terminada" },
  stopped: { en: "stopped", es: "detenida" },
};

/** How the log tells what happened to a strategy or an activity. */
export function tell(event: StrategyEvent | ActivityEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "strategy.named":
      return {
        text: { en: "named the strategy {it}", es: "nombró la estrategia {it}" },
        it: event.data.name,
        note: same(event.data.summary),
      };
    case "activity.planned": {
      const lead = names.organization(event.data.leadOrganizationId);
      const [from, to] = [dayInWords(event.data.startsOn), dayInWords(event.data.endsOn)];
      return {
        text: { en: `planned {it}, led by ${lead}`, es: `planificó {it}, a cargo de ${lead}` },
        it,
        note: { en: `${from.en} to ${to.en}`, es: `del ${from.es} al ${to.es}` },
      };
    }
    case "activity.milestone_reached":
      return {
        text: { en: "reached a milestone of {it}", es: "alcanzó un hito de {it}" },
        it,
        note: same(event.data.title),
      };
    case "activity.status_changed": {
      const status = statusInWords[event.data.status];
      return {
        text: { en: `said that {it} is ${status.en}`, es: `dijo que {it} está ${status.es}` },
        it,
        ...(event.data.note ? { note: same(event.data.note) } : {}),
      };
    }
  }
}

const same = (text: string): Bilingual => ({ en: text, es: text });
