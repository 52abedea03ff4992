/**
 * `now`, made of what stays the same in `was`: parts that say the same are the same objects as before, wherever they
 * stand in a list if they have an `id`. So a page draws anew what has changed and nothing else, and whoever is in the
 * middle of the rest keeps the focus. For what JSON holds; neither is changed.
 */
export function asItWas<T>(was: unknown, now: T): T {
  if (Object.is(was, now)) return now;
  if (Array.isArray(was) && Array.isArray(now)) {
    const known = new Map(was.map((it, index) => [nameOf(it, index), it]));
    const made = now.map((it, index) => asItWas(known.get(nameOf(it, index)), it));
    return (was.length === made.length && made.every((it, index) => it === was[index]) ? was : made) as T;
  }
  if (!isRecord(was) || !isRecord(now)) return now;
  const keys = Object.keys(now);
  const made = Object.fromEntries(keys.map((key) => [key, asItWas(was[key], now[key])]));
  const isSame = keys.length === Object.keys(was).length && keys.every((key) => made[key] === was[key]);
  return (isSame ? was : made) as T;
}

type Fields = Record<string, unknown>;

const isRecord = (it: unknown): it is Fields => typeof it === "object" && it !== null && !Array.isArray(it);

/** What an item is found by: its id, an event's number in the log, else its place. */
function nameOf(it: unknown, index: number) {
  if (!isRecord(it)) return index;
  return typeof it.id === "string" ? it.id : typeof it.seq === "number" ? `#${it.seq}` : index;
}
