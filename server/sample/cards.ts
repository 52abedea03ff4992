import type { Bilingual } from "../../shared/languages.ts";

/** The sample people on the welcome page, and what each is good for seeing. */
export const sampleCards: Record<string, Bilingual> = {
  per_director: { en: "Sees everything, follows up", es: "Ve todo y da seguimiento" },
  per_city_rep: { en: "Leads two activities", es: "Lidera dos actividades" },
  per_casa_rep: { en: "Works in Spanish", es: "Trabaja en español" },
  per_schools_rep: { en: "New here, starts with set-up", es: "Recién llegada, empieza por lo básico" },
  per_resident: { en: "Neighborhood adviser, in Spanish", es: "Asesora vecinal, en español" },
  per_funder: { en: "Observer, reads along", es: "Observa y lee" },
};
