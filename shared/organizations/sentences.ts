import type { Names, Telling } from "../log/happened.ts";
import type { OrganizationEvent } from "./events.ts";

/** How the log tells what happened to an organization. */
export function tell(event: OrganizationEvent, names: Names): Telling {
  switch (event.type) {
    case "organization.added":
      return event.data.kind === "backbone"
        ? {
            text: {
              en: "opened {it}, which serves all partners",
              es: "abrió {it}, que sirve a todos los socios",
            },
            it: event.data.name,
          }
        : {
            text: { en: "welcomed {it} as a partner", es: "recibió a {it} como socio" },
            it: event.data.name,
          };
    case "organization.open_meetings_set": {
      const it = names.organization(event.refs[0]!);
      return event.data.speaksInMeetingsOnly
        ? {
            text: {
              en: "noted that {it} speaks in meetings only",
              es: "anotó que {it} habla solo en las reuniones",
            },
            it,
          }
        : {
            text: {
              en: "noted that {it} speaks between meetings too",
              es: "anotó que {it} también habla entre reuniones",
            },
            it,
          };
    }
    case "organization.removed":
      return {
        text: {
          en: "noted that {it} has left the initiative",
          es: "anotó que {it} dejó la iniciativa",
        },
        it: names.organization(event.refs[0]!),
        note: { en: event.data.reason, es: event.data.reason },
      };
    case "organization.brought_back":
      return {
        text: { en: "brought {it} back as a partner", es: "reincorporó a {it} como socio" },
        it: names.organization(event.refs[0]!),
      };
    case "log.begun":
      return {
        text: { en: "wrote down that {it} is here", es: "anotó que {it} está aquí" },
        it: event.data.record.name,
      };
  }
}
