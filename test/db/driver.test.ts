import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { dialect } from "../../server/db/dialect.ts";
import type { DatabaseDriver, Value } from "../../server/db/driver.ts";
import { isTaken } from "../../server/db/failure.ts";
import { databaseLimits } from "../../server/db/limits.ts";
import { openRemote } from "../../server/db/remote.ts";
import { AppError } from "../../shared/errors.ts";
import {
  embedded,
  folder,
  libsqlServerIsHere,
  libsqlServerMissing,
  makeFolder,
  removeFolder,
  startLibsqlServer,
} from "./support.ts";

// One contract for both drivers: whoever calls them must not notice which one it is.

describe("the embedded database", () => {
  contract((limits) => embedded(`${folder()}/common-thread.db`, limits));
});

describe.skipIf(!libsqlServerIsHere)(
  libsqlServerIsHere
    ? "a libSQL server by its address"
    : `a libSQL server by its address (${libsqlServerMissing})`,
  () => {
    let server: Awaited<ReturnType<typeof startLibsqlServer>>;
    let dataDir: string;
    beforeAll(async () => {
      dataDir = makeFolder();
      server = await startLibsqlServer(`${dataDir}/db`);
    });
    afterAll(async () => {
      await server.stop();
      removeFolder(dataDir);
    });
    contract(async (limits) => {
      const driver = await openRemote(server.url, undefined, { ...databaseLimits, ...limits });
      onTestFinished(() => driver.close());
      return driver;
    });
  },
);

function contract(open: (limits?: Partial<typeof databaseLimits>) => Promise<DatabaseDriver>) {
  let driver: DatabaseDriver;

  const fresh = async (limits?: Partial<typeof databaseLimits>) => {
    driver = await open(limits);
    await driver.exec(
      "drop table if exists note; create table note (id integer primary key, words text unique, weight real, picture blob, done integer) strict",
    );
  };
  const write = (id: number, words: Value = `note ${id}`) =>
    driver.query("insert into note (id, words) values (?, ?)", [id, words]);
  const ids = async () => (await driver.query("select id from note order by id")).rows.map((row) => row.id);

  beforeEach(() => fresh());

  test("what is written comes back as it was", async () => {
    const picture = new Uint8Array([0, 1, 254, 255]);
    const written = await driver.query(
      "insert into note (id, words, weight, picture, done) values (?, ?, ?, ?, ?)",
      [1795486782233, "Café — Ribera\n\t😀", 0.1, picture, true],
    );
    expect(written).toEqual({ rows: [], changes: 1 });
    const { rows } = await driver.query("select *, null as absent, typeof(id) as kind from note");
    expect(rows).toEqual([
      {
        id: 1795486782233,
        words: "Café — Ribera\n\t😀",
        weight: 0.1,
        picture,
        done: 1,
        absent: null,
        kind: "integer",
      },
    ]);
    expect(rows[0]!.picture).toBeInstanceOf(Uint8Array);
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
  });

  test("whole numbers are integers, whatever they are bound to", async () => {
    const kinds = "typeof(?) as a, typeof(?) as b, typeof(?) as c, typeof(?) as d, typeof(?) as e";
    const { rows } = await driver.query(`select ${kinds}`, [5, 5n, true, 0.5, undefined]);
    expect(rows).toEqual([{ a: "integer", b: "integer", c: "integer", d: "real", e: "null" }]);
    // Bound as REAL, five would read “5.0”.
    expect((await driver.query("select ? || '' as text", [5])).rows).toEqual([{ text: "5" }]);
  });

  test("a number that would not come back the same is refused", async () => {
    await expect(driver.query("select ? as n", [Number.NaN])).rejects.toThrow("NaN cannot be kept");
    await expect(driver.query("select ? as n", [2n ** 63n])).rejects.toThrow("too large");
    await expect(driver.query("select 9007199254740993 as n")).rejects.toThrow("too large for a number");
    expect((await driver.query("select ? as n", [Number.MAX_SAFE_INTEGER])).rows).toEqual([
      { n: Number.MAX_SAFE_INTEGER },
    ]);
  });

  test("only the bytes of a blob are kept, not the buffer they lie in, and an empty one stays a blob", async () => {
    const whole = Buffer.from("a long buffer of somebody else");
    await driver.query("insert into note (id, picture) values (1, ?)", [whole.subarray(2, 6)]);
    await driver.query("insert into note (id, picture) values (2, ?)", [new Uint8Array(0)]);
    const { rows } = await driver.query("select picture from note order by id");
    expect(rows).toEqual([{ picture: new TextEncoder().encode("long") }, { picture: new Uint8Array(0) }]);
    // The caller's own bytes are still there.
    expect(whole.toString()).toBe("a long buffer of somebody else");
  });

  test("what is kept is what the caller gave, whatever becomes of the buffer afterwards", async () => {
    const picture = new Uint8Array([1, 2, 3]);
    const written = driver.query("insert into note (id, picture) values (1, ?)", [picture]);
    picture.fill(9);
    await written;
    expect((await driver.query("select picture from note")).rows).toEqual([
      { picture: new Uint8Array([1, 2, 3]) },
    ]);
  });

  test.each([
    ["a NUL, where the database would cut it", "before\0after"],
    ["a control character", "bell\u0007"],
    ["half of an emoji", "half \ud83d"],
  ])("text with %s is refused in words, and nothing is kept", async (_, words) => {
    const refusal = await write(1, words).catch((error) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "invalid", message: expect.stringContaining("Remove them") });
    await expect(
      driver.batch([{ sql: "insert into note (words) values (?)", params: [words] }]),
    ).rejects.toThrow("Remove them");
    expect(await ids()).toEqual([]);
  });

  test("a second statement in one text is refused, not forgotten", async () => {
    await expect(driver.query("select 1; delete from note")).rejects.toThrow("Only one statement");
    await expect(driver.query("insert into note (words) values ('a;b') -- c;d\n;")).resolves.toMatchObject({
      changes: 1,
    });
    await expect(driver.query("")).rejects.toThrow("no statement");
    await expect(driver.query("begin")).rejects.toThrow("not for query");
  });

  test("a parameter that is left out is refused, and does not keep the value of the call before", async () => {
    await write(1, "first");
    await expect(driver.query("insert into note (id, words) values (?, ?)", [2])).rejects.toThrow(
      "2 parameters",
    );
    await expect(driver.query("select * from note where id = ?", [1, 2])).rejects.toThrow("1 parameters");
    await expect(
      driver.query("select '?', \"id\", [words] /* ? */ from note where id = ?", [1]),
    ).resolves.toMatchObject({
      rows: [{ id: 1 }],
    });
    expect(await ids()).toEqual([1]);
  });

  test("a write says how many rows it changed, and returns rows when asked", async () => {
    const added = await driver.query("insert into note (words) values (?), (?) returning id, words", [
      "a",
      "b",
    ]);
    expect(added).toEqual({
      rows: [
        { id: 1, words: "a" },
        { id: 2, words: "b" },
      ],
      changes: 2,
    });
    expect(await driver.query("update note set done = ?", [false])).toEqual({ rows: [], changes: 2 });
    expect(await driver.query("update note set done = 1 where id = 99")).toEqual({ rows: [], changes: 0 });
    expect(await driver.query("with last as (select max(id) as id from note) select id from last")).toEqual({
      rows: [{ id: 2 }],
      changes: 0,
    });
    expect(
      await driver.query("with last as (select 2 as id) delete from note where id in last"),
    ).toMatchObject({
      changes: 1,
    });
  });

  test("a key that is taken can be told from other failures", async () => {
    await write(1, "same");
    expect(isTaken(await write(1, "other").catch((error) => error))).toBe(true);
    expect(isTaken(await write(2, "same").catch((error) => error))).toBe(true);
    expect(isTaken(await driver.query("select * from nowhere").catch((error) => error))).toBe(false);
    expect(isTaken(await driver.query("insert into note (id) values ('x')").catch((error) => error))).toBe(
      false,
    );
  });

  test("a batch is kept whole or not at all", async () => {
    const results = await driver.batch([
      { sql: "insert into note (id) values (?)", params: [1] },
      { sql: "select count(*) as n from note" },
    ]);
    expect(results).toEqual([
      { rows: [], changes: 1 },
      { rows: [{ n: 1 }], changes: 0 },
    ]);
    const half = driver.batch([
      { sql: "insert into note (id) values (2)" },
      { sql: "insert into note (id) values (1)" },
    ]);
    await expect(half).rejects.toThrow("UNIQUE");
    expect(await ids()).toEqual([1]);
    expect(await driver.batch([])).toEqual([]);
  });

  test("a write that fails among many fails alone", async () => {
    const writes = Array.from({ length: 50 }, (_, at) => write(at === 30 ? 29 : at, `words ${at}`));
    const outcomes = await Promise.allSettled(writes);
    // The one that came first has the place.
    expect(outcomes.filter((it) => it.status === "rejected")).toHaveLength(1);
    expect(await ids()).toEqual(Array.from({ length: 50 }, (_, at) => at).filter((at) => at !== 30));
  });

  test("a text of several statements runs whole, or its transaction leaves nothing", async () => {
    await driver.exec("insert into note (id) values (1); insert into note (id) values (2);");
    await expect(
      driver.exec(
        "begin immediate; insert into note (id) values (3); insert into note (id) values (1); commit",
      ),
    ).rejects.toThrow("UNIQUE");
    expect(await ids()).toEqual([1, 2]);
    await write(3);
  });

  test("nobody sees a transaction before it is committed", async () => {
    const transaction = await driver.begin();
    await transaction.query("insert into note (id) values (?)", [1]);
    expect((await transaction.query("select count(*) as n from note")).rows).toEqual([{ n: 1 }]);
    const others = write(2);
    await transaction.query("insert into note (id) values (3)");
    await transaction.commit();
    await others;
    expect(await ids()).toEqual([1, 2, 3]);
  });

  test("a transaction that is rolled back leaves nothing, and a failed step only loses itself", async () => {
    const abandoned = await driver.begin();
    await abandoned.query("insert into note (id) values (1)");
    await abandoned.rollback();
    expect(await ids()).toEqual([]);

    const mended = await driver.begin();
    await mended.query("insert into note (id) values (1)");
    await expect(mended.query("insert into note (id) values (1)")).rejects.toThrow("UNIQUE");
    await mended.query("insert into note (id) values (2)");
    await mended.commit();
    expect(await ids()).toEqual([1, 2]);
    await expect(mended.query("select 1")).rejects.toThrow("This transaction is over");
    await expect(mended.commit()).rejects.toThrow("This transaction is over");
  });

  test("a transaction whose commit is refused leaves nothing, and the others go on at once", async () => {
    await fresh({ transactionMsMax: 60_000 });
    await driver.exec(
      "drop table if exists answer; create table answer (note_id integer references note (id) deferrable initially deferred) strict",
    );
    const transaction = await driver.begin();
    await transaction.query("insert into note (id) values (1)");
    await transaction.query("insert into answer (note_id) values (99)");
    await expect(transaction.commit()).rejects.toThrow("FOREIGN KEY");
    await write(2);
    expect(await ids()).toEqual([2]);
    await driver.exec("drop table answer");
  });

  test("transactions that come at once go one after the other", async () => {
    await write(1, "0");
    const addOne = async () => {
      const transaction = await driver.begin();
      const { rows } = await transaction.query("select words from note");
      await transaction.query("update note set words = ?", [String(Number(rows[0]!.words) + 1)]);
      await transaction.commit();
    };
    await Promise.all(Array.from({ length: 10 }, addOne));
    expect((await driver.query("select words from note")).rows).toEqual([{ words: "10" }]);
  });

  test("a transaction that somebody forgot is rolled back, and the others go on", async () => {
    await fresh({ transactionMsMax: 50 });
    const forgotten = await driver.begin();
    await forgotten.query("insert into note (id) values (1)");
    await write(2);
    expect(await ids()).toEqual([2]);
    await expect(forgotten.query("select 1")).rejects.toThrow("longer than 50 ms and was rolled back");
    await expect(forgotten.commit()).rejects.toThrow("This transaction is over");
    await write(3);
  });

  test.each([1, 2, 3])("what many move about at once is neither made nor lost (seed %i)", async (seed) => {
    await driver.exec(
      "drop table if exists purse; create table purse (id integer primary key, coins integer not null check (coins >= 0)) strict",
    );
    await driver.exec("insert into purse values (0, 20), (1, 20), (2, 20), (3, 20); delete from note");
    const random = seeded(seed);
    const move = "update purse set coins = coins + ? where id = ?";
    const written = "insert into note (id) values (?)";
    let moves = 0;
    const kept: number[] = [];
    /** In a batch, or in a transaction that looks first; now and then it changes its mind. */
    const moveCoins = async () => {
      const [from, to, coins, move_] = [random(4), random(4), 1 + random(30), ++moves];
      if (random(3) > 0) {
        await driver.batch([
          { sql: move, params: [coins, to] },
          { sql: written, params: [move_] },
          { sql: move, params: [-coins, from] },
        ]);
      } else {
        const transaction = await driver.begin();
        await transaction.query(move, [coins, to]);
        const { rows } = await transaction.query("select coins from purse where id = ?", [from]);
        if (Number(rows[0]!.coins) < coins) return transaction.rollback();
        await transaction.query(move, [-coins, from]);
        await transaction.query(written, [move_]);
        await transaction.commit();
      }
      kept.push(move_);
    };
    const person = async () => {
      for (let turn = 0; turn < 25; turn++) {
        if (random(2) === 0) await moveCoins().catch((error) => expect(error.message).toContain("CHECK"));
        else
          expect((await driver.query("select sum(coins) as all_coins from purse")).rows).toEqual([
            { all_coins: 80 },
          ]);
      }
    };
    await Promise.all(Array.from({ length: 8 }, person));
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.length).toBeLessThan(moves);
    expect(await ids()).toEqual(kept.sort((a, b) => a - b));
    expect((await driver.query("select sum(coins) as all_coins from purse")).rows).toEqual([
      { all_coins: 80 },
    ]);
    await driver.exec("drop table purse");
  });

  test("Kysely asks, writes and keeps its transactions through the driver", async () => {
    const db = new Kysely<{ note: { id: number; words: string | null; done: number | null } }>({
      dialect: dialect(driver),
    });
    const added = await db
      .insertInto("note")
      .values({ id: 1, words: "a", done: 0 })
      .returning("id")
      .executeTakeFirst();
    expect(added).toEqual({ id: 1 });
    const changed = await db.updateTable("note").set({ done: 1 }).where("id", "=", 1).executeTakeFirst();
    expect(changed.numUpdatedRows).toBe(1n);
    const refused = db.transaction().execute(async (tx) => {
      await tx.deleteFrom("note").execute();
      throw new Error("changed my mind");
    });
    await expect(refused).rejects.toThrow("changed my mind");
    await db.transaction().execute(async (tx) => {
      await tx.insertInto("note").values({ id: 2, words: "b", done: null }).execute();
      await sql`update note set words = words || '!'`.execute(tx);
    });
    expect(await db.selectFrom("note").select(["id", "words"]).orderBy("id").execute()).toEqual([
      { id: 1, words: "a!" },
      { id: 2, words: "b!" },
    ]);
  });
}

/** Whole numbers below a limit, the same for the same seed. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
