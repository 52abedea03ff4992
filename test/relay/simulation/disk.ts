import Database from "libsql";
import type { DatabaseDriver, Rows, Statement } from "../../../server/db/driver.ts";
import { DatabaseError, failure } from "../../../server/db/failure.ts";
import { type Checked, checked, plainRow } from "../../../server/db/traps.ts";
import type { World } from "./world.ts";

interface Call {
  statements: Checked[];
  resolve(rows: Rows[]): void;
  reject(error: unknown): void;
}

type Outcome = { rows: Rows[] } | { failed: Error };

/** What the disk answers to a write. */
export type Weather = "well" | "full" | "slow";

/** Writes that share a commit, as the database's thread has it. */
const callsPerCommitMax = 100;

/**
 * A disk under the real database engine. A write is first in memory, then synced, and only then answered; whatever was
 * not synced may be gone after a crash. All of it is one transaction that never ends: a lost write is a step back in
 * it, a restored backup a longer one, and the next run begins with the longest.
 */
export class Disk {
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();
  #world: World | undefined;
  #weather: Weather = "well";
  #queue: Call[] = [];
  #isBusy = false;
  #hasUnsynced = false;
  /** Counts the processes that had the disk; what an older one still waits for never comes. */
  #process = 0;
  #whenIdle: (() => void)[] = [];
  hasBackup = false;
  /** Planted: a write is answered when it is in memory. */
  answersEarly = false;

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.exec("pragma journal_mode = memory; pragma synchronous = off; pragma foreign_keys = on; begin");
  }

  /** Writes at once and for every run: what all of them begin with. */
  prepare(sql: string, params: Statement["params"] = []) {
    return this.#run(checked(sql, params)).rows;
  }

  /** Begins a run with the disk as it was prepared. */
  begin(world: World) {
    if (this.#world) this.#db.exec("rollback to prepared; release prepared");
    this.#db.exec("savepoint prepared");
    this.#world = world;
    this.#weather = "well";
    this.#queue = [];
    this.#isBusy = this.#hasUnsynced = this.hasBackup = this.answersEarly = false;
    this.#process++;
    this.#whenIdle = [];
  }

  get weather() {
    return this.#weather;
  }
  set weather(weather: Weather) {
    this.#weather = weather;
  }

  /** The process that has the disk is gone; what was not synced may be, too. */
  crash() {
    this.#process++;
    this.#queue = [];
    this.#isBusy = false;
    this.#whenIdle = [];
    if (!this.#hasUnsynced) return;
    this.#hasUnsynced = false;
    if (this.#world!.oneIn(4)) this.#db.exec("release unsynced");
    else {
      this.#world!.note("unsynced writes lost");
      this.#db.exec("rollback to unsynced; release unsynced");
    }
  }

  /** Remembers everything synced so far, once no write is under way. */
  backUp(done: () => void) {
    const back = () => {
      this.#db.exec("savepoint backup");
      this.hasBackup = true;
      done();
    };
    if (this.#isBusy) this.#whenIdle.push(back);
    else back();
  }

  /** Puts the backup back. Only when no server has the disk. */
  restore() {
    this.#db.exec("rollback to backup; release backup");
    this.hasBackup = false;
  }

  /** What is there at this moment, without waiting and without being waited for. */
  look(): Pick<DatabaseDriver, "query" | "batch"> {
    return {
      query: async (sql, params) => this.#run(checked(sql, params)),
      batch: async (statements) => statements.map((it) => this.#run(checked(it.sql, it.params))),
    };
  }

  /** The disk as one process of the server has it, until the next crash. */
  driver(): DatabaseDriver {
    const ask = (statements: Checked[]) =>
      new Promise<Rows[]>((resolve, reject) => {
        if (isOurs !== this.#process) return;
        this.#queue.push({ statements, resolve, reject });
        this.#next();
      });
    const isOurs = this.#process;
    const notHere = () => Promise.reject(new Error("This is not simulated."));
    return {
      query: async (sql, params) => (await ask([checked(sql, params)]))[0]!,
      batch: (statements) => ask(statements.map((it) => checked(it.sql, it.params))),
      exec: notHere,
      begin: notHere,
      copyTo: notHere,
      close: async () => {},
    };
  }

  #next() {
    if (this.#isBusy || this.#queue.length === 0) return;
    const world = this.#world!;
    this.#isBusy = true;
    if (isQuestion(this.#queue[0]!))
      return this.#later(world.between(0.1, 1), () => {
        const call = this.#queue.shift()!;
        this.#answer(call, this.#try(call));
        this.#end();
      });
    // What comes while the disk turns to it is written with it.
    this.#later(world.between(0.1, 2), () => {
      const question = this.#queue.slice(0, callsPerCommitMax).findIndex(isQuestion);
      this.#write(this.#queue.splice(0, question < 0 ? callsPerCommitMax : question));
    });
  }

  #write(calls: Call[]) {
    const world = this.#world!;
    if (this.#weather === "full") {
      world.note("writes refused by a full disk");
      for (const it of calls) it.reject(failure("SQLITE_FULL", "database or disk is full", "a write"));
      return this.#end();
    }
    this.#db.exec("savepoint unsynced");
    this.#hasUnsynced = true;
    const outcomes = calls.map((it) => this.#try(it));
    const answerAll = () => {
      calls.forEach((it, i) => {
        this.#answer(it, outcomes[i]!);
      });
    };
    if (this.answersEarly) answerAll();
    this.#later(this.#weather === "slow" ? world.between(500, 5_000) : world.between(0.5, 12), () => {
      this.#db.exec("release unsynced");
      this.#hasUnsynced = false;
      if (world.oneIn(50)) {
        // Over a network the answer can be lost although all was kept.
        world.note("answers of the database lost");
        for (const it of calls) it.reject(new DatabaseError("HRANA_WEBSOCKET_ERROR", "the line was cut"));
      } else if (!this.answersEarly) answerAll();
      this.#end();
    });
  }

  #end() {
    this.#isBusy = false;
    for (const run of this.#whenIdle.splice(0)) run();
    this.#next();
  }

  #later(ms: number, run: () => void) {
    const process = this.#process;
    this.#world!.after(ms, () => {
      if (process === this.#process) run();
    });
  }

  #answer(call: Call, outcome: Outcome) {
    if ("rows" in outcome) call.resolve(outcome.rows);
    else call.reject(outcome.failed);
  }

  /** One call, or nothing of it. */
  #try({ statements }: Call): Outcome {
    this.#db.exec("savepoint job");
    try {
      const rows = statements.map((it) => this.#run(it));
      this.#db.exec("release job");
      return { rows };
    } catch (error) {
      this.#db.exec("rollback to job; release job");
      const { code, message } = error as { code?: string; message: string };
      return { failed: failure(code ?? "", message, statements[0]?.sql ?? "") };
    }
  }

  #run({ sql, params, reads }: Checked): Rows {
    let prepared = this.#prepared.get(sql);
    if (!prepared) {
      prepared = this.#db.prepare(sql).safeIntegers(true);
      this.#prepared.set(sql, prepared);
    }
    if (!prepared.reader) return { rows: [], changes: prepared.run(params).changes };
    const rows = (prepared.all(params) as Record<string, unknown>[]).map(plainRow);
    return { rows, changes: reads ? 0 : rows.length };
  }
}

const isQuestion = ({ statements }: Call) => statements.every((it) => it.reads);
