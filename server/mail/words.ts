import type { Bilingual, Language } from "../../shared/languages.ts";
import type { Role } from "../../shared/roles.ts";
import { oneLine } from "./draft.ts";

/** Where the secret address goes; it stands on a line of its own and is filled in when the mail leaves. */
export const linkMark = "{{link}}";

export interface Mail {
  subject: string;
  body: string;
}

const roleWords: Record<Language, Record<Role, string>> = {
  en: {
    backbone: "as part of the backbone team",
    representative: "as its representative",
    alternate: "as its alternate",
    contributor: "as a contributor",
    observer: "as an observer",
  },
  es: {
    backbone: "como parte de la organización vertebradora (backbone)",
    representative: "como representante",
    alternate: "como suplente",
    contributor: "para colaborar",
    observer: "para observar",
  },
};

/** The link at the end of what can be stopped. */
export const stopWords: Bilingual = {
  en: "Stop these reminders",
  es: "No recibir más recordatorios",
};

/** “Your link to come in.” */
export function signInMail(language: Language, it: { name: string; initiative: Bilingual }): Mail {
  const name = oneLine(it.name);
  const initiative = oneLine(it.initiative[language]);
  if (language === "es")
    return {
      subject: `Su enlace para entrar: ${initiative}`,
      body: `Hola, ${name}:

Este enlace abre ${initiative}. Funciona una sola vez, durante 20 minutos.

${linkMark}

Si no lo pidió, puede ignorar este mensaje: nadie entra sin el enlace.
`,
    };
  return {
    subject: `Your link to come in: ${initiative}`,
    body: `Hello ${name},

This link opens ${initiative}. It works once, within 20 minutes.

${linkMark}

If you did not ask for it, you can ignore this mail: nobody comes in without the link.
`,
  };
}

/** “Somebody invites you.” */
export function invitationMail(
  language: Language,
  it: { name: string; by: string; organization: string; role: Role; initiative: Bilingual },
): Mail {
  const role = roleWords[language][it.role];
  const [name, by, organization] = [it.name, it.by, it.organization].map(oneLine);
  const initiative = oneLine(it.initiative[language]);
  if (language === "es")
    return {
      subject: `${by} le invita a ${initiative}`,
      body: `Hola, ${name}:

${by} le invita a participar en ${initiative}, por ${organization}, ${role}.

Este enlace abre la puerta. Funciona una sola vez, durante 7 días; después puede pedir otro en la misma página.

${linkMark}
`,
    };
  return {
    subject: `${by} invites you to ${initiative}`,
    body: `Hello ${name},

${by} invites you to take part in ${initiative} for ${organization}, ${role}.

This link opens the door. It works once, within 7 days; after that you can ask for another on the same page.

${linkMark}
`,
  };
}
