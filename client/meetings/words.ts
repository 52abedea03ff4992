import { defineWords } from "../words/words.ts";

export const words = defineWords({
  en: {
    title: "Meetings",
    groups: "Groups",
    meeting: "Meeting",
  },
  es: {
    title: "Reuniones",
    groups: "Grupos",
    meeting: "Reunión",
  },
});
