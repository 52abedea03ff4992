import type { OtherState } from "./carets.ts";

/** Somebody who has the document open, in one or several windows. */
export interface PersonHere {
  personId: string;
  name: string;
  organization: string;
  hue: number;
  isTyping: boolean;
  mayEdit: boolean;
}

/**
 * The people behind presence states, each once, those who write first. A state without a name is not yet stamped by
 * the server and is left out.
 */
export function peopleHere(states: Iterable<OtherState>): PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const state of states) {
    const { personId, name } = state;
    if (!personId || !name) continue;
    const was = people.get(personId);
    people.set(personId, {
      personId,
      name,
      organization: state.organization ?? "",
      hue: state.hue ?? 0,
      isTyping: was?.isTyping || state.typing === true,
      mayEdit: state.mayEdit ?? true,
    });
  }
  return [...people.values()].sort(
    (a, b) => Number(b.isTyping) - Number(a.isTyping) || a.name.localeCompare(b.name),
  );
}
