import { defineWords } from "../words/words.ts";

export const words = defineWords({
  en: {
    readAs: "Read as {{ value }}",
    either: "This can mean two numbers. Which one?",
    otherUnit: "This is counted in {{ wanted }}, not in {{ unit }}. Convert it first.",
    noNumber: "Write one number, such as 61.5.",
  },
  es: {
    readAs: "Se lee como {{ value }}",
    either: "Esto puede ser dos números. ¿Cuál es?",
    otherUnit: "Esto se cuenta en {{ wanted }}, no en {{ unit }}. Conviértalo antes.",
    noNumber: "Escriba un solo número, como 61,5.",
  },
});
