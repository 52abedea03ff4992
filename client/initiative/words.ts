import { defineWords } from "../words/words.ts";

export const words = defineWords({
  en: {
    title: "Set up",
    heading: "Good to have you here!",
    lead: "Say what this place is for, and who looks after it.",
    initiative: "What the initiative is called",
    initiativeExample: "Brackwater River Compact",
    organization: "The organization that looks after it",
    organizationHint:
      "The backbone: it invites partners and keeps the records, and gives no position itself.",
    name: "Your name",
    email: "Your e-mail",
    password: "A password, if you want one",
    passwordHint: "At least {{ count }} characters. Without one you come in by mailed links.",
    language: "Language to begin with",
    timeZone: "Time zone of due dates",
    start: "Start",
  },
  es: {
    title: "Preparar",
    heading: "¡Qué bueno que está aquí!",
    lead: "Diga para qué es este lugar y quién lo cuida.",
    initiative: "Cómo se llama la iniciativa",
    initiativeExample: "Pacto por el Río Brackwater",
    organization: "La organización que la cuida",
    organizationHint: "La vertebradora: invita a los socios y guarda los registros, y no da postura.",
    name: "Su nombre",
    email: "Su correo electrónico",
    password: "Una contraseña, si la quiere",
    passwordHint: "Al menos {{ count }} caracteres. Sin ella se entra con enlaces por correo.",
    language: "Idioma para empezar",
    timeZone: "Zona horaria de los plazos",
    start: "Empezar",
  },
});
