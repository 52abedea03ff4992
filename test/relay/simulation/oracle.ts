import type * as Y from "yjs";
import { open } from "../../../server/documents/build.ts";
import { createDocumentStore } from "../../../server/documents/store.ts";
import { closeCode } from "../../../shared/relay/messages.ts";
import { Content, updateIn } from "./content.ts";
import type { Disk } from "./disk.ts";
import type { Knock, Line } from "./network.ts";
import { documentName } from "./stage.ts";
import type { World } from "./world.ts";

/** What must never be; README.md says each in words. */
export type Kind =
  | "lost-seen"
  | "lost-acknowledged"
  | "a reader wrote"
  | "forged"
  | "came back"
  | "written twice"
  | "overheard"
  | "told after the end"
  | "a false name"
  | "an honest one was refused"
  | "diverged"
  | "never acknowledged";

export class Broken extends Error {
  readonly kind: Kind;
  constructor(kind: Kind, what: string) {
    super(`${kind}: ${what}`);
    this.kind = kind;
  }
}

interface Standing {
  mayRead: boolean;
  mayWrite: boolean;
  changedAt: number;
}

/** How long somebody may still be sent something after access has ended: the slowest write of the disk, and a second. */
const overhearMsMax = 12_000;

/** Watches what people were shown and told, and holds it against what is on the disk. */
export class Oracle {
  readonly #world: World;
  readonly #disk: Disk;
  /** What somebody was sent, and what was called saved. */
  #seen = new Content();
  #acknowledged = new Content();
  /** What of a person has reached the server while they were allowed to write. */
  #allowed = new Map<string, Content>();
  #standings = new Map<string, Standing>();
  readonly personOf = new Map<string, string>();
  /** Lines of seats that are no more, and since when the server knows. */
  readonly #ended = new WeakMap<Line, number>();
  /** Whose Yjs client it is. */
  readonly #owners = new Map<number, string>();
  /** The entries of the log that were looked at, and what they hold. */
  #lookedAt = 0;
  #logged = new Content();
  epoch = "";
  /** The first thing that broke while others were talking: they must not stumble over it. */
  broken: Broken | undefined;

  constructor(world: World, disk: Disk) {
    this.#world = world;
    this.#disk = disk;
  }

  /** A server begins: who is who stands on the disk. */
  async begin() {
    const { rows } = await this.#disk.look().query(
      `select s.id as sign_in, p.id as person, p.role, p.removed_at from person p
       join sign_in s on s.person_id = p.id`,
    );
    for (const it of rows as { sign_in: string; person: string; role: string; removed_at: string | null }[]) {
      this.personOf.set(it.sign_in, it.person);
      const isHere = it.removed_at === null;
      this.#stand(it.person, isHere, isHere && it.role !== "observer");
    }
    const { rows: epochs } = await this.#disk.look().query("select epoch from initiative limit 1");
    this.epoch = epochs[0]!.epoch as string;
  }

  /** From now on, as far as a server can know. */
  standsNow(personId: string, may: { read: boolean; write: boolean }) {
    this.#stand(personId, may.read, may.write);
  }

  #stand(personId: string, mayRead: boolean, mayWrite: boolean) {
    const was = this.#standings.get(personId);
    if (was?.mayRead === mayRead && was.mayWrite === mayWrite) return;
    this.#standings.set(personId, { mayRead, mayWrite, changedAt: this.#world.now() });
  }

  standing(personId: string) {
    return this.#standings.get(personId)!;
  }

  owns(personId: string, client: number) {
    this.#owners.set(client, personId);
  }

  delivered({ knock }: Line, bytes: Uint8Array) {
    const personId = this.personOf.get(knock.signInId);
    const update = readable(() => updateIn(bytes));
    if (!update || personId === undefined || !this.standing(personId).mayWrite) return;
    if (knock.epoch !== undefined && knock.epoch !== this.epoch) return;
    const content = readable(() => Content.of(update));
    if (content) this.#allow(personId, content);
  }

  #allow(personId: string, content: Content) {
    const allowed = this.#allowed.get(personId);
    if (allowed) allowed.add(content);
    else this.#allowed.set(personId, content);
  }

  /** The server has learned that this line's seat is no more. */
  seatEnded(line: Line) {
    if (!this.#ended.has(line)) this.#ended.set(line, this.#world.now());
  }

  sent(line: Line, bytes: Uint8Array) {
    const { knock } = line;
    // What was said in the same moment was on its way already.
    const endedAt = this.#ended.get(line) ?? Number.POSITIVE_INFINITY;
    if (this.#world.now() > endedAt)
      this.#broke(
        "told after the end",
        `${this.personOf.get(knock.signInId)} was sent something ${this.#since(endedAt)} after the seat was no more`,
      );
    const personId = this.personOf.get(knock.signInId)!;
    const { mayRead, changedAt } = this.standing(personId);
    if (mayRead || this.#world.now() - changedAt < overhearMsMax) return;
    if ((updateIn(bytes)?.length ?? 0) > 2)
      this.#broke("overheard", `${personId} was sent the text ${this.#since(changedAt)} after access ended`);
  }

  heard(bytes: Uint8Array, { epoch }: Knock) {
    if (epoch !== this.epoch) return;
    const update = updateIn(bytes);
    if (update) this.#seen.add(Content.of(update));
  }

  acknowledged(messages: readonly Uint8Array[], { epoch }: Knock) {
    if (epoch !== this.epoch) return;
    for (const it of messages) this.#acknowledged.add(Content.of(updateIn(it)!));
  }

  /** The server closed the line of somebody who did nothing wrong. */
  closed(personId: string, code: number, reason: string) {
    const { mayWrite, mayRead, changedAt } = this.standing(personId);
    const isRecent = changedAt > 0 && this.#world.now() - changedAt < 30_000;
    if (code === closeCode.forbidden && (!mayWrite || isRecent)) return;
    if (code === closeCode.signedOut && (!mayRead || isRecent)) return;
    if (code < 4000 || code === closeCode.restored) return;
    this.#broke("an honest one was refused", `${personId} with ${code}: ${reason}`);
  }

  /** What somebody sees of others: each state says itself, beside what the server says, who has sent it. */
  names(states: ReadonlyMap<number, Record<string, unknown>>, own: number) {
    for (const [client, { from, personId }] of states) {
      if (client === own) continue;
      if (this.#owners.has(client))
        this.#broke("a false name", `client ${client} of ${from} is shown as what it is`);
      if (personId !== from) this.#broke("a false name", `${from} is called ${personId}`);
    }
  }

  /** A backup was put back: what came after it is gone, and must not come again. */
  restored() {
    this.#seen = new Content();
    this.#acknowledged = new Content();
    this.#allowed = new Map();
    this.#lookedAt = 0;
    this.#logged = new Content();
  }

  /** After {@link restored}, with the disk as the backup left it: all that stands there may stand there. */
  async trust() {
    for (const it of await this.#log()) {
      const content = Content.of(it.data);
      this.#allow(it.person_id, content);
      this.#logged.add(content);
      this.#lookedAt = it.seq;
    }
  }

  /** Looks at the disk; answers the document as it stands there. */
  async look(): Promise<Y.Doc> {
    const { snapshot, updates } = await createDocumentStore(this.#disk.look() as never, this.#world.now).load(
      documentName,
    );
    const doc = this.#build(snapshot ? [snapshot, ...updates] : updates);
    const onDisk = Content.ofDocument(doc);
    const unseen = this.#seen.missingIn(onDisk);
    if (unseen) throw new Broken("lost-seen", `somebody saw ${unseen}`);
    const unsaved = this.#acknowledged.missingIn(onDisk);
    if (unsaved) throw new Broken("lost-acknowledged", `“saved” was said of ${unsaved}`);
    const log = await this.#log();
    for (const it of log) if (it.seq > this.#lookedAt) this.#judge(it);
    const whole = this.#build(log.map((it) => it.data));
    expectSame("the log and the snapshot", whole, doc);
    whole.destroy();
    return doc;
  }

  #build(parts: Uint8Array[]) {
    try {
      return open(parts);
    } catch (error) {
      throw new Broken("diverged", `on the disk, ${(error as Error).message}`);
    }
  }

  async #log() {
    const { rows } = await this.#disk
      .look()
      .query("select seq, person_id, data from document_update where document = ? order by seq", [
        documentName,
      ]);
    return rows as unknown as { seq: number; person_id: string; data: Uint8Array }[];
  }

  #judge({ seq, person_id: personId, data }: { seq: number; person_id: string; data: Uint8Array }) {
    const content = Content.of(data);
    for (const client of content.written.clients()) {
      const owner = this.#owners.get(client) ?? personId;
      if (owner !== personId)
        throw new Broken("forged", `entry ${seq} of ${personId} writes under client ${client} of ${owner}`);
    }
    const unheard = content.missingIn(this.#allowed.get(personId) ?? new Content());
    if (unheard) {
      const isOld = content.missingIn(this.#everSaid.get(personId) ?? new Content()) === undefined;
      throw new Broken(
        isOld ? "came back" : "a reader wrote",
        `entry ${seq} of ${personId} has ${unheard}, which came when it might not`,
      );
    }
    if (content.missingIn(this.#logged) === undefined)
      throw new Broken("written twice", `entry ${seq} of ${personId} brings nothing new`);
    this.#logged.add(content);
    this.#lookedAt = seq;
  }

  /** What a person said of epochs that are over. */
  readonly #everSaid = new Map<string, Content>();

  /** Called before {@link restored}. */
  remember() {
    for (const [personId, content] of this.#allowed) {
      const said = this.#everSaid.get(personId) ?? new Content();
      said.add(content);
      this.#everSaid.set(personId, said);
    }
  }

  #broke(kind: Kind, what: string) {
    this.broken ??= new Broken(kind, what);
  }

  #since = (time: number) => `${((this.#world.now() - time) / 1000).toFixed(1)} s`;
}

/** Text, letters and deletions are the same in both. */
export function expectSame(whose: string, one: Y.Doc, other: Y.Doc) {
  const [a, b] = [one, other].map((it) => ({ content: Content.ofDocument(it), text: shownOf(it) }));
  const apart = a!.content.missingIn(b!.content) ?? b!.content.missingIn(a!.content);
  if (apart) throw new Broken("diverged", `${whose} differ by ${apart}`);
  if (a!.text !== b!.text) throw new Broken("diverged", `${whose} show different texts`);
}

/** All that a document shows. */
const shownOf = (doc: Y.Doc) =>
  JSON.stringify([
    doc.getText("text").toDelta(),
    Object.entries(doc.getMap("fields").toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
    doc.getXmlFragment("blocks").toString(),
  ]);

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
