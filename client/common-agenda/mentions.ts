import { $createTextNode, $insertNodes } from "lexical";
import { $createMention } from "../../shared/documents/mention.ts";
import { icons } from "../documents/icons.ts";
import type { MenuEntry } from "../documents/menu.ts";
import { organizations, partnersHere, people } from "../organizations/organizations.ts";

/** Whom `@` offers in the text: everybody who is here, then the organizations. */
export function mentionEntries(kinds: { person: string; organization: string }): MenuEntry[] {
  const all = organizations.value() ?? [];
  const organizationOf = (id: string) => all.find((it) => it.id === id);
  const persons = (people.value() ?? []).map((it): MenuEntry => {
    const organization = organizationOf(it.organizationId);
    return {
      id: it.id,
      label: it.name,
      names: [it.name],
      hint: organization?.shortName ?? kinds.person,
      icon: icons.person,
      hue: organization?.hue ?? 0,
      $run: () => $mention("person", it.id, it.name),
    };
  });
  const partners = partnersHere().map(
    (it): MenuEntry => ({
      id: it.id,
      label: it.name,
      names: [it.name, it.shortName],
      hint: kinds.organization,
      icon: icons.organization,
      hue: it.hue,
      $run: () => $mention("organization", it.id, it.shortName),
    }),
  );
  return [...persons, ...partners];
}

function $mention(kind: "person" | "organization", id: string, label: string) {
  $insertNodes([$createMention(kind, id, label), $createTextNode(" ")]);
}
