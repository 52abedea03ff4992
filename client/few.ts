/** Does something with each, in order, never more than `atOnce` at a time; ends with the first failure. */
export async function fewAtOnce<It>(all: readonly It[], atOnce: number, does: (it: It) => Promise<unknown>) {
  const waiting = all.values();
  let hasFailed = false;
  const line = async () => {
    for (const it of waiting) {
      if (hasFailed) return;
      await does(it).catch((error) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}
