import { recordLine } from "../../shared/documents/record.ts";
import { writeOutline } from "../documents/write.ts";
import type { SampleMeetings } from "./meetings.ts";

type SampleMeeting = SampleMeetings["meetings"][number];

/** What the notes of the sample's meetings that were held say, by the meeting's id. */
export const sampleNotesMarkdown = ({ meetings }: Pick<SampleMeetings, "meetings">) =>
  new Map(meetings.filter((it) => it.status === "held").map((it) => [it.id, markdownOf(it)]));

/** The outlines of the meetings that are still to come. */
export const sampleOutlines = ({ meetings }: Pick<SampleMeetings, "meetings">) =>
  new Map(meetings.filter((it) => it.status !== "held").map((it) => [it.id, writeOutline(it.agenda)]));

/** What was said under each item of the agenda, with the decisions and commitments where they were made. */
function markdownOf(it: SampleMeeting) {
  const lastCommit = it.agenda.findLast(({ purpose }) => purpose === "commit");
  return it.agenda
    .flatMap((item) => {
      const text = it.notes.find(({ agendaItemId }) => agendaItemId === item.id)?.text;
      const decision = it.decisionIds.find((id) => id === item.decisionId);
      const commitments = item === lastCommit ? it.commitmentIds : [];
      return [
        `## ${item.title}`,
        ...(text ? [text] : []),
        ...(decision ? [recordLine("decision", decision)] : []),
        ...commitments.map((id) => recordLine("commitment", id)),
      ];
    })
    .join("\n\n");
}
