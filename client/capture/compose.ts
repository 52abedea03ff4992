import type { RecordKind } from "../../shared/documents/record.ts";
import type { AgendaItem } from "../../shared/meetings/meeting.ts";
import type { Visibility } from "../../shared/roles.ts";
import {
  type CommitmentDraft,
  type Directory,
  quoteOf,
  readCommitment,
  type Unsettled,
  visibilityIn,
} from "./draft.ts";
import type { CaptureAt } from "./lines.ts";
import type { Told } from "./send.ts";

/** As much of a meeting as a capture in its notes needs to know. */
export interface CaptureMeeting {
  id: string;
  groupId: string;
  visibility: Visibility;
  agenda: readonly Pick<AgendaItem, "id" | "title">[];
}

export interface Place {
  meeting: CaptureMeeting;
  /** The item of the agenda under whose heading the line stands, or that the room is at. */
  itemId: string | null;
  /** The language that names are said in. */
  directory: Directory;
}

/** A field of a capture that a person has to look at, in the order of the fields. */
export type Field = "what" | "who" | "by" | "serves" | "helps" | "stands" | "which" | "reading" | "record";

/** What a capture becomes: a card at once, and something to tell the server unless the record is there already. */
export interface Composed {
  kind: RecordKind;
  target: string;
  told: Told | null;
}

export type Composing = Composed | { unsettled: Field };

/** How the fields of an indicator say a new reading: its period and value. */
export const readingIn = (more: string) => {
  const [period = "", value = ""] = more.split("=");
  return { period, value };
};

/** What stands in the way of a capture, or what it becomes. */
export function compose(at: CaptureAt, place: Place): Composing {
  switch (at.kind) {
    case "commitment":
      return composeCommitment(at, place);
    case "decision":
      return composeDecision(at, place);
    case "indicator":
      return composeReading(at, place);
    case "passage":
      return at.choices.serves
        ? { kind: "passage", target: at.choices.serves, told: null }
        : { unsettled: "which" };
    case "parked": {
      const text = quoteOf(at.text).slice(0, 500);
      if (!text) return { unsettled: "what" };
      return {
        kind: "parked",
        target: at.target,
        told: { is: "parked", json: { id: at.target, text, raisedById: null, fromItemId: place.itemId } },
      };
    }
  }
}

/** The first thing that is not settled, as the field in which it is. */
export const firstUnsettled = (unsettled: readonly Unsettled[]): Field | undefined => unsettled[0]?.field;

function composeCommitment(at: CaptureAt, { meeting, itemId, directory }: Place): Composing {
  const draft: CommitmentDraft = readCommitment(at, directory);
  const { owner, due } = draft;
  const field = firstUnsettled(draft.unsettled);
  if (field || !owner || !due) return { unsettled: field ?? "record" };
  const isBackbone =
    directory.organizations.find((it) => it.id === owner.organizationId)?.kind === "backbone";
  const served = (kind: string) => draft.serves.filter((it) => it.kind === kind);
  return {
    kind: "commitment",
    target: at.target,
    told: {
      is: "commitment",
      json: {
        id: at.target,
        what: draft.what.slice(0, 280),
        ownerOrganizationId: owner.organizationId,
        ownerPersonId: owner.personId,
        supportOrganizationIds: draft.helps,
        dueOn: due,
        activityId: served("activity")[0]?.id ?? null,
        indicatorIds: served("indicator").map((it) => it.id),
        strategyIds: served("strategy").map((it) => it.id),
        contribution: null,
        visibility: visibilityIn(meeting.visibility, isBackbone),
        groupId: meeting.groupId,
        fromMeetingId: meeting.id,
        fromItemId: itemId,
        fromDecisionId: null,
        quote: quoteOf(at.text) || null,
      },
    },
  };
}

function composeDecision(at: CaptureAt, { meeting, itemId }: Place): Composing {
  const proposal = quoteOf(at.text);
  if (!proposal) return { unsettled: "what" };
  return {
    kind: "decision",
    target: at.target,
    told: {
      is: "decision",
      json: {
        id: at.target,
        title: null,
        proposal,
        method: "consent",
        context: null,
        options: [],
        respondBy: null,
        daysMin: null,
        passage: null,
        supersedesId: null,
        visibility: null,
        groupId: meeting.groupId,
        raisedByOrganizationId: null,
        indicatorIds: [],
        strategyIds: [],
        fromMeetingId: meeting.id,
        fromItemId: itemId,
        quote: proposal,
      },
      agreed: at.choices.more === "agreed" ? { meetingId: meeting.id, outcome: null, reviewOn: null } : null,
    },
  };
}

function composeReading(at: CaptureAt, { meeting, itemId, directory }: Place): Composing {
  const indicatorId = at.choices.serves || indicatorNamed(at, directory);
  if (!indicatorId) return { unsettled: "which" };
  const { period, value } = readingIn(at.choices.more);
  const told = value.trim() !== "";
  const number = Number(value.replace(",", "."));
  if (told && (Number.isNaN(number) || period === "")) return { unsettled: "reading" };
  return {
    kind: "indicator",
    target: indicatorId,
    told: told
      ? {
          is: "reading",
          indicatorId,
          json: {
            id: at.target,
            period,
            value: number,
            isProvisional: false,
            note: quoteOf(at.text) || null,
            disaggregation: [],
            replacesId: null,
            fromMeetingId: meeting.id,
            fromItemId: itemId,
          },
        }
      : null,
  };
}

/** The one indicator that the line names by `#`, or by its whole name. */
export function indicatorNamed(at: Pick<CaptureAt, "text" | "mentions" | "choices">, directory: Directory) {
  const indicators = directory.servables.filter((it) => it.kind === "indicator");
  const { serves } = readCommitment(at, { ...directory, servables: indicators });
  if (serves.length === 1) return serves[0]!.id;
  const text = at.text.toLocaleLowerCase();
  const named = indicators.filter((it) =>
    it.names.some((name) => name.length > 3 && text.includes(name.toLocaleLowerCase())),
  );
  return named.length === 1 ? named[0]!.id : undefined;
}
