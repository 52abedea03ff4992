import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { MeetingEvent } from "./events.ts";

/** How the log tells what happened to a group or a meeting. */
export function tell(event: MeetingEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "group.formed":
      return { text: { en: "formed the group {it}", es: "formó el grupo {it}" }, it: event.data.name };
    case "meeting.scheduled": {
      const day = dayInWords(event.data.day);
      return {
        text: { en: `called {it} for ${day.en}`, es: `convocó {it} para el ${day.es}` },
        it: event.data.title,
      };
    }
    case "meeting.attended": {
      const there = event.data.attendance.filter((it) => /^(present|alternate)$/.test(it.status));
      const who = there.map((it) => names.organization(it.organizationId)).join(", ");
      return {
        text: { en: "noted who was at {it}", es: "anotó quién estuvo en {it}" },
        it,
        note: { en: who, es: who },
      };
    }
    case "meeting.parked": {
      const { text } = event.data;
      return {
        text: {
          en: "put an item in the parking lot of {it}",
          es: "dejó un asunto en los temas pendientes de {it}",
        },
        it,
        note: { en: text, es: text },
      };
    }
    case "meeting.held":
      return { text: { en: "closed {it}", es: "cerró {it}" }, it };
    case "meeting.recap_sent":
      return { text: { en: "sent the recap of {it}", es: "envió el resumen de {it}" }, it };
  }
}
