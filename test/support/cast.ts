import { type Name, people } from "./people.ts";
import { beginsWithSample, databaseIn, folderWith, type OpenServer, openServer } from "./server.ts";
import type { Visitor } from "./visitor.ts";

export { type Name, people };

/** Each of them, signed in with a browser of their own. */
export type Cast = Record<Name, Visitor> & { server: OpenServer; idOf: typeof people };

/** Opens the sample initiative with its people in it. */
export async function cast(options: Parameters<typeof openServer>[0] = {}): Promise<Cast> {
  if (!beginsWithSample(options)) {
    const server = await openServer(options);
    return { ...(await signIn(server)), server, idOf: people };
  }
  signedIn ??= signInOnce();
  const { database, cookies } = await signedIn;
  const server = await openServer({ ...options, dataDir: folderWith(database) });
  const visitors = byName((name) => Object.assign(server.stranger(), { cookie: cookies[name] }));
  return { ...visitors, server, idOf: people };
}

let signedIn: ReturnType<typeof signInOnce> | undefined;

/** Everybody comes in once for each process; the others copy it. */
async function signInOnce() {
  const server = await openServer();
  const visitors = await signIn(server);
  await server.deps.later.settled();
  await server.close();
  return { database: databaseIn(server.dataDir), cookies: byName((name) => visitors[name].cookie) };
}

async function signIn(server: OpenServer) {
  const visitors = await Promise.all(names.map((name) => server.as(people[name])));
  return byName((name) => visitors[names.indexOf(name)]!);
}

const names = Object.keys(people) as Name[];
const byName = <It>(it: (name: Name) => It) =>
  Object.fromEntries(names.map((name) => [name, it(name)])) as Record<Name, It>;
