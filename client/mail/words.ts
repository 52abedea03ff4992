import { defineWords } from "../words/words.ts";

export const words = defineWords({
  en: {
    title: "Outbox",
    lead: "What this place has mailed, newest first. Only the backbone sees it.",
    noMailServer:
      "No mail server is set, so nothing leaves this machine. Copy a link and hand it over yourself; it lets its reader in, or does the one thing that it says.",
    empty: "No mail yet",
    emptyText: "Invitations, sign-in links, offers and reminders appear here.",
    to: "To {{ to }}",
    written: "written {{ when }}",
    sent: "sent {{ when }}",
    waits: "waits here",
    copyLink: "Copy the link",
    copyNamed: "Copy “{{ label }}”",
    copied: "The link is copied.",
    copyFailed: "This browser did not let us copy. Select the link and copy it yourself.",
    denied: "Only the backbone reads the outbox.",
    deniedText: "Ask somebody there for the link that you miss.",
    home: "Go home",
    reload: "Look again",
  },
  es: {
    title: "Bandeja de salida",
    lead: "Lo que este lugar ha enviado por correo, lo más nuevo primero. Solo la ve el equipo vertebrador.",
    noMailServer:
      "No hay servidor de correo, así que nada sale de esta máquina. Copie un enlace y entréguelo; deja entrar a quien lo recibe o hace lo único que dice.",
    empty: "Todavía no hay correos",
    emptyText: "Aquí aparecen las invitaciones, los enlaces para entrar, las ofertas y los recordatorios.",
    to: "Para {{ to }}",
    written: "escrito: {{ when }}",
    sent: "enviado: {{ when }}",
    waits: "espera aquí",
    copyLink: "Copiar el enlace",
    copyNamed: "Copiar «{{ label }}»",
    copied: "El enlace está copiado.",
    copyFailed: "Este navegador no nos dejó copiar. Seleccione el enlace y cópielo.",
    denied: "Solo el equipo vertebrador lee la bandeja de salida.",
    deniedText: "Pida allí el enlace que le falta.",
    home: "Ir al inicio",
    reload: "Mirar de nuevo",
  },
});
