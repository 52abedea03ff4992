import type { Bilingual } from "../languages.ts";
import type { Names, Telling } from "../log/happened.ts";
import type { CommitmentEvent } from "./events.ts";

const same = (text: string): Bilingual => ({ en: text, es: text });

/** How the log tells what became of a commitment. */
export function tell(event: CommitmentEvent, names: Names): Telling {
  switch (event.type) {
    case "commitment.offered": {
      const owner = names.organization(event.data.ownerOrganizationId);
      return {
        text: {
          en: `offered {it} to ${owner}, due ${event.data.dueOn}`,
          es: `ofreció {it} a ${owner}, para el ${event.data.dueOn}`,
        },
        it: `C-${event.data.number}`,
        note: same(event.data.what),
      };
    }
    case "commitment.accepted":
      return { text: { en: "accepted a commitment", es: "aceptó un compromiso" } };
    case "commitment.declined":
      return {
        text: { en: "declined a commitment", es: "no aceptó un compromiso" },
        note: same(event.data.reason),
      };
    case "commitment.kept":
      return {
        text: { en: "said that a commitment was kept", es: "dijo que un compromiso se cumplió" },
        ...noteOf(event.data.note),
      };
    case "commitment.not_kept":
      return {
        text: { en: "said that a commitment was not kept", es: "dijo que un compromiso no se cumplió" },
        note: same(event.data.reason),
      };
    case "commitment.released":
      return {
        text: { en: "released a commitment", es: "liberó un compromiso" },
        note: same(event.data.reason),
      };
    case "commitment.renegotiated": {
      const { fromDueOn, toDueOn, reason } = event.data;
      return {
        text: {
          en: `moved the date of a commitment from ${fromDueOn} to ${toDueOn}`,
          es: `cambió la fecha de un compromiso del ${fromDueOn} al ${toDueOn}`,
        },
        note: same(reason),
      };
    }
    case "commitment.help_asked":
      return {
        text: { en: "asked for help with a commitment", es: "pidió ayuda con un compromiso" },
        note: same(event.data.reason),
      };
    case "commitment.help_found":
      return {
        text: { en: "found help with a commitment", es: "encontró ayuda con un compromiso" },
        ...noteOf(event.data.note),
      };
    case "commitment.handed_over":
      return {
        text: { en: "handed a commitment over to {it}", es: "traspasó un compromiso a {it}" },
        it: event.data.personId
          ? names.person(event.data.personId)
          : names.organization(event.data.organizationId),
        note: same(event.data.reason),
      };
    case "commitment.noted":
      return {
        text: { en: "wrote about a commitment", es: "escribió sobre un compromiso" },
        note: same(event.data.note),
      };
    case "log.begun":
      return {
        text: { en: "wrote down that {it} is here", es: "anotó que {it} está aquí" },
        it: `C-${event.data.record.number}`,
      };
  }
}

const noteOf = (note: string | null) => (note ? { note: same(note) } : {});
