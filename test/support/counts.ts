// How much of the random tests is run. `npm run test:long` (test/long.mjs) lists the settings and what they are there.

const short = { SEEDS: 200 };
const { FUZZ } = process.env;

/** How often a random test does what it counts: so often as `FUZZ` says, which is a number, or the word “long”. */
export const fuzzed = (count: { short: number; long: number }) =>
  FUZZ === "long" ? count.long : FUZZ ? Number(FUZZ) : count.short;

/** The seeds of the relay's simulation: so many, or only the one that `SEED` names. */
export function seedsOf(): number[] {
  const one = process.env.SEED;
  if (one !== undefined) return [Number(one)];
  return Array.from({ length: Number(process.env.SEEDS ?? short.SEEDS) }, (_, i) => i + 1);
}
