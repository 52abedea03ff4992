import type { Language } from "../languages.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Role } from "../roles.ts";

/** A person as the log knows them. */
export interface PersonRecord {
  id: string;
  organizationId: string;
  name: string;
  email: string;
  role: Role;
  language: Language;
  /** Other organizations that they speak for as well. */
  alsoFor: string[];
  /** Has signed in once. */
  hasComeIn: boolean;
  isRemoved: boolean;
}

export type PersonEvent =
  /** By themselves when they are the first of the initiative. */
  | Happened<"person.invited", Pick<PersonRecord, "organizationId" | "name" | "email" | "role" | "language">>
  | Happened<"person.came_in", Record<string, never>>
  | Happened<"person.role_changed", { role: Role }>
  | Happened<"person.renamed", { name: string }>
  /** Asked to speak for a second organization too, or no longer. */
  | Happened<"person.voice_given", { organizationId: string }>
  | Happened<"person.voice_ended", { organizationId: string }>
  | Happened<"person.language_chosen", { language: Language }>
  | Happened<"person.removed", Record<string, never>>
  /** Came back with their organization. */
  | Happened<"person.brought_back", Record<string, never>>
  /** What the log said of them was erased; `seqs` are those events, whose payloads are gone. */
  | Happened<"person.erased", { seqs: number[] }>
  | LogBegun<"person", PersonRecord>;

/** What a person looks like after `event`; `undefined` means nobody has invited them yet. */
export function apply(was: PersonRecord | undefined, event: PersonEvent): PersonRecord {
  if (event.type === "log.begun") return { ...event.data.record, alsoFor: event.data.record.alsoFor ?? [] };
  if (event.type === "person.invited")
    return { id: event.refs[0]!, ...event.data, alsoFor: [], hasComeIn: false, isRemoved: false };
  if (event.type === "person.erased") return erased(event.refs[0]!);
  if (!was) throw new Error(`Event ${event.seq} is about a person whom nobody has invited.`);
  switch (event.type) {
    case "person.came_in":
      return { ...was, hasComeIn: true };
    case "person.removed":
      return { ...was, isRemoved: true };
    case "person.brought_back":
      return { ...was, isRemoved: false };
    case "person.voice_given":
      return { ...was, alsoFor: [...was.alsoFor, event.data.organizationId] };
    case "person.voice_ended":
      return { ...was, alsoFor: was.alsoFor.filter((it) => it !== event.data.organizationId) };
    case "person.role_changed":
    case "person.renamed":
    case "person.language_chosen":
      return { ...was, ...event.data };
  }
}

/** What is left of somebody who was erased: that there was a person, who left. */
const erased = (id: string): PersonRecord => ({
  id,
  organizationId: "",
  name: "",
  email: "",
  role: "observer",
  language: "en",
  alsoFor: [],
  hasComeIn: false,
  isRemoved: true,
});
