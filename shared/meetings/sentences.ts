import type { Names, Telling } from "../log/happened.ts";
import type { MeetingEvent } from "./events.ts";

/** How the log tells what happened to a group or a meeting. */
export function tell(event: MeetingEvent, names: Names): Telling {
  switch (event.type) {
    case "group.formed": {
      const { en, es } = event.data.name;
      return { text: { en: `formed the group ${en}`, es: `formó el grupo ${es}` } };
    }
    case "meeting.scheduled":
      return {
        text: { en: `called {it} for ${event.data.day}`, es: `convocó {it} para el ${event.data.day}` },
        it: event.data.title,
      };
    case "meeting.attended": {
      const there = event.data.attendance.filter((it) => /^(present|alternate)$/.test(it.status));
      const who = there.map((it) => names.organization(it.organizationId)).join(", ");
      return {
        text: { en: "noted who was at a meeting", es: "anotó quién estuvo en una reunión" },
        note: { en: who, es: who },
      };
    }
    case "meeting.parked": {
      const { text } = event.data;
      return {
        text: { en: "put an item in the parking lot", es: "dejó un asunto en temas pendientes" },
        note: { en: text, es: text },
      };
    }
    case "meeting.held":
      return { text: { en: "closed a meeting", es: "cerró una reunión" } };
    case "meeting.recap_sent":
      return { text: { en: "sent the recap of a meeting", es: "envió el resumen de una reunión" } };
  }
}
