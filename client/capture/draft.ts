import { fold } from "../../shared/commitments/fold.ts";
import { type CommitmentLine, type Part, readCommitmentLine } from "../../shared/commitments/line.ts";
import { type Day, isRealDay } from "../../shared/dates.ts";
import type { CaptureChoices } from "../../shared/documents/capture.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import type { Visibility } from "../../shared/roles.ts";

/** Something that a commitment can serve: what `#` finds. */
export interface Servable {
  id: string;
  kind: "strategy" | "activity" | "indicator";
  label: string;
  /** Every name that finds it, a short code such as A7 among them. */
  names: readonly string[];
}

/** Everybody and everything that a line can name. */
export interface Directory {
  organizations: readonly Organization[];
  /** Everybody who is here, observers too: they cannot promise anything. */
  people: readonly Person[];
  servables: readonly Servable[];
  /** Today in the initiative's place. */
  today: Day;
}

/** A line that is being captured, as it stands in the text. */
export interface Line {
  text: string;
  /** Whom it names by `@` from the menu: the id is certain, whoever else has that name. */
  mentions: readonly { label: string; kind: "person" | "organization"; target: string }[];
  choices: CaptureChoices;
}

export interface Owner {
  organizationId: string;
  personId: string | null;
}

/** Why a field is not settled yet. */
export type Unsettled =
  | { field: "what"; because: "missing" }
  | {
      field: "who";
      because: "missing" | "unknown" | "several" | "left" | "observes";
      said: string;
      between: readonly Owner[];
    }
  | {
      field: "by";
      because: "missing" | "ambiguous" | "past" | "impossible";
      said: string;
      between: readonly Day[];
    };

/** What a line says of a commitment, chosen or read; `unsettled` names what a person still has to say. */
export interface CommitmentDraft {
  what: string;
  owner: Owner | undefined;
  due: Day | undefined;
  serves: Servable[];
  helps: string[];
  /** What `#` names and nobody knows. */
  servesUnknown: string[];
  unsettled: Unsettled[];
}

/** Reads a line as a commitment. What was chosen in a field holds, whatever the line says. */
export function readCommitment({ text, mentions, choices }: Line, directory: Directory): CommitmentDraft {
  const { today, servables } = directory;
  const line = readCommitmentLine(text, { today, names: namesOf(directory, mentions) });
  const unsettled: Unsettled[] = [];
  if (line.what === "") unsettled.push({ field: "what", because: "missing" });
  const owner = ownerOf(line, mentions, choices, directory);
  if ("field" in owner) unsettled.push(owner);
  const due = dueOf(line, choices, today);
  if (typeof due !== "string") unsettled.push(due);
  const named = line.serves.map((part) => ({ part, found: findServable(part.text, servables) }));
  const chosen = choices.serves.split(",").flatMap((id) => servables.find((it) => it.id === id) ?? []);
  const serves = [...chosen, ...named.flatMap(({ found }) => found ?? [])];
  const activity = serves.find((it) => it.kind === "activity");
  const organizationId = "field" in owner ? undefined : owner.organizationId;
  return {
    what: line.what,
    owner: "field" in owner ? undefined : owner,
    due: typeof due === "string" ? due : undefined,
    // It belongs to one activity: the chosen one, or the first that the line names.
    serves: serves.filter(
      (it, at) => serves.indexOf(it) === at && (it.kind !== "activity" || it === activity),
    ),
    helps: helpersOf(line, mentions, choices, directory).filter((id) => id !== organizationId),
    servesUnknown: named.filter(({ found }) => !found).map(({ part }) => part.text),
    unsettled,
  };
}

function ownerOf(
  line: CommitmentLine,
  mentions: Line["mentions"],
  choices: CaptureChoices,
  directory: Directory,
): Owner | (Unsettled & { field: "who" }) {
  const unsettled = (because: (Unsettled & { field: "who" })["because"], said = "") =>
    ({ field: "who", because, said, between: [] }) as const;
  const { who } = line;
  if (choices.owner) {
    const isHere = choices.person
      ? directory.people.some((it) => it.id === choices.person)
      : !hasLeft(choices.owner, directory);
    if (isHere) return { organizationId: choices.owner, personId: choices.person || null };
    return unsettled("left", who?.text ?? organizationName(choices.owner, directory));
  }
  if (!who) return unsettled("missing");
  const mention = mentions.find((it) => fold(it.label) === fold(who.text));
  if (mention?.kind === "organization" && hasLeft(mention.target, directory))
    return unsettled("left", who.text);
  if (mention?.kind === "person" && directory.people.length > 0) {
    const person = directory.people.find((it) => it.id === mention.target);
    if (!person) return unsettled("left", who.text);
    if (person.role === "observer") return unsettled("observes", who.text);
  }
  const found = findOwners(who.text, mentions, directory);
  if (found.length === 1) return found[0]!;
  return { field: "who", because: found.length ? "several" : "unknown", said: who.text, between: found };
}

function dueOf(
  line: CommitmentLine,
  choices: CaptureChoices,
  today: Day,
): Day | (Unsettled & { field: "by" }) {
  const unsettled = (because: (Unsettled & { field: "by" })["because"], said = "", between: Day[] = []) => ({
    field: "by" as const,
    because,
    said,
    between,
  });
  if (choices.due) {
    if (!isRealDay(choices.due)) return unsettled("impossible", choices.due);
    return choices.due < today ? unsettled("past", choices.due) : choices.due;
  }
  const { due } = line;
  if (!due) return unsettled("missing");
  if (due.kind === "day") return due.day;
  return unsettled(due.kind, due.text, due.kind === "ambiguous" ? due.days : []);
}

/** Whether an organization is not here any more; nothing is said of it before anybody is known. */
const hasLeft = (id: string, { organizations }: Directory) =>
  organizations.length > 0 && !organizations.some((it) => it.id === id);

const organizationName = (id: string, { organizations }: Directory) =>
  organizations.find((it) => it.id === id)?.shortName ?? "";

const helpersOf = (
  line: CommitmentLine,
  mentions: Line["mentions"],
  choices: CaptureChoices,
  directory: Directory,
) => {
  const said = line.supports.flatMap(({ text }) => {
    const found = findOwners(text, mentions, directory);
    return found.length === 1 && !hasLeft(found[0]!.organizationId, directory)
      ? [found[0]!.organizationId]
      : [];
  });
  return [...new Set([...choices.helps.split(",").filter(Boolean), ...said])];
};

/** Whom a name means: a mention is certain; otherwise whole names first, then first names and short names. */
function findOwners(
  text: string,
  mentions: Line["mentions"],
  { organizations, people: all }: Directory,
): Owner[] {
  const wanted = fold(text);
  const people = all.filter((it) => it.role !== "observer");
  const personOwner = (it: Person): Owner => ({ organizationId: it.organizationId, personId: it.id });
  const mention = mentions.find((it) => fold(it.label) === wanted);
  if (mention?.kind === "organization") return [{ organizationId: mention.target, personId: null }];
  const mentioned = mention && people.find((it) => it.id === mention.target);
  if (mentioned) return [personOwner(mentioned)];
  const called = organizations
    .filter((it) => fold(it.name) === wanted || fold(it.shortName) === wanted)
    .map((it): Owner => ({ organizationId: it.id, personId: null }));
  const named = people.filter((it) => fold(it.name) === wanted).map(personOwner);
  if (called.length + named.length > 0) return [...called, ...named];
  const begins = (name: string) => fold(name).split(/\s+/)[0] === wanted;
  return [
    ...organizations
      .filter((it) => begins(it.shortName) || begins(it.name))
      .map((it): Owner => ({ organizationId: it.id, personId: null })),
    ...people.filter((it) => begins(it.name)).map(personOwner),
  ];
}

/** `#A7`, `#Goal2` or `#"Stop pollution"`: by code or name, then by what a name begins with. */
function findServable(text: string, servables: readonly Servable[]) {
  const plain = (name: string) => fold(name).replace(/[\s._-]+/g, "");
  const wanted = plain(text);
  const whole = servables.find((it) => it.names.some((name) => plain(name) === wanted));
  const begin = servables.filter((it) => it.names.some((name) => plain(name).startsWith(wanted)));
  return whole ?? (begin.length === 1 ? begin[0] : undefined);
}

const namesOf = ({ organizations, people, servables }: Directory, mentions: Line["mentions"]) => [
  ...mentions.map((it) => it.label),
  ...organizations.flatMap((it) => [it.name, it.shortName]),
  ...people.map((it) => it.name),
  ...servables.flatMap((it) => it.names),
];

/** The line as others will read it as a quote: as it stood, without the word that asked for the capture. */
export const quoteOf = (text: string) => withoutCommand(text).trim().slice(0, 1000);

/** The beginning of a line without the word that asked for the capture. */
export const withoutCommand = (text: string) =>
  text
    .replace(/^\s*\/\p{L}+\s+/u, "")
    .replace(/\s+/g, " ")
    .trimStart();

/**
 * Who sees what was captured in a meeting: as many as see the meeting, and never more. What only the backbone sees can
 * be promised by a partner only if that partner sees it.
 */
export function visibilityIn(meeting: Visibility, ownerIsBackbone = true): Visibility {
  if (meeting === "public") return "partners";
  return meeting === "backbone" && !ownerIsBackbone ? "restricted" : meeting;
}

export type { Part };
