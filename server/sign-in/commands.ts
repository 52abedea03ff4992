import type { InferOutput } from "valibot";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import type { MyChange } from "../../shared/people/person.ts";
import type { ChangePassword } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { queueMail } from "../mail/queue.ts";
import { signInMail } from "../mail/words.ts";
import { makeLink, spendLink, spent } from "./links.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import type { SignedIn } from "./signed-in.ts";

/** As much of a person as opening the door needs. */
type Newcomer = { id: string; initiativeId: string };

/**
 * Mails a link to everybody with this address, after the answer: neither its words nor its time tell whether we
 * know the address. Who asks too often for one address still has the newest link in the mailbox.
 */
export function askLink(deps: Deps, email: string, language: Language) {
  deps.later("A sign-in link could not be put in line.", async () => {
    if (!(await deps.limits.linksByAddress.allows(email))) return;
    const people = await deps.db
      .selectFrom("person")
      .innerJoin("initiative", "initiative.id", "person.initiative_id")
      .select(["person.id", "person.name", "person.initiative_id", "person.email"])
      .select(["initiative.name_en", "initiative.name_es"])
      .where("person.email", "=", email)
      .where("person.removed_at", "is", null)
      .execute();
    for (const person of people) {
      const initiative = { en: person.name_en, es: person.name_es };
      const to = { personId: person.id, initiativeId: person.initiative_id, email: person.email };
      await deps.db.transaction().execute(async (tx) => {
        const linkId = await makeLink(deps, tx, "sign_in", person.id);
        await queueMail(deps, tx, to, signInMail(language, { name: person.name, initiative }), linkId);
      });
    }
    deps.mail.wake();
  });
}

/** Uses up a mailed link, from a sign-in or an invitation, and says whom it lets in. */
export async function enterByLink(deps: Deps, token: string): Promise<Newcomer> {
  return deps.db.transaction().execute(async (tx) => {
    const { personId } = await spendLink(deps, tx, token, ["sign_in", "invitation"]);
    const person = await tx
      .selectFrom("person")
      .select(["id", "initiative_id"])
      .where("id", "=", personId)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    if (!person) throw spent();
    return { id: person.id, initiativeId: person.initiative_id };
  });
}

/** Whom this address and password let in. Wrong tries are counted for this visitor alone. */
export async function enterByPassword(
  deps: Deps,
  { email, password }: { email: string; password: string },
  visitor: string,
): Promise<Newcomer> {
  const { passwordsByAddress, passwordsByVisitor } = deps.limits;
  const key = `${email} ${visitor}`;
  const tooMany = "Too many tries. Ask for a mailed link instead, which works now, or wait a little.";
  await passwordsByVisitor.count(visitor, tooMany);
  await passwordsByAddress.count(key, tooMany);
  const people = await deps.db
    .selectFrom("person")
    .select(["id", "initiative_id", "password_hash"])
    .where("email", "=", email)
    .where("removed_at", "is", null)
    // Those with a password first, so that an address takes the same work whether or not somebody has it.
    .orderBy("password_hash", "desc")
    .execute();
  for (const person of people.length > 0 ? people : [undefined]) {
    if (!(await isPassword(person?.password_hash, password)) || !person) continue;
    await passwordsByVisitor.forgive(visitor);
    await passwordsByAddress.forget(key);
    return { id: person.id, initiativeId: person.initiative_id };
  }
  throw new AppError(
    "invalid",
    "This address and password do not belong together. Check both, or ask for a mailed link.",
    { password: "Check the address and the password." },
  );
}

/** Whom a sample card lets in. There are no sample people in a real deployment. */
export async function enterAsSample(deps: Deps, personId: string): Promise<Newcomer> {
  const person = deps.config.publicUrl
    ? undefined
    : await deps.db
        .selectFrom("person")
        .innerJoin("initiative", "initiative.id", "person.initiative_id")
        .select(["person.id", "person.initiative_id"])
        .where("person.id", "=", personId)
        .where("person.removed_at", "is", null)
        .where("initiative.sample_as_of", "is not", null)
        .executeTakeFirst();
  if (!person) throw notFound("sample person");
  return { id: person.id, initiativeId: person.initiative_id };
}

/** Changes what people may change about themselves: name and language. */
export async function changeMe(deps: Deps, change: MyChange, person: SignedIn) {
  const { name = person.name, language = person.language } = change;
  const about = { by: person.id, refs: [person.id] };
  await commit(deps, person.initiativeId, async (tx, append) => {
    await tx.updateTable("person").set({ name, language }).where("id", "=", person.id).execute();
    if (name !== person.name) await append({ type: "person.renamed", ...about, data: { name } });
    if (language !== person.language)
      await append({ type: "person.language_chosen", ...about, data: { language } });
  });
  if (name !== person.name) deps.access.changed({ personId: person.id });
}

/** Sets or changes the own password; every other browser has to sign in again. */
export async function changePassword(
  deps: Deps,
  { current, password }: InferOutput<typeof ChangePassword>,
  person: SignedIn,
) {
  const row = await deps.db
    .selectFrom("person")
    .select("password_hash")
    .where("id", "=", person.id)
    .executeTakeFirstOrThrow();
  if (row.password_hash !== null) {
    await deps.limits.passwordsByAddress.count(person.id, "Too many tries. Wait a little, then try again.");
    if (!(await isPassword(row.password_hash, current ?? "")))
      throw new AppError("invalid", "The current password is not right. Write it again.", {
        current: "This is not the password in use.",
      });
    await deps.limits.passwordsByAddress.forget(person.id);
  }
  const password_hash = await hashPassword(password);
  await deps.db.updateTable("person").set({ password_hash }).where("id", "=", person.id).execute();
  await endOtherSignIns(deps, person);
}

/** Ends one of the own sign-ins, and the documents that are open in that browser. */
export async function endSignIn(deps: Deps, id: string, person: SignedIn) {
  const ended = await deps.db
    .deleteFrom("sign_in")
    .where("id", "=", id)
    .where("person_id", "=", person.id)
    .returning("id")
    .executeTakeFirst();
  if (!ended) throw notFound("sign-in");
  deps.access.changed({ signInId: id });
}

/** Ends all the own sign-ins but the one in use. */
export async function endOtherSignIns(deps: Deps, person: SignedIn) {
  const ended = await deps.db
    .deleteFrom("sign_in")
    .where("person_id", "=", person.id)
    .where("id", "!=", person.signInId)
    .returning("id")
    .execute();
  for (const { id } of ended) deps.access.changed({ signInId: id });
}
