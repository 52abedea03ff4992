import { defineWords } from "../words/words.ts";

export const words = defineWords({
  en: {
    close: "Close",
    dismiss: "Dismiss",
    undo: "Undo",
    messages: "Messages",
    loading: "Loading.",
    waitingFor: "Still waiting for the server.",
    tryAgain: "Try again",
    required: "needed",
    copied: "Copied.",
    copyFailed: "This browser did not let us copy. Select the text and copy it yourself.",
  },
  es: {
    close: "Cerrar",
    dismiss: "Quitar",
    undo: "Deshacer",
    messages: "Mensajes",
    loading: "Cargando.",
    waitingFor: "Todavía esperamos al servidor.",
    tryAgain: "Intentar de nuevo",
    required: "necesario",
    copied: "Copiado.",
    copyFailed: "Este navegador no nos dejó copiar. Seleccione el texto y cópielo.",
  },
});
