import { hash, verify } from "@node-rs/argon2";

// OWASP's minimum for argon2id, which is the library's default kind. It runs in Node's thread pool.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One person may type an accent as one character and another as two: both mean the same password. */
const plain = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string) => hash(plain(password), options);

const nobodys = hashPassword("the password of nobody");

/** Whether `password` is the one kept as `stored`. Takes as long when there is none, so that time tells nothing. */
export async function isPassword(stored: string | null | undefined, password: string) {
  const isRight = await verify(stored ?? (await nobodys), plain(password));
  return Boolean(stored) && isRight;
}
