import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Day } from "../../shared/dates.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { ParkedItem } from "../../shared/meetings/meeting.ts";
import { Standing } from "../commitments/Standing.tsx";
import { words as standingWords } from "../commitments/standing-words.ts";
import { organizations, people } from "../organizations/organizations.ts";
import { sayNumber, sayWeekday, sayWeekdayWithin } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { type CardFace, Pending } from "./Card.tsx";
import type { Known, Recorded } from "./records.ts";
import type { CapturedRecord } from "./send.ts";
import type { Section } from "./servables.ts";
import { words } from "./words.ts";

/** Everything that a card can be drawn from. */
export interface FaceSources {
  known(kind: RecordKind, id: string): Known;
  waiting(id: string): CapturedRecord | undefined;
  parked(): readonly ParkedItem[];
  agenda(): CommonAgenda | undefined;
  section(target: string): Section | undefined;
  isOnline(): boolean;
  today: Day;
}

/** What a record's card shows, and how it is said aloud. */
export function useFaces(sources: FaceSources) {
  const t = useWords(words);
  const says = useWords(standingWords);
  const language = useLanguage();

  const organizationFace = (id: string | null) => {
    const it = organizations.value()?.find((one) => one.id === id);
    return it && { name: it.name, shortName: it.shortName, hue: it.hue };
  };
  const personFace = (id: string | null) => {
    const it = people.value()?.find((one) => one.id === id);
    return it && { name: it.name, hue: organizationFace(it.organizationId)?.hue ?? 0 };
  };

  function recordFace(record: Recorded): CardFace {
    switch (record.kind) {
      case "commitment": {
        const { it } = record;
        return {
          kind: "commitment",
          number: `C-${it.number}`,
          what: it.what,
          standing: <Standing it={it} today={sources.today} />,
          owner: organizationFace(it.ownerOrganizationId),
          person: personFace(it.ownerPersonId),
          due: sayWeekday(it.dueOn),
          href: `/commitments/${it.id}`,
        };
      }
      case "decision": {
        const { it } = record;
        return {
          kind: "decision",
          number: `D-${it.number}`,
          what: it.outcome ?? it.proposal,
          standing: <DecisionStanding status={it.status} word={t(`status_${it.status}`)} />,
          href: `/decisions/${it.id}`,
          more: [
            ...(it.decidedOn ? [t("decidedOn", { day: sayWeekdayWithin(it.decidedOn) })] : []),
            ...(it.status === "open" && it.respondBy
              ? [t("positionsDue", { day: sayWeekdayWithin(it.respondBy) })]
              : []),
          ],
        };
      }
      case "indicator": {
        const { it } = record;
        const { latest } = it;
        return {
          kind: "indicator",
          number: it.code,
          what: it.name[language()],
          more: [
            latest && latest.value !== null
              ? t("latest", { value: sayNumber(latest.value), unit: it.unit, period: latest.period })
              : t("noReading"),
          ],
        };
      }
    }
  }

  function waitingFace({ kind, body, refusal }: CapturedRecord): CardFace {
    const standing = <Pending is={refusal ? "refused" : sources.isOnline() ? "sending" : "waiting"} />;
    switch (body.is) {
      case "commitment":
        return {
          kind,
          what: body.json.what,
          standing,
          owner: organizationFace(body.json.ownerOrganizationId),
          person: personFace(body.json.ownerPersonId),
          due: sayWeekday(body.json.dueOn),
        };
      case "decision":
        return { kind, what: body.json.proposal, standing };
      case "parked":
        return { kind, what: body.json.text, standing };
      case "reading":
        return { kind, what: String(body.json.value), standing, more: [body.json.period] };
    }
  }

  function parkedFace(id: string): CardFace {
    const it = sources.parked().find((one) => one.id === id);
    if (!it) return { kind: "parked", what: "", standing: <Pending is="sending" /> };
    const standing = { open: "parkedOpen", carried_over: "parkedCarried", closed: "parkedClosed" } as const;
    return {
      kind: "parked",
      what: it.text,
      standing: <span>{t(standing[it.status])}</span>,
      owner: organizationFace(it.raisedById),
    };
  }

  function passageFace(target: string): CardFace {
    const agenda = sources.agenda();
    const section = sources.section(target);
    const [, slug = ""] = target.split(":");
    return {
      kind: "passage",
      // Until the agenda is here, its heading as the target spells it.
      number: section?.heading,
      what: section ? section.text : slug.replaceAll("_", " "),
      more: agenda
        ? [
            t("version", { version: agenda.version }),
            agenda.adoptedOn ? t("adopted", { day: sayWeekdayWithin(agenda.adoptedOn) }) : t("notAdopted"),
          ]
        : [],
      href: `/common-agenda/${target.split(":")[0]}`,
    };
  }

  /** What the card of a record shows now. */
  function faceOf(kind: RecordKind, id: string): CardFace {
    const waits = sources.waiting(id);
    // What somebody else recorded first stands there for everybody; the words that came second are told below it.
    if (waits && !waits.refusal?.isSecond) return waitingFace(waits);
    if (kind === "parked") return parkedFace(id);
    if (kind === "passage") return passageFace(id);
    const known = sources.known(kind, id);
    if (known.is === "here") return recordFace(known);
    const pending = ({ loading: "loading", awaited: "sending", hidden: "hidden" } as const)[known.is];
    return { kind, what: "", standing: <Pending is={pending} /> };
  }

  /** A record by the shortest name that people know it by. */
  function nameOf(kind: RecordKind, id: string): string {
    return faceOf(kind, id).number ?? t(kind);
  }

  /** "Commitment C-24, in progress, Mariner's Yard, due Mon 15 Mar 2027". */
  function labelOf(kind: RecordKind, id: string): string {
    const face = faceOf(kind, id);
    const waits = sources.waiting(id);
    if (waits && !waits.refusal?.isSecond)
      return t("saidWaiting", { kind: t(kind), stands: t(waits.refusal ? "refused" : "waiting") });
    const known = kind === "parked" || kind === "passage" ? undefined : sources.known(kind, id);
    if (known?.is === "here" && known.kind === "commitment") {
      const { it } = known;
      return t("said", {
        kind: t(kind),
        number: `C-${it.number}`,
        stands: says(it.status),
        who: organizationFace(it.ownerOrganizationId)?.shortName ?? "",
        day: sayWeekdayWithin(it.dueOn),
      });
    }
    if (known?.is === "here" && known.kind === "decision")
      return t("saidWithout", {
        kind: t(kind),
        number: `D-${known.it.number}`,
        stands: t(`status_${known.it.status}`),
      });
    return t("saidPlain", { kind: t(kind), what: face.what || t("hidden") });
  }

  return { faceOf, nameOf, labelOf };
}

/** A ring for what is open, a filled one for what is decided. */
function DecisionStanding(props: { status: string; word: string }) {
  return (
    <>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle
          cx="8"
          cy="8"
          r="6"
          fill={props.status === "adopted" ? "currentColor" : "none"}
          stroke="currentColor"
          stroke-width="2"
        />
      </svg>
      <span>{props.word}</span>
    </>
  );
}
