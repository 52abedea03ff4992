import type { ActView } from "../../shared/acts/act.ts";

/** What the page says of an act that cannot be done: the words for its heading and for the line below. */
export function outcomeOf({ kind, state, said, commitment, meeting, decision, reading }: ActView) {
  switch (state) {
    case "done":
      return { title: "thanks", text: doneText(kind, said?.isReader ?? true, reading) } as const;
    case "over":
      if (decision) return { title: "over", text: "overDecision" } as const;
      if (reading) return { title: "over", text: "overRound" } as const;
      return { title: "over", text: meeting ? "overMinutes" : overText(commitment?.status) } as const;
    case "refused":
      return { title: "refused", text: "refusedText" } as const;
    case "gone":
      return { title: "gone", text: "goneText" } as const;
    case "left":
      return { title: "left", text: "leftText" } as const;
    default:
      return { title: "expired", text: "expiredText" } as const;
  }
}

function doneText(kind: ActView["kind"], isReader: boolean, reading: ActView["reading"]) {
  switch (kind) {
    case "commitment.accept":
      return isReader ? "youAccepted" : "theyAccepted";
    case "commitment.decline":
      return isReader ? "youDeclined" : "theyDeclined";
    case "commitment.keep":
      return isReader ? "youKept" : "theyKept";
    case "commitment.renegotiate":
      return isReader ? "youMoved" : "theyMoved";
    case "decision.consent":
      return isReader ? "youConsented" : "theyConsented";
    case "decision.reservation":
      return isReader ? "youReserved" : "theyReserved";
    case "decision.stand_aside":
      return isReader ? "youStoodAside" : "theyStoodAside";
    case "decision.objection":
      return isReader ? "youObjected" : "theyObjected";
    case "minutes.confirm":
      return isReader ? "youConfirmed" : "theyConfirmed";
    case "reading.report":
      if (reading?.now?.value == null) return isReader ? "youSaidNone" : "theySaidNone";
      return isReader ? "youReported" : "theyReported";
    case "reminders.stop":
      return "stopped";
  }
}

function overText(status: "offered" | "active" | "declined" | "kept" | "not_kept" | "released" | undefined) {
  switch (status) {
    case "declined":
      return "overDeclined";
    case "kept":
      return "overKept";
    case "not_kept":
      return "overNotKept";
    case "released":
      return "overReleased";
    case "offered":
      return "overOffered";
    default:
      return "overAccepted";
  }
}
