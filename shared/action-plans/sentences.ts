import type { Bilingual } from "../languages.ts";
import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { ActivityStatus } from "./activity.ts";
import type { ActivityChange, ActivityEvent, StrategyEvent } from "./events.ts";

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
      const leadId = event.data.leadOrganizationId;
      const lead = leadId === null ? undefined : names.organization(leadId);
      const [from, to] = [dayInWords(event.data.startsOn), dayInWords(event.data.endsOn)];
      return {
        text: lead
          ? { en: `planned {it}, led by ${lead}`, es: `planificó {it}, a cargo de ${lead}` }
          : { en: "planned {it}, without a lead yet", es: "planificó {it}, todavía sin organización líder" },
        it,
        note: { en: `${from.en} to ${to.en}`, es: `del ${from.es} al ${to.es}` },
      };
    }
    case "activity.changed":
      return { text: changeInWords(event.data.changed, names), it };
    case "activity.removed":
      return { text: { en: "took {it} out of the action plan", es: "quitó {it} del plan de acción" }, it };
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

/** The parts of an activity, as a sentence lists them. */
export const partsInWords: Record<keyof ActivityChange, Bilingual> = {
  title: { en: "title", es: "título" },
  strategyId: { en: "strategy", es: "estrategia" },
  leadOrganizationId: { en: "lead partner", es: "organización líder" },
  supportOrganizationIds: { en: "supporting partners", es: "organizaciones de apoyo" },
  groupId: { en: "working group", es: "grupo de trabajo" },
  startsOn: { en: "start", es: "inicio" },
  endsOn: { en: "end", es: "fin" },
  indicatorIds: { en: "indicators it moves", es: "indicadores que mueve" },
  dependsOnIds: { en: "what it waits for", es: "lo que espera" },
  resources: { en: "resources", es: "recursos" },
  milestones: { en: "milestones", es: "hitos" },
  note: { en: "note", es: "nota" },
  visibility: { en: "who can see it", es: "quién puede verla" },
  removedOn: { en: "place in the plan", es: "lugar en el plan" },
};

function changeInWords(changed: ActivityChange, names: Names): Bilingual {
  const fields = Object.keys(changed) as (keyof ActivityChange)[];
  if (fields.length === 1 && changed.leadOrganizationId) {
    const lead = names.organization(changed.leadOrganizationId);
    return { en: `made ${lead} the lead of {it}`, es: `puso a ${lead} a cargo de {it}` };
  }
  if (fields.length === 1 && changed.removedOn === null)
    return { en: "brought {it} back into the action plan", es: "devolvió {it} al plan de acción" };
  if (fields.length === 1 && changed.groupId)
    return {
      en: "moved {it} into another working group’s plan",
      es: "pasó {it} al plan de otro grupo de trabajo",
    };
  const list = (language: "en" | "es") =>
    new Intl.ListFormat(language, { type: "conjunction" }).format(
      fields.map((it) => partsInWords[it]?.[language] ?? it),
    );
  return { en: `changed {it}: ${list("en")}`, es: `cambió {it}: ${list("es")}` };
}

const same = (text: string): Bilingual => ({ en: text, es: text });
