/** The people of the sample whom tests speak of, by the names that tests call them. */
export const people = {
  /** Backbone. */
  director: "per_director",
  /** Representative and alternate of the city. */
  city: "per_city_rep",
  cityAlternate: "per_city_alt",
  /** Representative of Casa Ribera, in Spanish, and a contributor there. */
  casa: "per_casa_rep",
  resident: "per_resident",
  /** Representative of the schools. */
  schools: "per_schools_rep",
  /** Observer. */
  funder: "per_funder",
} as const;

export type Name = keyof typeof people;
