import { type OpenServer, openServer } from "./server.ts";
import type { Visitor } from "./visitor.ts";

/** The people of the sample whom tests speak of, each signed in with a browser of their own. */
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
export type Cast = Record<Name, Visitor> & { server: OpenServer; idOf: typeof people };

/** Opens the sample initiative with its people in it. */
export async function cast(options?: Parameters<typeof openServer>[0]): Promise<Cast> {
  const server = await openServer(options);
  const names = Object.keys(people) as Name[];
  const visitors = await Promise.all(names.map((name) => server.as(people[name])));
  const signedIn = Object.fromEntries(names.map((name, index) => [name, visitors[index]!]));
  return { ...(signedIn as Record<Name, Visitor>), server, idOf: people };
}
