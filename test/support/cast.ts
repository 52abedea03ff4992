import { type Name, people } from "./people.ts";
import { type OpenServer, openServer } from "./server.ts";
import type { Visitor } from "./visitor.ts";

export { type Name, people };

/** Each of them, signed in with a browser of their own. */
export type Cast = Record<Name, Visitor> & { server: OpenServer; idOf: typeof people };

/** Opens the sample initiative with its people in it. */
export async function cast(options?: Parameters<typeof openServer>[0]): Promise<Cast> {
  const server = await openServer(options);
  const names = Object.keys(people) as Name[];
  const visitors = await Promise.all(names.map((name) => server.as(people[name])));
  const signedIn = Object.fromEntries(names.map((name, index) => [name, visitors[index]!]));
  return { ...(signedIn as Record<Name, Visitor>), server, idOf: people };
}
