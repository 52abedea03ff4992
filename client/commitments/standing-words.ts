import { defineWords } from "../words/words.ts";

/** How a commitment stands, in a word or two: wherever one is shown. */
export const words = defineWords({
  en: {
    offered: "Waiting for a yes",
    active: "In progress",
    past: "Past its date",
    help: "Needs help",
    kept: "Kept",
    not_kept: "Not kept",
    released: "Released",
    declined: "Declined",
    andHelp: "needs help",
    onBehalfShort: "by the backbone",
  },
  es: {
    offered: "Por aceptar",
    active: "En curso",
    past: "Con fecha vencida",
    help: "Necesita apoyo",
    kept: "Cumplido",
    not_kept: "No cumplido",
    released: "Liberado",
    declined: "No aceptado",
    andHelp: "necesita apoyo",
    onBehalfShort: "por el backbone",
  },
});
