import { unsaved } from "../../../client/documents/connection-state.ts";
import { Browser } from "./browser.ts";
import type { Disk } from "./disk.ts";
import type { Fault } from "./faults.ts";
import { Hostile } from "./hostile.ts";
import { Network } from "./network.ts";
import { Broken, expectSame, Oracle } from "./oracle.ts";
import { Server } from "./server.ts";
import { documentName, people, signInOf } from "./stage.ts";
import { createWorld, takeOverTimers, type World } from "./world.ts";

/** How long things go wrong, and how long all may take to be well again. */
const [troubleMs, healingMsMax] = [16_000, 120_000];

export interface Told {
  /** What broke, if anything did. */
  broken: Broken | undefined;
  /** How often what happened. */
  happened: ReadonlyMap<string, number>;
  /** The text in the end, so that two runs of one seed can be compared. */
  text: string;
}

/** One run: people write while everything goes wrong that can, until all is well again and must be the same. */
export async function simulate(disk: Disk, seed: number, fault: Fault = {}): Promise<Told> {
  const world = createWorld(seed);
  const giveBack = takeOverTimers(world);
  const run = new Run(world, disk, fault);
  try {
    await run.all();
  } catch (error) {
    run.oracle.broken ??= error instanceof Broken ? error : undefined;
    if (!(error instanceof Broken)) throw error;
  } finally {
    run.end();
    giveBack();
  }
  return { broken: run.oracle.broken, happened: world.happened, text: run.text };
}

class Run {
  readonly oracle: Oracle;
  readonly #world: World;
  readonly #disk: Disk;
  readonly #network: Network;
  readonly #server: Server;
  #browsers: Browser[] = [];
  #hostiles: Hostile[] = [];
  #isTrouble = true;
  #isDown = false;
  #removed: string | undefined;
  #failed: unknown;
  text = "";

  constructor(world: World, disk: Disk, fault: Fault) {
    this.#world = world;
    this.#disk = disk;
    disk.begin(world);
    this.oracle = new Oracle(world, disk);
    this.#network = new Network(world, this.oracle);
    this.#server = new Server(world, disk, this.#network, this.oracle, fault);
  }

  async all() {
    const world = this.#world;
    await this.#server.begin();
    const around = { world, network: this.#network, server: this.#server, oracle: this.oracle };
    // One of them has the text open twice.
    this.#browsers = [...people.writers, people.writers[0]!, people.reader].map(
      (it) => new Browser(it, around),
    );
    this.#hostiles = [people.intruder, people.lurker].map((it) => new Hostile(it, around));
    for (const it of this.#browsers) this.#often(100, 1_600, () => this.#write(it));
    for (const it of this.#hostiles) this.#often(400, 4_000, () => it.act());
    for (const it of this.#browsers) this.#often(800, 8_000, () => this.#trouble(it));
    this.#often(500, 4_000, () => this.#happen());
    this.#often(2_000, 2_000, () => this.#lookAtNames());
    await this.#pass(troubleMs);
    await this.#heal();
  }

  async #pass(ms: number) {
    for (let left = ms; left > 0; left -= 500) {
      await this.#world.pass(Math.min(500, left));
      if (this.oracle.broken ?? this.#failed) throw this.oracle.broken ?? this.#failed;
    }
  }

  #often(low: number, high: number, act: () => unknown) {
    this.#world.after(this.#world.between(low, high), () => {
      if (!this.#isTrouble) return;
      this.#do(act);
      this.#often(low, high, act);
    });
  }

  /** What fails in it ends the run. */
  #do(act: () => unknown) {
    void (async () => act())().catch((error: unknown) => {
      if (error instanceof Broken) this.oracle.broken ??= error;
      else this.#failed ??= error;
    });
  }

  // What people do, and what happens to them.

  #write(browser: Browser) {
    for (let i = this.#world.below(4); i >= 0; i--) browser.edit();
  }

  #trouble(browser: Browser) {
    const world = this.#world;
    if (browser.state.is === "restored") return browser.reload();
    const what = world.below(8);
    if (what === 0) browser.reload();
    else if (what === 1) browser.line?.cut();
    else if (what === 2) browser.line?.goDead();
    else if (what < 5) browser.line?.stall(world.between(200, 4_000));
    else if (what === 5 && !browser.isOffline) {
      browser.goOffline();
      world.after(world.between(500, 8_000), () => browser.comeBack());
    }
    world.note(
      ["reloads", "cuts", "half-open lines", "stalls", "stalls", "offline"][what] ?? "quiet moments",
    );
  }

  #happen() {
    const world = this.#world;
    const what = world.below(14);
    if (what < 3) return this.#restart("kill");
    if (what === 3) return this.#restart("stop");
    if (what === 4) return this.#restoreBackup();
    if (what < 7) return this.#weather(world.oneIn(2) ? "full" : "slow");
    if (what < 10) return this.#changeRole(people.writers[1]!);
    if (what === 10) return this.#remove(people.writers[2]!);
    if (what === 11 && !this.#disk.hasBackup) return this.#backUp();
    world.note("compactions");
    return this.#server.parts?.relay.compact(documentName);
  }

  #backUp() {
    this.#world.note("backups");
    this.#disk.backUp(() => {});
  }

  #weather(weather: "full" | "slow") {
    this.#world.note(`${weather} disks`);
    this.#disk.weather = weather;
    this.#world.after(this.#world.between(1_000, 7_000), () => {
      this.#disk.weather = "well";
    });
  }

  async #restart(how: "kill" | "stop", between: () => unknown = () => {}) {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#world.note(how === "kill" ? "kills" : "restarts");
    await this.#server[how]();
    await between();
    this.#world.after(this.#world.between(50, 3_000), () =>
      this.#do(async () => {
        await this.#server.begin();
        this.#isDown = false;
      }),
    );
  }

  #restoreBackup() {
    if (!this.#disk.hasBackup) return undefined;
    return this.#restart("kill", async () => {
      this.#world.note("restored backups");
      this.oracle.remember();
      this.#disk.restore();
      this.#disk.prepare("update initiative set epoch = ?", [`epoch ${this.#world.clientId()}`]);
      this.oracle.restored();
      await this.oracle.trust();
    });
  }

  // Access.

  #changeRole(personId: string) {
    const write = !this.oracle.standing(personId).mayWrite;
    this.#world.note(write ? "promotions" : "demotions");
    return this.#change(personId, { read: true, write }, "update person set role = ? where id = ?", [
      write ? "contributor" : "observer",
      personId,
    ]);
  }

  #remove(personId: string) {
    if (this.#removed) return undefined;
    this.#removed = personId;
    this.#world.note("removals");
    const isSignOut = this.#world.oneIn(2);
    const sql = isSignOut
      ? "delete from sign_in where id = ?"
      : "update person set removed_at = 1 where id = ?";
    return this.#change(personId, { read: false, write: false }, sql, [
      isSignOut ? signInOf(personId) : personId,
    ]);
  }

  /** Tries until it is written, as somebody would who is told to try again. */
  async #change(personId: string, may: { read: boolean; write: boolean }, sql: string, params: string[]) {
    const { parts } = this.#server;
    const again = () =>
      this.#world.after(300, () => this.#do(() => this.#change(personId, may, sql, params)));
    if (!parts) return void again();
    // Whoever wins something may use it as soon as it is written, before anybody is told.
    const was = this.oracle.standing(personId);
    if (may.write && !was.mayWrite) this.oracle.standsNow(personId, may);
    try {
      // Killed meanwhile, the server may have written it or not, and nobody hears which.
      const gone = parts.gone.then(() => Promise.reject(new Error("killed")));
      await Promise.race([parts.driver.batch([{ sql, params }]), gone]);
    } catch {
      return void again();
    }
    this.oracle.standsNow(personId, may);
    parts.access.changed({ personId });
  }

  #lookAtNames() {
    for (const { page } of this.#browsers) this.oracle.names(page.awareness.getStates(), page.doc.clientID);
  }

  // The end.

  async #heal() {
    this.#isTrouble = false;
    this.#disk.weather = "well";
    for (const it of this.#hostiles) it.leave();
    const until = this.#world.now() + healingMsMax;
    for (;;) {
      await this.#pass(1_000);
      for (const it of this.#browsers) if (this.#isStuck(it)) it.reload();
      const why = this.#isDown ? "the server is down" : await this.#whyNotYet();
      if (!why) break;
      if (this.#world.now() > until)
        throw why instanceof Broken ? why : new Broken("never acknowledged", why);
    }
    this.#world.note(
      "seconds until all was well",
      Math.round((healingMsMax - (until - this.#world.now())) / 1000),
    );
    this.#lookAtNames();
    if (this.oracle.broken) throw this.oracle.broken;
    await this.#server.stop();
    if (this.oracle.broken) throw this.oracle.broken;
  }

  /** Told that it is over, though it is not: they load the page again. */
  #isStuck(browser: Browser) {
    const { ending } = browser.page.ledger;
    return ending !== null && this.oracle.standing(browser.personId).mayRead;
  }

  async #whyNotYet(): Promise<string | Broken | undefined> {
    const sitting = this.#browsers.filter((it) => this.oracle.standing(it.personId).mayRead);
    for (const it of sitting) {
      const { ledger, provider } = it.page;
      // Whoever lost the right to write keeps what was not saved, and is told so.
      const keepsOwn = !this.oracle.standing(it.personId).mayWrite && unsaved(ledger) > 0;
      if (!provider.synced || (!keepsOwn && it.state.is !== "saved"))
        return `${it.personId} is told “${it.state.is}”`;
    }
    const kept = await this.oracle.look();
    this.text = JSON.stringify([kept.getText("text").toString(), this.#world.now()]);
    try {
      for (const it of sitting)
        if (unsaved(it.page.ledger) === 0) expectSame(`${it.personId} and the disk`, it.page.doc, kept);
    } catch (error) {
      return error as Broken;
    } finally {
      kept.destroy();
    }
    return undefined;
  }

  end() {
    this.#isTrouble = false;
    for (const it of this.#browsers)
      try {
        it.close();
      } catch (error) {
        // A page that a planted fault has broken may not even close any more.
        if (!this.oracle.broken) throw error;
      }
  }
}
