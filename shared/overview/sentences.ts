import type { Bilingual } from "../languages.ts";
import type { Names, Telling } from "../log/happened.ts";
import type { Way } from "./check-in.ts";
import type { CheckInEvent } from "./events.ts";

const noted: Record<Way, Bilingual> = {
  call: { en: "noted a call with {it}", es: "anotó una llamada con {it}" },
  visit: { en: "noted a visit to {it}", es: "anotó una visita a {it}" },
  message: { en: "noted a message to {it}", es: "anotó un mensaje a {it}" },
  not_reached: { en: "noted that {it} was not reached", es: "anotó que no pudo contactar con {it}" },
};

/** How the log tells of a check-in, to the backbone alone. */
export function tell(event: CheckInEvent, names: Names): Telling {
  const it = names.organization(event.refs[1]!);
  switch (event.type) {
    case "check_in.noted":
      return { text: noted[event.data.way], it, note: { en: event.data.note, es: event.data.note } };
    case "check_in.changed":
      return {
        text: { en: "put a note about {it} right", es: "corrigió una nota sobre {it}" },
        it,
        note: { en: event.data.note, es: event.data.note },
      };
    case "check_in.removed":
      return { text: { en: "took a note about {it} away", es: "retiró una nota sobre {it}" }, it };
    case "check_in.erased":
      return {
        text: {
          en: "erased the words of a note about {it}",
          es: "borró las palabras de una nota sobre {it}",
        },
        it,
      };
  }
}
