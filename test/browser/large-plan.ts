import { saveStrategy } from "../../server/action-plans/rows.ts";
import { readConfig } from "../../server/config.ts";
import { startServer } from "../../server/serve.ts";

// A server whose sample has as many strategies and partners as a story asks for: `{ "strategies": …, "partners": … }`.

const server = await startServer(readConfig(process.env));
const { db } = server.deps;

process.on("message", async ({ strategies, partners }: { strategies: number; partners: number }) => {
  const city = await db
    .selectFrom("organization")
    .selectAll()
    .where("id", "=", "org_city")
    .executeTakeFirstOrThrow();
  for (let at = 1; at <= partners; at += 1)
    await db
      .insertInto("organization")
      .values({ ...city, id: `org_more_${at}`, name: `Neighbor ${at}`, short_name: `Neighbor ${at}`, hue: 1 })
      .execute();
  for (let at = 1; at <= strategies; at += 1)
    await saveStrategy(db, city.initiative_id, {
      id: `str_more_${at}`,
      order: 10 + at,
      name: { en: `Further work ${at}`, es: `Otro trabajo ${at}` },
      summary: "",
      ownerGroupId: "grp_clean",
    });
  process.send?.({ strategies, partners });
});
process.once("SIGTERM", () => void server.stop().then(() => process.exit()));
