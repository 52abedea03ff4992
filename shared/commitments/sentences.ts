import type { Bilingual } from "../languages.ts";
import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { CommitmentEvent } from "./events.ts";

const same = (text: string): Bilingual => ({ en: text, es: text });

/** How the log tells what became of a commitment. */
export function tell(event: CommitmentEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "commitment.offered": {
      const due = dayInWords(event.data.dueOn);
      const owner = names.organization(event.data.ownerOrganizationId);
      return {
        text: {
          en: `offered {it} to ${owner}`,
          es: `ofreció {it} a ${owner}`,
        },
        it,
        note: { en: `due ${due.en}`, es: `para el ${due.es}` },
      };
    }
    case "commitment.accepted":
      return { text: { en: "accepted {it}", es: "aceptó {it}" }, it };
    case "commitment.declined":
      return {
        text: { en: "declined {it}", es: "no aceptó {it}" },
        it,
        note: same(event.data.reason),
      };
    case "commitment.kept":
      return {
        text: { en: "said that {it} was kept", es: "dijo que se cumplió {it}" },
        it,
        ...noteOf(event.data.note),
      };
    case "commitment.not_kept":
      return {
        text: { en: "said that {it} was not kept", es: "dijo que no se cumplió {it}" },
        it,
        note: same(event.data.reason),
      };
    case "commitment.released":
      return {
        text: { en: "released {it}", es: "liberó {it}" },
        it,
        note: same(event.data.reason),
      };
    case "commitment.renegotiated": {
      const { fromDueOn, toDueOn, reason } = event.data;
      const [from, to] = [dayInWords(fromDueOn), dayInWords(toDueOn)];
      return {
        text: {
          en: `moved the date of {it} from ${from.en} to ${to.en}`,
          es: `cambió la fecha de {it} del ${from.es} al ${to.es}`,
        },
        it,
        note: same(reason),
      };
    }
    case "commitment.help_asked":
      return {
        text: { en: "asked for help with {it}", es: "pidió ayuda con {it}" },
        it,
        note: same(event.data.reason),
      };
    case "commitment.help_found":
      return {
        text: { en: "found help with {it}", es: "encontró ayuda con {it}" },
        it,
        ...noteOf(event.data.note),
      };
    case "commitment.handed_over": {
      const { personId, organizationId } = event.data;
      const to = personId ? names.person(personId) : names.organization(organizationId);
      return {
        text: { en: `handed {it} over to ${to}`, es: `traspasó {it} a ${to}` },
        it,
        note: same(event.data.reason),
      };
    }
    case "commitment.noted":
      return {
        text: { en: "wrote about {it}", es: "escribió sobre {it}" },
        it,
        note: same(event.data.note),
      };
    case "commitment.reopened":
      return {
        text: { en: "opened {it} again", es: "reabrió {it}" },
        it,
        note: same(event.data.reason),
      };
    case "commitment.reworded":
      return {
        text: { en: "put the offer {it} right", es: "corrigió la oferta {it}" },
        it,
        ...(event.data.what ? { note: same(event.data.what) } : {}),
      };
    case "commitment.reminded": {
      const whom = names.person(event.data.personId);
      return { text: { en: `reminded ${whom} of {it}`, es: `recordó {it} a ${whom}` }, it };
    }
    case "log.begun":
      return {
        text: { en: "wrote down that {it} is here", es: "anotó que {it} está aquí" },
        it,
      };
  }
}

const noteOf = (note: string | null) => (note ? { note: same(note) } : {});
