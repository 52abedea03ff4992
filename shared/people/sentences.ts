import type { Bilingual } from "../languages.ts";
import type { Names, Telling } from "../log/happened.ts";
import type { Role } from "../roles.ts";
import type { PersonEvent } from "./events.ts";

const roleWords: Record<Role, Bilingual> = {
  backbone: { en: "backbone staff", es: "equipo vertebrador" },
  representative: { en: "representative", es: "representante" },
  alternate: { en: "alternate", es: "suplente" },
  contributor: { en: "contributor", es: "colaborador o colaboradora" },
  observer: { en: "observer", es: "observador u observadora" },
};

/** How the log tells what happened to a person. */
export function tell(event: PersonEvent, names: Names): Telling {
  const [id = ""] = event.refs;
  const it = names.person(id);
  const isOwn = event.by === id;
  switch (event.type) {
    case "person.invited": {
      const organization = names.organization(event.data.organizationId);
      const role = roleWords[event.data.role];
      const note = { en: `${role.en}, ${organization}`, es: `${role.es}, ${organization}` };
      return isOwn
        ? { text: { en: "set the initiative up", es: "preparó la iniciativa" }, note }
        : { text: { en: "invited {it}", es: "invitó a {it}" }, it, note };
    }
    case "person.came_in":
      return { text: { en: "came in for the first time", es: "entró por primera vez" } };
    case "person.role_changed": {
      const { en, es } = roleWords[event.data.role];
      return {
        text: { en: `changed the role of {it} to ${en}`, es: `cambió la función de {it} a ${es}` },
        it,
      };
    }
    case "person.renamed":
      return isOwn
        ? {
            text: { en: "changed the own name to {it}", es: "cambió el propio nombre a {it}" },
            it: event.data.name,
          }
        : {
            text: { en: "corrected the name of {it}", es: "corrigió el nombre de {it}" },
            it: event.data.name,
          };
    case "person.language_chosen":
      return event.data.language === "es"
        ? { text: { en: "chose to read in Spanish", es: "eligió leer en español" } }
        : { text: { en: "chose to read in English", es: "eligió leer en inglés" } };
    case "person.voice_given": {
      const organization = names.organization(event.data.organizationId);
      return {
        text: {
          en: `asked {it} to speak for ${organization} as well`,
          es: `pidió a {it} que hable también por ${organization}`,
        },
        it,
      };
    }
    case "person.voice_ended": {
      const organization = names.organization(event.data.organizationId);
      return {
        text: {
          en: `noted that {it} no longer speaks for ${organization}`,
          es: `anotó que {it} ya no habla por ${organization}`,
        },
        it,
      };
    }
    case "person.brought_back":
      return { text: { en: "brought {it} back", es: "reincorporó a {it}" }, it };
    case "person.removed":
      return { text: { en: "removed {it}", es: "retiró a {it}" }, it };
    case "person.erased":
      return {
        text: {
          en: "erased what the log said of a person",
          es: "borró lo que el registro decía de una persona",
        },
      };
    case "log.begun":
      return { text: { en: "wrote down that {it} is here", es: "anotó que {it} está aquí" }, it };
  }
}
