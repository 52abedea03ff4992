import type { Bilingual } from "../languages.ts";
import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { PositionKind } from "./decision.ts";
import type { DecisionEvent } from "./events.ts";

/** How the log tells what became of a decision. */
export function tell(event: DecisionEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "decision.opened": {
      const { respondBy } = event.data;
      const day = respondBy && dayInWords(respondBy);
      return {
        text: { en: "opened the decision {it}", es: "abrió la decisión {it}" },
        it,
        ...(day ? { note: { en: `answers by ${day.en}`, es: `respuestas hasta el ${day.es}` } } : {}),
      };
    }
    case "decision.positioned": {
      const { position, organizationId, reason } = event.data;
      const owner = names.organization(organizationId);
      const who = event.onBehalf ? { en: ` for ${owner}`, es: ` por ${owner}` } : { en: "", es: "" };
      const said = spoken[position];
      return {
        text: { en: `${said.en} {it}${who.en}`, es: `${said.es} {it}${who.es}` },
        it,
        ...(reason ? { note: same(reason) } : {}),
      };
    }
    case "decision.reworded":
      return {
        text: {
          en: `put version ${event.data.proposalVersion} of {it} to the group`,
          es: `presentó al grupo la versión ${event.data.proposalVersion} de {it}`,
        },
        it,
        ...(event.data.note ? { note: same(event.data.note) } : {}),
      };
    case "decision.changed": {
      const { respondBy } = event.data;
      const day = respondBy && dayInWords(respondBy);
      return {
        text: { en: "changed the details of {it}", es: "cambió los detalles de {it}" },
        it,
        ...(day ? { note: { en: `answers by ${day.en}`, es: `respuestas hasta el ${day.es}` } } : {}),
      };
    }
    case "decision.reminded": {
      const whom = same(event.data.organizationIds.map(names.organization).join(", "));
      return {
        text: { en: "reminded partners of {it}", es: "recordó {it} a los socios" },
        it,
        note: whom,
      };
    }
    case "decision.corrected":
      return {
        text: { en: "added a correction to {it}", es: "añadió una corrección a {it}" },
        it,
        note: same(event.data.text),
      };
    case "decision.reviewed": {
      const day = dayInWords(event.data.reviewOn);
      return {
        text: { en: "looked at {it} again, and it holds", es: "revisó {it}, y sigue vigente" },
        it,
        note: { en: `next review on ${day.en}`, es: `próxima revisión el ${day.es}` },
      };
    }
    case "decision.superseded":
      return {
        text: {
          en: "noted that {it} was replaced by a newer decision",
          es: "anotó que una decisión más nueva reemplazó {it}",
        },
        it,
      };
    case "decision.closed":
      return { text: closed[event.data.status], it, note: same(event.data.outcome) };
    case "log.begun":
      return { text: { en: "wrote down that {it} is here", es: "anotó que {it} está aquí" }, it };
  }
}

const spoken: Record<PositionKind, Bilingual> = {
  consent: { en: "consented to", es: "dio su consentimiento a" },
  consent_with_reservation: { en: "consented with a reservation to", es: "consintió con reserva en" },
  stand_aside: { en: "stood aside on", es: "se apartó sin bloquear en" },
  objection: { en: "objected to", es: "presentó una objeción a" },
  abstain: { en: "abstained on", es: "se abstuvo en" },
  recused: { en: "was recused from", es: "se abstuvo por conflicto de interés en" },
};

const closed: Record<(DecisionEvent & { type: "decision.closed" })["data"]["status"], Bilingual> = {
  adopted: { en: "recorded that {it} was adopted", es: "dejó constancia de que se adoptó {it}" },
  not_adopted: { en: "recorded that {it} was not adopted", es: "dejó constancia de que no se adoptó {it}" },
  withdrawn: { en: "withdrew {it}", es: "retiró {it}" },
  superseded: { en: "recorded that {it} was superseded", es: "dejó constancia de que se reemplazó {it}" },
};

const same = (text: string): Bilingual => ({ en: text, es: text });
