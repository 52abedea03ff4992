import type { Names, Telling } from "../log/happened.ts";
import type { AgendaEvent } from "./events.ts";

/** How the log tells what happened to the common agenda. */
export function tell(event: AgendaEvent, names: Names): Telling {
  switch (event.type) {
    case "agenda.published": {
      const { number, note } = event.data;
      return {
        text: {
          en: `put version ${number} of the common agenda to the partners`,
          es: `presentó a los socios la versión ${number} de la agenda común`,
        },
        ...(note ? { note: { en: note, es: note } } : {}),
      };
    }
    case "agenda.adopted": {
      const { number, kind, reason, organizationId } = event.data;
      const it = names.organization(organizationId);
      return {
        text:
          kind === "plain"
            ? {
                en: `adopted version ${number} of the common agenda for {it}`,
                es: `adoptó la versión ${number} de la agenda común por {it}`,
              }
            : {
                en: `adopted version ${number} of the common agenda for {it}, with a reservation`,
                es: `adoptó la versión ${number} de la agenda común por {it}, con reserva`,
              },
        it,
        ...(reason ? { note: { en: reason, es: reason } } : {}),
      };
    }
    case "agenda.erased": {
      const { number } = event.data;
      return {
        text: {
          en: `took the name of a person who was erased out of version ${number} of the common agenda`,
          es: `quitó de la versión ${number} de la agenda común el nombre de una persona borrada`,
        },
      };
    }
    case "agenda.restated": {
      const { number } = event.data;
      return {
        text: {
          en: `wrote down how version ${number} of the common agenda reads without that name`,
          es: `anotó cómo queda la versión ${number} de la agenda común sin ese nombre`,
        },
      };
    }
  }
}
