import { dayInWords, type Telling } from "../log/happened.ts";
import type { InitiativeEvent } from "./events.ts";

/** How the log tells what happened to the initiative itself. */
export function tell(event: InitiativeEvent): Telling {
  switch (event.type) {
    case "initiative.begun":
      return { text: { en: "began {it}", es: "inició {it}" }, it: event.data.name };
    case "initiative.days_moved": {
      const { days } = event.data;
      return {
        text: {
          en: days === 1 ? "moved the sample’s days on by one" : `moved the sample’s days on by ${days}`,
          es:
            days === 1
              ? "adelantó un día las fechas del ejemplo"
              : `adelantó ${days} días las fechas del ejemplo`,
        },
      };
    }
    case "initiative.governance_set":
      return {
        text: {
          en: "wrote down how the partners decide",
          es: "anotó cómo deciden los socios",
        },
      };
    case "initiative.restored": {
      const until = dayInWords(new Date(event.data.until).toISOString().slice(0, 10));
      return {
        text: {
          en: `has this record back as it was on ${until.en}`,
          es: `tiene de vuelta este registro tal como estaba el ${until.es}`,
        },
        note: {
          en: "Whoever runs the server restored a backup. What was recorded after it is not here.",
          es: "Quien administra el servidor restauró una copia de seguridad. Lo registrado después no está aquí.",
        },
      };
    }
    case "log.begun":
      return {
        text: { en: "began the log of {it}", es: "inició el registro de {it}" },
        it: event.data.record.name,
      };
  }
}
