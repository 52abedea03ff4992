import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { Language } from "../../shared/languages.ts";
import type { Role, Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { hashOf } from "./secrets.ts";

/** The person behind a request, as of now. */
export interface SignedIn extends Who {
  name: string;
  language: Language;
  organization: { id: string; name: string; shortName: string; hue: number; kind: "backbone" | "partner" };
  /** Which browser; not a secret. */
  signInId: string;
}

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof openSignIns>;
    DatabaseSessionAttributes: { device: string; lastUsedAt: number };
    DatabaseUserAttributes: { person: Omit<SignedIn, "signInId"> };
  }
}

/** How long a browser stays signed in that is not used; half of it gone, the next use renews it. */
export const signInDays = 30;

/** What the cookie of a sign-in is called. */
export const cookieNameAt = ({ isSecure }: Pick<Deps["addresses"], "isSecure">) =>
  isSecure ? "__Host-ct" : "ct_session";

/** Whether a sign-in that ends then is to be renewed by its next use. */
export const isHalfOver = (endsAt: number, now: number) =>
  endsAt - now <= new TimeSpan(signInDays, "d").milliseconds() / 2;

/** Lucia, speaking our words: its sessions are sign-ins, its users people. Only this folder knows it. */
export const openSignIns = (deps: Pick<Deps, "db" | "now" | "addresses">) =>
  new Lucia(new HashedAdapter(deps), {
    sessionExpiresIn: new TimeSpan(signInDays, "d"),
    sessionCookie: {
      name: cookieNameAt(deps.addresses),
      attributes: { secure: deps.addresses.isSecure, sameSite: "lax", path: "/" },
    },
    getSessionAttributes: ({ lastUsedAt }) => ({ lastUsedAt }),
    getUserAttributes: ({ person }) => ({ person }),
  });

/** Lucia hands over what the cookie holds; only its hash reaches the database. */
class HashedAdapter implements Adapter {
  readonly #db: Deps["db"];
  readonly #now: Deps["now"];

  constructor({ db, now }: Pick<Deps, "db" | "now">) {
    this.#db = db;
    this.#now = now;
  }

  // Lucia reads the machine's clock; what passes here is moved so that our clock decides.
  #toOurs = (date: Date) => date.getTime() - Date.now() + this.#now();
  #toLucia = (at: number) => new Date(at - this.#now() + Date.now());

  async getSessionAndUser(secret: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await this.#db
      .selectFrom("sign_in")
      .innerJoin("person", "person.id", "sign_in.person_id")
      .innerJoin("organization", "organization.id", "person.organization_id")
      .where("sign_in.id", "=", hashOf(secret))
      .where("person.removed_at", "is", null)
      .select(["sign_in.expires_at", "sign_in.device", "sign_in.last_used_at"])
      .select(["person.id", "person.initiative_id", "person.organization_id", "person.role"])
      .select(["person.name", "person.language", "person.also_for"])
      .select((it) => it.ref("organization.name").as("organization_name"))
      .select(["organization.short_name", "organization.hue", "organization.kind"])
      .executeTakeFirst();
    if (!row) return [null, null];
    const person = {
      id: row.id,
      initiativeId: row.initiative_id,
      organizationId: row.organization_id,
      role: row.role as Role,
      alsoFor: JSON.parse(row.also_for) as string[],
      name: row.name,
      language: row.language,
      organization: {
        id: row.organization_id,
        name: row.organization_name,
        shortName: row.short_name,
        hue: row.hue,
        kind: row.kind,
      },
    };
    const attributes = { device: row.device, lastUsedAt: row.last_used_at };
    return [
      { id: secret, userId: row.id, expiresAt: this.#toLucia(row.expires_at), attributes },
      { id: row.id, attributes: { person } },
    ];
  }

  /** The ids are hashes here: fit to be shown, of no use as a cookie. */
  async getUserSessions(personId: string): Promise<DatabaseSession[]> {
    const rows = await this.#db.selectFrom("sign_in").selectAll().where("person_id", "=", personId).execute();
    return rows.map(({ id, expires_at, device, last_used_at }) => ({
      id,
      userId: personId,
      expiresAt: this.#toLucia(expires_at),
      attributes: { device, lastUsedAt: last_used_at },
    }));
  }

  async setSession({ id, userId, expiresAt, attributes }: DatabaseSession) {
    const { device, lastUsedAt } = attributes;
    await this.#db
      .insertInto("sign_in")
      .values({
        id: hashOf(id),
        person_id: userId,
        device,
        created_at: lastUsedAt,
        last_used_at: lastUsedAt,
        expires_at: this.#toOurs(expiresAt),
      })
      .execute();
  }

  async updateSessionExpiration(secret: string, expiresAt: Date) {
    await this.#db
      .updateTable("sign_in")
      .set({ expires_at: this.#toOurs(expiresAt) })
      .where("id", "=", hashOf(secret))
      .execute();
  }

  async deleteSession(secret: string) {
    await this.#db.deleteFrom("sign_in").where("id", "=", hashOf(secret)).execute();
  }

  async deleteUserSessions(personId: string) {
    await this.#db.deleteFrom("sign_in").where("person_id", "=", personId).execute();
  }

  async deleteExpiredSessions() {
    await this.#db.deleteFrom("sign_in").where("expires_at", "<=", this.#now()).execute();
  }
}
