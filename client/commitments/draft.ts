import { readCommitmentLine } from "../../shared/commitments/line.ts";
import type { DueReading } from "../../shared/commitments/when.ts";
import type { Day } from "../../shared/dates.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { plain } from "../words/plain.ts";

/** What names may stand for, here and now. */
export interface Known {
  organizations: readonly Organization[];
  people: readonly Person[];
  /** Strategies, activities and indicators by name. */
  served: readonly { id: string; name: string; kind: "strategy" | "activity" | "indicator" }[];
}

/** A line as it is understood while it is typed; what a name could not be found for is said. */
export interface Draft {
  what: string;
  owner: { organizationId: string; personId: string | null } | undefined;
  /** What stood after `@` and is nobody's name here. */
  unknown: string[];
  supportOrganizationIds: string[];
  due: (DueReading & { text: string }) | undefined;
  activityId: string | null;
  strategyIds: string[];
  indicatorIds: string[];
}

/** Reads `@Jonah plant 4,200 stems by 15 Mar #Goal2` with the names of this initiative. Nothing is guessed. */
export function readDraft(line: string, today: Day, known: Known): Draft {
  const names = [
    ...known.organizations.flatMap((it) => [it.shortName, it.name]),
    ...known.people.map((it) => it.name),
    ...known.served.flatMap((it) => [it.name, it.name.split(" ")[0]!]),
  ];
  const read = readCommitmentLine(line, { today, names });
  const whoever = [...(read.who ? [read.who] : []), ...read.supports].map((it) => ({
    text: it.text,
    found: findWho(it.text, known),
  }));
  const [owner, ...helpers] = whoever;
  const served = read.serves.flatMap((it) => findNamed(it.text, known.served) ?? []);
  return {
    what: read.what,
    owner: owner?.found,
    unknown: whoever.filter((it) => !it.found).map((it) => it.text),
    supportOrganizationIds: [...new Set(helpers.flatMap((it) => it.found?.organizationId ?? []))],
    due: read.due,
    activityId: served.find((it) => it.kind === "activity")?.id ?? null,
    strategyIds: served.filter((it) => it.kind === "strategy").map((it) => it.id),
    indicatorIds: served.filter((it) => it.kind === "indicator").map((it) => it.id),
  };
}

/** Whom a name means: a partner or a person, by the whole name, or by a beginning that only one of them has. */
function findWho(text: string, { organizations, people }: Known): Draft["owner"] {
  const all = [
    ...organizations.flatMap((it) =>
      [it.shortName, it.name].map((name) => ({
        name,
        organizationId: it.id,
        personId: null as string | null,
      })),
    ),
    ...people
      .filter((it) => it.role !== "observer")
      .map((it) => ({ name: it.name, organizationId: it.organizationId, personId: it.id as string | null })),
  ];
  const found = findNamed(text, all);
  return found && { organizationId: found.organizationId, personId: found.personId };
}

function findNamed<
  It extends { name: string; id?: string; organizationId?: string; personId?: string | null },
>(text: string, all: readonly It[]): It | undefined {
  const wanted = plain(text);
  const whole = all.find((it) => plain(it.name) === wanted);
  if (whole) return whole;
  const begin = all.filter((it) => plain(it.name).startsWith(wanted));
  const same = (a: It, b: It) =>
    a.id === b.id && a.organizationId === b.organizationId && a.personId === b.personId;
  return begin[0] && begin.every((it) => same(it, begin[0]!)) ? begin[0] : undefined;
}
