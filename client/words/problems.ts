import type { ErrorCode } from "../../shared/errors.ts";
import { defineWords, useWords } from "./words.ts";

export const words = defineWords({
  en: {
    offline: "You’re offline. Nothing is lost; try again when you’re back.",
    invalid: "Something in the form is not right yet. Look at it once more.",
    signed_out: "You’re signed out. Sign in again to go on.",
    forbidden: "You may not do this. Ask the backbone if you should.",
    not_found: "We could not find that. It may be gone, or not shared with you; ask the backbone for access.",
    conflict: "Somebody changed this a moment ago. Look at it again, then decide.",
    too_large: "That is too large. Try with less.",
    too_many: "That was a lot at once. Wait a minute, then try again.",
    internal: "Something went wrong on our side. Nothing of yours is lost; try again in a moment.",
    unavailable: "The server is busy or restarting. Try again in a moment.",
  },
  es: {
    offline: "No hay conexión. No se pierde nada; inténtelo de nuevo cuando vuelva.",
    invalid: "Algo en el formulario todavía no está bien. Revíselo una vez más.",
    signed_out: "Su sesión está cerrada. Entre de nuevo para continuar.",
    forbidden: "No puede hacer esto. Si debería poder, pídalo a la organización vertebradora.",
    not_found:
      "No lo encontramos. Puede que ya no exista o que no se comparta con usted; pida acceso a la organización vertebradora.",
    conflict: "Alguien cambió esto hace un momento. Mírelo de nuevo y decida.",
    too_large: "Es demasiado grande. Inténtelo con menos.",
    too_many: "Fue mucho de una vez. Espere un minuto e inténtelo de nuevo.",
    internal: "Algo falló de nuestro lado. No se pierde nada suyo; inténtelo de nuevo en un momento.",
    unavailable: "El servidor está ocupado o reiniciándose. Inténtelo de nuevo en un momento.",
  },
});

/** What we say of a failure when the server's own sentence cannot be had, or not in this language. */
export const sentenceFor = (code: ErrorCode | "offline") => useWords(words)(code);
